// What a strategy may be: limits, words and nearest names as scenario files have them (famsim/scenario), in sentences.
function slipsBetween(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const before = row;
    row = [i];
    for (let j = 1; j <= other.length; j += 1) row.push(Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + Number(one[i - 1] !== other[j - 1])));
  }
  return row[other.length];
}

function nearestOf(name, known) {
  const typed = String(name).toLowerCase().slice(0, 60);
  const best = known.map((one) => [slipsBetween(typed, one), one]).sort((one, other) => one[0] - other[0])[0];
  return best && best[0] <= 0.4 * Math.max(typed.length, best[1].length) ? best[1] : null;
}

function unknownName(kind, name, known) {
  const near = nearestOf(name, known);
  return `there is no ${kind} "${name}"; ${near ? `did you mean "${near}"?` : `allowed: ${known.join(", ")}`}`;
}

const WHOLE = ["yes/no", "decile", "months", "children"];

// what is known of the families that an offer is for; a word where none can be
class Families {
  constructor(names, known) { this.names = names; this.known = new Map(known); }

  // false where nobody is left
  add(feature, low, high) {
    if (!this.narrow(feature, low, high)) return false;
    for (let before = ""; before !== this.told(); ) {
      before = this.told();
      for (const rule of this.names.follows) {
        const here = this.known.get(rule.feature);
        if (!here || here[0] < rule.low || here[1] > (rule.high ?? Infinity)) continue;
        const [from, to] = this.within(rule, here);
        if (!this.narrow(rule.then, from, to)) return false;
      }
    }
    return true;
  }

  told() { return JSON.stringify([...this.known]); }

  within(rule, here) {
    if (rule.by === "years") return [here[0] / 12, here[1] / 12];
    return rule.by === "mother" ? [here[0] + rule.from, Infinity] : [rule.from, rule.to ?? Infinity];
  }

  narrow(feature, low, high) {
    const whole = this.names.features.find((one) => one.name === feature), old = this.known.get(feature) || [whole.low, whole.high];
    let from = Math.max(old[0], low), to = Math.min(old[1], high);
    if (WHOLE.includes(whole.unit)) { from = Math.ceil(from); to = Math.floor(to); }
    if (from > to) return false;
    this.known.set(feature, [from, to]);
    return true;
  }

  mayBe(kind) {
    const more = new Families(this.names, this.known);
    return kind.every(([feature, low, high]) => more.add(feature, low, high ?? Infinity));
  }
}

function outside(value, low, high, whole) {
  return !(typeof value === "number" && value >= low && value <= high && (!whole || Number.isInteger(value)));
}

function whoProblems(offer, names) {
  const rows = Object.entries(offer.who), known = names.features.map((one) => one.name);
  if (rows.length > names.max_conditions) return [`${rows.length} conditions are too many; allowed: up to ${names.max_conditions}`];
  return rows.flatMap(([name, [low, high]]) => {
    const feature = names.features.find((one) => one.name === name);
    if (!feature) return [unknownName("feature of a family", name, known)];
    if (outside(low, feature.low, feature.high) || outside(high, feature.low, feature.high)) return [`${feature.says}: allowed: ${feature.low} to ${feature.high} ${feature.unit}`];
    return low > high ? [`${feature.says}: ${low} is above ${high}`] : [];
  });
}

function whenProblems(offer, names) {
  const { trigger, from, to } = offer.when;
  if (!names.triggers.includes(trigger)) return [unknownName("trigger", trigger, names.triggers)];
  if (trigger === "any_time") return [];
  if (outside(from, names.earliest, names.months, true) || outside(to, names.earliest, names.months, true)) return [`months from the event: allowed: whole numbers from ${names.earliest} to ${names.months}`];
  if (to < from) return [`month ${to} is before month ${from}`];
  return trigger !== "birth" && from < 0 ? ["only a birth is known of before it happens; allowed: 0 or later"] : [];
}

function togetherProblems(offer, names) {
  const families = new Families(names, []), rows = Object.entries(offer.who).map(([name, [low, high]]) => [name, low, high]);
  const triggered = { birth: ["months_since_birth", 0], arrears: ["months_in_arrears", 1] }[offer.when.trigger];
  if (triggered && offer.when.from + triggered[1] <= names.features.find((one) => one.name === triggered[0]).high) rows.push([triggered[0], offer.when.from + triggered[1], offer.when.to + triggered[1]]);
  const kind = names.kinds[offer.programme];
  if (kind) rows.push([kind, 1, 1]);
  if (!rows.every(([name, low, high]) => families.add(name, low, high))) return ["no family can meet all of these at once, and be helped by this"];
  return offer.found.some((door) => names.seen[door].some((one) => families.mayBe(one))) ? [] : ["nobody whom this is for comes to these doors"];
}

function offerProblems(offer, table, names) {
  const found = [], others = (table.offer || []).map((one) => one.programme);
  if (!names.programmes.includes(offer.programme)) found.push(unknownName("programme", offer.programme, names.programmes));
  found.push(...whoProblems(offer, names), ...whenProblems(offer, names));
  for (const door of offer.found) if (!names.doors.includes(door)) found.push(unknownName("door", door, names.doors));
  if (!offer.found.length) found.push("choose at least one door where families are found");
  if (new Set(offer.found).size < offer.found.length) found.push("a door is named twice");
  if (!offer.unlimited && outside(offer.places_a_month, 0, names.max_places)) found.push(`places a month: allowed: 0 to ${names.max_places}, or without limit`);
  if (outside(offer.begins, 1, names.scenario_months, true)) found.push(`it begins in a month from 1 to ${names.scenario_months}`);
  if (outside(offer.ends, 1, names.months, true) || offer.ends < offer.begins) found.push(`it ends in a month from its first to ${names.months}`);
  if (!names.priorities.includes(offer.priority)) found.push(unknownName("way to say who is first", offer.priority, names.priorities));
  if (!names.invites.includes(offer.invites)) found.push(unknownName("way to invite", offer.invites, names.invites));
  if (offer.stands_in && (!others.includes(offer.stands_in) || offer.stands_in === offer.programme || offer.unlimited)) found.push("another offer of this strategy may stand in, where places are limited");
  return found.length ? found : togetherProblems(offer, names);
}

// every sentence that is wrong with a strategy, each with the offer it is about (from 0) or null
function problemsOf(table, names) {
  const found = [], say = (offer, text) => found.push({ offer, text }), offers = table.offer || [];
  if (offers.length > names.max_offers) say(null, `${offers.length} offers are too many; allowed: up to ${names.max_offers}`);
  offers.forEach((offer, at) => offerProblems(offer, table, names).forEach((text) => say(at, text)));
  for (const [door, share] of Object.entries(table.staff_trained)) {
    if (!names.doors.includes(door)) say(null, unknownName("door", door, names.doors));
    else if (outside(share, 0, 1)) say(null, "staff trained: allowed: 0% to 100%");
  }
  const edges = new Set();
  for (const pathway of table.pathways) {
    if (!names.programmes.includes(pathway.to)) say(null, unknownName("programme", pathway.to, names.programmes));
    if (pathway.door && !names.doors.includes(pathway.door)) say(null, unknownName("door", pathway.door, names.doors));
    if (outside(pathway.works, 0, 1)) say(null, "referrals that arrive: allowed: 0% to 100%");
    if (outside(pathway.delay || 0, 0, names.most_delay, true)) say(null, `months until a referral arrives: allowed: 0 to ${names.most_delay}`);
    for (const door of doorsOf(pathway, names)) {
      if (edges.has(`${door} ${pathway.to}`)) say(null, "a pathway is given twice");
      edges.add(`${door} ${pathway.to}`);
    }
  }
  if (outside(table.waits_shortened, 0, 1)) say(null, "waits shortened: allowed: 0% to 100%");
  return found;
}
