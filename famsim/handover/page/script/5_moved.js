// Lives around an event under what the room assumes: help moved in time, and families followed. Lived when a view asks
// for them, kept until an assumption changes, and never shown for another one.
const FAMILIES_MOVED = 10000, FAMILIES_FOLLOWED = 3000;
const around = { when: { key: "", state: "none", says: "", share: 0, asked: null }, family: { key: "", state: "none", says: "", share: 0, asked: null } };
room.when = "made";
room.family = WORDS.opening.event;
room.help = LIVE.following.help[room.family];
room.told = 0;

function sampleOf(most) { return LIVE.most > most ? most : LIVE.whole ? null : LIVE.most; }

function doorsWith(programme) {
  const offers = LIVE.tables.strategy.flatMap((_, place) => roomTable(place).offer || []).filter((one) => one.programme === programme);
  return LIVE.names.doors.map((_, i) => i).filter((i) => offers.some((one) => one.found.includes(LIVE.names.doors[i])));
}

const eventPlace = (name) => Object.keys(WORDS.events).indexOf(name);
const rowOf = (programme) => LIVE.names.programmes.indexOf(programme);

function movedAsk() {
  const counts = [TABLE.started, TABLE.couples, ...LIVE.moving.benefits.flatMap((one) => (one.count === null ? [] : [one.count]))];
  return { what: "moved", event: eventPlace(room.event), name: room.event, row: rowOf(room.programme), doors: doorsWith(room.programme), moves: MONTHS, follow: LIVE.moving.follow, most: LIVE.moving.most, counts, families: sampleOf(FAMILIES_MOVED) };
}

function followedAsk() {
  const { moves, after, most } = LIVE.following;
  return { what: "followed", event: eventPlace(room.family), row: rowOf(room.help), moves, after, most, families: sampleOf(FAMILIES_FOLLOWED) };
}

// whether what a view asks for is lived; if not, it is begun, and the view is drawn again as it goes on
function isLivedAround(view, ask, shelve) {
  const mine = around[view], setting = { setting: [...room.setting], economy: { ...room.economy } }, key = JSON.stringify([ask, setting]);
  if (lives.state === "cannot" || !lives.model) { Object.assign(mine, { key: "", state: lives.state, says: lives.says }); return false; }
  if (problemsHere().length) { Object.assign(mine, { key: "", state: "wrong", says: "" }); return false; }
  if (mine.key === key) return mine.state === "lived";
  if (mine.asked) mine.asked.cancel();
  Object.assign(mine, { key, state: "living", says: "", share: 0, asked: null });
  liveAround(view, key, ask, setting, shelve);
  return false;
}

async function liveAround(view, key, ask, { setting, economy }, shelve) {
  const mine = around[view], still = () => mine.key === key;
  try {
    const p = await parametersOf(0, setting, false), policy = policyBytes(NOBODY, LIVE.model.layout.policy, LIVE.names, [], null), prices = await pricesIn(0, false);
    if (!still()) return;
    mine.asked = lives.model.ask({ world: 0, draw: 0, policy, parameters: p, same_start: true, economy: economyOf(economy), ...ask }, ({ share }) => { if (still()) { mine.share = share; byId(`${view}-bar`).value = share; } });
    const found = await mine.asked;
    if (!still()) return;
    shelve(found, ask, prices);
    mine.state = "lived";
  } catch (error) {
    if (!still()) return;
    Object.assign(mine, { state: "failed", says: error.name === "TooLarge" ? NO_MEMORY : error.message });
  }
  redraw(view);
  redraw("poster");
}

// say how far the lives of a view are, and show what is told only when it is of what is chosen
function tellAround(view, isLived) {
  const { state, says, share } = around[view], bar = byId(`${view}-bar`);
  byId(`${view}-told`).hidden = !isLived;
  bar.hidden = isLived || state !== "living";
  bar.value = share;
  say(byId(`${view}-state`), isLived ? "" : says || { living: "Working it out, family by family …", wrong: "Mend what is marked in the form under What if? first." }[state] || STATES.opening);
}

const HERE_TABLES = ["worth_estimate", "worth_low", "worth_high", "windows", "layer_there", "layer_come", "layer_estimate", "layer_low", "layer_high"];

// a map that was lived here, as tables like those that were worked out beforehand
function shelveMap(found, ask, prices) {
  for (const name of HERE_TABLES) TABLES[`here_${name}`] = { columns: TABLES[name].columns, formats: TABLES[name].formats, rows: {} };
  const rows = timingOf(found, ask, { ...TABLE, ...LIVE.moving }, prices.exit_months), told = (one) => (Number.isFinite(one) ? one : null), programme = room.programme;
  for (const { group, measure, cells, layers, months, window } of rows) {
    const of = `${ask.name}.g${group}.${programme}`, row = `${of}.${measure}`, put = (table, key, values) => { TABLES[`here_${table}`].rows[key] = values.map(told); };
    for (const end of ["estimate", "low", "high"]) put(`worth_${end}`, row, cells.map((one) => (one.shown && one.comparable ? one[end] : NaN)));
    put("layer_there", of, months.map((one) => (one.comparable ? one.there : NaN)));
    put("layer_come", of, months.map((one) => (one.comparable ? (one.there * one.met) / 100 : NaN)));
    if (layers) for (const end of ["estimate", "low", "high"]) put(`layer_${end}`, row, layers.map((one, i) => (months[i].comparable ? one[end] : NaN)));
    if (window) TABLES.here_windows.rows[row] = TABLES.windows.columns.map((column) => window[column] ?? null);
  }
  TABLES.here_of = tableOf(["families", "event"], "whole", { all: [ask.families || LIVE.most, found.follows.reduce((sum, one) => sum + one, 0)] });
}
