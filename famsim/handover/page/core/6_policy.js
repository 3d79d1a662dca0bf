// A strategy as a room has it, a table such as a scenario file holds, to the bytes of the policy that the rules read
// (famsim/population/policy.py). `names`: the words that files may use, in the order of their numbers.
class Writer {
  constructor(record) { this.record = record; this.bytes = new Uint8Array(record.size); this.view = new DataView(this.bytes.buffer); }

  put(at, type, value) {
    if (type === "f8") this.view.setFloat64(at, value, true);
    else this.view.setBigInt64(at, BigInt(value), true);
  }

  // a field by its name, at its places along each axis
  set(field, value, ...places) {
    let place = 0;
    (field.shape || []).forEach((size, axis) => { place = place * size + (places[axis] || 0); });
    this.put(this.base + field.at + place * 8, field.type, value);
  }
}

// what an offer asks for, if one look at a family tells: nobody in particular, or one yes; `glances` in their order
function glanceOf(rows, glances) {
  if (rows.length === 0) return glances.indexOf("anyone");
  const [[feature, [low, high]]] = rows;
  return rows.length === 1 && low === 1 && high === 1 ? Math.max(glances.indexOf(feature), 0) : 0;
}

function writeOffer(to, offer, table, names, base) {
  const fields = offer.fields, rows = Object.entries(table.who), when = table.when;
  to.base = base;
  rows.forEach(([feature, [low, high]], row) => {
    const one = fields.who.fields;
    to.base = base + fields.who.at + row * fields.who.size;
    to.set(one.feature, names.features.findIndex((each) => each.name === feature));
    to.set(one.low, low);
    to.set(one.high, high);
  });
  to.base = base;
  to.set(fields.rows, rows.length);
  to.set(fields.programme, names.programmes.indexOf(table.programme));
  to.set(fields.trigger, names.triggers.indexOf(when.trigger));
  to.set(fields.from_month, when.trigger === "any_time" ? 0 : when.from);
  to.set(fields.to_month, when.trigger === "any_time" ? names.months : when.to);
  to.set(fields.begins, table.begins);
  to.set(fields.ends, table.ends);
  to.set(fields.priority, names.priorities.indexOf(table.priority));
  to.set(fields.limited, table.unlimited ? 0 : 1);
  to.set(fields.both, table.both_willing ? 1 : 0);
  to.set(fields.everyone, table.invites === "everyone" ? 1 : 0);
  to.set(fields.places, table.places_a_month || 0);
  to.set(fields.glance, glanceOf(rows, names.glances));
  to.set(fields.found, table.found.reduce((bits, door) => bits | (1n << BigInt(names.doors.indexOf(door))), 0n));
}

function doorsOf(pathway, names) {
  return pathway.door ? [pathway.door] : names.doors.filter((door) => names.agency_of[door] === pathway.agency);
}

// a strategy that offers nothing and changes nothing: what families live whom nobody helps
const NOBODY = { staff_trained: {}, pathways: [], signposting: true, questionnaire: false, data_shared: false, waits_shortened: 0 };

// base: the bytes of the strategy as the scenario has it, for the staff of doors in `byHeads`, which no form changes
function policyBytes(table, record, names, byHeads, base) {
  const to = new Writer(record), fields = record.fields, doors = names.doors, places = names.doors.length;
  const offers = table.offer || [], programmes = offers.map((one) => one.programme);
  to.base = 0;
  doors.forEach((door, at) => {
    to.set(fields.agency, names.agencies.indexOf(names.agency_of[door]), at);
    const share = table.staff_trained[door] || 0, given = byHeads.includes(door) && base ? new DataView(base.buffer, base.byteOffset) : null;
    for (let month = 0; month < fields.trained.shape[0]; month += 1) {
      to.set(fields.trained, given ? given.getFloat64(fields.trained.at + (month * fields.trained.shape[1] + at) * 8, true) : share, month, at);
    }
  });
  const all = fields.closed.shape[0] * fields.closed.shape[1];
  for (let one = 0; one < all; one += 1) to.put(fields.closed.at + one * 8, "f8", table.signposting ? 0 : 1);
  to.set(fields.questionnaire, table.questionnaire ? 1 : 0);
  to.set(fields.data_shared, table.data_shared ? 1 : 0);
  to.set(fields.waits_shortened, table.waits_shortened);
  to.set(fields.ahead, names.ahead);
  to.set(fields.n_offers, offers.length);
  offers.forEach((offer, slot) => {
    const at = fields.offers.at + slot * fields.offers.size;
    writeOffer(to, fields.offers, offer, names, at);
    to.set(fields.offers.fields.stand_in, offer.stands_in ? 1 + programmes.indexOf(offer.stands_in) : 0);
    to.base = 0;
    for (const pathway of table.pathways) {
      if (pathway.to !== offer.programme) continue;
      for (const door of doorsOf(pathway, names)) {
        const place = doors.indexOf(door);
        if (place >= places) continue;
        to.set(fields.pathway, pathway.works, place, slot);
        to.set(fields.delay, pathway.delay || 0, place, slot);
      }
    }
  });
  return to.bytes;
}

const LEAST_PLACES = 10; // of a sample, as in famsim/measures/places.py

// places of each offer that come up in so many months in a sample of one family in k; 0 where there is no limit, or so
// few in a sample that it says nothing of the area's that all of them are taken
function placesOffered(table, months, k) {
  const come = (offer) => Math.floor((offer.places_a_month * Math.max(Math.min(months, offer.ends) - offer.begins + 1, 0)) / k + 1e-9);
  return (table.offer || []).map((offer) => (offer.unlimited || (k > 1 && come(offer) < LEAST_PLACES) ? 0 : come(offer)));
}

function halfEven(x) {
  const low = Math.floor(x), rest = x - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low;
}

// pence of a draw, from its parameters: of a share of staff, a pathway, a talk, a specialist's response, sessions; months
// of harm that make a parting an exit. families: of the area
function pricesOf(p, fields, families) {
  const view = new DataView(p.buffer, p.byteOffset), number = (topic, name, place = 0) => view.getFloat64(fields[topic].at + fields[topic].fields[name].at + 8 * place, true);
  const { programmes } = fields, of = (row, name) => view.getFloat64(programmes.at + row * programmes.size + programmes.fields[name].at, true);
  return {
    training: halfEven(number("costs", "training") * 100), pathway: halfEven(number("costs", "pathway_opening") * 100),
    staff: Array.from({ length: fields.staff.fields.at_door.shape[0] }, (_, door) => (number("staff", "at_door", door) * families) / 1000),
    talk: (1 + number("support", "asked_again_at_most")) * (number("costs", "conversation") + number("costs", "referral")) * 100,
    specialist: number("costs", "specialist") * 100,
    sessions: Array.from({ length: programmes.shape[0] }, (_, row) => (of(row, "sessions") + 1) * of(row, "cost_per_session") * 100),
    prices: Array.from({ length: programmes.shape[0] }, (_, row) => of(row, "cost_per_session") * 100),
    held: Array.from({ length: programmes.shape[0] }, (_, row) => Math.max(Math.trunc(of(row, "sessions")), 1)),
    post: halfEven(number("costs", "post") * 100) / 12, week: (number("staff", "hours_a_week") * number("staff", "weeks_a_year")) / 12, session: number("staff", "session_hours"),
    exit_months: number("separation", "exit_months"),
  };
}

// pence of navigators' pay over so many months that the price of the sessions which they give holds, by places planned
function heldInSessions(table, names, prices, months) {
  const one = table.navigator, seen = (table.offer || []).filter((offer) => one && offer.programme === one.sees && !offer.usual);
  let found = 0;
  for (let month = 1; seen.length && month <= months; month += 1) {
    if (month < one.begins || month > (one.ends || months)) continue;
    const here = seen.filter((offer) => month >= offer.begins && month <= offer.ends).reduce((sum, offer) => {
      const row = names.programmes.indexOf(offer.programme);
      return sum + offer.places_a_month * prices.held[row] * Math.min((prices.post / prices.week) * prices.session, prices.prices[row]);
    }, 0);
    found += Math.min(here, one.posts * prices.post * (1 - one.advising));
  }
  return halfEven(found);
}

// pence that a strategy pays whoever comes, and at most for one family, at a draw's prices
function penceOf(table, names, prices, byHeads, months) {
  const trained = Object.entries(table.staff_trained).reduce((sum, [door, share]) => sum + halfEven(prices.staff[names.doors.indexOf(door)] * share) * prices.training, 0);
  const most = (table.offer || []).reduce((sum, offer) => sum + prices.talk + prices.specialist + prices.sessions[names.programmes.indexOf(offer.programme)], 0);
  return { paid: trained + table.pathways.length * prices.pathway + byHeads - heldInSessions(table, names, prices, months), most };
}
