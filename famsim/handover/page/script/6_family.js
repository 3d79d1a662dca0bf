// One family: the same luck, help at another time; one for each way to end without help, lived in this page.
const ORDER = ["a0", "a2", "a1", "a3"];  // no help, then by month
const ENDS_SAID = ["together", "harmed", "loss", "exit", "gone"];  // in the order in which they are told
room.seen = "mother";  // by which parent

function armRow(arm) { return `t${room.told}.${arm}`; }

// what was lived of families followed, as tables of the page
function shelveFamilies(found, ask) {
  const all = found.families ? new Followed({ ...found, codes: LIVE.model.layout.numbers }, ask) : null, told = all ? all.told((who) => offersHere().some((offer) => !lackedBy(found.kind[who].features, offer).length)) : [];
  const rows = { families: {}, arms: {}, beside: {}, turned: {}, months: {}, happenings: {} };
  around.family.told = told.map(({ who, like }, t) => {
    rows.families[`t${t}`] = [like, like / all.n];
    for (let arm = 0; arm < all.arms; arm += 1) shelveLife(all, who, arm, `t${t}.a${arm}`, ask, rows);
    return { features: found.kind[who].features };
  });
  for (let arm = 0; all && arm < all.arms; arm += 1) rows.beside[`a${arm}`] = besideOfArm(all, arm);
  for (let arm = 0; all && arm < all.arms; arm += 1) for (const kind of ENDS_SAID) rows.turned[`a${arm}.${kind}`] = endsOfThose(all, arm, kind);
  around.family.crowd = all;
  room.told = Math.min(room.told, Math.max(told.length - 1, 0));
  const put = (name, columns, formats, mine) => { TABLES[name] = { columns, formats, rows: mine }; };
  put("lived_families", ["like", "share"], ["whole", "share"], rows.families);
  put("lived_arms", ["month", "gained"], ["month", "quality"], rows.arms);
  put("lived_beside", ["p25", "mean", "p75", "come", ...ENDS_SAID], ["quality", "quality", "quality", "share", ...ENDS_SAID.map(() => "whole")], rows.beside);
  put("lived_turned", ENDS_SAID, ENDS_SAID.map(() => "whole"), rows.turned);
  put("lived_months", Array.from({ length: all ? all.window : 0 }, (_, m) => String(m - all.before)), Array.from({ length: all ? all.window : 0 }, () => "quality"), rows.months);
  put("lived_happenings", ["month", "event"], ["month", "text"], rows.happenings);
  TABLES.lived_kind = tableOf(["followed", "months", "families", "stretch"], "whole", { all: [found.families, ask.after, ask.families || LIVE.most, ask.after - Math.max(...ask.moves) + 1] });
}

const orNull = (one) => (Number.isFinite(one) ? one : null);

function shelveLife(all, who, arm, key, ask, rows) {
  rows.arms[key] = [arm ? ask.moves[arm - 1] : null, arm ? orNull(all.equalGain(arm, who)) : null];
  ["mother", "other"].forEach((parent, n) => { rows.months[`${key}.${parent}`] = Array.from({ length: all.window }, (_, m) => orNull(all.quality(arm, who, m, n))); });
  all.happenings(arm, who).filter(([, event]) => !WORDS.hidden.includes(event)).forEach(([month, event], n) => { rows.happenings[`${key}.h${n}`] = [month, event]; });
  around.family[`end ${key}`] = KINDS[all.kinds[arm][who]];
}

// over as many months from the help in every life, so that one number is one thing
function gainsIn(all, arm) { return (all.equal ||= all.ends.map((ends, one) => (one ? ends.map((_, who) => all.equalGain(one, who)) : [])))[arm]; }

function besideOfArm(all, arm) {
  const gains = arm ? gainsIn(all, arm).filter(Number.isFinite) : [], of = (share) => (gains.length ? quantileOf(gains, share) : null);
  return [of(0.25), gains.length ? meanOf(gains) : null, of(0.75), all.shareOf(arm, (one, who) => all.came[one][who]), ...ENDS_SAID.map((name) => all.kinds[arm].filter((kind) => KINDS[kind] === name).length)];
}

// how those end in one life who end in some way without help
function endsOfThose(all, arm, kind) {
  const those = all.kinds[0].map((one, who) => [KINDS[one], who]).filter(([name]) => name === kind).map(([, who]) => KINDS[all.kinds[arm][who]]);
  return ENDS_SAID.map((name) => those.filter((one) => one === name).length);
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
  const ends = (room.arm ? series(chosen) : series("a0")).filter(([, y]) => y !== null).at(-1);
  if (ends && partsIn_(chosen)) svg.append(draw("circle", { cx: ends[0], cy: ends[1], r: 7, fill: "#fff", stroke: "#111", "stroke-width": 3 }), textAt(ends[0], frame.top - 8, "they part here", { class: "faint", "text-anchor": ends[0] > frame.right - 120 * frame.k ? "end" : "middle" }));
  below(frame, room.arm ? "Blue: with help; dashed: without. " : "Dashed: without help. ", "Zero: the average partner. Months before (\u2212) and after: ", label(`event.${room.family}`));
}

function between(one, two) {
  const there = one.map((point, i) => [point, two[i]]).filter(([a, b]) => a[1] !== null && b[1] !== null);
  const path = there.map(([a]) => `${a[0]} ${a[1]}`).concat(there.slice().reverse().map(([, b]) => `${b[0]} ${b[1]}`));
  return draw("path", { d: path.length ? `M${path.join("L")}Z` : "M0 0", fill: "#56B4E9", "fill-opacity": 0.5 });
}

// whether the couple parts in a life: its line ends there, its members' lives go on below
function partsIn_(arm) { return happeningsOf(arm).some((row) => value(`lived_happenings/${row}/event`).startsWith("parting_")); }

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
  const month = (row) => value(`lived_happenings/${row}/month`), eventOf = (row) => value(`lived_happenings/${row}/event`), told = (row) => `${month(row)} ${eventOf(row)}`, plain = new Set(happeningsOf("a0").map(told));
  const help = ["place_not_taken", "first_session", "completion", "stops_coming"];
  empty(byId("family-happenings")).append(...happeningsOf(ORDER[room.arm]).map((row) => {
    const event = value(`lived_happenings/${row}/event`), kind = help.includes(event) ? "help" : plain.has(told(row)) ? null : "differs";
    return make("li", { class: kind }, make("span", { class: "month" }, keyed(`lived_happenings/${row}/month`)), ": ", label(`happening.${event}`), kind === "differs" ? withoutHelp(event, month(row), eventOf, month) : "");
  }));
}

const BEGINS_ENDS = /_(begins?|ends?)$/;

// how it is without help where this happens with it: so already, at another time, or never
function withoutHelp(event, at_, eventOf, month) {
  const stem = event.replace(BEGINS_ENDS, ""), mine = happeningsOf("a0"), same = mine.filter((row) => eventOf(row) === event);
  const before = BEGINS_ENDS.test(event) ? mine.filter((row) => eventOf(row).replace(BEGINS_ENDS, "") === stem && month(row) <= at_).at(-1) : null;
  if (before && eventOf(before) === event) return [" (without help: already so, from ", keyed(`lived_happenings/${before}/month`), " on)"];
  return same.length ? [" (without help: ", keyed(`lived_happenings/${same[0]}/month`), ")"] : " (without help: not so)";
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

// offers of this help, and what of each a family is not
function offersHere() { return (roomTable(room.plan).offer || []).filter((one) => one.programme === room.help); }

function lackedBy(features, { who }) {
  const is = (name) => features[LIVE.names.features.findIndex((one) => one.name === name)];
  return Object.entries(who).filter(([name, [from, to]]) => !(is(name) >= from && is(name) <= to)).map(([name]) => name);
}

// whether what is offered would be for this family as it is: what each offer of this help asks of families
function isItForThem() {
  const { features } = around.family.told[room.told], offers = offersHere();
  if (!offers.length) return ["This help is not offered under ", keyed(`strategies/s${room.plan}/name`), "."];
  const missing = offers.map((offer) => lackedBy(features, offer)).sort((one, other) => one.length - other.length)[0];
  return missing.length ? ["Under ", keyed(`strategies/s${room.plan}/name`), " this couple would not be offered it: it is not as the offer asks in ", choice(missing.map((name) => named("feature", name).split(":")[0]).join("; ")), ". Shown here is what it would do if it were offered to them."] : ["What is offered under ", keyed(`strategies/s${room.plan}/name`), " would be for this couple."];
}

function endOf(arm) { return label(`end.${around.family[`end ${armRow(arm)}`]}`); }

function drawFamily() {
  const arm = ORDER[room.arm], slider = byId("family-slider");
  say(byId("family-about"), ...aboutFamily(), ". Then: ", label(`event.${room.family}`), ". The help: ", label(`programme.${room.help}`), ".");
  say(byId("family-for"), ...isItForThem(), " ", ...writtenDown());
  slider.value = String(room.arm);
  empty(byId("family-when")).append(...ORDER.map((one, i) => make("span", { class: i === room.arm ? "now" : null }, i ? keyed(`lived_arms/${armRow(one)}/month`) : "no help")));
  slider.setAttribute("aria-valuetext", room.arm ? textOf(`lived_arms/${armRow(arm)}/month`) : "no help at all");
  drawSeen();
  drawParent();
  const gained = room.arm ? ["While it is together, for ", keyed("lived_kind/all/stretch"), " months from the help at most, the relationship stands ", keyed(`lived_arms/${armRow(arm)}/gained`), " from where it would with no help; couples typically differ by one. "] : [];
  say(byId("family-answer"), room.arm ? "With this help the couple " : "With no help the couple ", endOf(arm), !room.arm ? "" : around.family[`end ${armRow(arm)}`] === around.family[`end ${armRow("a0")}`] ? ", and the same with no help" : ["; with no help it ", endOf("a0")], ". ", ...gained);
  drawManyFamilies(arm);
  listHappenings();
  const told = toldInWords();
  say(byId("family-note"), "Worked out in this page, of those in a sample of ", keyed("lived_kind/all/families"), " families", ...(told.length ? [". What we changed: ", choice(told.join("; "))] : []), ". A simulated family, not a case record. Another family could fare otherwise. Nothing here is anyone's fault.");
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

const CLEAR = 1.96;  // standard errors, beyond one family, of how many end otherwise: as the sign test has it from six

// which ways to end differ by more than luck could do: of the families who end so in one life of the two alone
function beyondLuck(place) {
  const { kinds } = around.family.crowd, is = (arm, who, name) => Number(KINDS[kinds[arm][who]] === name);
  const clear = ENDS_SAID.filter((name) => {
    const moved = kinds[0].map((_, who) => is(place, who, name) - is(0, who, name)).filter((one) => one !== 0);
    return Math.abs(moved.reduce((sum, one) => sum + one, 0)) - 1 > CLEAR * Math.sqrt(moved.length);
  });
  const more = (name) => kinds[place].filter((one) => KINDS[one] === name).length > kinds[0].filter((one) => KINDS[one] === name).length;
  return clear.length ? ["More than luck could do: ", ...clear.flatMap((name, i) => [i ? "; " : "", label(`end.${name}`), more(name) ? " (more)" : " (fewer)"]), ". "] : ["Differences this small cannot be told from luck. "];
}

// how those fare with help who, with none, part and are out of harm: kept in it, or in need of leaving no longer
function whoLeft(arm) {
  const row = `${arm}.exit`, all = value(`lived_beside/a0/exit`), others = ENDS_SAID.filter((name) => name !== "exit" && value(`lived_turned/${row}/${name}`) > 0);
  if (!all) return [];
  return ["Of the ", keyed("lived_turned/a0.exit/exit"), " that, with no help, part and are out of harm, ", keyed(`lived_turned/${row}/exit`), " still do", others.length ? "; the others: " : "", ...others.flatMap((name, i) => [i ? "; " : "", label(`end.${name}`), " ", keyed(`lived_turned/${row}/${name}`)]), ". "];
}

// many such families beside the one, so that one story never misleads
function drawManyFamilies(arm) {
  const at = (name) => keyed(`lived_beside/${arm}/${name}`), told = room.arm ? ["a0", arm] : ["a0"], some = ENDS_SAID.filter((name) => told.some((one) => value(`lived_beside/${one}/${name}`) > 0));
  say(byId("family-beside"), keyed("lived_kind/all/followed"), " couples to whom it happens, ", keyed("lived_kind/all/months"), " months later. ", ...(room.arm ? ["Of those who are given a place at this time ", at("come"), " come."] : []));
  const heads = ["How it ends", "With no help", ...(room.arm ? ["With a place"] : [])].map((one) => make("th", { scope: "col" }, one)), rows = some.map((name) => make("tr", {}, make("th", { scope: "row" }, label(`end.${name}`)), told.map((one) => make("td", {}, keyed(`lived_beside/${one}/${name}`)))));
  empty(byId("family-table")).append(make("table", {}, make("thead", {}, make("tr", {}, heads)), make("tbody", {}, rows)));
  say(byId("family-luck"), ...(room.arm ? [...beyondLuck(Number(arm.slice(1))), ...whoLeft(arm), "Over ", keyed("lived_kind/all/stretch"), " months from the help, the relationship changes by ", at("mean"), " on average, for the middle half by ", at("p25"), " to ", at("p75"), "."] : []));
  drawCrowd(arm);
}

const CROWD = [["#56B4E9", "together"], ["#E69F00", "loss"], ["#00664b", "exit"], ["#8a8a8a", "gone"], ["#111", "harmed"]];  // as KINDS

// a family in the crowd: a dot, and a square where harm goes on, so that no colour need be told from another
function dotOf(x, y, r, end) { return CROWD[end][1] === "harmed" ? draw("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, fill: CROWD[end][0] }) : draw("circle", { cx: x, cy: y, r, fill: CROWD[end][0] }); }

const SMALLEST_DOT = 5.5;  // pixels from one to the next: below it a dot stands for several families

// families by where they stand, each pile by how they end; what stands in one pile is drawn upwards
function pilesOf(gains, binOf) {
  const piles = new Map();
  for (const [one, end] of gains) {
    const at = binOf(one);
    if (!piles.has(at)) piles.set(at, new Map());
    piles.get(at).set(end, (piles.get(at).get(end) || 0) + 1);
  }
  return [...piles].map(([at, ends]) => [at, [...ends].sort(([one], [other]) => one - other)]);
}

// every family followed as a dot at what it gains, piled up; this family's diamond among them
function drawCrowd(arm) {
  const box = byId("family-crowd"), all = around.family.crowd, place = Number(arm.slice(1)), mine = value(`lived_arms/${armRow(arm)}/gained`);
  box.hidden = byId("family-crowd-says").hidden = !room.arm || value(`lived_beside/${arm}/p25`) === null;
  if (box.hidden) return;
  const gains = gainsIn(all, place).map((one, who) => [one, all.kinds[place][who]]).filter(([one]) => Number.isFinite(one));
  const every = [1, 2, 3].flatMap((one) => gainsIn(all, one)).filter(Number.isFinite), low = Math.min(-0.02, quantileOf(every, 0.01)), high = Math.max(0.02, quantileOf(every, 0.99));
  const frame = frameOf(box, 210, 30, 30), { svg, k } = frame, bin = 8 * k, across = scaleOf(low, high, frame.left, frame.right - 20), room_ = frame.bottom - 34 - frame.top;
  svg.setAttribute("aria-label", "What such families gain, each a dot by how it ends; the numbers stand above.");
  const piles = pilesOf(gains.filter(([one]) => one !== 0), (one) => Math.round(across(Math.min(Math.max(one, low), high)) / bin)), none = gains.filter(([one]) => one === 0).length;
  const tallest = Math.max(1, ...piles.map(([, ends]) => ends.reduce((sum, [, count]) => sum + count, 0))), each = Math.ceil((tallest * SMALLEST_DOT * k) / room_), step = Math.min(bin, room_ / Math.ceil(tallest / each));
  svg.append(draw("line", { x1: across(0), x2: across(0), y1: frame.top, y2: frame.bottom, stroke: "#111", "stroke-width": 2 }));
  for (const [x, ends] of piles) {
    let n = 0;
    for (const [end, count] of ends) for (let dots = Math.round(count / each); dots > 0; dots -= 1, n += 1) svg.append(dotOf(x * bin, frame.bottom - 12 - step * (n + 0.5), Math.min(bin, step) / 2 - 0.4, end));
  }
  const middle = ["p25", "p75"].map((name) => across(value(`lived_beside/${arm}/${name}`)));
  svg.append(draw("line", { x1: middle[0], x2: middle[1], y1: frame.bottom - 5, y2: frame.bottom - 5, stroke: "#111", "stroke-width": 7 }));
  if (mine !== null) svg.append(draw("path", { d: `M${across(Math.min(Math.max(mine, low), high))} ${frame.bottom - 30}l10 12l-10 12l-10 -12z`, fill: "#fff", stroke: "#111", "stroke-width": 3 }));
  for (const at of apart(niceSteps(low, high), across, 60 * k)) svg.append(textAt(across(at), frame.bottom + 22 * k, Number(at.toPrecision(6)).toString().replace("-", "−"), { "text-anchor": "middle", "data-axis": true }));
  for (const [x, text, anchor] of [...(across(0) - frame.left > 120 * k ? [[frame.left, "\u2190 gets worse", "start"]] : []), [frame.right, "gets better \u2192", "end"]]) svg.append(textAt(x, 14 * k, text, { class: "faint", "text-anchor": anchor }));
  crowdKey(frame, each, none, gains);
}

// what a dot is, and which ends there are among them
function crowdKey(frame, each, none, gains) {
  const there = CROWD.map((_, end) => end).filter((end) => gains.some(([, one]) => one === end));
  const says = [each > 1 ? ["Each dot is ", choice(String(each)), " families"] : ["Each dot is a family"], none ? [" (not drawn: ", choice(String(none)), " whose relationship is the same with and without)"] : [], ". "].flat(2);
  const put = gains.some(([one]) => one < 0) ? [] : ["That none loses is not a finding: the effect that is put in is above nothing for all. "];
  below(frame, ...says, ...put, ...there.flatMap((end, i) => [i ? ", " : "", draw("svg", { viewBox: "0 0 12 12", class: "dot", "aria-hidden": "true" }, dotOf(6, 6, 5, end)), " ", label(`end.${CROWD[end][1]}`)]));
}
