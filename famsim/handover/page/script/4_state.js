// What the room has chosen, and the quick estimate that answers for it.
const MONTHS = WORDS.months;
const room = {
  ...WORDS.opening, group: 0,
  arm: 0, result: "helped", guess: MONTHS.map(() => null), shown: false, at: 0,
  setting: WORDS.levers.map(() => 1),
};

function worthKey(column, month) {
  return `worth_${column}/${room.event}.g${room.group}.${room.programme}.${room.measure}/${month}`;
}

function windowRow() { return `${room.event}.g${room.group}.${room.programme}.${room.measure}`; }

function measureOf(name) { return WORDS.measures.find((one) => one.name === name); }

function placeOf(lever, factor) { return lever.doublings ? Math.log2(factor) : (factor - 1) / (lever.high - 1); }

function termsAt(setting) {
  const places = WORDS.levers.map((lever, i) => placeOf(lever, setting[i]));
  return WORDS.terms.map((term) => term.reduce((product, at) => product * places[at], 1));
}

function summed(row, centre, letter, terms) {
  return terms.reduce((sum, term, i) => sum + value(`fits/${row}/${letter}${i}`) * term, value(`fits/${row}/${centre}`));
}

// changed/strategy.result/what: what the short cut says under the room's assumptions
function changedValue(key) {
  const [, row, what] = key.split("/"), name = row.split(".")[1], terms = termsAt(room.setting);
  if (what === "was") return value(`fits/${row}/centre`);
  if (what === "short_cut") return value(`fits/${row}/furthest`);
  if (what === "chance") return WORDS.quantile * Math.max(summed(row, "chance_centre", "e", terms), 0);
  const found = summed(row, "centre", "c", terms);
  return WORDS.never_below_zero.includes(name) ? Math.max(found, 0) : found;
}

function changedFormat(key) { return key.split("/")[1].split(".")[1] === "cost" ? "pounds" : "count"; }

function isAsItIs() { return room.setting.every((one) => one === 1); }

const AS_IT_IS = "as the scenario has it";

function factorInWords(lever, factor) {
  if (factor === 1) return [make("span", {}, AS_IT_IS)];
  return [choice(`${Math.round(factor * 100)}%`), " of what the scenario has"];
}
