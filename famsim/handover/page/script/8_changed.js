// What a room changed, from what to what, in words: never what it left as it was.
function named(kind, name) { return inTongue(textOf(`labels/${kind}.${name}/name`)); }

function placesSaid({ unlimited, places_a_month }) { return unlimited ? inTongue("places without limit") : `${counted(places_a_month)} ${inTongue("places a month")}`; }

function whenSaid({ trigger, from, to }) { return trigger === "any_time" ? named("trigger", trigger) : `${named("trigger", trigger)}, ${monthsSaid(from, to)}`; }

function monthsSaid(from, to) { return `${inTongue("month")} ${from} ${inTongue("to")} ${to}`; }

function boundsSaid(name, [from, to]) { return featureOf(name).unit === "yes/no" ? inTongue(from === 1 ? "yes" : "no") : from === to ? String(from) : `${from} ${inTongue("to")} ${to}`; }

function featureSaid(name) { return named("feature", name).replace(/: (.*)$/, " ($1)"); }

function askedSaid(name, bounds) { return `${featureSaid(name)}: ${boundsSaid(name, bounds)}`; }

function spanSaid({ begins, ends }) { return monthsSaid(begins, Math.min(ends, LIVE.names.scenario_months)); }

// one thing of an offer that may be said, before and now
function turned(now, before) { return now === before ? [] : [`${now}, ${inTongue("not")} ${before}`]; }

function whoDiffers(now, before) {
  const names_ = Object.keys(now), gone = Object.keys(before).filter((one) => !(one in now));
  const changed = names_.filter((one) => one in before).flatMap((one) => turned(boundsSaid(one, now[one]), boundsSaid(one, before[one])).map((said) => `${featureSaid(one)}: ${said}`));
  return [...changed, ...names_.filter((one) => !(one in before)).map((one) => `${inTongue("only for:")} ${askedSaid(one, now[one])}`), ...gone.map((one) => `${inTongue("no longer only for:")} ${askedSaid(one, before[one])}`)];
}

function doorsDiffer({ found: now, programme, invites }, { found: before }) {
  const said = (doors, word, more = () => "") => (doors.length ? [`${inTongue(word)} ${doors.map((one) => `${named("door", one)}${more(one)}`).join(", ")}`] : []);
  return [...said(now.filter((one) => !before.includes(one)), "also at", (door) => (invites === "everyone" ? "" : unready(door, programme))), ...said(before.filter((one) => !now.includes(one)), "no longer at")];
}

// what a door lacks that a room may forget: staff who are trained, a way from it to the help
function unready(door, programme) {
  const { staff_trained: trained, pathways } = roomTable(room.plan), lacks = [];
  if (!(trained[door] > 0)) lacks.push(inTongue("staff not trained"));
  if (!pathways.some((one) => one.to === programme && doorsOf(one, LIVE.names).includes(door))) lacks.push(inTongue("no referral pathway"));
  return lacks.length ? ` (${lacks.join(", ")})` : "";
}

// ways that went along with the help, as another was put in its place
function gone(mine, theirs) {
  const to = new Map((theirs.offer || []).map((old, i) => [old.programme, ((mine.offer || [])[i] || old).programme])), led = new Set(mine.pathways.map((one) => one.to));
  return theirs.pathways.map((one) => (led.has(one.to) ? one : { ...one, to: to.get(one.to) || one.to }));
}

function pathwaysChanged({ pathways: mine, ...others }, table) {
  const theirs = gone({ pathways: mine, ...others }, table), along = JSON.stringify(theirs) === JSON.stringify(table.pathways) ? [] : [inTongue("the referral pathways lead to it now")], found = pathwaysDiffer(mine, theirs);
  return [...along, ...found];
}

function pathwaysDiffer(mine, theirs) {
  const of = (all) => all.map((one) => `${one.door ? named("door", one.door) : one.agency} \u2192 ${named("programme", one.to)}`), [now, before] = [of(mine), of(theirs)];
  const said = (word, some) => (some.length ? [`${inTongue(word)} ${some.join(", ")}`] : []), opened = said("pathway opened:", now.filter((one) => !before.includes(one))), closed = said("pathway closed:", before.filter((one) => !now.includes(one)));
  return opened.length + closed.length || JSON.stringify(mine) === JSON.stringify(theirs) ? [...opened, ...closed] : [inTongue("other referral pathways")];
}

function placesDiffer(now, before) {
  if (placesSaid(now) === placesSaid(before)) return [];
  return [now.unlimited || before.unlimited ? turned(placesSaid(now), placesSaid(before))[0] : `${placesSaid(now)}, ${inTongue("not")} ${counted(before.places_a_month)}`];
}

function offerDiffers(now, before) {
  const kinds = [["programme", "programme"], ["invites", "invites"], ["priority", "priority"]].flatMap(([name, kind]) => turned(named(kind, now[name]), named(kind, before[name])));
  const both = now.both_willing === before.both_willing ? [] : [inTongue(now.both_willing ? "only if both parents are willing" : "one willing parent is enough")];
  return [...placesDiffer(now, before), ...kinds, ...whoDiffers(now.who, before.who), ...(now.when.trigger === before.when.trigger && now.when.trigger !== "any_time" ? turned(monthsSaid(now.when.from, now.when.to), monthsSaid(before.when.from, before.when.to)) : turned(whenSaid(now.when), whenSaid(before.when))), ...doorsDiffer(now, before), ...turned(spanSaid(now), spanSaid(before)), ...both];
}

// every offer that is not the scenario's, beside the one that it was: of the same programme, else in the same place
function offersChanged(mine, theirs) {
  const left = [...theirs], take = (is) => { const at = left.findIndex(is); return at < 0 ? null : left.splice(at, 1)[0]; };
  const own = mine.filter((one) => take((old) => JSON.stringify(old) === JSON.stringify(one)) === null);
  const pairs = own.map((one) => [one, take((old) => old.programme === one.programme)]);
  for (const pair of pairs) pair[1] ||= mine.length === theirs.length ? left.shift() || null : null;
  const said = pairs.map(([one, old]) => `${named("programme", (old || one).programme)}: ${old ? offerDiffers(one, old).join("; ") : `${inTongue("new:")} ${placesSaid(one)}, ${inTongue("at")} ${one.found.map((door) => named("door", door)).join(", ")}`}`);
  return [...said, ...left.map((old) => `${named("programme", old.programme)}: ${inTongue("taken away")}`)];
}

function trainedChanged(mine, theirs) {
  const doors = LIVE.names.doors.filter((door) => (mine[door] || 0) !== (theirs[door] || 0));
  return doors.length ? [`${inTongue("staff trained:")} ${doors.map((door) => `${named("door", door)} ${per(mine[door] || 0)}%, ${inTongue("not")} ${per(theirs[door] || 0)}%`).join("; ")}`] : [];
}

const SWITCHES = { data_shared: ["doors share what they know", "doors do not share what they know"], questionnaire: ["all ask by one questionnaire", "no questionnaire for all"], signposting: ["staff also signpost informally", "staff do not signpost informally"] };

// what the room changed, a line each
function changesOf() {
  const mine = roomTable(room.plan), theirs = scenarioTable(room.plan), switches = Object.keys(SWITCHES).filter((name) => mine[name] !== theirs[name]);
  const waits = mine.waits_shortened === theirs.waits_shortened ? [] : [`${inTongue("waits shortened by")} ${per(mine.waits_shortened)}%, ${inTongue("not")} ${per(theirs.waits_shortened)}%`];
  return [...toldInWords(), ...offersChanged(mine.offer || [], theirs.offer || []), ...trainedChanged(mine.staff_trained, theirs.staff_trained),
    ...pathwaysChanged(mine, theirs), ...switches.map((name) => inTongue(SWITCHES[name][mine[name] ? 0 : 1])), ...waits].map((one) => one[0].toUpperCase() + one.slice(1));
}

// whether the room made nothing but more places: then how many had found none matters most
function isPlacesAlone() {
  const [mine, theirs] = [roomTable(room.plan), scenarioTable(room.plan)].map((table) => JSON.stringify({ ...table, offer: (table.offer || []).map((one) => ({ ...one, places_a_month: 0, unlimited: false, stands_in: null })) }));
  return isChanged(room.plan) && !hasOthers() && mine === theirs;
}
