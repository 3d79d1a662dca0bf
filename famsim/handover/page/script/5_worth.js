// How much help is worth, in words: how small, how unsure, and what of it is assumed.
const PLACES_A_STEP = 40;  // in the middle of a hundred couples, for one of the steps by which couples typically differ

// how small it is, in places that a couple moves up
function placesIn(row) {
  const places = has(`${whose}windows`, row) ? Math.round(PLACES_A_STEP * value(`${whose}windows/${row}/best`)) : 0;
  return room.measure === "quality" && places < 10 ? places : 0;
}

function placesSentence(row) {
  const places = placesIn(row);
  return places ? ["With our best single values, a small gain for a couple who comes, whenever it begins: of a hundred couples by how well they get on, one in the middle moves up about ", choice(String(places)), " places. ", ...roomForNone()] : [];
}

// how far that may be off: the range of the effect that is put in, from the figures
function roomForNone() {
  const row = `effects/${room.programme}`, effect = [keyed(`${row}/value`), ", from ", keyed(`${row}/low`), " to ", keyed(`${row}/high`)];
  if (!(value(`${row}/low`) < 0)) return [];
  return value(`${row}/grade`) === "assumed" ? ["That effect is our assumption: it may be none, or a loss (", ...effect, "). "] : ["The trials leave room for none, or for a loss (effect ", ...effect, "). "];
}

// of what counts otherwise: that its size stands and falls with that effect
function ifItHolds() { return value(`effects/${room.programme}/low`) < 0 ? ["That is if the effect we put in holds: it may be none, or a loss. "] : []; }

// the highest month of what is drawn
function topKey() { return worthKey("estimate", monthsTold().reduce((top, m) => (value(worthKey("estimate", m)) > value(worthKey("estimate", top)) ? m : top))); }

// how far that hangs on how much help is assumed to protect: the highest of each size that was tried
function sizeSentence() {
  const cells = whose || room.group ? [] : sizesTried().map((size) => highestTried(size));
  if (cells.length < 2) return [];
  const [least, most] = [-1, 1].map((side) => cells.reduce((top, one) => (side * (value(one) - value(top)) > 0 ? one : top)));
  const best = value(`windows/${windowRow()}/best`);
  if (best < value(least) || best > value(most)) return [];  // another month was tried
  if (textOf(least) === textOf(most)) return ["How much help protects from stress, which we assume, hardly changes that. "];
  return ["Its size depends on how much help protects from stress, which we assume: from ", keyed(least), " to ", keyed(most), ". "];
}

function highestTried(size) {
  const months = TABLES.buffer_estimate.columns.filter((m) => value(bufferKey("estimate", size, m)) !== null);
  return bufferKey("estimate", size, months.reduce((top, m) => (value(bufferKey("estimate", size, m)) > value(bufferKey("estimate", size, top)) ? m : top), months[0]));
}

// whether help before the event is worth more only because it is assumed to protect from stress
function leadRests(best) {
  const row = `${room.event}.${room.programme}.${room.measure}.b0`;
  if (whose || room.group || !(best < 0) || !has("buffer_estimate", row)) return [];
  const months = TABLES.buffer_estimate.columns.filter((m) => value(`buffer_estimate/${row}/${m}`) !== null), most = (some) => Math.max(...some.map((m) => value(`buffer_estimate/${row}/${m}`)));
  const [before, after] = [months.filter((m) => Number(m) < 0), months.filter((m) => Number(m) >= 0)];
  if (!before.length || !after.length || most(before) > most(after)) return [];
  return ["That it is worth more before ", label(`event.${room.event}`), " is our assumption, not a finding: that help protects from stress. Without it, before is worth no more than after. "];
}

// a lead of which that was not worked out
function leadUnknown(best) { return best < 0 && (whose || room.group || !sizesTried().includes("b0")) ? ["How much of that lead is our assumption, that help protects from stress, was not worked out here. "] : []; }
