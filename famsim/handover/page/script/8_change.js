// "That would never work with our families": the room's own strategy, lived beside the scenario's.
const UNCHANGED = "This offer, not changed by us";
const FIRST = ["helped", "routed", "missed_violence", "stay_free_of_harm", "stay_in_harm", "child_months_in_harm"];
const SURE_WORDS = { some: "quick look: a sample", whole: "all families: slower", draws: "quick look, with our doubts about the figures" };

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
  const other = LIVE.beside ? tick("change-beside", ["and beside it ", choice(LIVE.beside.title.split(" - ")[0])], room.beside, (on) => { room.beside = on; live(); }) : [];
  empty(byId("change-sure")).append(make("fieldset", {}, make("legend", {}, "Count"), make("div", { class: "pills" }, pills, other)));
}

const STATES = {
  opening: "The model is being opened …",
  living: "Working it out, family by family. The numbers below are of what was worked out before.",
  wrong: "Mend what is marked in the form first. The numbers below are of what was worked out before.",
};

function tellState() {
  const box = byId("change-state"), bar = byId("change-bar"), { state, says } = lives;
  say(box, state === "lived" ? "" : says || STATES[state] || "");
  bar.hidden = byId("change-left").hidden = state !== "living";
  byId("change-answer").classList.toggle("stale", state !== "lived" && has("lived", "was.helped"));
}

// about how long it will take still, once enough is done to tell
function tellLeft() {
  const seconds = ((performance.now() - lives.began) / 1000) * (1 / Math.max(lives.share, 1e-3) - 1);
  say(byId("change-left"), lives.share > 0.1 && seconds > 1.5 ? choice(`about ${Math.round(seconds)} seconds more`) : "");
}

lives.hears.push((what) => {
  byId("change-bar").value = lives.share;
  tellLeft();
  if (what === "share") return;
  tellAsked();
  ["change", "safety", "missed", "poster"].forEach(redrawLived);
  for (const view of ["when", "family"]) if (!["lived", "living"].includes(around[view].state)) redraw(view);
});

// what lives say is drawn anew, once they end; a form that somebody types in stays as it is
function redrawLived(view) {
  if (view !== "change") redraw(view);
  else if (lives.state === "living" && has("lived", "was.helped") && byId("change-says").textContent) { tellState(); drawWagers(); } else drawAnswer();
}

// whether there is an answer to show: of lives in this page or, where it cannot live any, of those it was made from
function isThere() { return has("lived", "was.helped") || (["cannot", "failed"].includes(lives.state) && isAsItIs() && has("made", `s${room.plan}.helped`)); }

function drawAnswer() {
  tellState();
  const there = isThere(), changed = has("lived", "now.helped");
  byId("change-answer").hidden = !there;
  if (!there) return;
  byId("change-says").classList.toggle("now", lives.state === "wrong");
  say(byId("change-says"), ...(lives.state === "wrong" ? ["Not counted yet: ", choice(`${changesOf().join(". ")}.`), " Mend what is marked in the form first."] : answerSentence(changed)));
  say(byId("change-why"), ...doubtsSaid(), ...noEffect(), ...(changed ? doorsAdded() : []), ...besideSaid(changed ? "less" : "was"));
  say(byId("change-twice"), ...noCase(), ...twoThings(...(changed ? ["lived", "less"] : standing())));
  byId("change-both").hidden = !changed;
  livedTable(byId("change-table"), FIRST, columnsOf(changed));
  livedTable(byId("change-more"), WORDS.results.map((one) => one.name), [...columnsOf(changed), ...sampleToo()]);
  say(byId("change-note"), ...livedNote());
  drawWagers();
}

// One thing has one number: until a room changes something, what all families came to when the page was made. Of a
// sample that is lived here, a changed offer's alone, and what it is compared with on the same families.
function isMade() { return !lives.shown || (lives.shown.sure === "some" && has("made", `s${lives.shown.strategy}.helped`)); }

function standing() { return isMade() ? ["made", `s${lives.shown ? lives.shown.strategy : room.plan}`] : ["lived", "was"]; }

// columns of a table: head, table and row of its numbers. What was changed stands beside what was not on the same
// families, so that the third column is the difference of the two
function columnsOf(changed) {
  const found = changed ? [["Before our change", "lived", "was"], ["With our change", "lived", "now"], ["The difference", "lived", "less"]] : [[UNCHANGED, ...standing()]];
  if (lives.shown && lives.shown.there) found.push([`The same in ${LIVE.beside.title}`, "lived", "there"]);
  return found;
}

function sampleToo() { return isMade() && lives.shown && !has("lived", "now.helped") ? [["This offer, not changed, counted on the sample", "lived", "was"]] : []; }

// what an offer is held against: none, or what the scenario's first strategy offers, by its name
function hasFirst() { return (LIVE.tables.strategy[0].offer || []).length > 0; }

function against() { return hasFirst() ? ["against ", keyed("facts/all/comparator")] : ["against no offer"]; }

function againstWhat() { return hasFirst() ? textOf("facts/all/comparator") : "no offer"; }

function livedOf() {
  const figures = lives.shown.draws.length > 1 ? ["with ", keyed("lived_of/all/draws"), " sets of the unsure figures"] : ["with the best single value of each figure"];
  const how_many = isOfAll("lived") ? ["Counted on all ", keyed("facts/all/families")] : ["Counted on ", keyed("lived_of/all/families"), " of ", keyed("facts/all/families")];
  return [...how_many, " ", keyed("facts/all/lived"), isOfAll("lived") ? "" : " and scaled up", ", over ", keyed("facts/all/over"), ", ", ...figures];
}

function madeOf() { return ["counted on ", value("facts/all/simulated") === value("facts/all/families") ? "all " : "", keyed("facts/all/simulated"), value("facts/all/simulated") === value("facts/all/families") ? [] : [" of ", keyed("facts/all/families")], " ", keyed("facts/all/lived"), " when this page was made"].flat(); }

function livedNote() {
  if (!lives.shown) return ["This offer, not changed by us: ", ...madeOf()];
  const changed = has("lived", "now.helped"), other = lives.shown.there ? [". Beside it, with the same places: ", keyed("lived_of/there/families"), " of ", keyed("lived_of/area/families"), " in ", choice(LIVE.beside.title), " and scaled up"] : [];
  const all = changed && isMade() ? [". On all families, when this page was made, ", keyed(`made/s${lives.shown.strategy}.helped/estimate`), " came with this offer as it was"] : [];
  const on = !changed && isMade() ? ["This offer, not changed by us: ", ...madeOf()] : [...livedOf(), ...all];
  return [...on, ...other, ". Set ", ...against(), ": the same families and the same luck. In brackets: what ", lives.shown.draws.length > 1 ? "luck and the unsure figures" : "luck alone", " could do, ", keyed("facts/all/interval"), lives.shown.draws.length > 1 ? " of the time; the truth may lie outside." : " of the time; our doubts about the figures add more.", ...howSmall()];
}

function tooFew(table, row) { return value(`${table}/${row}/at_most`) > 0; }

const HARDLY = 0.02;  // of those who come: as many more or fewer at most, counted on all, are said to be hardly any

function isHardly(table, row) { return tooFew(table, row) && measureIn(row) === "helped" && row.startsWith("less.") && isOfAll(table) && value(`${table}/${row}/at_most`) <= HARDLY * value(`${table}/was.helped/estimate`); }

const NEITHER = ["part_free_of_harm", "helped"];  // good nor bad in itself: to part without harm, to come to a session

function measureIn(row) { return row.slice(row.indexOf(".") + 1); }

// what is kept turned about is fewer above 0
function moreOrFewer(row, above) { return above === SPARED.includes(measureIn(row)) ? " fewer" : " more"; }

// a harm that grows, or a good that shrinks
function isWrongWay(table, row) {
  const found = WORDS.results.find((one) => one.name === measureIn(row));
  return found && !NEITHER.includes(found.name) && found.good * value(`${table}/${row}/estimate`) < 0;
}

// whether every family there is was counted
function isOfAll(table) { return ["made", "lived_whole"].includes(table) || (table === "lived_draws" ? LIVE.families : value("lived_of/all/families")) >= value("facts/all/families"); }

const TOO_SMALL = "too few to choose an offer by";

// more or fewer, and whether that is bad; what cannot be told is said so first, with how far it might be
function sizeOf(table, row) { const { head, range, told, isTold } = partsOfSize(table, row); return [...head, make("small", {}, isTold ? " (" : ": ", ...range, isTold ? ")" : ""), told]; }

function partsOfSize(table, row) {
  const key = (end) => keyed(`${table}/${row}/${end}`), above = value(`${table}/${row}/estimate`) >= 0, says = (up) => moreOrFewer(row, up);
  const untold = make("strong", {}, isOfAll(table) ? "cannot tell" : "cannot tell from this sample");
  if (tooFew(table, row) && isCounted(table, row)) return { head: [key("estimate"), " more"], range: ["at most ", key("at_most")], told: textOf(`${table}/${row}/estimate`) === "0" ? "" : ": bad for each", isTold: true };
  if (isHardly(table, row)) return { head: ["hardly any difference"], range: ["at most ", key("at_most"), " more or fewer"], told: "", isTold: true };
  if (tooFew(table, row)) return { head: [untold], range: ["too few differ; at most ", key("at_most"), " more or fewer"], told: "" };
  if (notClear(table, row)) {
    const is = (end, side) => side * value(`${table}/${row}/${end}`) > 0 && textOf(`${table}/${row}/${end}`) !== "0";
    const low = is("low", -1) ? [key("far"), says(false)] : [key("low")], high = is("high", 1) ? [key("high"), says(true)] : [key("high")];
    const [from, to] = SPARED.includes(measureIn(row)) ? [high, low] : [low, high];  // the fewest first
    return { head: [untold], range: [...from, " to ", ...to], told: "" };
  }
  if (isNone(table, row) && !isOfAll(table)) return { head: [untold], range: ["too few differ"], told: "" };
  if (isNone(table, row)) return { head: ["hardly any difference"], range: [key("low"), " to ", key("high")], told: "", isTold: true };
  const range = [key(above ? "low" : "near"), " to ", key(above ? "high" : "far")], wrong = isWrongWay(table, row), small = isSmall(table, row);
  const told = [...(wrong ? [row.startsWith("less.") && SPARED.includes(measureIn(row)) ? "than before our change" : "bad for each"] : []), ...(small ? [TOO_SMALL] : [])].join("; ");
  return { head: [key(above ? "estimate" : "size"), says(above)], range, told: told ? `: ${told}` : "", isTold: true };
}

// families with violence who get in: none do where nothing is offered, so those who differ are all there are
function isCounted(table, row) { return !hasFirst() && row.endsWith(".missed_violence") && !row.startsWith("less."); }

function costOf(table, who) {
  const key = (end) => keyed(`${table}_cost/${who}/${end}`);
  if (who === "less") return costsMore(table, key);
  return [key("estimate"), make("small", {}, " (", key("low"), " to ", key("high"), ")")];
}

// pounds more or less, by the change
function costsMore(table, key) {
  const [estimate, low, high] = ["estimate", "low", "high"].map((end) => value(`${table}_cost/less/${end}`)), word = (one) => (one < 0 ? " less" : " more");
  if (low <= 0 && high >= 0 && low < high) return [make("strong", {}, "cannot tell"), make("small", {}, ": ", key("far"), " less", " to ", key("near"), " more")];
  return [key("size"), word(estimate), make("small", {}, " (", ...(estimate < 0 ? [key("near"), " to ", key("far")] : [key("far"), " to ", key("near")]), ")")];
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
  return [" Too few to choose an offer by: under ", least("stay_free_of_harm"), " couples or ", least("child_months_in_harm"), " months of children in harm. We assume that: do not choose neighbourhoods by these numbers alone."];
}

// families who come, of how many, and over how long: never a bare number
function comeOf(table, who) {
  const more = value("strategies/s0/helped") > 0 ? [" more"] : [];
  return [keyed(`${table}/${who}.helped/estimate`), make("small", {}, " (", keyed(`${table}/${who}.helped/low`), " to ", keyed(`${table}/${who}.helped/high`), ")"), ...more, " families come at least once, over ", keyed("facts/all/over"), ", for ", ...costOf(table, who), ". ", ...ofThoseItIsFor(table)];
}

// how many come of those whom the one offer is for, as often as they are: of all families would say nothing of it
function ofThoseItIsFor(table) {
  const row = `s${lives.shown ? lives.shown.strategy : room.plan}`;
  return isOfAll(table) && offersOf(row).length === 1 ? ["That is ", keyed(`steps/${row}.o1.started/share`), " of the ", keyed(`offers/${row}.o1/times`), " times that a family was one whom it is for. "] : [];
}

function lineOf(table, who, name) { return [label(`result.${name}`), ": ", ...sizeOf(table, `${who}.${name}`), ". "]; }

const ENDS_TOLD = ["stay_free_of_harm", "stay_in_harm"], MONTHS_IN_HARM = ["child_months_in_harm", "mother_months_in_harm"];

// whether a difference and its limits are printed as nothing
function isNone(table, row) { return !tooFew(table, row) && ["low", "high"].every((end) => textOf(`${table}/${row}/${end}`) === "0"); }

function isClear(table, row) { return !tooFew(table, row) && !notClear(table, row) && !isNone(table, row); }

// months in harm that clearly grow: never folded away, where fewer couples stay in it least of all
function harmTold(table, who) { return MONTHS_IN_HARM.filter((name) => isClear(table, `${who}.${name}`) && isWrongWay(table, `${who}.${name}`)).flatMap((name) => lineOf(table, who, name)); }

// couples kept where there is violence: never folded away either, where it is clear
function violenceTold(table, who) { return isKeptInViolence(table, who) ? lineOf(table, who, "stay_in_violence") : []; }

function isKeptInViolence(table, who) { return isClear(table, `${who}.stay_in_violence`) && isWrongWay(table, `${who}.stay_in_violence`); }

// the good and the harm, each with its range: a room must not hear the one without the other
function answerSentence(changed) {
  if (changed) return changeSentence();
  const [table, who] = standing();
  return [...(table === "lived" ? quickLook() : []), UNCHANGED, ...(hasFirst() ? [", ", ...against()] : []), ": ", ...comeOf(table, who), ...ENDS_TOLD.flatMap((name) => lineOf(table, who, name)), ...violenceTold(table, who), ...harmTold(table, who)];
}

function isUntold(name) { return !isClear("lived", `less.${name}`) && !isNone("lived", `less.${name}`); }

// what the room had changed when that was lived which stands here: by now it may have changed more
function changesLived() { return lives.state === "lived" ? (lives.shown.changes = changesOf()) : lives.shown.changes; }

// what the change did, of the same families: what it comes to in all stands in the table
function changeSentence() {
  const unclear = ENDS_TOLD.every(isUntold) ? ["Couples kept together, free of harm or in it: ", make("strong", {}, "cannot tell"), ". "] : ENDS_TOLD.flatMap((name) => (isUntold(name) ? [label(`result.${name}`), ": ", make("strong", {}, "cannot tell"), ". "] : lineOf("lived", "less", name)));
  return [...quickLook(), "We changed: ", make("small", {}, choice(`${changesLived().join(". ")}.`)), " ", ...letIn(), "Families who come: ", ...sizeOf("lived", "less.helped"), ", ", keyed("lived/now.helped/estimate"), " in all", ". ", ...sentElsewhere(), ...unclear, ...violenceTold("lived", "less"), ...harmTold("lived", "less"), "Cost: ", ...costOf("lived", "less"), ". ", ...wasShort()];
}

const FEW_WAITED = 0.1;  // of those lost in asking: as many who found no place are said to be few

// whether places were what was short, where they alone were changed; and whether they are short now
function wasShort() {
  const way = (name) => `ways/s${lives.shown.strategy}.${name}/families`, now = (name) => value(`ways/room.${name}/families`);
  if (!isPlacesAlone()) return now("no_place") > Math.max(now("not_agreed") * FEW_WAITED, value(way("no_place"))) ? ["Places are short now: of families with a hard month, ", keyed("ways/room.no_place/families"), " say yes and find no place in time. "] : [];
  if (value(way("no_place")) === null) return [];
  const few = value(way("no_place")) < FEW_WAITED * value(way("not_agreed")), { navigator } = roomTable(lives.shown.strategy);
  const found = ["Before our change, of families with a hard month, ", keyed(way("no_place")), " said yes and found no place in time. "];
  if (few && !isOfAll("lived")) return [...found, "So places may not be what is short: count all families. "];
  return few ? ["Places were hardly what was short. ", ...found, "Far more were noticed or asked, and it went no further: see Missed. ", ...(navigator ? [] : ["Places that stay empty cost nothing here. "])] : found;
}

// fewer months in harm and more couples who stay in it, where both are clear; else how both can be
function twoThings(table, who) {
  const [months, couples] = ["child_months_in_harm", "stay_in_harm"].map((name) => `${who}.${name}`), is = (row) => isClear(table, row);
  const counted_ = "Months are counted in all families, couples only where the offer changes whether they part.";
  if (!is(months) || !is(couples) || isWrongWay(table, months) || !isWrongWay(table, couples)) return [counted_];
  return ["Two things at once: children live ", keyed(`${table}/${months}/estimate`), " fewer months in harm, all added up, and ", keyed(`${table}/${couples}/estimate`), " more couples, who would have parted, stay together while harm goes on. The one does not make up for the other. ", counted_];
}

// what a room must not take from fewer months in harm, where it made the questions about violence weaker
function noCase() { return room.setting[SCREEN] < 1 ? ["Fewer months in harm is no case for weaker questions about violence. "] : []; }

function livedTable(box, names_, columns, { withCost = true } = {}) {
  const heads = [`More, or fewer, than with ${againstWhat()}`, ...columns.map(([head]) => head)], ours = (head) => !TONGUES.welsh[head];  // names are not translated
  const row = (name, cells) => make("tr", {}, make("th", { scope: "row" }, label(`result.${name}`)), cells);
  const cell = (content, i) => make("td", { class: columns[i][2] === "less" ? "less" : null }, make("span", { class: "of", "data-choice": ours(heads[i + 1]) }, heads[i + 1]), make("span", {}, content));
  const each = (table, who) => (value(`${table}_cost/${who}/each`) === null ? [] : [", ", keyed(`${table}_cost/${who}/each`), " for each who comes"]);
  const rows = names_.map((name) => row(name, columns.map(([, table, who], i) => cell(sizeOf(table, `${who}.${name}`), i))));
  if (withCost) rows.push(row("cost", columns.map(([, table, who], i) => cell([...costOf(table, who), ...each(table, who)], i))));
  empty(box).append(make("table", {}, make("thead", {}, make("tr", {}, heads.map((one) => make("th", { scope: "col", "data-choice": ours(one) }, one)))), make("tbody", {}, rows)));
}

function resetRoom() {
  delete room.tables[room.plan];
  room.setting = LEVERS.map(() => 1);
  room.economy = { job_loss: 1, job_finding: 1, arrears: 1 };
  drawers.change();
  live();
}
