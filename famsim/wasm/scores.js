/* What follows from a draw's figures (famsim.population.derive): the tables of expected scores of children's
   difficulties, from the points at which a score is cut, and what is kept of effects, from their half-lives. By + - * /
   and tables alone, as famsim.model.maths has them, so the same to the bit. */
function famsimScores() {
  "use strict";
  const ROOT_TWO_PI = 2.50662827463100050242, KNOTS = 64, LARGEST = 8;

  function density(x) {
    const part = -0.5 * x * x / 1024;
    let small = 0;
    for (let divisor = 12; divisor > 0; divisor--) small = (1 + small) * part / divisor;
    for (let n = 0; n < 10; n++) small = small * (2 + small);
    return (1 + small) / ROOT_TWO_PI;
  }

  function upperTail(x) {
    if (x > 3) {
      let fraction = x;
      for (let step = 120; step > 0; step--) fraction = x + step / fraction;
      return density(x) / fraction;
    }
    let term = x, total = x;
    for (let step = 1; step < 60; step++) { term *= x * x / (2 * step + 1); total += term; }
    return 0.5 - density(x) * total;
  }

  const knots = Array.from({length: KNOTS * LARGEST + 1}, (_, i) => i / KNOTS);
  const TAILS = knots.map(upperTail), DENSITIES = knots.map(density);

  function normalCdf(x) {
    const size = x >= 0 ? x : -x;
    if (!(size < LARGEST)) return x < 0 ? 0 : 1;
    const place = Math.trunc(size * KNOTS) & 511, t = size * KNOTS - place, rest = 1 - t;
    let tail = rest * rest * ((1 + 2 * t) * TAILS[place] - t * DENSITIES[place] * 0.015625);
    tail = tail + t * t * ((1 + 2 * rest) * TAILS[place + 1] + rest * DENSITIES[place + 1] * 0.015625);
    return x < 0 ? tail : 1 - tail;
  }

  /* Fill both tables of a draw's parameters; cuts: 40 a sex. */
  function fillScores(p, parameters, cuts) {
    const view = new DataView(p.buffer, p.byteOffset), {sdq, measure} = parameters.fields, of = (name) => view.getFloat64(sdq.at + sdq.fields[name].at, true);
    const noise = Math.sqrt(view.getFloat64(measure.at + measure.fields.child_noise.at, true)), low = of("low"), step = of("step"), highFrom = of("high_from");
    const [sexes, points] = sdq.fields.expected.shape, each = cuts.length / sexes;
    for (let sex = 0; sex < sexes; sex++) {
      for (let point = 0; point < points; point++) {
        const latent = low + step * point, at = 8 * (sex * points + point);
        let sum = 0;
        for (let n = 0; n < each; n++) {
          const above = 1 - normalCdf((cuts[sex * each + n] - latent) / noise);
          sum += above;
          if (n === highFrom - 1) view.setFloat64(sdq.at + sdq.fields.high.at + at, above, true);
        }
        view.setFloat64(sdq.at + sdq.fields.expected.at + at, sum, true);
      }
    }
  }

  const LN2_HIGH = 6.93147180369123816490e-01, LN2_LOW = 1.90821492927058770002e-10, LOG_HALF = -0.6931471805599453;
  let ROOTS = [1];
  for (let n = 0; n < 6; n++) ROOTS = [...ROOTS, ...ROOTS.map((root) => 2 * root)].map(Math.sqrt);

  function exp(x) {
    const place = Math.trunc(x * (64 / (LN2_HIGH + LN2_LOW)) + 65536.5), steps = place - 65536;
    const r = x - steps * (LN2_HIGH / 64) - steps * (LN2_LOW / 64), square = r * r;
    const beyondOne = r + square * (0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
    const root = ROOTS[place & 63];
    return (root + root * beyondOne) * 2 ** (((place >> 6) & 2047) - 1024);
  }

  /* Fill what of each programme's effects is kept from month to month, from their half-lives (population.derive.carry). */
  function fillKeeps(p, parameters) {
    const view = new DataView(p.buffer, p.byteOffset), {programmes} = parameters.fields, {keep} = programmes.fields;
    for (let n = 0; n < programmes.shape[0]; n++) {
      const at = programmes.at + n * programmes.size;
      for (const [channel, to] of Object.entries(keep.fields)) {
        const half = view.getFloat64(at + programmes.fields[`half_life_${channel}`].at, true);
        view.setFloat64(at + keep.at + to.at, half > 0 ? exp(LOG_HALF / half) : 0, true);
      }
    }
  }

  return {fillScores, fillKeeps};
}
