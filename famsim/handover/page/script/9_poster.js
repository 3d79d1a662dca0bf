// The poster, the tabs, and the start.
function posterLines() { return WORDS.results.map((one) => one.name).filter((name) => !["stay_harm_ended", "part_free_of_harm"].includes(name)); }

const SHEET = 1.458, SPARE = { poster: 0.97, "poster-back": 0.9 }, LARGEST = 3.3;  // a sheet's height by its width, inside its margins; letters, in hundredths of it

// the more there is on a side of the sheet, the smaller its print, so that it stays one side: text by its area, a chart by
// its shape
function fitOf(side) {
  const { clientWidth: wide, clientHeight: high } = side, letters = parseFloat(getComputedStyle(side).fontSize), drawn = side.querySelector(".chart"), chart = drawn ? drawn.clientHeight : 0;
  return Math.min(LARGEST, SPARE[side.id] * 100 * Math.sqrt((SHEET - chart / wide) / ((wide * (high - chart)) / letters ** 2)));
}

function fitPrint() {
  if (!byId("poster").clientHeight) return;
  const front = fitOf(byId("poster")), { style } = document.documentElement;
  style.setProperty("--print", String(front));
  style.setProperty("--back", String(fitOf(byId("poster-back")) / front));
}

// the help whose months stand here is one that is offered, whichever was last looked at under When
drawers.poster = () => {
  const chosen = room.programme, own = programmesNow().find((one) => one in WORDS.programmes);
  if (room.when !== "here" && own && !isOffered(chosen)) room.programme = own;
  drawPoster();
  room.programme = chosen;
};

function drawPoster() {
  tellGuessFirst("poster");
  if (!wagers.revealed) return;
  const changes = changesOf(), there = isThere() && (lives.state === "lived" || !lives.shown), changed = there && has("lived", "now.helped");
  say(byId("poster-question"), ...(changes.length ? [keyed("facts/all/area"), ": what we changed"] : asked()));
  say(byId("poster-chose"), changes.length ? "What we began with, and changed" : "What is offered");
  empty(byId("poster-assumed")).append(make("li", {}, keyed(`strategies/s${room.plan}/name`), ": ", keyed(`strategies/s${room.plan}/what`)),
    ...(changes.length ? changes.map((one) => make("li", {}, "We changed: ", choice(`${one}.`))) : [make("li", {}, "nothing changed by us")]));
  say(byId("poster-table-title"), "What would change over ", keyed("facts/all/over"), ", ", ...against());
  if (there) livedTable(byId("poster-table"), posterLines(), columnsOf(changed));
  else say(byId("poster-table"), notThere());
  posterAnswer(there, changed);
  say(byId("poster-lived"), ...(there ? livedNote() : []));
  drawPosterWhen();
  posterMissed();
  posterGuessed(there, changed);
  say(byId("poster-homes"), TWO_HOMES);
  say(byId("poster-written"), ...writtenDown());
  say(byId("poster-brackets"), ...bracketsSaid(there, changed));
  empty(byId("poster-cannot")).append(...cannotTell());
  footOf(byId("poster-foot"));
  fitPrint();
}

// why no numbers stand there
function notThere() { return lives.state === "wrong" ? "Mend what is marked in the form under What if? first." : lives.says || "Working it out: the numbers stand here in a moment."; }

// what the offer comes to, in two sentences, and three numbers: to be read from the back of a room
function posterAnswer(there, changed) {
  const [table, who] = changed ? ["lived", "now"] : standing(), row = (name) => `${who}.${name}`;
  const quick = there && !isOfAll(table);
  byId("poster-quick").hidden = !quick;
  byId("poster-numbers").hidden = byId("poster-of").hidden = !there;
  say(byId("poster-why"), ...(there && isOfAll(table) ? [...(changed ? [...wasShort(), ...doorsAdded()] : []), ...posterLead(changed)] : []), ...(there ? noEffect() : []));
  if (!there) { say(byId("poster-answer"), notThere()); return; }
  say(byId("poster-quick"), ...(quick ? [...quickLook(), ...doubtsSaid(), "Not for the wall yet. ", ...(LIVE.whole ? [press("Count all families", () => { room.sure = "whole"; live(); }, { class: "small-button screen-only" })] : [])] : []));
  const did = changed ? ["What our change did: families who come: ", ...sizeOf("lived", "less.helped"), "; cost: ", ...costOf("lived", "less"), ". ", ...sentElsewhere()] : [], first = changed ? letIn() : [];
  say(byId("poster-of"), ...(changed ? besideSaid("less") : []), changed ? "With our change, " : "This offer, ", ...against(), ":");
  say(byId("poster-answer"), ...first, ...did, changed ? "All in all, for " : "For ", ...aboutCost(table, who), " over ", keyed("facts/all/over"), " (", keyed("facts/all/prices"), "): ", ...(quick ? ["what becomes of couples cannot be told from a quick look. "] : verdictOf(table, row)), ...noCase());
  const come = [make("strong", {}, keyed(`${table}/${row("helped")}/estimate`)), make("small", {}, "(", keyed(`${table}/${row("helped")}/low`), " to ", keyed(`${table}/${row("helped")}/high`), ")"), make("span", {}, "families come at least once", ...thatIs(changed ? "room" : `s${room.plan}`))];
  const ends = ENDS_TOLD.map((name) => { const { head, range, told } = partsOfSize(table, row(name)); return [make("strong", {}, ...head), make("small", {}, "(", ...range, ")"), make("span", {}, label(`result.${name}`), told, "."), ...(name === "stay_in_harm" ? keptInViolence(table, who) : []), ...(changed ? theChangeItself(name) : [])]; });
  empty(byId("poster-numbers")).append(...[come, ...(quick ? [] : ends)].map((parts) => make("p", {}, parts.flatMap((one) => [one, " "]))));
}

// of couples kept while harm goes on, those with violence: never on the back alone
function keptInViolence(table, who) {
  if (!isKeptInViolence(table, who)) return [];
  const { head, range, told } = partsOfSize(table, `${who}.stay_in_violence`);
  return [make("span", {}, label("result.stay_in_violence"), ": ", ...head, " (", ...range, ")", told, ".")];
}

// what the offer comes to against none is not what the change did
function theChangeItself(name) {
  const { head, range, told, isTold } = partsOfSize("lived", `less.${name}`);
  return [make("span", {}, "The change itself: ", ...head, isTold ? " (" : ": ", ...range, isTold ? ")" : "", told, ".")];
}

// about so much, and what its brackets are: nobody is to put it in a budget as if it were known
function aboutCost(table, who) {
  const key = (end) => keyed(`${table}_cost/${who}/${end}`), isDoubted = table === "lived" && lives.shown.draws.length > 1;
  return ["about ", key("estimate"), make("small", {}, isDoubted ? " (luck and our doubts: " : " (luck alone: ", key("low"), " to ", key("high"), ")")];
}

// what the front's brackets are, and how wide our doubts are, where they were counted for this offer
function bracketsSaid(there, changed) {
  if (!there) return [];
  const who = changed ? "now" : "was", ends = (of, row) => [keyed(`${of}/${row}/low`), " to ", keyed(`${of}/${row}/high`)];
  if (lives.shown && lives.shown.draws.length > 1) return ["In brackets: what luck and our doubts about the figures could do, on fewer families."];
  if (counts.draws !== offerNow()) return ["In brackets: what luck alone could do. Our doubts about the figures come on top: they were not counted for this offer."];
  return ["In brackets: what luck alone could do. With our doubts about the figures too, counted on fewer families: ", ...ends("lived_draws", `${who}.helped`), " families come, for ", ...ends("lived_draws_cost", who), "."];
}

// what a place is worth to a couple, of the help that is offered alone; where the offer was changed, that this was not
function posterLead(changed) {
  if (hasOthers() || !isOffered(room.programme)) return [];
  const [bold, rest] = windowTold(windowRow(), true), lead = isFlat() ? bold : [...bold, ...rest];
  return [...(changed ? ["What follows was not worked out for what we changed, but for any couple who comes. "] : []), ...lead];
}

function thatIs(row) { return offersOf(row).length === 1 ? [": ", keyed(`steps/${row}.o1.started/share`), " of the times that a family was one whom it is for"] : []; }

// whether what becomes of couples is clear, and large enough to pick the offer by
function verdictOf(table, row) {
  const told = ENDS_TOLD.filter((name) => !tooFew(table, row(name)) && !notClear(table, row(name)) && !isSmall(table, row(name)));
  const who = row("").slice(0, -1);
  return [...(told.length ? told.flatMap((name) => lineOf(table, who, name)) : ["what becomes of couples changes too little, or too unsurely, to pick this offer by it. "]), ...harmTold(table, who)];
}

// tables' guesses of how many come, beside the model's
function posterGuessed(there, changed) {
  const curves = guessesHere().map((one) => `${one.name}: best month ${monthInWords(MONTHS[highestOf(one.curve)])}`);
  byId("poster-guessed").hidden = !there || !(wagers.list.length + curves.length);
  if (byId("poster-guessed").hidden) return;
  const as = (is) => wagers.list.filter((one) => (truthFor(one) || []).join() === is.join()), said = (is, before) => (as(is).length ? ["Families who come", before, ": ", choice(as(is).map((one) => `${one.name} ${counted(one.families)}`).join(", ")), "; the model ", keyed(`${is[0]}/${is[1]}.helped/estimate`), ". "] : []);
  const families = [...said(standing(), changed ? " before our change" : ""), ...(changed ? said(["lived", "now"], " with our change") : [])];
  say(byId("poster-guesses"), ...families, ...(curves.length ? ["When help is worth most: ", choice(`${curves.join("; ")}.`)] : []));
}

// worked out beforehand at the scenario's setting, and said so: who is met and what help is worth hold at no other
function drawPosterWhen() {
  const here = room.when === "here" && isLivedAround("when", movedAsk(), shelveMap), other = (hasOthers() && !here) || !isOffered(room.programme);
  whose = here && hasOthers() ? "here_" : "";
  byId("poster-chart").hidden = byId("poster-matters").hidden = other;
  if (other) { say(byId("poster-when"), ...(isOffered(room.programme) ? ["When help is worth most was worked out for this offer, not changed by us, and not with what we changed. To have it here, choose \u201cwhat we changed\u201d under When."] : helpNotDrawn())); return; }
  drawWhen(byId("poster-chart"), 220);
  say(byId("poster-when"), whose ? "With what we changed, worked out in this page. Around " : isAsItIs() ? "This offer, not changed by us. Around " : "Before our change, and not worked out with it. Around ", label(`event.${room.event}`), room.group ? ", for families with " : ", for ", label(`group.${room.group}`), "; the help: ", label(`programme.${room.programme}`), "; what counts: ", label(`measure.${room.measure}`), ". ",
    measureOf(room.measure).good < 0 ? "Lower is better." : windowSentence(windowRow()));
  saysWhatMatters(byId("poster-matters"));
}

// the months of a help that is not offered do not stand under one that is
function helpNotDrawn() {
  return programmesNow().flatMap((one) => (one in WORDS.programmes ? ["When ", label(`programme.${one}`), " is worth most stands under When. "] : ["When ", label(`programme.${one}`), " is worth most was not worked out. "]));
}

function posterMissed() {
  const own = hasOwn(), row = own ? "room" : `s${room.plan}`;
  const setting = own ? "What we changed: " : `${UNCHANGED}: `;
  empty(byId("poster-dots")).append(dotsDrawn(row));
  empty(byId("poster-ways")).append(...waysListed(row));
  say(byId("poster-missed"), setting, ...inNeedOf(row), "Drawn as ", keyed("facts/all/hundred"), ". Not being reached is not a family's fault, nor staff's: noticing takes time, and an answer to give.");
}

function footOf(node) {
  say(node, "Simulated families, not case records.", make("span", { class: "made" }, " Made with famsim ", keyed("facts/all/version"), " (run ", keyed("facts/all/run"), ", seed ", keyed("facts/all/seed"), ") from ",
    value("facts/all/simulated") === value("facts/all/families") ? [keyed("facts/all/families")] : [keyed("facts/all/simulated"), " of ", keyed("facts/all/families")], " ", keyed("facts/all/lived"), "."));
}

// what the numbers of the view are of: the question, or what a room changed
function tellAsked() {
  const { view } = document.documentElement.dataset, isOld = view === "guess" || (view === "when" && room.when !== "here");
  say(byId("question"), ...(changesOf().length ? [keyed("facts/all/area"), isOld ? ": not what we changed" : ": what we changed"] : asked()));
}

const VIEWS = ["guess", "when", "family", "change", "missed", "safety", "kit", "poster"];

function open(view, focus) {
  for (const one of VIEWS) {
    const chosen = one === view, tab = byId(`tab-${one}`);
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    byId(`view-${one}`).hidden = !chosen;
    if (chosen && focus) tab.focus();
  }
  document.documentElement.dataset.view = view;
  tellAsked();
  redraw(view);
}

function hearTabs() {
  VIEWS.forEach((view, i) => {
    const tab = byId(`tab-${view}`), to = { ArrowRight: (i + 1) % VIEWS.length, ArrowLeft: (i + VIEWS.length - 1) % VIEWS.length, Home: 0, End: VIEWS.length - 1 };
    tab.addEventListener("click", () => open(view));
    tab.addEventListener("keydown", (event) => { if (event.key in to) { event.preventDefault(); open(VIEWS[to[event.key]], true); } });
  });
}

function begin() {
  footOf(byId("foot"));
  hearTabs();
  byId("guess-show").addEventListener("click", () => { room.shown = true; drawGuess(); answerGuess(); });
  byId("guess-clear").addEventListener("click", () => { room.guess = MONTHS.map(() => null); room.shown = false; drawers.guess(); });
  byId("family-slider").addEventListener("input", (event) => { room.arm = Number(event.target.value); drawFamily(); });
  byId("guess-keep").addEventListener("click", keepGuess);
  byId("change-reset").addEventListener("click", resetRoom);
  byId("change-save").addEventListener("click", saveScenario);
  byId("change-keep").addEventListener("click", saveRoom);
  byId("change-open").addEventListener("change", (event) => { if (event.target.files.length) openRoom(event.target.files[0]); event.target.value = ""; });
  byId("wager-add").addEventListener("click", addWager);
  for (const one of document.querySelectorAll(".guesses")) one.addEventListener("click", () => open("change", true));
  for (const one of ["wager", ...HIDES]) byId(`${one}-show`).addEventListener("click", () => showWagers(true));
  byId("wager-again").addEventListener("click", () => showWagers(false));
  hearScreen();
  hearSources();
  byId("poster-print").addEventListener("click", () => window.print());
  byId("poster-both").addEventListener("change", (event) => { document.documentElement.dataset.back = event.target.checked ? "yes" : "no"; });
  let waiting = null;
  window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(() => VIEWS.filter((one) => one !== "change").forEach(redraw), 120); });
  fold();
  window.addEventListener("resize", fold);
  drawKit();
  open("guess");
}

// choices are folded away on a phone, where the answer comes first
function fold() { for (const one of document.querySelectorAll("details.choose")) one.open = window.innerWidth > 760; }

const KIT = [["plan", "Timetable"], ["cannot", "What this cannot tell"], ["roles", "Roles"], ["terms", "Words"]];

function cannotTell() { return [...WORDS.cannot, TWO_HOMES].map((one) => make("li", {}, one)); }

const TWO_HOMES = "What this does for parents who live apart, and for children in two homes: it is not in this page.";

// the parts of the workshop, one on a screen; all of them print
function drawKit() {
  const show = (part) => KIT.forEach(([name]) => byId(`kit-${name}`).classList.toggle("put-away", name !== part));
  const pills = KIT.map(([name, says], i) => {
    const input = make("input", { type: "radio", name: "kit", value: name, checked: i === 0 });
    input.addEventListener("change", () => show(name));
    return make("label", {}, input, says);
  });
  byId("kit-parts").append(make("fieldset", {}, make("legend", {}, "Show"), make("div", { class: "pills" }, pills)));
  show("plan");
  byId("kit-cannot-list").append(...cannotTell());
}

begin();
document.documentElement.dataset.ready = "yes";
openModel();
