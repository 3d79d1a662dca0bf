// The model itself, in this page: the room's strategy lived beside the comparator, and what comes of it as tables.
const LIVE = DATA.live, TABLE = LIVE.measuring, LEVERS = LIVE.levers;
const MOST_FACTOR = 10;  // of the economy
const NO_MEMORY = "This device has not enough memory for so many families. Choose fewer; what was worked out before stays on the page.";
const OLD_BROWSER = "This browser cannot run the model: it has no WebAssembly, or forbids it. Everything that was worked out beforehand still works: Guess, When, Missed, and the numbers of the offer not changed by us.";
const lives = { model: null, state: "opening", says: "", share: 0, job: 0, asks: [], books: new Map(), hears: [] };

// what the room has changed: a strategy's table by its place, the economy, a factor a lever; how sure it wants to be
room.plan = WORDS.opening.strategy;
room.tables = {};
room.economy = { job_loss: 1, job_finding: 1, arrears: 1 };
room.setting = LEVERS.map(() => 1);
room.sure = "some";
room.beside = false;

function copyOf(thing) { return JSON.parse(JSON.stringify(thing)); }

function scenarioTable(place) { return LIVE.tables.strategy[place]; }

function roomTable(place) { return room.tables[place] || scenarioTable(place); }

function isChanged(place) { return JSON.stringify(roomTable(place)) !== JSON.stringify(scenarioTable(place)); }

function isAsItIs() {
  return !isChanged(room.plan) && room.setting.every((one) => one === 1) && Object.values(room.economy).every((one) => one === 1);
}

function hasOthers() { return room.setting.some((one) => one !== 1) || Object.values(room.economy).some((one) => one !== 1); }

function tell(state, says = "") {
  Object.assign(lives, { state, says });
  lives.hears.forEach((hear) => hear());
}

async function openModel() {
  if (typeof WebAssembly !== "object") { tell("cannot", OLD_BROWSER); return; }
  try {
    lives.model = await famsimLive(LIVE.model, LIVE.beside ? [LIVE.world, LIVE.beside.world] : [LIVE.world], LIVE.seal);
  } catch (error) {
    tell("cannot", error.name === "TooLarge" ? NO_MEMORY : OLD_BROWSER);
    return;
  }
  const { seal } = lives.model;
  if (seal && !seal.agrees) { lives.model = null; tell("cannot", `${seal.says} Everything that was worked out beforehand still works.`); return; }
  live();
}

// months of the economy under the room's factors: the scenario's own, times them
function economyOf(factors) {
  const names = ["job_loss", "job_finding", "arrears"], { months, economy } = LIVE.world;
  if (names.every((name) => factors[name] === 1)) return undefined;
  return Array.from({ length: months }, (_, m) => names.map((name, i) => Math.min((economy[m] ? economy[m][i] : 1) * factors[name], MOST_FACTOR)));
}

async function parametersOf(draw, setting, there) {
  if (setting.every((one) => one === 1)) return undefined;
  const still = LEVERS.findIndex((lever, i) => lever.alone && setting[i] !== 1);
  if (draw > 0 && still >= 0) throw Object.assign(new Error(`With \u201c${textOf(`labels/lever.${LEVERS[still].name}/name`)}\u201d moved, the unsure figures cannot be worked out in this page: choose \u201cquick look: a sample\u201d, or save the scenario for famsim compare.`), { name: "NotHere" });
  const p = await lives.model.parameters(there ? 1 : 0, draw), view = new DataView(p.buffer, p.byteOffset);
  LEVERS.forEach((lever, i) => {
    const step = lever.steps.indexOf(setting[i]);
    if (setting[i] !== 1) lever.words.forEach(([at, values]) => view.setFloat64(at, values[step], true));
  });
  return p;
}

async function policyOf(place, table, draw, there) {
  const heads = LIVE.by_heads[place], base = heads.length ? await lives.model.policy(there ? 1 : 0, place, draw) : null;
  return policyBytes(table, LIVE.model.layout.policy, LIVE.names, heads, base);
}

const { columnsOf: COLUMNS } = famsimBooks();

// the lower 48 bits of each number of 64
function idsOf({ buffer, byteOffset, length }) {
  const halves = new Uint32Array(buffer, byteOffset, 2 * length), ids = new Float64Array(length);
  for (let i = 0; i < length; i += 1) ids[i] = halves[2 * i] + (halves[2 * i + 1] & 0xffff) * 2 ** 32;
  return ids;
}

function lifeOf(books) {
  return { columns: COLUMNS(books.packed, books.widths, books.rows), packed: books.packed, ids: idsOf(books.account_ids), cells: books.cells, besides: books.besides, words: books.words, from: books.from, unions: books.unions, families: books.rows, months: books.months };
}

// the book of a strategy in a draw, as the scenario has everything else or under the room's assumptions; those that a
// room will ask for again are kept
async function bookOf(job, { place, table, under, there }, draw) {
  const as_it_is = !under || !job.others, mine = table !== scenarioTable(place);
  const families = there ? job.beside : job.families, key = JSON.stringify([there, place, draw, families, as_it_is ? null : [job.setting, job.economy]]);
  if (!mine && lives.books.has(key)) { job.done += 1; return lives.books.get(key); }
  const ask = { world: there ? 1 : 0, draw, families, besides: TABLE.begins, want: ["counts", "account_ids", "cells", "words", "unions", "funnel"] };
  if (!as_it_is) Object.assign(ask, { parameters: await parametersOf(draw, job.setting, there), same_start: true, economy: economyOf(job.economy) });
  const policy = await policyOf(place, table, draw, there);
  if (job.number !== lives.job) throw Object.assign(new Error(""), { name: "Cancelled" });
  const asked = lives.model.ask({ ...ask, policy }, ({ share }) => { if (job.number === lives.job) progressOf(job, share); });
  const found = await answerOf(asked), book = new Book(lifeOf(found), TABLE);
  book.k = found.k;
  book.funnel = place === 0 ? null : steppedOf(found.funnel, LIVE.names.max_offers);
  giveBack(found, ["account_ids", "funnel"]);
  job.done += 1;
  if (place === 0) keepBook(key, book);
  return book;
}

// memory that nothing reads any more, for the next lives: what is only let go of is long not tidied up
function giveBack(from, names) { lives.model.back(Object.fromEntries(names.map((name) => [name, from[name].buffer]))); }

// what an ask is answered with; the ask is forgotten, for it holds on to its answer
async function answerOf(asked) {
  lives.asks.push(asked);
  try { return await asked; } finally { lives.asks = lives.asks.filter((one) => one !== asked); }
}

const MOST_HELD = 30e6, MOST_RESULTS = 8;  // bytes of books that are kept, of comparators alone; results of strategies

function keepBook(key, book) {
  lives.books.set(key, book);
  let held = 0;
  for (const one of [...lives.books.values()].reverse()) held += one.life.packed.byteLength + one.life.words.byteLength;
  for (const old of lives.books.keys()) if (held > MOST_HELD && old !== key) { const { life } = lives.books.get(old); held -= life.packed.byteLength + life.words.byteLength; lives.books.delete(old); }
}

function progressOf(job, share) { lives.share = Math.min((job.done + share) / Math.max(job.lives, 1), 1); lives.hears.forEach((hear) => hear("share")); }

function besideOf(whole) { return LIVE.beside && (whole ? (LIVE.beside.whole ? null : LIVE.beside.most) : LIVE.beside.families); }

const SURE = { some: () => ({ families: LIVE.families, beside: besideOf(false), draws: [0] }), whole: () => ({ families: LIVE.whole ? null : LIVE.most, beside: besideOf(true), draws: [0] }), draws: () => ({ families: LIVE.families, beside: besideOf(false), draws: LIVE.world.draws.map((_, i) => i).slice(1) }) };

// live what the room has now; an answer that is no longer asked for is let go of
async function live() {
  if (!lives.model) return;
  const job = { number: lives.job += 1, strategy: room.plan, table: roomTable(room.plan), setting: [...room.setting], economy: { ...room.economy }, others: hasOthers(), changed: !isAsItIs(), of: offerNow(), sure: room.sure, done: 0, ...SURE[room.sure]() };
  lives.asks.splice(0).forEach((one) => one.cancel());
  wagers.list.forEach((one) => { one.found = ""; });  // what it would take was worked out for what was before
  if (problemsHere().length) { tell("wrong"); return; }
  job.table = isChanged(job.strategy) ? copyOf(job.table) : scenarioTable(job.strategy);
  job.there = LIVE.beside !== null && room.beside;
  job.lives = job.draws.length * ((results.has(wasKey(job)) ? 0 : 2) + (job.changed ? 2 : 0) + (job.there ? 2 : 0));
  Object.assign(lives, { share: 0, began: performance.now() });
  tell("living");
  try {
    const found = await measured(job);
    if (job.number !== lives.job) return;
    shelve(job, found);
    tell("lived");
  } catch (error) {
    if (error.name === "Cancelled" || job.number !== lives.job) return;
    if (error.name === "NotHere") { tell("failed", error.message); return; }
    tell(error.name === "TooLarge" ? "failed" : "cannot", error.name === "TooLarge" ? NO_MEMORY : `${error.message} Everything that was worked out beforehand still works.`);
  }
}

function sums(k) { return { pairs: new Pairs(TABLE, k, WORDS.results.map(({ name }) => name), true), costs: new Costs(TABLE, k), ways: null, funnel: null, started: 0 }; }

// numbers, and lists of them however deep, by a function of those that stand in the same place
function byPlace(does, one, ...others) {
  if (one === null || typeof one === "number") return does(one, ...others);
  const list = Array.isArray(one) || ArrayBuffer.isView(one), found = Object.keys(one).map((name) => [name, byPlace(does, one[name], ...others.map((other) => other[name]))]);
  return list ? found.map(([, each]) => each) : Object.fromEntries(found);
}

// of all draws together
function summed(before, now) { return before === null ? now : byPlace((one, other) => one + other, before, now); }

const results = new Map();

function wasKey(job) { return JSON.stringify([job.strategy, job.families, job.draws]); }

// what the scenario's own strategy came to stays known, so that a changed offer costs its own lives alone
function keepResult(key, found) {
  results.delete(key);
  results.set(key, found);
  if (results.size > MOST_RESULTS) results.delete(results.keys().next().value);
}

async function measured(job) {
  const was = results.get(wasKey(job)), found = was ? { was } : {}, all = [...(was ? [] : [["was", scenarioTable(job.strategy), false]]), ...(job.changed ? [["now", job.table, true]] : []), ...(job.there ? [["there", job.table, true]] : [])];
  for (const draw of job.draws) {
    for (const [who, table, under] of all) {
      const there = who === "there", first = await bookOf(job, { place: 0, table: scenarioTable(0), under, there }, draw), ours = await bookOf(job, { place: job.strategy, table, under, there }, draw);
      found[who] ||= sums(ours.k);
      add(found[who], ours, first, table, job, await pricesIn(draw, there), (there ? LIVE.beside : LIVE).pence_by_heads[draw]);
      giveBack(ours.life, ["packed", "words", "from", "cells", "besides", "unions"]);
    }
  }
  for (const [who, of] of Object.entries(found)) found[who] = of.pairs ? finishedOf(of, job.draws.length, [scenarioTable(0), who === "was" ? scenarioTable(job.strategy) : job.table]) : of;
  keepResult(wasKey(job), found.was);
  return found;
}

// what is told of a pair, without the families that it was summed from: the mean of the draws
function finishedOf({ pairs, costs, ways, funnel, started, ...others }, draws, tables) {
  const mean = (all) => byPlace((one) => one / draws, all);
  return { ...others, ways: mean(ways), funnel: mean(funnel), started: started / draws, rows: pairs.rows(tables.every((one) => !(one.offer || []).length)), cost: costs.row(LIVE.factor), parts: partsIn(pairs), spent: partsPaid(costs) };
}

const known = new Map();

async function pricesIn(draw, there) {
  const key = `${there} ${draw}`, world = there ? LIVE.beside.world : LIVE.world;
  if (!known.has(key)) known.set(key, pricesOf(await lives.model.parameters(there ? 1 : 0, draw), LIVE.model.layout.parameters.fields, world.area_families));
  return known.get(key);
}

function add(to, ours, first, table, job, prices, heads) {
  const { months } = LIVE.world, offered = [table, scenarioTable(0)].map((one) => placesOffered(one, months, ours.k));
  const pence = penceOf(table, LIVE.names, prices, heads[job.strategy], months), before = penceOf(scenarioTable(0), LIVE.names, prices, heads[0], months);
  to.pairs.add(ours, first, offered, prices.exit_months);
  to.costs.add(ours, LIVE.usual ? first : null, offered, { paid: pence.paid - (LIVE.usual ? before.paid : 0), most: pence.most });
  to.ways = summed(to.ways, waysOf(ours, TABLE, ours.k));
  to.funnel = summed(to.funnel, ours.funnel);
  to.k = ours.k;
  to.started += ours.ever([TABLE.started]) * ours.k;
}

const SPARED = ["child_months_in_harm", "mother_months_in_harm"];

// what came of it as tables of the page: lived/was.measure, lived/now.measure, and who is missed under the room's
function shelve(job, found) {
  const rows = {}, paid = {}, { was, now } = found;
  const less = now ? { less: { rows: lessThan(now, was), cost: lessPaid(now.spent, was.spent, LIVE.factor, TABLE) } } : {};
  for (const [who, of] of Object.entries({ ...found, ...less })) {
    const { rows: all, cost } = of;
    for (const { name } of WORDS.results) {
      const one = all[name], turned = SPARED.includes(name);
      const ends = turned ? [-one.estimate + 0, -one.high + 0, -one.low + 0] : [one.estimate, one.low, one.high];
      rows[`${who}.${name}`] = [...ends, one.changed, one.atMost, one.least, Math.abs(ends[0]), Math.abs(ends[2]), Math.abs(ends[1])];
    }
    paid[who] = [cost.estimate, cost.low, cost.high, who !== "less" && all.helped.estimate > 0 ? cost.estimate / all.helped.estimate : null, ...["estimate", "high", "low"].map((end) => Math.abs(cost[end]))];
  }
  TABLES.lived = tableOf(["estimate", "low", "high", "changed", "at_most", "least", "size", "near", "far"], "people", rows);
  TABLES.lived_cost = tableOf(["estimate", "low", "high", "each", "size", "near", "far"], "pounds", paid);
  TABLES.lived_of = tableOf(["families", "draws"], "whole", { all: [job.families || LIVE.most, job.draws.length], ...(job.there ? { there: [job.beside || LIVE.beside.most, job.draws.length], area: [LIVE.beside.most, 1] } : {}) });
  lives.shown = job;
  keepBeside(job);
  shelveMissed(job, found);
}

// what was changed beside what was not, each held against no offer: their difference, on the same families
function lessThan(now, was) { return Object.fromEntries(Object.entries(lessOf(now.parts, was.parts, TABLE)).map(([name, one]) => [name, { ...one, least: was.rows[name].least }])); }

function tableOf(columns, format, rows) {
  return { columns, formats: columns.map(() => format), rows };
}

// whether what is offered is all of it help that the strategy itself offers, where a trial found all of that to do something
function isSameHelp(place, offers) {
  const row = `strategies/s${place}`, theirs = (scenarioTable(place).offer || []).map((one) => one.programme);
  return value(`${row}/helped_with_effect`) === value(`${row}/helped`) && offers.every((one) => theirs.includes(one.programme));
}

// lives of the room's own strategy stand beside the scenario's under "who is missed", until it is changed again
function shelveMissed(job, found) {
  const now = found.now;
  for (const name of ["ways", "groups", "strategies", "offers", "steps"]) for (const row of Object.keys(TABLES[name].rows)) if (row.startsWith("room")) delete TABLES[name].rows[row];
  if (!now) return;
  if (room.strategy === job.strategy) room.strategy = "room"; // who looks at this offer looks at what became of it
  const need = now.ways.ways.reduce((sum, one) => sum + one, 0), missed = need - now.ways.ways[0], [paid, , , each] = TABLES.lived_cost.rows.now;
  const { was } = found, needed = was.ways.ways.reduce((sum, one) => sum + one, 0), old = scenarioTable(job.strategy).offer || [];
  TABLES.strategies.rows.room_was = TABLES.strategies.columns.map((column) => ({ in_need: needed, helped: was.started })[column] ?? null);
  old.forEach((one, i) => { for (const step of Object.keys(WORDS.steps)) TABLES.steps.rows[`room_was.o${i + 1}.${step}`] = [meantOf(was.funnel[i], one) ? was.funnel[i][TABLE.stages[step]] / meantOf(was.funnel[i], one) : null]; });
  const offers = job.table.offer || [], terms = offers.map((one, i) => meantOf(now.funnel[i], one)), times = now.k * terms.reduce((sum, one) => sum + one, 0), come = now.k * offers.reduce((sum, _, i) => sum + now.funnel[i][TABLE.stages.started], 0);
  const own = { name: `What we changed: ${textOf(`strategies/s${job.strategy}/name`)}`, times, share_unhelped: times ? 1 - come / times : null, in_need: need, missed, share_missed: need ? missed / need : null, helped: now.started, total: paid, each, helped_with_effect: isSameHelp(job.strategy, offers) ? now.started : null };
  TABLES.strategies.rows.room = TABLES.strategies.columns.map((column) => own[column] ?? null);
  const never = now.ways.ways.at(-1), asked = Math.min(never, now.k * offers.reduce((sum, _, i) => sum + terms[i] - now.funnel[i][TABLE.stages.noticed], 0)), ways = [...now.ways.ways.slice(0, -1), asked, never - asked], dots = dotsOf(ways);
  Object.keys(WORDS.ways).forEach((way, i) => { TABLES.ways.rows[`room.${way}`] = [ways[i], need ? ways[i] / need : null, dots[i]]; });
  offers.forEach((one, i) => {
    TABLES.offers.rows[`room.o${i + 1}`] = [textOf(`labels/programme.${one.programme}/name`), now.k * terms[i]];
    for (const step of Object.keys(WORDS.steps)) TABLES.steps.rows[`room.o${i + 1}.${step}`] = [terms[i] ? now.funnel[i][TABLE.stages[step]] / terms[i] : null];
  });
  for (const [name, groups] of Object.entries(now.ways.groups)) groups.forEach(([need, missed], i) => { TABLES.groups.rows[`room.${name}.${i}`] = [need, missed, need ? missed / need : null]; });
}

// a funnel's episodes by offer and stage, over all months
function steppedOf(funnel, offers) {
  const stages = TABLE.stages.all, found = Array.from({ length: offers }, () => new Float64Array(stages));
  for (let at = 0; at < funnel.length; at += 1) found[Math.floor(at / stages) % offers][at % stages] += Number(funnel[at]);
  return found;
}

// how often a family was one whom an offer is for: all that it asks of families is met
function meantOf(stepped, { who }) { return stepped[Math.min(Object.keys(who).length, TABLE.stages.last_row)]; }

// a hundred dots shared out like some numbers, by largest remainders
function dotsOf(numbers) {
  const total = numbers.reduce((sum, one) => sum + one, 0), exact = numbers.map((one) => (total ? (100 * one) / total : 0)), dots = exact.map(Math.floor);
  const left = total ? 100 - dots.reduce((sum, one) => sum + one, 0) : 0;
  exact.map((one, i) => [dots[i] - one, i]).sort((one, other) => one[0] - other[0]).slice(0, left).forEach(([, i]) => { dots[i] += 1; });
  return dots;
}

let later = null;
function liveSoon() { clearTimeout(later); lives.job += 1; lives.asks.splice(0).forEach((one) => one.cancel()); tell("living"); later = setTimeout(live, 120); }
