// "That would never work with our families": the room's own strategy, lived beside the scenario's.
const FIRST = ["helped", "stay_free_of_harm", "stay_in_harm", "child_months_in_harm"];
const SURE_WORDS = { some: "some families", whole: "all, slower", draws: "some, and unsure figures too" };

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
  empty(byId("change-sure")).append(make("fieldset", {}, make("legend", {}, "Count on"), make("div", { class: "pills" }, pills)), other);
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
  say(byId("change-says"), ...answerSentence(changed));
  livedTable(byId("change-table"), FIRST, columnsOf(changed));
  livedTable(byId("change-more"), WORDS.results.map((one) => one.name), [...columnsOf(changed), ...sampleToo()], { whole: true });
  say(byId("change-note"), ...livedNote());
  drawRests();
  drawWagers();
}

// One thing has one number: until a room changes something, what all families came to when the page was made. Of a
// sample that is lived here, a changed offer's alone, and what it is compared with on the same families.
function isMade() { return !lives.shown || (lives.shown.sure === "some" && has("made", `s${lives.shown.strategy}.helped`)); }

function standing() { return isMade() ? ["made", `s${lives.shown ? lives.shown.strategy : room.plan}`] : ["lived", "was"]; }

// columns of a table: head, table and row of its numbers, and those on the same families, to be said beside them
function columnsOf(changed) {
  const found = [["As it stands now", ...standing()]];
  if (changed) found.push(["What we changed", "lived", "now", isMade() ? ["lived", "was"] : null]);
  if (lives.shown && lives.shown.there) found.push([`The same in ${LIVE.beside.title}`, "lived", "there"]);
  return found;
}

function sampleToo() { return isMade() && lives.shown ? [["As it stands, counted on the sample", "lived", "was"]] : []; }

function livedOf() {
  const figures = lives.shown.draws.length > 1 ? ["with ", keyed("lived_of/all/draws"), " sets of the unsure figures"] : ["with the best single value of each figure"];
  return ["Counted on ", keyed("lived_of/all/families"), " of ", keyed("facts/all/families"), " ", keyed("facts/all/lived"), value("lived_of/all/families") < value("facts/all/families") ? " and scaled up" : "", ", over ", keyed("facts/all/over"), ", ", ...figures];
}

function madeOf() { return ["Counted on ", value("facts/all/simulated") === value("facts/all/families") ? "all " : "", keyed("facts/all/simulated"), value("facts/all/simulated") === value("facts/all/families") ? [] : [" of ", keyed("facts/all/families")], " ", keyed("facts/all/lived"), " when this page was made"].flat(); }

function livedNote() {
  if (!lives.shown) return madeOf();
  const changed = has("lived", "now.helped"), other = lives.shown.there ? [". Beside it, with the same places: ", keyed("lived_of/there/families"), " of ", keyed("lived_of/area/families"), " in ", choice(LIVE.beside.title), " and scaled up"] : [];
  const on = isMade() ? ["As it stands: ", ...madeOf(), ...(changed ? [". What we changed: ", ...livedOf(), ": a sample differs from all by chance, so compare it with the small number under it"] : [])] : livedOf();
  return [...on, ...other, ". Against: ", keyed("facts/all/comparator"), ", the same families and the same luck. In brackets: what ", lives.shown.draws.length > 1 ? "luck and the unsure figures" : "luck alone", " could do, ", keyed("facts/all/interval"), " of the time; the truth may lie outside.", ...howSmall()];
}

function tooFew(table, row) { return value(`${table}/${row}/at_most`) > 0; }

// what is clear, or too few to act on, or cannot be told: said first, and the number after it
function sizeOf(table, row, inWords = false, whole = false) {
  const key = (end) => keyed(`${table}/${row}/${end}`), range = make("small", {}, " (", key("low"), " to ", key("high"), ")");
  if (tooFew(table, row)) return [make("strong", {}, table === "made" ? "cannot tell" : "cannot tell from this sample"), ...(whole ? [" (at most ", key("at_most"), ")"] : [])];
  if (notClear(table, row)) return [make("strong", {}, "cannot tell"), make("small", {}, ": ", key("estimate"), " (", key("low"), " to ", key("high"), ")")];
  return isSmall(table, row) ? [inWords ? "about " : "", key("estimate"), range, inWords ? ": " : ", ", "too few to act on"] : [key("estimate"), range];
}

function costOf(table, who) {
  const key = (end) => keyed(`${table}_cost/${who}/${end}`);
  return [key("estimate"), make("small", {}, " (", key("low"), " to ", key("high"), ")")];
}

// whether a difference does not stand clear of nothing, as it is printed
function notClear(table, row) {
  const [low, high] = ["low", "high"].map((end) => (textOf(`${table}/${row}/${end}`) === "0" ? 0 : value(`${table}/${row}/${end}`)));
  return !tooFew(table, row) && low <= 0 && high >= 0 && !(low === 0 && high === 0);
}

// whether a difference is clear of nothing and yet smaller than the smallest that matters
function isSmall(table, row) { return !tooFew(table, row) && !notClear(table, row) && Math.abs(value(`${table}/${row}/estimate`)) < value(`${table}/${row}/least`); }

function howSmall() {
  const [table, who] = standing(), least = (name) => keyed(`${table}/${who}.${name}/least`);
  return [" Too few to act on: under ", least("stay_free_of_harm"), " couples or ", least("child_months_in_harm"), " months of children in harm; that is assumed, and yours to set."];
}

// families who come, of how many, and over how long: never a bare number
function comeOf(table, who) {
  const more = value("strategies/s0/helped") > 0 ? [" more"] : [], each = value(`${table}_cost/${who}/each`) === null ? [] : [keyed(`${table}_cost/${who}/each`), " each, "];
  const scaled = table === "lived" && value("lived_of/all/families") < value("facts/all/families") ? [", counted on ", keyed("lived_of/all/families"), " and scaled up"] : [];
  return [keyed(`${table}/${who}.helped/estimate`), make("small", {}, " (", keyed(`${table}/${who}.helped/low`), " to ", keyed(`${table}/${who}.helped/high`), ")"), ...more, " of ", keyed("facts/all/families"), " families come at least once, over ", keyed("facts/all/over"), ...scaled, " (", ...each, ...costOf(table, who), " in all, ", keyed("facts/all/prices"), "). "];
}

function lineOf(table, who, name) { return [label(`result.${name}`), ": ", ...sizeOf(table, `${who}.${name}`, true), ". "]; }

// the good and the harm, each with its range: a room must not hear the one without the other
function answerSentence(changed) {
  const [table, who] = changed ? ["lived", "now"] : standing();
  return [changed ? "What we changed" : "As it stands now", ", beside ", keyed("facts/all/comparator"), ": ", ...comeOf(table, who), ...FIRST.slice(1, 3).flatMap((name) => lineOf(table, who, name))];
}

function livedTable(box, names_, columns, { withCost = true, whole = false } = {}) {
  const heads = [`More, or fewer (−), than under ${textOf("facts/all/comparator")}`, ...columns.map(([head]) => head)];
  const row = (name, cells) => make("tr", {}, make("th", { scope: "row" }, label(`result.${name}`)), cells);
  const cell = (content, i) => make("td", {}, make("span", { class: "of", "data-choice": true }, heads[i + 1]), make("span", {}, content));
  const under = (same, says) => (same ? make("small", { class: "same" }, "the same families, as it stands: ", says) : []);
  const rows = names_.map((name) => row(name, columns.map(([, table, who, same], i) => cell([sizeOf(table, `${who}.${name}`, false, whole), under(same, same && sizeOf(same[0], `${same[1]}.${name}`))].flat(), i))));
  if (withCost) rows.push(row("cost", columns.map(([, table, who, same], i) => cell([costOf(table, who), under(same, same && costOf(same[0], same[1]))].flat(), i))));
  empty(box).append(make("table", {}, make("thead", {}, make("tr", {}, heads.map((one) => make("th", { scope: "col", "data-choice": true }, one)))), make("tbody", {}, rows)));
}

function resetRoom() {
  delete room.tables[room.plan];
  room.setting = LEVERS.map(() => 1);
  room.economy = { job_loss: 1, job_finding: 1, arrears: 1 };
  drawers.change();
  live();
}
