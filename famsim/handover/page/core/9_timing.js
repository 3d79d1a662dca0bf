// What help moved in time is worth, from the lives of the families followed, as famsim/questions/timing has it.
// found: {families, moves, risks, met, added, lived, unions, happens, follows}; asked: {counts, follow, name, moves}.
const RISK_GROUPS = 3, PER_HUNDRED = 100;
const [HELPED, GAIN, SQUARED, OF_HELPED, FAMILIES, DIFFER, CUBED, SQUARED_OF_HELPED, HIGHEST, LOWEST] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

// what each family gained by each benefit: (benefits) of arrays (families)
function gainsOf(found, asked, tables, exitMonths) {
  const n = found.families, half = (array, each, arm) => array.subarray(arm * n * each, (arm + 1) * n * each), width = asked.counts.length;
  const life = (arm) => ({ words: half(found.lived, asked.follow, arm), unions: half(found.unions, 2, arm), months: asked.follow, families: n });
  const { rows, boxes } = ledgerOf(life(0), life(1), exitMonths), at = (arm, row, count) => found.added[(arm * n + row) * width + asked.counts.indexOf(count)];
  const gains = tables.benefits.map((benefit) => {
    const gain = new Float64Array(n);
    if (benefit.count === null) rows.forEach((row, i) => { gain[row] = benefit.boxes.reduce((sum, box) => sum + boxes[i][box], 0) - benefit.less.reduce((sum, box) => sum + boxes[i][box], 0); });
    else for (let row = 0; row < n; row += 1) gain[row] = benefit.same && at(0, row, tables.couples) !== at(1, row, tables.couples) ? 0 : at(0, row, benefit.count) - at(1, row, benefit.count);
    return gain;
  });
  return { gains, helped: Float64Array.from({ length: n }, (_, row) => at(1, row, tables.started)) };
}

// sums over families by month of help and risk group; each counted by its weight
function partsOf(found, { gains, helped }, place, coarse, weights) {
  const parts = new Map(found.tried.map((move) => [move, Array.from({ length: RISK_GROUPS }, () => new Float64Array(10))]));
  for (let row = 0; row < found.families; row += 1) {
    const into = parts.get(found.moves[row])[found.risks[row]], weight = weights ? weights[row] : 1, came = helped[row] * weight, gain = gains[place][row] * weight, rough = halfEven(gain / coarse);
    [came, gain, gain * gain, gain * came, 1, Number(gain !== 0), rough ** 3, rough ** 2 * came].forEach((one, part) => { into[part] += one; });
    into[HIGHEST] = Math.max(into[HIGHEST], gain);
    into[LOWEST] = Math.min(into[LOWEST], gain);
  }
  return parts;
}

// the strata of a group (0: all) with their weights
function strataOf(found, group) {
  return group ? [[group - 1, 1]] : Array.from({ length: RISK_GROUPS }, (_, risk) => [risk, found.happens[risk] / Math.max(found.follows[risk], 1)]);
}

const largestOf = (ends) => ends.reduce((most, one) => (Math.abs(one) > Math.abs(most) ? one : most), ends[0]);
const NO_CELL = { estimate: NaN, low: NaN, high: NaN, error: NaN, shown: false };

// the worth per family helped of one cell: strata of [parts, weight]
function worthCell(strata, benefit, follow, tables) {
  const sum = (part, power = 1) => strata.reduce((all, [parts, weight]) => all + weight ** power * parts[part], 0);
  const scale = benefit.scale / (benefit.a_month ? follow : 1), helped = strata.reduce((all, [parts]) => all + parts[HELPED], 0);
  if (helped === 0) return NO_CELL;
  const weighed = sum(HELPED), ratio = sum(GAIN) / weighed, { coarse } = benefit, each = scale / weighed;
  const variance = sum(SQUARED, 2) - 2 * ratio * sum(OF_HELPED, 2) + ratio ** 2 * sum(HELPED, 2);
  const third = sum(CUBED, 3) * coarse ** 3 - 3 * ratio * sum(SQUARED_OF_HELPED, 3) * coarse ** 2 + 3 * ratio ** 2 * sum(OF_HELPED, 3) - ratio ** 3 * sum(HELPED, 3);
  const largest = largestOf([...strata.map(([parts, weight]) => (parts[HIGHEST] - ratio) * weight), ...strata.map(([parts, weight]) => (parts[LOWEST] - ratio) * weight)]);
  const of = { changed: strata.reduce((all, [parts]) => all + parts[DIFFER], 0), variance: Math.max(variance, 0) * each ** 2, third: third * each ** 3, largest: largest * each };
  const { low, high, atMost, se } = limitsOf(scale * ratio, of, (Math.abs(scale) * benefit.most) / helped, 0, Infinity, tables);
  const error = atMost === null ? se : atMost / tables.normal;
  return { estimate: scale * ratio + 0, low, high, error, shown: error <= benefit.finest && helped >= tables.least_helped };
}

// what help in one month comes to for a hundred couples to whom the event happens; there: couples, by stratum
function layerCell(strata, follows, benefit, follow, tables) {
  const couples = strata.reduce((all, [, weight], i) => all + weight * follows[i], 0);
  if (couples === 0) return NO_CELL;
  const scale = (benefit.scale / (benefit.a_month ? follow : 1)) * (benefit.of_each ? PER_HUNDRED : 1), each = scale / couples, moments = { changed: 0, variance: 0, third: 0 };
  strata.forEach(([parts, weight], i) => {
    const number = Math.max(follows[i], 1), mean = parts[GAIN] / number, cubed = parts[CUBED] * benefit.coarse ** 3;
    moments.changed += parts[DIFFER];
    moments.variance += weight ** 2 * (parts[SQUARED] - number * mean ** 2);
    moments.third += weight ** 3 * (cubed - 3 * mean * parts[SQUARED] + 2 * number * mean ** 3);
  });
  const largest = largestOf([...strata.map(([parts, weight]) => parts[HIGHEST] * weight), ...strata.map(([parts, weight]) => parts[LOWEST] * weight)]);
  const of = { changed: moments.changed, variance: Math.max(moments.variance, 0) * each ** 2, third: moments.third * each ** 3, largest: largest * each };
  return limitsOf(strata.reduce((all, [parts, weight]) => all + weight * parts[GAIN], 0) * each + 0, of, (Math.abs(scale) * benefit.most) / couples, 0, Infinity, tables);
}

// rows of the map for one event and programme: worth by group and benefit, windows, and layers, each by month of help
function timingOf(found, asked, tables, exitMonths) {
  const lived = gainsOf(found, asked, tables, exitMonths), rows = [];
  found.tried = asked.moves;
  const whole = tables.benefits.map(({ coarse }, place) => partsOf(found, lived, place, coarse)), met = tables.benefits.map(({ coarse }, place) => partsOf(found, lived, place, coarse, found.met));
  for (let group = 0; group <= RISK_GROUPS; group += 1) {
    const strata = strataOf(found, group), of = (parts, move) => strata.map(([risk, weight]) => [parts.get(move)[risk], weight]), follows = strata.map(([risk]) => found.follows[risk]);
    const there = (move) => of(whole[0], move).reduce((all, [parts]) => all + parts[FAMILIES], 0), most = Math.max(...asked.moves.map(there)), couples = strata.reduce((all, [, weight], i) => all + weight * follows[i], 0);
    const months = asked.moves.map((move) => {
      const weighed = (parts, part) => of(parts, move).reduce((all, [one, weight]) => all + weight * one[part], 0), still = weighed(whole[0], FAMILIES);
      return { move, comparable: move >= 0 || there(move) >= tables.mostly * most, there: couples ? (PER_HUNDRED * still) / couples : NaN, met: still ? (PER_HUNDRED * weighed(met[0], HELPED)) / still : NaN };
    });
    tables.benefits.forEach((benefit, place) => {
      const cells = months.map(({ move, comparable }) => ({ move, comparable: comparable && benefit.not_around !== asked.name, ...worthCell(of(whole[place], move), benefit, asked.follow, tables) }));
      const layers = benefit.headline ? months.map(({ move }) => layerCell(of(met[place], move), follows, benefit, asked.follow, tables)) : null;
      rows.push({ group, measure: benefit.name, cells, layers, months, window: benefit.good > 0 ? windowOf(cells.filter((one) => one.comparable), tables) : null });
    });
  }
  return rows;
}

// the window of one row of the map (famsim/questions/timing/windows.py); null where none can be told
function windowOf(cells, tables) {
  const shown = cells.filter((one) => one.shown).length;
  if (!cells.length || shown / cells.length < tables.half_shown) return null;
  const sides = (months) => { const wider = tables.normals[Math.max(months, 1)] / tables.normal; return cells.map((one) => [(one.estimate - one.low) * wider, (one.high - one.estimate) * wider]); };
  const clear = sides(shown).map(([below], i) => cells[i].shown && cells[i].estimate > below), narrower = sides(shown - 1);
  if (!clear.some(Boolean)) return null;
  const best = cells.reduce((top, one, i) => (clear[i] && (top < 0 || one.estimate > cells[top].estimate) ? i : top), -1);
  const worth = (share) => cells.map((one, i) => i === best || !one.shown || !(share * cells[best].estimate - one.estimate > Math.hypot(narrower[i][1], share * narrower[best][0])));
  const around = (yes) => {
    let first = best, last = best;
    while (first > 0 && yes[first - 1]) first -= 1;
    while (last < yes.length - 1 && yes[last + 1]) last += 1;
    const there = cells.map((_, i) => i).filter((i) => i >= first && i <= last && yes[i] && cells[i].shown);
    return [cells[there[0]].move, cells[there[there.length - 1]].move];
  };
  const half = worth(0.5), [opens, closes] = around(half), [from, to] = around(worth(1)), later = half.lastIndexOf(true) + 1;
  return { best_month: cells[best].move, best: cells[best].estimate, as_good_from: from, as_good_to: to, opens, closes, no_return: later < cells.length ? cells[later].move : null };
}
