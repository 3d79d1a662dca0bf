// What the room has chosen.
const MONTHS = WORDS.months;
const room = {
  ...WORDS.opening, group: 0,
  arm: 2, guess: MONTHS.map(() => null), guesses: [], shown: false, at: 0,
};

// whose map of when is read: "" of the scenario, worked out beforehand, or "here_" of the room, lived in this page
let whose = "";

function worthKey(column, month, of = whose) {
  return `${of}worth_${column}/${room.event}.g${room.group}.${room.programme}.${room.measure}/${month}`;
}

function windowRow() { return `${room.event}.g${room.group}.${room.programme}.${room.measure}`; }

function measureOf(name) { return WORDS.measures.find((one) => one.name === name); }
