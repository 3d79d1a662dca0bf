// From the books of two lives of the same families to what the page prints, as famsim/measures has it: sums of whole
// numbers, then the same divisions in the same order. A life: {accounts, ids, cells, words, unions, families, months}.
const TAKEN = 0.95;

// a number for each of some rows, without a list between
function numbersOf(rows, is) {
  const found = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) found[i] = is(rows[i], i);
  return found;
}

// the counts of a book that lie family by family, each by itself
function columnsIn(accounts, width) {
  return Array.from({ length: width }, (_, count) => Int32Array.from({ length: accounts.length / width }, (__, row) => accounts[row * width + count]));
}

class Book {
  constructor(life, tables) {
    this.life = life; this.width = tables.counts;
    this.sums = new Float64Array(this.width);
    this.columns = life.columns || columnsIn(life.accounts, this.width);
    this.columns.forEach((column, count) => { for (let row = 0; column && row < life.families; row += 1) this.sums[count] += column[row]; });
  }

  at(row, count) { return this.columns[count] ? this.columns[count][row] : 0; }

  sumAt(row, counts) {
    let sum = 0;
    for (const count of counts) sum += this.at(row, count);
    return sum;
  }

  sum(counts) { return counts.reduce((sum, count) => sum + this.sums[count], 0); }

  ever(counts) {
    let families = 0;
    for (let row = 0; row < this.life.families; row += 1) if (this.sumAt(row, counts) > 0) families += 1;
    return families;
  }

  value(measure, k) {
    if (measure.once) return this.ever(measure.counts) * k;
    const number = this.sum(measure.counts) * measure.scale;
    if (!measure.of.length) return number * k;
    const below = this.sum(measure.of);
    return below > 0 ? number / below : NaN;
  }

  // what a family has of a measure, in its unit, and of what it is divided by
  number(row, measure, k) {
    const found = measure.once ? Number(this.sumAt(row, measure.counts) * measure.scale > 0) : this.sumAt(row, measure.counts) * measure.scale;
    return measure.of.length ? found : found * k;
  }
}

// how many places an offer gave a family
function placesGiven(book, row, offer, tables) {
  const count = tables.placed_by[Math.floor(offer / tables.offers_a_count)], bits = tables.place_bits * (offer % tables.offers_a_count);
  return Math.floor(book.at(row, count) / 2 ** bits) % 2 ** tables.place_bits;
}

// each family's group of fixed size, 0 for none: of the first offer whose places were taken and that gave it one
function holdersOf(books, offered, tables) {
  const families = books[0].life.families, group = new Int32Array(families);
  let number = 0;
  books.forEach((book, which) => offered[which].forEach((places, offer) => {
    if (!(places > 0)) return;
    let given = 0;
    for (let row = 0; row < families; row += 1) given += placesGiven(book, row, offer, tables);
    if (given < TAKEN * places) return;
    number += 1;
    for (let row = 0; row < families; row += 1) if (group[row] === 0 && placesGiven(book, row, offer, tables) > 0) group[row] = number;
  }));
  return number ? group : null;
}

// x less the mean of those who hold a place of the same offer
function aboutOf(x, rows, holders) {
  if (!holders) return x;
  const sums = new Map(), about = Float64Array.from(x);
  rows.forEach((row, i) => { const held = holders[row]; if (held) { const found = sums.get(held) || [0, 0]; found[0] += x[i]; found[1] += 1; sums.set(held, found); } });
  rows.forEach((row, i) => { const held = holders[row]; if (held) about[i] -= sums.get(held)[0] / sums.get(held)[1]; });
  return about;
}

function touchedRows(ours, other, holders) {
  const { families } = ours.life, touched = new Uint8Array(families), rows = [];
  ours.columns.forEach((mine, count) => {
    const theirs = other.columns[count];
    for (let row = 0; (mine || theirs) && row < families; row += 1) if ((mine ? mine[row] : 0) !== (theirs ? theirs[row] : 0)) touched[row] = 1;
  });
  for (let row = 0; row < families; row += 1) if (touched[row] || (holders !== null && holders[row] > 0)) rows.push(row);
  return Int32Array.from(rows);
}

// A strategy beside its comparator over runs, by measure. `add` takes the books of one draw.
class Pairs {
  // kept: names of measures whose families are kept, so that another strategy can be held against this one; alone: no
  // other measure is asked for
  constructor(tables, k, kept = [], alone = false) { this.tables = tables; this.k = k; this.kept = new Set(kept); this.alone = alone; this.added = new Map(); this.met = new Met(); this.totals = new Map(); this.has = new Map(); }

  of(name) {
    if (!this.added.has(name)) this.added.set(name, new Added(this.tables));
    return this.added.get(name);
  }

  isAsked({ name }) { return !this.alone || this.kept.has(name); }

  add(ours, other, offered, exitMonths) {
    const { ids, families } = ours.life, { tables, k } = this, holders = holdersOf([ours, other], offered, tables), rows = touchedRows(ours, other, holders);
    this.met.add(ids, families);
    const picked = numbersOf(rows, (row) => ids[row]);
    for (const measure of tables.measures) {
      const rate = other.value(measure, k);
      if (!measure.of.length) this.totals.set(measure.name, [...(this.totals.get(measure.name) || []), rate]);
      if (!this.isAsked(measure)) continue;
      const mine = ours.value(measure, k), below = measure.of.length ? Math.max(ours.sum(measure.of), 1) : 1, before = Number.isNaN(rate) ? 0 : rate;
      const x = numbersOf(rows, (row) => {
        const change = ours.number(row, measure, k) - other.number(row, measure, k);
        return measure.of.length ? (change - before * (ours.sumAt(row, measure.of) - other.sumAt(row, measure.of))) / below : change;
      });
      const most = measure.of.length ? (measure.above + Math.abs(rate) * measure.under) / below : measure.above * k;
      const about = measure.before_a_place ? x : aboutOf(x, rows, holders);
      if (!Number.isNaN(rate)) this.has.set(measure.name, [...(this.has.get(measure.name) || []), rate]);
      this.of(measure.name).add({ estimate: mine - rate, x, about, ids: picked, families, most, trace: measure.trace, bothWays: measure.both_ways, largest: measure.largest ?? Infinity, kept: this.kept.has(measure.name) });
    }
    this.addLedger(ours, other, holders, exitMonths);
  }

  addLedger(ours, other, holders, exitMonths) {
    const { rows, boxes } = ledgerOf(other.life, ours.life, exitMonths), { tables, k } = this, ids = ours.life.ids, place = new Map(rows.map((row, i) => [row, i]));
    const all = holders ? [...new Set([...rows, ...held(holders)])].sort((one, two) => one - two) : rows, picked = numbersOf(all, (row) => ids[row]);
    for (const line of tables.lines.filter((one) => this.isAsked(one))) {
      const x = numbersOf(all, (row) => {
        const mine = boxes[place.get(row)];
        return mine ? (line.boxes.reduce((sum, box) => sum + mine[box], 0) - line.less.reduce((sum, box) => sum + mine[box], 0)) * tables.a_part * k : 0;
      });
      const estimate = x.reduce((sum, one) => sum + one, 0), about = aboutOf(x, all, holders);
      this.of(line.name).add({ estimate, x, about, ids: picked, families: ours.life.families, most: line.most * k, trace: tables.trace, largest: Infinity, kept: this.kept.has(line.name) });
    }
  }

  // the smallest difference that matters: a share of the couples there are in a month, or of the total itself, under the
  // comparator (famsim/measures/worthwhile.py); 0 where none is too small
  least(name) {
    const worth = (this.tables.worthwhile || {})[name], of = worth && this.totals.get(worth.couples ? "couple_months" : name);
    if (!of) return 0;
    return worth.couples ? Math.max((worth.share * meanOf(of)) / this.tables.months, 1) : worth.share * Math.abs(meanOf(of));
  }

  // limits that take from a measure no more than the comparator has of it, nor add more than is left of a share or score
  // (famsim/questions/compare/gathered/labels.py)
  within(one, name) { if (this.has.has(name)) inside(one, canOf(this.tables, name), meanOf(this.has.get(name))); }

  // how much of a measure there is under this strategy; nothing of a line of the ledger
  own(name) { return this.has.has(name) ? meanOf(this.has.get(name)) + meanOf(this.added.get(name).runs.map((run) => run.estimate)) : null; }

  // by measure: estimate, limits, how many families differ; idle: neither strategy makes an offer
  rows(idle) {
    const found = {};
    for (const [name, added] of this.added) {
      const one = added.limits(this.met.size);
      if (idle && one.changed === 0) Object.assign(one, { low: 0, high: 0, atMost: 0 });
      this.within(one, name);
      one.least = this.least(name);
      found[name] = one;
    }
    return found;
  }
}

function canOf(tables, name) { return (tables.measures.find((each) => each.name === name) || {}).can; }

function inside(one, can, of) {
  one.low = Math.min(Math.max(one.low, (can[0] ?? -Infinity) - of), one.estimate);
  one.high = Math.max(Math.min(one.high, (can[1] ?? Infinity) - of), one.estimate);
  return one;
}

// what is kept of a strategy by measure, how much of it there is, and how many families there are
function partsIn(pairs) {
  const all = [...pairs.kept], of = (is) => Object.fromEntries(all.map((name) => [name, is(name)]));
  return { families: pairs.met.size, by: of((name) => pairs.added.get(name).parts), own: of((name) => pairs.own(name)) };
}

// what one strategy comes to less another, both held against the same comparator: estimate and limits by measure. A
// family can gain a line of the ledger under one and lose it under the other; of what is counted of it the comparator's
// falls out.
function lessOf(ours, other, tables) {
  const most = { line: (one, before) => one.most + before.most, count: (one, before) => Math.max(one.most, before.most) };
  return Object.fromEntries(Object.entries(ours.by).map(([name, mine]) => {
    const kind = tables.lines.some((line) => line.name === name) ? "line" : "count";
    const one = less(mine, other.by[name], ours.families, most[kind], tables).limits(ours.families);
    return [name, other.own[name] === null ? one : inside(one, canOf(tables, name), other.own[name])];
  }));
}

function held(holders) {
  const rows = [];
  for (let row = 0; row < holders.length; row += 1) if (holders[row]) rows.push(row);
  return rows;
}

// how far each family ever in need came, the furthest first: families of the area by way, and of each group of cells
function waysOf(book, tables, k) {
  const { reached, cells, besides, in_need: need } = tables, ways = new Float64Array(reached.length + 1), groups = {};
  for (const [name, size] of [...cells, ...besides]) groups[name] = Array.from({ length: size }, () => [0, 0]);
  const told = [[cells, book.life.cells], [besides, book.life.besides]].map(([dimensions, numbers]) => ({ numbers, of: dimensions.map(([name]) => groups[name]).reverse() }));
  for (let row = 0; row < book.life.families; row += 1) {
    if (!(book.at(row, need) > 0)) continue;
    let way = 0;
    while (way < reached.length && !(book.at(row, reached[way]) > 0)) way += 1;
    ways[way] += k;
    for (const { numbers, of } of told) countIn(of, numbers[row], k, way !== 0);
  }
  return { ways: [...ways], groups };
}

// a family in each dimension of its cell, the last first: in need, and missed
function countIn(dimensions, number, k, isMissed) {
  let cell = number;
  for (const groups of dimensions) {
    const mine = groups[cell % groups.length];
    mine[0] += k;
    if (isMissed) mine[1] += k;
    cell = Math.floor(cell / groups.length);
  }
}
