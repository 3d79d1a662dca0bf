// Families followed without help and with it in several months: who is told, how each ends, what many gain
// (famsim/questions/twins). found: what famsimMoved's followFamilies answers; asked: {moves, after}.
const ENDS = ["together", "loss", "exit", "gone"], KINDS = [...ENDS, "harmed"], [STAYED, LOSS, EXIT, LEFT_AREA, HARMED] = [0, 1, 2, 3, 4], ABSENT = 127, LAST_YEAR = 12;

// those of some of whom something is so, where there are any
function preferred(all, is) { const those = all.filter(is); return those.length ? those : all; }

class Followed {
  constructor(found, asked) {
    Object.assign(this, { found, asked, n: found.families, arms: asked.moves.length + 1, width: found.names.length, window: found.window, before: found.before });
    this.first = Math.min(...asked.moves) + found.before;
    this.ends = this.byArm((arm, who) => this.endOf(arm, who));
    this.came = this.byArm((arm, who) => this.noted(arm, who, "started"));
    this.finished = this.byArm((arm, who) => this.noted(arm, who, "completed"));
    this.gained = this.byArm((arm, who) => this.gainOf(arm, who));
    this.kinds = this.byArm((arm, who) => this.kindOf(arm, who));
  }

  byArm(of) { return Array.from({ length: this.arms }, (_, arm) => Array.from({ length: this.n }, (__, who) => of(arm, who))); }

  place(arm, who, month) { return (arm * this.n + who) * this.window + month; }

  mark(arm, who, month, name) { const one = this.found.marks[this.place(arm, who, month) * this.width + this.found.names.indexOf(name)]; return one === ABSENT ? NaN : one; }

  series(arm, who, name) { return Array.from({ length: this.window }, (_, month) => this.mark(arm, who, month, name)); }

  quality(arm, who, month, parent) { const one = this.found.quality[2 * this.place(arm, who, month) + parent]; return one === null ? NaN : one; }

  noted(arm, who, name) { return this.series(arm, who, name).some((one) => one > 0); }

  isViolent(who) { return Array.from({ length: this.arms }, (_, arm) => this.series(arm, who, "violence")).some((one) => one.includes(1)); }

  // the first parting after the event counts
  endOf(arm, who) {
    for (let month = this.before; month < this.window; month += 1) if (this.mark(arm, who, month, "couple") === 0) return this.mark(arm, who, month, "exits") > 0 ? EXIT : LOSS;
    return Number.isNaN(this.mark(arm, who, this.window - 1, "couple")) ? LEFT_AREA : STAYED;
  }

  // how a life ends as it is told: those who stay are told apart by whether there is harm in the last year followed
  kindOf(arm, who) {
    const end = this.ends[arm][who], last = (name) => this.series(arm, who, name).slice(-LAST_YEAR).includes(1);
    return end === STAYED && (last("harmful") || last("violent_now")) ? HARMED : end;
  }

  // a parent's mean over months in which the couple is together in all of some arms; no number where there is none
  meanOf(arm, who, parent, arms, from, to) {
    let sum = 0, months = 0;
    for (let month = from; month < to; month += 1) {
      if (arms.some((one) => !Number.isFinite(this.quality(one, who, month, parent)))) continue;
      sum += this.quality(arm, who, month, parent);
      months += 1;
    }
    return months ? sum / months : NaN;
  }

  changeOf(arm, who, arms, from, to) { return 0.5 * [0, 1].reduce((sum, parent) => sum + this.meanOf(arm, who, parent, arms, from, to) - this.meanOf(0, who, parent, arms, from, to), 0); }

  gainOf(arm, who) { return this.changeOf(arm, who, Array.from({ length: this.arms }, (_, one) => one), this.first, this.window); }

  // over as many months from the help, whenever it begins: so that late help is not judged by a shorter time
  equalGain(arm, who) { const from = this.asked.moves[arm - 1] + this.before, stretch = this.asked.after - Math.max(...this.asked.moves) + 1; return this.changeOf(arm, who, [0, arm], from, from + stretch); }

  levelOf(who) { const arms = Array.from({ length: this.arms }, (_, one) => one); return [0, 1].reduce((sum, parent) => sum + this.meanOf(0, who, parent, arms, this.first, this.window), 0); }

  // who makes the fullest story: comes in every life and is followed to the end, else less; none with a violent history
  fullest() {
    const all = Array.from({ length: this.n }, (_, who) => who), safe = all.filter((who) => !this.isViolent(who)), helped = Array.from({ length: this.arms - 1 }, (_, one) => one + 1);
    const stays = (who) => Array.from({ length: this.arms }, (_, arm) => arm).every((arm) => !Number.isNaN(this.mark(arm, who, this.window - 1, "couple"))), comes = (who) => helped.every((arm) => this.came[arm][who]);
    const tiers = [safe.filter((who) => stays(who) && comes(who)), safe.filter((who) => stays(who) && this.came[1][who]), safe.filter((who) => this.came[1][who]), safe.filter(stays)];
    return tiers.find((tier) => tier.length) || safe;
  }

  wayOf(who) { return [...this.ends.map((one) => one[who]), Number(this.finished[1][who])].join(); }

  // how far each of some families is from the middle of those that fare in the commonest way, in quartile ranges
  farFromMiddle(some) {
    const marks = new Map(some.map((who) => [who, [this.gained[1][who], this.levelOf(who)]])), there = some.filter((who) => marks.get(who).every(Number.isFinite));
    if (!there.length) return new Map();
    const ways = there.map((who) => this.wayOf(who)), counts = new Map();
    ways.forEach((way) => counts.set(way, (counts.get(way) || 0) + 1));
    const commonest = [...counts].sort((one, other) => other[1] - one[1] || compareWays(one[0], other[0]))[0][0], ordinary = there.filter((_, i) => ways[i] === commonest);
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => [0, 1].map((n) => quantileOf(ordinary.map((who) => marks.get(who)[n]), share)));
    return new Map(ordinary.map((who) => [who, Math.max(...[0, 1].map((n) => Math.abs((marks.get(who)[n] - middle[n]) / (high[n] > low[n] ? high[n] - low[n] : 1))))]));
  }

  // a family in the middle of those told most often, and one of each other way to end without help, with how many end so:
  // [{who, like}]; of those for whom something is so, where there are any
  told(isFor = () => false) {
    const some = preferred(this.fullest(), isFor), far = [...this.farFromMiddle(some)], first = far.length ? far.reduce((best, one) => (one[1] < best[1] ? one : best))[0] : some[0];
    if (first === undefined) return [];
    const [without] = this.kinds, like = (kind) => without.filter((one) => one === kind).length;
    const safe = Array.from({ length: this.n }, (_, who) => who).filter((who) => !this.isViolent(who) && Number.isFinite(this.gained[1][who]) && this.came[1][who]);
    const kinds = [...new Set(safe.map((who) => without[who]))].filter((kind) => kind !== without[first]).sort((one, other) => like(other) - like(one) || one - other);
    const found = kinds.map((kind) => ({ who: middleOf(preferred(safe.filter((who) => without[who] === kind), isFor), (who) => this.gained[1][who]), like: like(kind) }));
    return [{ who: first, like: like(without[first]) }, ...found];
  }

  shareOf(arm, is) { let count = 0; for (let who = 0; who < this.n; who += 1) if (is(arm, who)) count += 1; return count / this.n; }

  // what happens to one family in one life: [month after the event, name]
  happenings(arm, who) {
    const couple = this.series(arm, who, "couple"), partner = this.series(arm, who, "partner"), there = couple.map((one) => !Number.isNaN(one)), found = [], say = (month, name) => found.push([month - this.before, name]);
    const marks = Object.fromEntries(this.found.names.map((name) => [name, this.series(arm, who, name)])), { employed, unemployed, inactive } = this.found.codes;
    for (let m = 0; m < this.window; m += 1) {
      if (there[m] && marks.started[m] > 0) say(m, "first_session");
      if (there[m] && marks.completed[m] > 0) say(m, "completion");
      if (m === 0) continue;
      if (!there[m] && there[m - 1]) say(m, "grown_up");
      if (!there[m] || !there[m - 1]) continue;
      const together = couple[m] === 1 && couple[m - 1] === 1, turned = (name) => [marks[name][m] === 1 && marks[name][m - 1] === 0, marks[name][m] === 0 && marks[name][m - 1] === 1];
      if (marks.births[m] > 0) say(m, "birth");
      if (couple[m - 1] === 1 && marks.losses[m] > 0) say(m, "parting_loss");
      if (couple[m - 1] === 1 && marks.exits[m] > 0) say(m, "parting_exit");
      if (partner[m - 1] === 1 && couple[m - 1] !== 1 && partner[m] !== 1) say(m, "new_partner_parts");
      if (partner[m] === 1 && couple[m] !== 1 && partner[m - 1] !== 1) say(m, "new_partner");
      if (together && turned("married")[0]) say(m, "marriage");
      for (const [mark, name, ofCouple] of [["arrears", "arrears", false], ["mother_distressed", "mother_distress", false], ["other_distressed", "other_distress", true], ["harmful", "harmful_conflict", true]]) {
        if (ofCouple && !together) continue;
        const [began, over] = turned(mark);
        if (began) say(m, mark === "arrears" ? "arrears_begin" : `${name}_begins`);
        if (over) say(m, mark === "arrears" ? "arrears_end" : `${name}_ends`);
      }
      for (const parent of ["mother", "other"]) {
        if (parent === "other" && !together) continue;
        const last = marks[`${parent}_work`][m - 1], work = marks[`${parent}_work`][m];
        if (last === employed && work === unemployed) say(m, `${parent}_loses_job`);
        if (last === employed && work === inactive) say(m, `${parent}_leaves_work`);
        if (last !== employed && work === employed) say(m, `${parent}_finds_work`);
      }
    }
    return [...found, ...this.helpEnds(arm, who, marks)].sort((one, other) => one[0] - other[0]);
  }

  helpEnds(arm, who, marks) {
    if (!arm || !this.found.given[arm * this.n + who]) return [];
    const move = this.asked.moves[arm - 1], first = move + this.before;
    if (!(marks.started[first] > 0) && marks.started[first] === 0) return [[move, "place_not_taken"]];
    const over = marks.attending.findIndex((one, month) => month >= first && one === 0);
    return over >= 0 && !marks.completed.some((one) => one > 0) ? [[over - this.before, "stops_coming"]] : [];
  }
}

function compareWays(one, other) {
  const [mine, theirs] = [one, other].map((way) => way.split(",").map(Number)), at = mine.findIndex((each, i) => each !== theirs[i]);
  return at < 0 ? 0 : mine[at] - theirs[at];
}

// the one whose number stands in the middle
function middleOf(some, number) { return [...some].sort((one, other) => number(one) - number(other))[Math.floor((some.length - 1) / 2)]; }

// linear between neighbours, as NumPy has it
function quantileOf(values, share) {
  const sorted = [...values].sort((one, other) => one - other), at = share * (sorted.length - 1), low = Math.floor(at), part = at - low;
  if (!sorted.length) return NaN;
  const next = sorted[Math.min(low + 1, sorted.length - 1)], gap = next - sorted[low];
  return part >= 0.5 ? next - gap * (1 - part) : sorted[low] + gap * part;
}
