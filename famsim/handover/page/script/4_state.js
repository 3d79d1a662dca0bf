// What the room has chosen.
const MONTHS = WORDS.months;
const room = {
  ...WORDS.opening, group: 0,
  arm: 0, guess: MONTHS.map(() => null), guesses: [], shown: false, at: 0,
};

function worthKey(column, month) {
  return `worth_${column}/${room.event}.g${room.group}.${room.programme}.${room.measure}/${month}`;
}

function windowRow() { return `${room.event}.g${room.group}.${room.programme}.${room.measure}`; }

function measureOf(name) { return WORDS.measures.find((one) => one.name === name); }
