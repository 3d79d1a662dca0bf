// Beside what a change came to: what of it is no gain, why it did little, what no figure stands for, and our doubts.

// families with violence whom a change lets in stand before all else: where that rises, or where the questions are weaker
function letIn() {
  const row = "less.missed_violence", isWeaker = room.setting[SCREEN] < 1;
  if (!isWeaker && !(isClear("lived", row) && isWrongWay("lived", row))) return [];
  return [...lineOf("lived", "less", "missed_violence"), ...(isWeaker ? ["That more come, or that it costs less, is no gain: fewer are stopped. "] : [])];
}

// how many more, or fewer, a specialist service is sent, where that is clear
function sentElsewhere() { return isClear("lived", "less.routed") ? lineOf("lived", "less", "routed") : []; }

function programmesNow() { return [...new Set((roomTable(room.plan).offer || []).map((one) => one.programme))]; }

function isOffered(programme) { return programmesNow().includes(programme); }

// help before which no questions are asked, and help that nothing is put in for: that couples stay as they are is then no finding
function noEffect() {
  const none = programmesNow().filter((one) => value(`effects/${one}/put_in`) === 0);
  const unasked = programmesNow().filter((one) => value(`effects/${one}/asked`) === 0).flatMap((one) => ["Before ", label(`programme.${one}`), " nobody is asked about violence: so none are sent on by the questions, or counted as let in. "]);
  return [...unasked, ...none.flatMap((one) => ["For ", label(`programme.${one}`), " we put in no effect on how a couple get on: we know of no study that shows one. That nothing changes between them is our assumption, not a finding. What else such help is for, such as a home kept, is not counted in this page. "])];
}

// help whose worth by month is not in the page
function notInTheList() {
  return programmesNow().filter((one) => !(one in WORDS.programmes)).flatMap((one) => ["What ", label(`programme.${one}`), " is worth by month was not worked out: it is not in the list of this view. "]);
}

function writtenDown() { return [keyed(`strategies/s${room.plan}/name`), ": an offer as it is written down for this page, not what is run there, or was."]; }

// why doors that were added brought few: whom they meet was met already, or few come to them
function doorsAdded() {
  const own = roomTable(room.plan).offer || [], before = scenarioTable(room.plan).offer || [];
  return own.flatMap((offer, i) => {
    const added = before[i] ? offer.found.filter((door) => !before[i].found.includes(door)) : [], now = `steps/room.o${i + 1}`, was = `steps/room_was.o${i + 1}`;
    if (!added.length || !has("steps", `room_was.o${i + 1}.contact`)) return [];
    const both = (step, says) => [keyed(`${now}.${step}/share`), says, keyed(`${was}.${step}/share`), " before)"], few = value(`${now}.contact/share`) - value(`${was}.contact/share`) < A_FEW;
    return ["Of the times that a family was one whom it is for, ", ...both("contact", " met staff where the offer is made with the doors we added ("), ", and ", ...both("noticed", " were noticed or asked ("), ". ", ...(few ? ["Most who come there are met elsewhere already, or few come there. "] : []),
      ...added.flatMap((door) => [keyed(`rests/meets.${door}.0/says`), ": ", keyed(`doors/${door}/value`), " of a thousand in a month (", keyed(`doors/${door}/low`), " to ", keyed(`doors/${door}/high`), "; ", keyed(`rests/meets.${door}.0/grade`), "). "]), "If more of yours come there, this is too low for you. "];
  });
}

const A_FEW = 0.02;  // of the times that a family is one whom it is for: so few more who are met are said to be few

const counts = {};  // what all families, and our doubts, were last counted for

// what was counted on all families, or with our doubts, is kept beside the count that comes after it
function keepBeside({ draws, of }) {
  const name = draws.length > 1 ? "draws" : isOfAll("lived") ? "whole" : "";
  if (!name) return;
  counts[name] = of;
  TABLES[`lived_${name}`] = TABLES.lived;
  TABLES[`lived_${name}_cost`] = TABLES.lived_cost;
}

// the other count of the same offer: all families beside our doubts, our doubts beside all families; nothing where none is
function otherCount(who) {
  const isDoubted = lives.shown && lives.shown.draws.length > 1;
  if (isDoubted && who === "was") return ["made", `s${lives.shown.strategy}`];
  const table = isDoubted ? "whole" : "draws";
  return counts[table] === offerNow() ? [`lived_${table}`, who] : null;
}

// the same beside: a range with our doubts is held against all families, never against a sample's
function besideSaid(who) {
  const other = lives.shown && (isOfAll("lived") || lives.shown.draws.length > 1) ? otherCount(who) : null;
  if (!other) return [];
  const [table, row] = other, head = isOfAll(table) ? "All families counted, luck alone: families who come: " : "With our doubts about the figures too, counted on fewer families: families who come: ";
  return [head, ...sizeOf(table, `${row}.helped`), "; cost: ", ...costOf(table, row), ". ", ...(who === "less" && isApartFrom(table) ? ["The two do not meet: how many more come cannot be told. "] : [])];
}

// whether two counts of what a change did to how many come have no number in common
function isApartFrom(table) {
  const [ours, other] = ["lived", table].map((of) => ["low", "high"].map((end) => value(`${of}/less.helped/${end}`)));
  return ours[0] > other[1] || other[0] > ours[1];
}

// of a sample, before anything else, that it is one; with our doubts, what its range is to be held against
function quickLook() {
  if (isOfAll("lived")) return [];
  const on = ["counted on ", keyed("lived_of/all/families"), " of ", keyed("facts/all/families"), " families"];
  if (!(value("lived_of/all/draws") > 1)) return ["Quick look: ", ...on, ". Counting all of them can change this a lot. "];
  return ["Quick look with our doubts: ", ...on, ", under ", keyed("lived_of/all/draws"), " sets of the unsure figures. "];
}

// why a range with our doubts may be narrower than a sample's
function doubtsSaid() { return lives.shown && lives.shown.draws.length > 1 && !isOfAll("lived") ? ["The same families live otherwise under each set, so luck partly evens out: a narrower range here is no surer, and what is counted on some can miss what all give. Set it beside all families. "] : []; }
