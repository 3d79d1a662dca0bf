// Every number has a key, table/row/column. famsim/handover/page/keys.py says the same in Python; a test compares them.
const DATA = JSON.parse(document.getElementById("data").textContent);
document.getElementById("data").textContent = "";
const TABLES = DATA.tables, WORDS = DATA.words;
const NOTHING = "cannot be told";

// rows of numbers are written as their decimals and the step from one to the next (famsim/handover/page/rows.py)
for (const table of Object.values(TABLES)) {
  if (table.steps === undefined) continue;
  const rows = table.steps.split(" ");
  table.rows = Object.fromEntries(table.keys.map((key, i) => {
    const [places, ...steps] = rows[i].split(",");
    let last = 0;
    return [key, table.columns.map((_, at) => (steps[at] ? (last += Number(steps[at])) / 10 ** places : null))];
  }));
  delete table.steps;
}

// where each column stands, looked up once: a slider's answer reads hundreds of cells
const placed = new WeakMap();
function placeOf(table, column) {
  if (!placed.has(table)) placed.set(table, new Map(table.columns.map((one, i) => [one, i])));
  return placed.get(table).get(column);
}

function value(key) {
  const [name, row, column] = key.split("/"), table = TABLES[name], cells = table && table.rows[row];
  return cells === undefined ? null : cells[placeOf(table, column)];
}

function formatOf(key) {
  const [table, , column] = key.split("/");
  return TABLES[table].formats[placeOf(TABLES[table], column)];
}

function has(table, row) { return TABLES[table] !== undefined && TABLES[table].rows[row] !== undefined; }

// halves go to the even neighbour where a number is exactly half way, as in Python
function rounded(x, places) {
  if (places < 0) {
    const unit = 10 ** -places, scaled = x / unit, low = Math.floor(scaled), rest = scaled - low;
    return (rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low) * unit;
  }
  if (Number.isInteger(x * 2 ** (places + 1))) {
    const scaled = x * 10 ** places, low = Math.floor(scaled), rest = scaled - low;
    return (rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low) / 10 ** places;
  }
  return Number(x.toFixed(places));
}

function grouped(x, places) {
  const [whole, part] = Math.abs(x).toFixed(places).split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? "." + part : "");
  return x < 0 ? "-" + text : text;
}

function magnitude(x) { return Number(Math.abs(x).toExponential(15).split("e")[1]); }

function shown(x, decimals) {
  const free = decimals === undefined;
  let places = decimals;
  if (free) places = x === 0 ? 0 : Math.min(Math.max(2 - magnitude(x), 0), 5);
  let near = rounded(x, places);
  if (places === 0 && Math.abs(near) >= 1000) near = rounded(x, 2 - magnitude(x));
  if (near === 0) return "0";
  const text = grouped(near, places);
  return free && text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

function counted(x) { return Math.abs(x) >= 10 ? shown(x, 0) : shown(x, 1).replace(/\.0$/, ""); }

function significant(x) {
  if (x === 0) return "0";
  const text = shown(x, Math.min(Math.max(1 - magnitude(x), 0), 5));
  return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

function monthInWords(x) {
  if (x === 0) return "the month itself";
  const many = Math.abs(x) === 1 ? "1 month" : `${Math.abs(x)} months`;
  return `${many} ${x < 0 ? "before" : "after"}`;
}

const FORMATS = {
  text: (x) => String(x),
  count: counted,
  met: counted,
  people: (x) => shown(x, 0),
  tenths: (x) => shown(x, 1),
  whole: (x) => grouped(rounded(x, 0), 0),
  pounds: (x) => ("£" + shown(x, 0)).replace("£-", "-£"),
  worth: (x) => significant(x),
  end: (x) => significant(x),
  month: monthInWords,
  quality: (x) => {
    const text = Math.abs(rounded(x, 2)).toFixed(2);
    return Number(text) === 0 ? text : (x < 0 ? "-" : "+") + text;
  },
  share: (x) => {
    const percent = rounded(100 * x, 0);
    if (x > 0 && percent === 0) return "under 1%";
    return x < 1 && percent === 100 ? "over 99%" : `${percent}%`;
  },
};

function textOf(key) {
  const x = value(key);
  return x === null || x === undefined ? NOTHING : FORMATS[formatOf(key)](x);
}
