/* The tables of expected scores of children's difficulties (famsim.population.derive.score_tables), from the points at
   which a score is cut: by + - * / and tables alone, as famsim.model.maths has them, so the same to the bit. */
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

  return {fillScores};
}
