// The one interval, as famsim/measures/interval.py has it, of one group: from what each family adds to an estimate.
const UNSEEN = 0.5, FEW = 3, STRAIGHT = 1e-6;
const NO_MOMENTS = { changed: 0, variance: 0, third: 0, largest: 0 };

// x: what each family adds; about: x less what a fixed number of places takes away; families: how many there are.
function momentsOf(x, about, families, least) {
  let first = 0, second = 0, third = 0, low = 0, high = 0, changed = 0;
  for (let i = 0; i < x.length; i += 1) {
    const one = about[i], squared = one * one;
    first += one; second += squared; third += squared * one;
    if (x[i] < low) low = x[i];
    if (x[i] > high) high = x[i];
    if (x[i] !== 0 && Math.abs(x[i]) >= least) changed += 1;
  }
  const mean = first / Math.max(families, 1);
  return { changed, variance: Math.max(second - mean * first, 0), third: third - 3 * mean * second + 2 * mean * mean * first, largest: -low > high ? low : high };
}

function straightened(z, skewness) {
  return Math.abs(skewness) < STRAIGHT ? z : (3 * (Math.cbrt(1 + skewness * (z - skewness / 6)) - 1)) / skewness;
}

function sidesOf(of, z) {
  const variance = of.variance + UNSEEN * of.largest ** 2, third = of.third + UNSEEN * of.largest ** 3, spread = Math.sqrt(variance);
  const skewness = spread > 0 ? third / spread ** 3 : 0, normal = z * Math.sqrt(of.variance);
  return [Math.max(spread * straightened(z, skewness), normal), Math.max(-spread * straightened(-z, skewness), normal)];
}

// how far limits lie below and above where what rises and what falls are sums of their own (apart_of there)
function apartOf(x, families, tables) {
  const [rises, falls] = [Math.max, Math.min].map((end) => { const of = x.map((one) => end(one, 0)); return sidesOf(momentsOf(of, of, families, 0), tables.normal); });
  return rises.map((side, i) => Math.hypot(side, falls[i]));
}

// Where fewer than FEW families differ, the limits are what so many families seen still allow.
function limitsOf(estimate, of, most, draws, largest, tables) {
  const [below, above] = sidesOf(of, tables.normal).map((side, i) => Math.hypot(of.apart ? Math.max(side, of.apart[i]) : side, draws));
  if (of.changed >= FEW) return { estimate, low: estimate - below, high: estimate + above, changed: of.changed, atMost: null, se: Math.sqrt(of.variance) };
  const bound = Math.min(Math.hypot(tables.upper[of.changed] * most, draws), largest);
  return { estimate, low: Math.min(-bound, estimate), high: Math.max(bound, estimate), changed: of.changed, atMost: bound, se: Math.sqrt(of.variance) };
}

// what families added in a run, of those who added anything: to be set against another strategy's later
function whoAdded({ estimate, most, trace, bothWays, ids, x, about }) {
  let many = 0;
  const all_ = new Uint32Array(x.length);
  for (let i = 0; i < x.length; i += 1) if (x[i] !== 0 || about[i] !== 0) all_[many++] = i;
  const there = all_.subarray(0, many), of = (all) => numbersOf(there, (i) => all[i]);
  return { estimate, most, trace, bothWays, ids: of(ids), x: of(x), about: of(about) };
}

// one strategy less another over the same runs, family by family; `most`: the most that one family can make of it
function less(ours, other, families, most, tables) {
  const found = new Added(tables);
  ours.forEach((one, run) => {
    const before = other[run], place = new Map();
    for (const { ids } of [one, before]) ids.forEach((id) => { if (!place.has(id)) place.set(id, place.size); });
    const x = new Float64Array(place.size), about = new Float64Array(place.size);
    for (const [of, sign] of [[one, 1], [before, -1]]) of.ids.forEach((id, i) => { x[place.get(id)] += sign * of.x[i]; about[place.get(id)] += sign * of.about[i]; });
    found.add({ estimate: one.estimate - before.estimate, x, about, ids: Float64Array.from(place.keys()), families, most: most(one, before), trace: Math.max(one.trace, before.trace), bothWays: one.bothWays || before.bothWays, largest: Infinity });
  });
  return found;
}

function meanOf(numbers) { return numbers.reduce((sum, one) => sum + one, 0) / numbers.length; }

// t x the spread of the draws' estimates, what chance gives each alone taken off; 0 for one draw.
function spreadOfDraws(estimates, variances, chance, tables) {
  const n = estimates.length;
  if (n < 2) return 0;
  const mean = meanOf(estimates), found = estimates.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
  const own = (Math.max(meanOf(variances) - chance, 0) * n) / (n - 1);
  return tables.t[n - 1] * Math.sqrt(Math.max(found - own, 0));
}

// What cannot be below nothing, as famsim/measures/above_nothing.py has it: how many times as much or as little by the draws.
function foldsOf(estimates, variances, chance, tables) {
  const n = estimates.length;
  if (n < 2) return { below: 0, above: 0 };
  if (!estimates.every((one) => one > 0)) return null;
  const logs = estimates.map(Math.log), middle = meanOf(logs), own = (Math.max(meanOf(variances) - chance, 0) * n) / (n - 1);
  const squared = Math.max(logs.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (n - 1) - own / meanOf(estimates) ** 2, 0), far = tables.t[n - 1] * Math.sqrt(squared);
  return { below: far + squared / 2, above: Math.max(far - squared / 2, 0) };
}

function endsOf(estimate, low, high, folds) {
  if (!(estimate > 0)) return { low: Math.min(estimate, low), high: Math.max(estimate, high) };
  const below = low > 0 ? Math.log(estimate / low) : Infinity, above = Math.log(Math.max(high / estimate, 1));
  return { low: estimate * Math.exp(-Math.hypot(Math.max(below, 0), folds.below)), high: estimate * Math.exp(Math.hypot(above, folds.above)) };
}

// Whoever was met in any run: a run's families are each there once, so that of one run their number is enough.
class Met {
  constructor() { this.first = null; this.all = null; }

  add(ids, families) {
    const own = ids.subarray(0, families);
    if (!this.first) { this.first = own; return; }
    this.all ||= new Set(this.first);
    for (const id of own) this.all.add(id);
  }

  get size() { return this.all ? this.all.size : this.first ? this.first.length : 0; }
}

// One strategy and measure over runs: the estimate of each, and what families added, by family.
class Added {
  constructor(tables) { this.tables = tables; this.runs = []; this.summed = new Map(); this.parts = []; this.held = null; }

  // a run: estimate, x and about by family with their ids, families in all, the most one can add, trace, largest, bothWays
  add(run) {
    const moved = run.x.some((one) => one !== 0), least = run.trace * run.most;
    const of = moved ? this.momentsOf(run.x, run.about, run.families, least, run.bothWays) : NO_MOMENTS;
    this.runs.push({ estimate: run.estimate, most: run.most, trace: run.trace, largest: run.largest, bothWays: run.bothWays, of });
    if (run.kept) this.parts.push(whoAdded(run));
    if (!moved) return;
    if (this.runs.length === 1) { this.held = run; return; } // of one run nothing has to be summed up
    if (this.held) this.sumUp(this.held);
    this.held = null;
    this.sumUp(run);
  }

  sumUp(run) {
    for (let i = 0; i < run.x.length; i += 1) {
      if (run.x[i] === 0 && run.about[i] === 0) continue;
      const sums = this.summed.get(run.ids[i]);
      if (sums) { sums[0] += run.x[i]; sums[1] += run.about[i]; } else this.summed.set(run.ids[i], [run.x[i], run.about[i]]);
    }
  }

  // families: who was met in any run
  limits(families) {
    const { estimates, variances, of, most, largest } = this.overRuns(families), draws = spreadOfDraws(estimates, variances, of.variance, this.tables);
    return limitsOf(meanOf(estimates), of, most, draws, largest, this.tables);
  }

  // paid: what of the estimate no family adds; either: whether it may lie on either side of nothing
  ends(families, paid, either) {
    const { estimates, variances, of, most, largest } = this.overRuns(families), estimate = meanOf(estimates);
    const folds = either ? null : foldsOf(estimates, variances, of.variance, this.tables), draws = folds ? 0 : spreadOfDraws(estimates, variances, of.variance, this.tables);
    const { low, high } = limitsOf(estimate - paid, of, most, draws, largest, this.tables);
    return { estimate, ...(folds ? endsOf(estimate, Math.max(low, 0) + paid, high + paid, folds) : { low: low + paid, high: high + paid }) };
  }

  overRuns(families) {
    const runs = this.runs, n = runs.length, most = meanOf(runs.map((one) => one.most)), last = runs[n - 1];
    const of = n === 1 ? runs[0].of : this.ofAll(families, n, (last.trace * most) / n);
    return { estimates: runs.map((one) => one.estimate), variances: runs.map((one) => one.of.variance), of, most, largest: last.largest };
  }

  ofAll(families, n, least) {
    if (this.held) this.sumUp(this.held);
    this.held = null;
    const keys = [...this.summed.keys()].sort((one, other) => one - other), x = new Float64Array(keys.length), about = new Float64Array(keys.length);
    keys.forEach((key, i) => { const [one, other] = this.summed.get(key); x[i] = one / n; about[i] = other / n; });
    return this.momentsOf(x, about, families, least, this.runs.some((one) => one.bothWays));
  }

  momentsOf(x, about, families, least, bothWays) {
    const of = momentsOf(x, about, families, least);
    return bothWays ? { ...of, apart: apartOf(x, families, this.tables) } : of;
  }
}
