// "That would never work with our families": the room's own strategy, lived beside the scenario's.
const UNCHANGED = "This offer, not changed by us";
const FIRST = ["helped", "stay_free_of_harm", "stay_in_harm", "child_months_in_harm"];
const SURE_WORDS = { some: "a sample, at once", whole: "all families, slower", draws: "a sample, and how unsure our figures are" };

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
  byId("change-both").hidden = !changed;
  livedTable(byId("change-table"), FIRST, columnsOf(changed));
  livedTable(byId("change-more"), WORDS.results.map((one) => one.name), [...columnsOf(changed), ...sampleToo()]);
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
  const found = [[UNCHANGED, ...standing()]];
  if (changed) found.push(["What we changed", "lived", "now", isMade() ? ["lived", "was"] : null]);
  if (lives.shown && lives.shown.there) found.push([`The same in ${LIVE.beside.title}`, "lived", "there"]);
  return found;
}

function sampleToo() { return isMade() && lives.shown ? [["This offer, not changed, counted on the sample", "lived", "was"]] : []; }

// what an offer is held against: none, or what the scenario's first strategy offers, by its name
function hasFirst() { return (LIVE.tables.strategy[0].offer || []).length > 0; }

function against() { return hasFirst() ? ["against ", keyed("facts/all/comparator")] : ["against no offer"]; }

function againstWhat() { return hasFirst() ? textOf("facts/all/comparator") : "no offer"; }

function livedOf() {
  const figures = lives.shown.draws.length > 1 ? ["with ", keyed("lived_of/all/draws"), " sets of the unsure figures"] : ["with the best single value of each figure"];
  return ["Counted on ", keyed("lived_of/all/families"), " of ", keyed("facts/all/families"), " ", keyed("facts/all/lived"), value("lived_of/all/families") < value("facts/all/families") ? " and scaled up" : "", ", over ", keyed("facts/all/over"), ", ", ...figures];
}

function madeOf() { return ["Counted on ", value("facts/all/simulated") === value("facts/all/families") ? "all " : "", keyed("facts/all/simulated"), value("facts/all/simulated") === value("facts/all/families") ? [] : [" of ", keyed("facts/all/families")], " ", keyed("facts/all/lived"), " when this page was made"].flat(); }

function livedNote() {
  if (!lives.shown) return madeOf();
  const changed = has("lived", "now.helped"), other = lives.shown.there ? [". Beside it, with the same places: ", keyed("lived_of/there/families"), " of ", keyed("lived_of/area/families"), " in ", choice(LIVE.beside.title), " and scaled up"] : [];
  const on = isMade() ? ["This offer, not changed by us: ", ...madeOf(), ...(changed ? [". What we changed: ", ...livedOf(), ": a sample differs from all by chance, so compare it with the small number under it"] : [])] : livedOf();
  return [...on, ...other, ". Held ", ...against(), ": the same families and the same luck. In brackets: what ", lives.shown.draws.length > 1 ? "luck and the unsure figures" : "luck alone", " could do, ", keyed("facts/all/interval"), " of the time; the truth may lie outside.", ...howSmall()];
}

function tooFew(table, row) { return value(`${table}/${row}/at_most`) > 0; }

const NEITHER = ["part_free_of_harm"];  // good nor bad in itself: to part without harm

function measureIn(row) { return row.slice(row.indexOf(".") + 1); }

// what is kept turned about is fewer above 0
function moreOrFewer(row, above) { return above === SPARED.includes(measureIn(row)) ? " fewer" : " more"; }

// a harm that grows, or a good that shrinks
function isWrongWay(table, row) {
  const found = WORDS.results.find((one) => one.name === measureIn(row));
  return found && !NEITHER.includes(found.name) && found.good * value(`${table}/${row}/estimate`) < 0;
}

// more or fewer, and whether that is the wrong way; what cannot be told is said so first, with how far it might be
function sizeOf(table, row, inWords = false) {
  const key = (end) => keyed(`${table}/${row}/${end}`), above = value(`${table}/${row}/estimate`) >= 0, says = (up) => moreOrFewer(row, up);
  if (tooFew(table, row)) return [make("strong", {}, table === "made" ? "cannot tell" : "cannot tell from this sample"), make("small", {}, ": too few differ; at most ", key("at_most"), " more or fewer")];
  if (notClear(table, row)) {
    const low = value(`${table}/${row}/low`) < 0 ? [key("far"), says(false)] : [key("low")], high = value(`${table}/${row}/high`) > 0 ? [key("high"), says(true)] : [key("near")];
    return [make("strong", {}, "cannot tell"), make("small", {}, ": ", key(above ? "estimate" : "size"), says(above), " (", ...low, " to ", ...high, ")")];
  }
  const range = make("small", {}, " (", key(above ? "low" : "near"), " to ", key(above ? "high" : "far"), ")"), wrong = isWrongWay(table, row), small = isSmall(table, row);
  const told = [wrong ? ", the wrong way" : "", small ? (wrong ? ": too few to choose between offers by, not too few to matter" : ": too few to choose between offers by") : ""].join("");
  return [inWords && small ? "about " : "", key(above ? "estimate" : "size"), says(above), range, told];
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
  return [" Too few to choose between offers by: under ", least("stay_free_of_harm"), " couples or ", least("child_months_in_harm"), " months of children in harm; we assume that; a scenario's [evidence] can set it."];
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
  return [changed ? "What we changed" : UNCHANGED, ", ", ...against(), ": ", ...comeOf(table, who), ...FIRST.slice(1, 3).flatMap((name) => lineOf(table, who, name))];
}

function livedTable(box, names_, columns, { withCost = true } = {}) {
  const heads = [`More, or fewer, than with ${againstWhat()}`, ...columns.map(([head]) => head)];
  const row = (name, cells) => make("tr", {}, make("th", { scope: "row" }, label(`result.${name}`)), cells);
  const cell = (content, i) => make("td", {}, make("span", { class: "of", "data-choice": true }, heads[i + 1]), make("span", {}, content));
  const under = (same, says) => (same ? make("small", { class: "same" }, "the same families, not changed: ", says) : []);
  const rows = names_.map((name) => row(name, columns.map(([, table, who, same], i) => cell([sizeOf(table, `${who}.${name}`), under(same, same && sizeOf(same[0], `${same[1]}.${name}`))].flat(), i))));
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
