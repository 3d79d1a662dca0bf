// One family: the same luck, help at another time; one for each way to end without help, lived in this page.
const ORDER = ["a0", "a2", "a1", "a3"];  // no help, then by month
const ENDS_SAID = ["together", "harmed", "loss", "exit", "gone"];  // in the order in which they are told
room.seen = "mother";  // by which parent

function armRow(arm) { return `t${room.told}.${arm}`; }

// what was lived of families followed, as tables of the page
function shelveFamilies(found, ask) {
  const all = found.families ? new Followed({ ...found, codes: LIVE.model.layout.numbers }, ask) : null, told = all ? all.told() : [];
  const rows = { families: {}, arms: {}, beside: {}, months: {}, happenings: {} };
  around.family.told = told.map(({ who, like }, t) => {
    rows.families[`t${t}`] = [like, like / all.n];
    for (let arm = 0; arm < all.arms; arm += 1) shelveLife(all, who, arm, `t${t}.a${arm}`, ask, rows);
    return { features: found.kind[who].features };
  });
  for (let arm = 0; all && arm < all.arms; arm += 1) rows.beside[`a${arm}`] = besideOfArm(all, arm);
  around.family.crowd = all;
  room.told = Math.min(room.told, Math.max(told.length - 1, 0));
  const put = (name, columns, formats, mine) => { TABLES[name] = { columns, formats, rows: mine }; };
  put("lived_families", ["like", "share"], ["whole", "share"], rows.families);
  put("lived_arms", ["month", "gained", "equal"], ["month", "quality", "quality"], rows.arms);
  put("lived_beside", ["p25", "mean", "p75", "come", "equal", ...ENDS_SAID], ["quality", "quality", "quality", "share", "quality", ...ENDS_SAID.map(() => "whole")], rows.beside);
  put("lived_months", Array.from({ length: all ? all.window : 0 }, (_, m) => String(m - all.before)), Array.from({ length: all ? all.window : 0 }, () => "quality"), rows.months);
  put("lived_happenings", ["month", "event"], ["month", "text"], rows.happenings);
  TABLES.lived_kind = tableOf(["followed", "months", "families", "stretch"], "whole", { all: [found.families, ask.after, ask.families || LIVE.most, ask.after - Math.max(...ask.moves) + 1] });
}

const orNull = (one) => (Number.isFinite(one) ? one : null);

function shelveLife(all, who, arm, key, ask, rows) {
  rows.arms[key] = [arm ? ask.moves[arm - 1] : null, arm ? orNull(all.gained[arm][who]) : null, arm ? orNull(all.equalGain(arm, who)) : null];
  ["mother", "other"].forEach((parent, n) => { rows.months[`${key}.${parent}`] = Array.from({ length: all.window }, (_, m) => orNull(all.quality(arm, who, m, n))); });
  all.happenings(arm, who).filter(([, event]) => !WORDS.hidden.includes(event)).forEach(([month, event], n) => { rows.happenings[`${key}.h${n}`] = [month, event]; });
  around.family[`end ${key}`] = KINDS[all.kinds[arm][who]];
}

function besideOfArm(all, arm) {
  const gains = all.gained[arm].filter(Number.isFinite), equal = arm ? all.ends[arm].map((_, who) => all.equalGain(arm, who)).filter(Number.isFinite) : [];
  const of = (share) => (arm && gains.length ? quantileOf(gains, share) : null), mean = (some) => (arm && some.length ? meanOf(some) : null);
  return [of(0.25), mean(gains), of(0.75), all.shareOf(arm, (one, who) => all.came[one][who]), mean(equal), ...ENDS_SAID.map((name) => all.kinds[arm].filter((kind) => KINDS[kind] === name).length)];
}

function drawParent() {
  const box = byId("family-chart"), parent = room.seen, span = spanOfFamily(), frame = frameOf(box, box.clientWidth < 360 ? 214 : 196, 52, 30), { svg } = frame, months = TABLES.lived_months.columns.map(Number);
  const across = scaleOf(months[0], months[months.length - 1], frame.left + 6, frame.right - 6), up = scaleOf(span[0], span[1], frame.bottom - 4, frame.top + 10);
  svg.setAttribute("aria-label", "Relationship quality month by month, without help and in the life chosen.");
  valueAxis(frame, span[0], span[1], up);
  monthAxis(frame, months, across);
  const series = (arm) => months.map((m) => { const v = value(`lived_months/${armRow(arm)}.${parent}/${m}`); return [across(m), v === null ? null : up(v)]; });
  const chosen = ORDER[room.arm];
  if (room.arm) svg.append(between(series(chosen), series("a0")));
  svg.append(line(series("a0"), { stroke: "#111", "stroke-dasharray": "9 6", "stroke-width": 3 }));
  if (room.arm) {
    svg.append(line(series(chosen), { stroke: "#0072B2", "stroke-width": 4.5 }));
    const start = across(value(`lived_arms/${armRow(chosen)}/month`));
    svg.append(draw("path", { d: `M${start} ${frame.bottom - 16}l-9 16h18z`, fill: "#0072B2" }));
  }
  svg.append(textAt(4, frame.top - 8, "\u2191 better", { class: "faint" }));
  below(frame, room.arm ? "Blue: with help; dashed: without. " : "Dashed: without help. ", "Zero: the average partner. Months before (\u2212) and after it");
}

function between(one, two) {
  const there = one.map((point, i) => [point, two[i]]).filter(([a, b]) => a[1] !== null && b[1] !== null);
  const path = there.map(([a]) => `${a[0]} ${a[1]}`).concat(there.slice().reverse().map(([, b]) => `${b[0]} ${b[1]}`));
  return draw("path", { d: path.length ? `M${path.join("L")}Z` : "M0 0", fill: "#56B4E9", "fill-opacity": 0.5 });
}

function spanOfFamily() {
  const all = ORDER.flatMap((arm) => ["mother", "other"].flatMap((parent) => TABLES.lived_months.rows[`${armRow(arm)}.${parent}`] || [])).filter((one) => one !== null);
  return all.length ? [Math.min(0, ...all), Math.max(0, ...all)] : [-1, 1];
}

function happeningsOf(arm) {
  const found = [];
  while (has("lived_happenings", `${armRow(arm)}.h${found.length}`)) found.push(`${armRow(arm)}.h${found.length}`);
  return found;
}

function listHappenings() {
  const told = (row) => `${value(`lived_happenings/${row}/month`)} ${value(`lived_happenings/${row}/event`)}`, plain = new Set(happeningsOf("a0").map(told));
  const help = ["place_not_taken", "first_session", "completion", "stops_coming"];
  empty(byId("family-happenings")).append(...happeningsOf(ORDER[room.arm]).map((row) => {
    const event = value(`lived_happenings/${row}/event`), kind = help.includes(event) ? "help" : plain.has(told(row)) ? null : "differs";
    return make("li", { class: kind }, make("span", { class: "month" }, keyed(`lived_happenings/${row}/month`)), ": ", label(`happening.${event}`), kind === "differs" ? " (not so without help)" : "");
  }));
}

drawers.family = () => {
  const change = (name, also) => (given) => { room[name] = given; if (also) also(given); room.told = 0; drawers.family(); byId(`family-${name === "family" ? "event" : "help"}`).focus(); };
  const events = Object.keys(WORDS.events).map((one) => [one, `event.${one}`]), helps = Object.keys(WORDS.programmes).map((one) => [one, `programme.${one}`]);
  empty(byId("family-choices")).append(selectOf("family-event", "What happens", events, room.family, change("family", (given) => { room.help = LIVE.following.help[given]; })), selectOf("family-help", "The help", helps, room.help, change("help")));
  const isTold = isLivedAround("family", followedAsk(), shelveFamilies), none = isTold && !around.family.told.length;
  tellAround("family", isTold && !none);
  if (none) say(byId("family-state"), "No couple to whom this happens could be followed in this scenario: choose another event.");
  else if (isTold) { drawEnds(); drawFamily(); }
};

// one family for each way to end without help, with how many of those followed end so
function drawEnds() {
  const pills = around.family.told.map((_, t) => {
    const input = make("input", { type: "radio", name: "told", value: t, checked: t === room.told });
    input.addEventListener("change", () => { room.told = t; drawFamily(); });
    return make("label", {}, input, make("span", {}, label(`end.${around.family[`end t${t}.a0`]}`), ": ", keyed(`lived_families/t${t}/like`)));
  });
  empty(byId("family-ends")).append(make("fieldset", {}, make("legend", {}, "Follow a couple that, with no help, … (and how many of those followed do)"), make("div", { class: "pills" }, pills)));
}

// what the family is like in the month of the event, but for what the event is
function aboutFamily() {
  const { features } = around.family.told[room.told], is = (name) => features[LIVE.names.features.findIndex((one) => one.name === name)];
  const states = Object.entries(WORDS.states).filter(([name, events]) => is(name) && !events.includes(room.family)).map(([name]) => [", ", label(`state.${name}`)]);
  return ["A couple, ", is("married") ? "married" : "living together", is("deprivation_decile") <= 1 ? ", in the most deprived tenth of places" : is("deprivation_decile") <= 2 ? ", in the next most deprived tenth of places" : "", is("history_of_difficulties") ? ", with hard times before" : "", ...states.flat()];
}

// whether what is offered would be for this family as it is: what each offer of this help asks of families
function isItForThem() {
  const { features } = around.family.told[room.told], place = (name) => LIVE.names.features.findIndex((one) => one.name === name), offers = (roomTable(room.plan).offer || []).filter((one) => one.programme === room.help);
  if (!offers.length) return ["This help is not offered under ", keyed(`strategies/s${room.plan}/name`), "."];
  const fails = (offer) => Object.entries(offer.who).filter(([name, [from, to]]) => !(features[place(name)] >= from && features[place(name)] <= to)).map(([name]) => name), missing = offers.map(fails).sort((one, other) => one.length - other.length)[0];
  return missing.length ? ["This couple would not be offered it under ", keyed(`strategies/s${room.plan}/name`), ": they are not among those whom it asks for, by ", ...missing.map((name, i) => [i ? "; " : "", label(`feature.${name}`)]).flat(), ". Shown here is what it would do if they were."] : ["What is offered under ", keyed(`strategies/s${room.plan}/name`), " would be for this couple."];
}

function endOf(arm) { return label(`end.${around.family[`end ${armRow(arm)}`]}`); }

function drawFamily() {
  const arm = ORDER[room.arm], slider = byId("family-slider");
  say(byId("family-about"), ...aboutFamily(), ". Then: ", label(`event.${room.family}`), ". The help: ", label(`programme.${room.help}`), ".");
  say(byId("family-for"), ...isItForThem());
  slider.value = String(room.arm);
  empty(byId("family-when")).append(...ORDER.map((one, i) => make("span", { class: i === room.arm ? "now" : null }, i ? keyed(`lived_arms/${armRow(one)}/month`) : "no help")));
  slider.setAttribute("aria-valuetext", room.arm ? textOf(`lived_arms/${armRow(arm)}/month`) : "no help at all");
  drawSeen();
  drawParent();
  const gained = room.arm ? ["Over the ", keyed("lived_kind/all/stretch"), " months from the help, while the couple is together, the relationship changes by ", keyed(`lived_arms/${armRow(arm)}/equal`), " beside no help, on a scale where couples typically differ by one. "] : [];
  say(byId("family-answer"), room.arm ? "With this help the couple " : "With no help the couple ", endOf(arm), !room.arm ? "" : around.family[`end ${armRow(arm)}`] === around.family[`end ${armRow("a0")}`] ? ", and the same with no help" : ["; with no help it ", endOf("a0")], ". ", ...gained);
  drawManyFamilies(arm);
  listHappenings();
  const told = toldInWords();
  say(byId("family-note"), "Lived in this page among ", keyed("lived_kind/all/families"), " families", ...(told.length ? [". What we changed: ", choice(told.join("; "))] : []), ". A simulated family, not a case record. Another family could fare otherwise. Nothing here is anyone's fault.");
}

// whose view of the relationship the chart shows
function drawSeen() {
  const pills = [["mother", "the mother"], ["other", "the other parent"]].map(([name, says]) => {
    const input = make("input", { type: "radio", name: "seen", value: name, checked: room.seen === name });
    input.addEventListener("change", () => { room.seen = name; drawParent(); });
    return make("label", {}, input, says);
  });
  empty(byId("family-whose")).append(make("fieldset", {}, make("legend", {}, "How the relationship looks to"), make("div", { class: "pills" }, pills)));
}

// how many of those followed end in each way in one arm: together they are all
function endsOfArm(arm) {
  const some = ENDS_SAID.filter((name) => value(`lived_beside/${arm}/${name}`) > 0);
  return some.flatMap((name, i) => [i ? "; " : "", label(`end.${name}`), " ", keyed(`lived_beside/${arm}/${name}`)]);
}

const CLEAR = 1.96;  // standard errors, beyond one family, of how many end otherwise: as the sign test has it from six

// which ways to end differ by more than luck could do: of the families who end so in one life of the two alone
function beyondLuck(place) {
  const { kinds } = around.family.crowd, is = (arm, who, name) => Number(KINDS[kinds[arm][who]] === name);
  const clear = ENDS_SAID.filter((name) => {
    const moved = kinds[0].map((_, who) => is(place, who, name) - is(0, who, name)).filter((one) => one !== 0);
    return Math.abs(moved.reduce((sum, one) => sum + one, 0)) - 1 > CLEAR * Math.sqrt(moved.length);
  });
  return clear.length ? ["More than luck could do: ", ...clear.flatMap((name, i) => [i ? "; " : "", label(`end.${name}`)]), ". "] : ["Differences this small cannot be told from luck. "];
}

// many such families beside the one, so that one story never misleads
function drawManyFamilies(arm) {
  const at = (name) => keyed(`lived_beside/${arm}/${name}`), many = ["Of ", keyed("lived_kind/all/followed"), " couples to whom it happens, within ", keyed("lived_kind/all/months"), " months, with no help: ", ...endsOfArm("a0"), "."];
  const helped = () => [" With a place at this time (of those who are given one, ", at("come"), " come): ", ...endsOfArm(arm), ". ", ...beyondLuck(Number(arm.slice(1))), "Over ", keyed("lived_kind/all/stretch"), " months from the help, the relationship changes by ", at("equal"), " on average; over all months compared by ", at("mean"), ", for the middle half ", at("p25"), " to ", at("p75"), "."];
  say(byId("family-beside"), ...many, ...(room.arm ? helped() : []));
  drawCrowd(arm);
}

const CROWD = [["#0072B2", "together"], ["#D55E00", "loss"], ["#009E73", "exit"], ["#8a8a8a", "gone"], ["#CC79A7", "harmed"]];  // as KINDS

// every family followed as a dot at what it gains, piled up; this family's diamond among them
function drawCrowd(arm) {
  const box = byId("family-crowd"), all = around.family.crowd, place = Number(arm.slice(1)), mine = value(`lived_arms/${armRow(arm)}/gained`);
  box.hidden = byId("family-crowd-says").hidden = !room.arm || value(`lived_beside/${arm}/p25`) === null;
  if (box.hidden) return;
  const found = all.gained[place].map((one, who) => [one, all.kinds[place][who]]).filter(([one]) => Number.isFinite(one)), none = found.filter(([one]) => one === 0).sort((one, other) => one[1] - other[1]), gains = found.filter(([one]) => one !== 0).sort((one, other) => one[0] - other[0]);
  const every = all.gained.slice(1).flat().filter(Number.isFinite), low = Math.min(-0.02, quantileOf(every, 0.01)), high = Math.max(0.02, quantileOf(every, 0.99));
  const frame = frameOf(box, 190, 20, 30), { svg, k } = frame, bin = 8 * k, rows = Math.floor((frame.bottom - 34) / bin), across = scaleOf(low, high, frame.left + bin * (Math.ceil(none.length / rows) + 3), frame.right), piles = new Map();
  svg.setAttribute("aria-label", "What such families gain, each a dot by how it ends; the numbers stand above.");
  function binOf(one) { return Math.round(across(Math.min(Math.max(one, low), high)) / bin); }
  const count = new Map();
  for (const [one] of gains) count.set(binOf(one), (count.get(binOf(one)) || 0) + 1);
  const step = Math.min(bin, (frame.bottom - 34) / Math.max(1, ...count.values()));
  svg.append(draw("line", { x1: across(0), x2: across(0), y1: 4, y2: frame.bottom, stroke: "#111", "stroke-width": 2 }));
  none.forEach(([, end], n) => svg.append(draw("circle", { cx: frame.left + bin * (0.5 + Math.floor(n / rows)), cy: frame.bottom - 12 - bin * ((n % rows) + 0.5), r: bin / 2 - 0.4, fill: CROWD[end][0] })));
  for (const [one, end] of gains) {
    const x = binOf(one), n = piles.get(x) || 0;
    piles.set(x, n + 1);
    svg.append(draw("circle", { cx: x * bin, cy: frame.bottom - 12 - step * (n + 0.5), r: Math.max(Math.min(bin, step) / 2 - 0.4, 1.2), fill: CROWD[end][0] }));
  }
  const middle = ["p25", "p75"].map((name) => across(value(`lived_beside/${arm}/${name}`)));
  svg.append(draw("line", { x1: middle[0], x2: middle[1], y1: frame.bottom - 5, y2: frame.bottom - 5, stroke: "#111", "stroke-width": 7 }));
  if (mine !== null) svg.append(draw("path", { d: `M${across(Math.min(Math.max(mine, low), high))} ${frame.bottom - 30}l10 12l-10 12l-10 -12z`, fill: "#fff", stroke: "#111", "stroke-width": 3 }));
  for (const at of apart(niceSteps(low, high), across, 60 * k)) svg.append(textAt(across(at), frame.bottom + 22 * k, Number(at.toPrecision(6)).toString().replace("-", "−"), { "text-anchor": "middle", "data-axis": true }));
  below(frame, ...CROWD.map(([colour, name], i) => [i ? ", " : "", draw("svg", { viewBox: "0 0 12 12", class: "dot", "aria-hidden": "true" }, draw("circle", { cx: 6, cy: 6, r: 5, fill: colour })), " ", label(`end.${name}`)]).flat());
}
