// "That would never work with our families": the room's own strategy, lived beside the scenario's.
const FIRST = ["helped", "stay_free_of_harm", "stay_in_harm", "child_months_in_harm"];
const SURE_WORDS = { some: "a sample", whole: "the whole area", draws: "a sample, all draws" };

drawers.change = () => {
  drawForm();
  tellProblems();
  drawSure();
  drawAnswer();
};

function drawSure() {
  const rows = Object.keys(SURE_WORDS).filter((one) => (one !== "draws" || LIVE.world.draws.length > 1) && (one !== "whole" || LIVE.most > LIVE.families));
  const pills = rows.map((one) => {
    const input = make("input", { type: "radio", name: "sure", value: one, checked: one === room.sure });
    input.addEventListener("change", () => { room.sure = one; live(); });
    return make("label", {}, input, one === "whole" && !LIVE.whole ? "as many as fit" : SURE_WORDS[one]);
  });
  const other = LIVE.beside ? tick("change-beside", ["and beside it ", choice(LIVE.beside.title)], room.beside, (on) => { room.beside = on; live(); }) : [];
  empty(byId("change-sure")).append(make("fieldset", {}, make("legend", {}, "Families lived"), make("div", { class: "pills" }, pills)), other);
}

const STATES = {
  opening: "The model is being opened …",
  living: "The families are being lived. The numbers below are of what was lived before.",
  wrong: "Mend what is marked in the form first. The numbers below are of what was lived before.",
};

function tellState() {
  const box = byId("change-state"), bar = byId("change-bar"), { state, says } = lives;
  say(box, state === "lived" ? "" : says || STATES[state] || "");
  bar.hidden = state !== "living";
  byId("change-answer").classList.toggle("stale", state !== "lived" && has("lived", "was.helped"));
}

lives.hears.push((what) => {
  byId("change-bar").value = lives.share;
  if (what === "share") return;
  ["change", "safety", "missed", "poster"].forEach(redrawLived);
  for (const view of ["when", "family"]) if (!["lived", "living"].includes(around[view].state)) redraw(view);
});

// what lives say is drawn anew; a form that somebody types in stays as it is
function redrawLived(view) {
  if (view === "change") { drawAnswer(); return; }
  redraw(view);
}

function drawAnswer() {
  tellState();
  const there = has("lived", "was.helped"), changed = there && has("lived", "now.helped");
  byId("change-answer").hidden = !there;
  if (!there) return;
  say(byId("change-says"), ...answerSentence(changed ? "now" : "was"));
  livedTable(byId("change-table"), FIRST, changed);
  livedTable(byId("change-more"), WORDS.results.map((one) => one.name).filter((name) => !FIRST.includes(name)), changed, false);
  say(byId("change-note"), ...livedNote());
  drawRests();
  drawWagers();
}

function livedOf() {
  const figures = lives.shown.draws.length > 1 ? ["under ", keyed("lived_of/all/draws"), " draws of the uncertain figures"] : ["at the figures' central values"];
  return ["Lived in this page: ", keyed("lived_of/all/families"), " of ", keyed("facts/all/families"), " ", keyed("facts/all/lived"), ", over ", keyed("facts/all/over"), ", ", ...figures];
}

function livedNote() {
  const other = lives.shown.there ? [". Beside it, with the same places: ", keyed("lived_of/there/families"), " of ", keyed("lived_of/area/families"), " in ", choice(LIVE.beside.title)] : room.beside && LIVE.beside ? [". The other area is lived at central values alone"] : [];
  return [...livedOf(), ...other, ". Against: ", keyed("facts/all/comparator"), ", the same families and the same luck. In brackets: ", keyed("facts/all/interval"), lives.shown.draws.length > 1 ? " range of chance and of the uncertain figures." : " range of chance alone.", ...howSmall(), ...wholeOf()];
}

// what the sample stands for, where the same was lived for all families when the page was made
function wholeOf() {
  const row = `strategies/s${lives.shown.strategy}`, counts = lives.shown.families && lives.shown.families < value("facts/all/simulated") && value("strategies/s0/helped") === 0;
  return counts ? [" As the scenario has it, ", keyed(`${row}/helped`), " of all ", keyed("facts/all/simulated"), " lived when this page was made come to a first session, at ", keyed(`${row}/total`), ": a sample differs from that by chance."] : [];
}

function tooFew(row) { return value(`lived/${row}/at_most`) > 0; }

// estimate (low to high), or that too few families differ to say
function sizeOf(row, inWords = false) {
  const key = (end) => keyed(`lived/${row}/${end}`);
  return tooFew(row) ? ["too few to say: at most ", key("at_most")] : [key("estimate"), make("small", {}, " (", key("low"), " to ", key("high"), ")"), isSmall(row) && !inWords ? make("em", { class: "slight" }, " small") : ""];
}

function costOf(who) {
  const key = (end) => keyed(`lived_cost/${who}/${end}`);
  return [key("estimate"), make("small", {}, " (", key("low"), " to ", key("high"), ")")];
}

// whether a difference does not stand clear of nothing, as it is printed
function notClear(row) {
  const [low, high] = ["low", "high"].map((end) => (textOf(`lived/${row}/${end}`) === "0" ? 0 : value(`lived/${row}/${end}`)));
  return !tooFew(row) && low <= 0 && high >= 0;
}

// whether a difference is clear of nothing and yet smaller than the smallest that matters
function isSmall(row) { return !tooFew(row) && !notClear(row) && Math.abs(value(`lived/${row}/estimate`)) < value(`lived/${row}/least`); }

function howSmall() {
  const least = (name) => keyed(`lived/was.${name}/least`);
  return [" Small: clear, but under ", least("stay_free_of_harm"), " couples or ", least("child_months_in_harm"), " months of children in harm: too few to act on, which is assumed."];
}

function lineOf(row, name) { return [label(`result.${name}`), ": ", sizeOf(row, true), notClear(row) ? " - no clear difference" : isSmall(row) ? ": clear, but too small to matter" : "", ". "]; }

// the good and the harm, each with its range: a room must not hear the one without the other
function answerSentence(who) {
  const each = value(`lived_cost/${who}/each`) === null ? [] : [", ", keyed(`lived_cost/${who}/each`), " for each family that comes"];
  return [who === "now" ? "As the room has it, more or fewer (−) than under " : "As the scenario has it, more or fewer (−) than under ", keyed("facts/all/comparator"), ". ", ...FIRST.slice(0, 3).flatMap((name) => lineOf(`${who}.${name}`, name)), "Cost: ", ...costOf(who), ", ", keyed("facts/all/prices"), ...each, "."];
}

function livedTable(box, names_, changed, withCost = true) {
  const there = lives.shown.there, heads = [`More, or fewer (−), than under ${textOf("facts/all/comparator")}`, "The scenario", ...(changed ? ["The room"] : []), ...(there ? [`The same in ${LIVE.beside.title}`] : [])];
  const whos = ["was", ...(changed ? ["now"] : []), ...(there ? ["there"] : [])];
  const row = (name, cells) => make("tr", {}, make("th", { scope: "row" }, label(`result.${name}`)), cells);
  const cell = (content, i) => make("td", {}, make("span", { class: "of", "data-choice": true }, heads[i + 1]), make("span", {}, content));
  const rows = names_.map((name) => row(name, whos.map((who, i) => cell(sizeOf(`${who}.${name}`), i))));
  if (withCost) rows.push(row("cost", whos.map((who, i) => cell(costOf(who), i))));
  empty(box).append(make("table", {}, make("thead", {}, make("tr", {}, heads.map((one) => make("th", { scope: "col", "data-choice": true }, one)))), make("tbody", {}, rows)));
}

function resetRoom() {
  delete room.tables[room.plan];
  room.setting = LEVERS.map(() => 1);
  room.economy = { job_loss: 1, job_finding: 1, arrears: 1 };
  drawers.change();
  live();
}
