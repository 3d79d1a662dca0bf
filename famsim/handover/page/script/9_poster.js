// The poster, the tabs, and the start.
function posterLines() { return WORDS.results.map((one) => one.name).filter((name) => !["stay_harm_ended", "part_free_of_harm", "mother_months_in_harm", "routed"].includes(name)); }

const SHEET = 1.458, SPARE = 0.9, LARGEST = 1.7;  // a sheet's height by its width, inside its margins; letters, in hundredths of it

// the more there is on it, the smaller the print, so that the poster stays one sheet: text by its area, a chart by its shape
function fitPrint() {
  const { clientWidth: wide, clientHeight: high } = byId("poster"), letters = parseFloat(getComputedStyle(byId("poster")).fontSize), chart = byId("poster-chart").clientHeight;
  if (!high) return;
  const text = (wide * (high - chart)) / letters ** 2, left = SHEET - chart / wide;
  document.documentElement.style.setProperty("--print", String(Math.min(LARGEST, SPARE * 100 * Math.sqrt(left / text))));
}

// what the room changed, a line each, in words
function changesOf() {
  const mine = roomTable(room.plan), theirs = scenarioTable(room.plan), found = toldInWords();
  const before = (theirs.offer || []).map((one) => JSON.stringify(one)), offers = (mine.offer || []).filter((one) => !before.includes(JSON.stringify(one)));
  for (const one of offers) found.push(`${textOf(`labels/programme.${one.programme}/name`)}: ${one.unlimited ? "without limit" : `${counted(one.places_a_month)} places a month`}, at ${one.found.map((door) => textOf(`labels/door.${door}/name`)).join(", ")}`);
  if ((mine.offer || []).length < before.length) found.push("an offer is taken away");
  const trained = Object.entries(mine.staff_trained).filter(([door, share]) => theirs.staff_trained[door] !== share).map(([door, share]) => `${textOf(`labels/door.${door}/name`)} ${per(share)}%`);
  if (trained.length) found.push(`staff trained: ${trained.join(", ")}`);
  if (JSON.stringify(mine.pathways) !== JSON.stringify(theirs.pathways)) found.push("other referral pathways");
  if (mine.data_shared !== theirs.data_shared) found.push(mine.data_shared ? "doors share what they know" : "doors do not share what they know");
  if (mine.waits_shortened !== theirs.waits_shortened) found.push(`waits shortened by ${per(mine.waits_shortened)}%`);
  return found;
}

drawers.poster = () => {
  say(byId("poster-question"), ...asked());
  const changes = changesOf();
  empty(byId("poster-assumed")).append(make("li", {}, keyed(`strategies/s${room.plan}/name`), ": ", keyed(`strategies/s${room.plan}/what`)),
    ...(changes.length ? changes.map((one) => make("li", {}, choice(one))) : [make("li", {}, "nothing changed by us")]));
  const there = has("lived", "was.helped") && lives.state === "lived", changed = there && has("lived", "now.helped");
  say(byId("poster-table-title"), "What would change over ", keyed("facts/all/over"), ", ", ...against());
  if (there) livedTable(byId("poster-table"), posterLines(), columnsOf(changed));
  else say(byId("poster-table"), lives.says || "The families are being lived: the numbers stand here in a moment.");
  posterBrief(there, changed);
  say(byId("poster-lived"), ...(there ? livedNote() : []));
  drawPosterWhen();
  posterMissed();
  empty(byId("poster-cannot")).append(...cannotTell());
  footOf(byId("poster-foot"));
  fitPrint();
};

// what, for whom, how many, how much: to be read from the back of a room
function posterBrief(there, changed) {
  const [table, who] = changed ? ["lived", "now"] : standing(), line = (term, ...told) => [make("dt", {}, term), make("dd", {}, told.flat())];
  const told = there ? [...line("How many", comeOf(table, who)), ...line("How much", FIRST.slice(1).flatMap((name) => lineOf(table, who, name)))] : [];
  empty(byId("poster-brief")).append(...line("What, for whom", keyed(`strategies/s${room.plan}/what`), changesOf().length ? ", with what we changed (below)" : ""), ...told);
}

// worked out beforehand at the scenario's setting, and said so: who is met and what help is worth hold at no other
function drawPosterWhen() {
  const here = room.when === "here" && isLivedAround("when", movedAsk(), shelveMap), other = hasOthers() && !here;
  whose = here ? "here_" : "";
  byId("poster-chart").hidden = byId("poster-matters").hidden = other;
  if (other) { say(byId("poster-when"), "When help is worth most was worked out for this offer, not changed by us, and not with what we changed. To have it here, choose \u201cwhat we changed\u201d under When."); return; }
  drawWhen(byId("poster-chart"), 220);
  say(byId("poster-when"), here ? "With what we changed, lived in this page. Around " : "This offer, not changed by us. Around ", label(`event.${room.event}`), room.group ? ", for families with " : ", for ", label(`group.${room.group}`), "; the help: ", label(`programme.${room.programme}`), "; what counts: ", label(`measure.${room.measure}`), ". ",
    measureOf(room.measure).good < 0 ? "Lower is better." : windowSentence(windowRow()), ...posterGuesses());
  saysWhatMatters(byId("poster-matters"));
}

function posterGuesses() {
  if (!guessesHere().length || !room.shown || room.group) return [];
  const told = guessesHere().map((one) => { const score = scoreOf(one.curve); return score === null ? one.name : `${one.name} (${score} out of ten)`; });
  return [" The room's guesses: ", choice(told.join(", ")), "."];
}

function posterMissed() {
  const own = hasOwn(), row = own ? "room" : `s${room.plan}`;
  const setting = own ? "What we changed: " : `${UNCHANGED}: `;
  const ways = [["not_for_them", "what was offered was not for at least "], ["not_asked", "it was never spoken of with at most "], ["not_agreed", "noticed or asked, and it went no further: "], ["no_place", "no place in time: "], ["did_not_come", "had a place, and did not or could not come: "]].filter(([way]) => value(`ways/${row}.${way}/families`) > 0);
  const routed = value(`ways/${row}.routed/families`) > 0 ? [". Among those who do not come, and not missed: ", keyed(`ways/${row}.routed/families`), " sent to specialist help"] : [], [, ...whom] = whomMissed(row);
  say(byId("poster-missed"), setting, ...inNeedOf(row), keyed(`strategies/${row}/missed`), " of these do not come", ...ways.flatMap(([way, says], i) => [i ? "; " : ": ", says, keyed(`ways/${row}.${way}/families`)]), ...routed, ...(whom.length ? [". Of ", ...whom] : []), ". Not being reached is not a family's fault, nor staff's: noticing takes time, and an answer to give.");
}

function footOf(node, ...before) {
  say(node, ...before, "Simulated families, not case records. Made with famsim ", keyed("facts/all/version"), " (run ", keyed("facts/all/run"), ", seed ", keyed("facts/all/seed"), "), on ", keyed("facts/all/simulated"), " of ",
    keyed("facts/all/families"), " ", keyed("facts/all/lived"), ".");
}

const VIEWS = ["guess", "when", "family", "missed", "change", "safety", "kit", "poster"];

function open(view, focus) {
  for (const one of VIEWS) {
    const chosen = one === view, tab = byId(`tab-${one}`);
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    byId(`view-${one}`).hidden = !chosen;
    if (chosen && focus) tab.focus();
  }
  document.documentElement.dataset.view = view;
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
  say(byId("question"), ...asked());
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
  for (const one of ["wager-show", "missed-show"]) byId(one).addEventListener("click", () => showWagers(true));
  byId("wager-again").addEventListener("click", () => showWagers(false));
  hearScreen();
  byId("poster-print").addEventListener("click", () => window.print());
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
