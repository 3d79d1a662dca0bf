// What a strategy costs in all, with limits, as famsim/runs/costs.py has it: pence of the area over all months.
class Costs {
  constructor(tables, k) { this.tables = tables; this.k = k; this.added = new Added(tables); this.paid = []; this.met = new Met(); this.usual = false; }

  // other: the comparator's book where usual services go on under both; of: pence paid whoever comes, and the most for one family
  add(ours, other, offered, of) {
    const { ids, families } = ours.life, { pence } = this.tables, books = other ? [ours, other] : [ours], holders = holdersOf(books, offered, this.tables);
    const spent = (row) => (ours.at(row, pence) - (other ? other.at(row, pence) : 0)) * this.k, rows = [];
    this.met.add(ids, families);
    for (let row = 0; row < families; row += 1) if (spent(row) !== 0 || (holders && holders[row])) rows.push(row);
    const x = numbersOf(rows, spent), estimate = (ours.sums[pence] - (other ? other.sums[pence] : 0)) * this.k;
    this.usual = other !== null;
    this.paid.push(of.paid);
    this.added.add({ estimate: of.paid + estimate, x, about: aboutOf(x, rows, holders), ids: numbersOf(rows, (row) => ids[row]), families, most: of.most * this.k, trace: 0, largest: Infinity, kept: true });
  }

  // pounds in the scenario's prices: estimate, low, high; no limit lies below nothing, unless beside usual services
  row(factor) {
    const found = this.added.ends(this.met.size, meanOf(this.paid), this.usual), least = this.usual ? -Infinity : 0;
    return Object.fromEntries(["estimate", "low", "high"].map((end) => [end, Math.round(Math.max(found[end] * factor, least)) / 100]));
  }
}

// what is kept of a strategy's costs, and what of them no family adds
function partsPaid(costs) { return { families: costs.met.size, parts: costs.added.parts, paid: meanOf(costs.paid) }; }

// what one strategy costs less another, in pounds, with limits
function lessPaid(ours, other, factor, tables) {
  const found = less(ours.parts, other.parts, ours.families, (one, before) => Math.max(one.most, before.most), tables).ends(ours.families, ours.paid - other.paid, true);
  return Object.fromEntries(["estimate", "low", "high"].map((end) => [end, Math.round(found[end] * factor) / 100]));
}
