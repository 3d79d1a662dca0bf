// Who comes, and who is missed: a hundred dots.
const WAYS = Object.keys(WORDS.ways);

drawers.missed = () => {
  const rows = Array.from({ length: WORDS.strategies }, (_, i) => [String(i), `strategies/s${i}/name`]);
  if (hasOwn()) rows.push(["room", "strategies/room/name"]);
  else if (room.strategy === "room") room.strategy = room.plan;
  empty(byId("missed-choices")).append(selectIn("missed-strategy", "Whose offer?", rows, String(room.strategy), (given) => {
    room.strategy = given === "room" ? given : Number(given);
    drawMissed();
  }));
  drawMissed();
};

// whether the room's own strategy was lived as it now is
function hasOwn() { return has("strategies", "room") && lives.state === "lived"; }

function missedRow() { return room.strategy === "room" ? "room" : `s${room.strategy}`; }

function drawMissed() {
  const row = missedRow(), own = row === "room";
  byId("missed-mixed").hidden = !hasOwn();
  if (hasOwn()) say(byId("missed-mixed"), "What we changed is counted in this page, the others when it was made. Counted as what we changed is, this offer before our change: ", keyed("strategies/room_was/helped"), " families come, ", keyed("strategies/room_was/in_need"), " have a hard month: hold what we changed against these.");
  byId("missed-told").hidden = !wagers.revealed;
  tellGuessFirst("missed");
  byId("missed-central").hidden = own && lives.shown.draws.length > 1;
  drawDots(row);
  empty(byId("missed-ways")).append(...waysListed(row));
  say(byId("missed-answer"), ...inNeedOf(row), ...whoComes(row));
  say(byId("missed-what"), ...(own ? [choice(`${changesOf().join(". ")}. `), ...livedOf(), ". "] : ["What is offered: ", keyed(`strategies/${row}/what`), ". "]), ...(!own && !room.strategy && !LIVE.usual ? ["What families have today is not counted here: only new offers are."] : []));
  say(byId("missed-sent"), ...sentOn(row, own));
  drawOffers(row);
  drawStrategiesBeside();
  drawGroups(row);
}

function inNeedOf(row) {
  const among = row === "room" || value("facts/all/simulated") !== value("facts/all/families") ? [] : [" of ", keyed("facts/all/families")];
  return ["In the model ", keyed(`strategies/${row}/in_need`), ...among, " families have at least one hard month in ", keyed("facts/all/over"), "; many of them want no service. "];
}

// who comes once, what that costs each, and what is changed by it: to come is not yet to be helped
function whoComes(row) {
  if (!(value(`strategies/${row}/helped`) > 0)) return ["Nobody comes: nothing new is offered."];
  if (!wagers.revealed) return ["Who comes and who does not is hidden until you have guessed, or shown it."];
  const worked = value(`strategies/${row}/helped_with_effect`), key = (name) => keyed(`strategies/${row}/${name}`), cost = value(`strategies/${row}/each`) === null ? [] : [", at ", key("each"), " each"];
  const some = worked === null || worked === value(`strategies/${row}/helped`) ? [] : ["Of these, ", key("helped_with_effect"), " come to help that we put in an effect for, which may be none. "];
  return [key("helped"), " families come at least once, hard month or not", ...cost, " (", key("total"), " in all, ", keyed("facts/all/prices"), "). ", ...some, ...changedBy(row)];
}

// what it is worth to couples: from the lives that the page was made from, or those of the room
function changedBy(row) {
  const [table, who] = row === "room" ? ["lived", "now"] : ["made", row];
  return has(table, `${who}.stay_free_of_harm`) ? ["Of couples, ", ...against(), ": ", ...ENDS_TOLD.flatMap((name) => lineOf(table, who, name))] : [];
}

function sentOn(row, own) {
  if (!(value(`ways/${row}.routed/families`) > 0)) return [];
  const all = turnedAway(...(own ? ["lived", "now"] : ["made", row]));
  return [...all, " Of families who had a hard month, ", keyed(`ways/${row}.routed/families`), " are sent to specialist help and come to nothing else: they are in the picture. The bars count the first questions alone."];
}

function offersOf(row) { return Object.keys(TABLES.offers.rows).filter((one) => one.startsWith(`${row}.`)); }

// a strategy is for some families, not for all in need: how many of those it is for it leaves
function whomMissed(row) {
  if (!offersOf(row).length) return [];
  return ["; of ", keyed(`strategies/${row}/times`), " times that a family was one whom an offer is for, ", keyed(`strategies/${row}/share_unhelped`), " ended without a first session"];
}

// the two steps at which most are lost
function mostLost(offer) {
  const steps = Object.keys(WORDS.steps), key = (step) => `steps/${offer}.${step}/share`, lost = (step) => (steps.indexOf(step) ? value(key(steps[steps.indexOf(step) - 1])) : 1) - value(key(step));
  const [first, next] = [...steps].sort((one, other) => lost(other) - lost(one)).slice(0, 2).sort((one, other) => steps.indexOf(one) - steps.indexOf(other));
  const said = (step) => ["\u201c", label(`step.${step}`), "\u201d", steps.indexOf(step) ? [" (", keyed(key(steps[steps.indexOf(step) - 1])), " to ", keyed(key(step)), ")"] : [" (", keyed(key(step)), ")"]].flat();
  return ["Most are lost at two steps: ", ...said(first), " and ", ...said(next), "."];
}

function drawOffers(row) {
  const offers = offersOf(row);
  byId("missed-offered").hidden = !offers.length;
  say(byId("missed-for-whom"), ...whomMissed(row).map((one) => (one === "; of " ? "Of " : one)), ". ", ...(offers.length === 1 ? mostLost(offers[0]) : []));
  empty(byId("missed-offers")).append(...offers.map((offer) => make("div", {}, make("h4", {}, keyed(`offers/${offer}/name`), ": ", keyed(`offers/${offer}/times`), " times"),
    Object.keys(WORDS.steps).map((step) => bar(label(`step.${step}`), value(`steps/${offer}.${step}/share`), `steps/${offer}.${step}/share`, "#00558a")))));
}

// everyone, those at risk, the few in greatest need: whom each misses, who comes, and what that costs
const BESIDE = [["missed", "Had a hard month, and do not come"], ["helped", "Come at least once, hard month or not; dark: to help that we put in an effect for, which may be none"], ["total", "Cost in all"]];

function drawStrategiesBeside() {
  say(byId("missed-rank"), "Do not rank these. ", "Each is an offer written down for this page and worked out for ", keyed("facts/all/area"), ": none is what happened anywhere, and an area's name is that of an offer like the one there, not that area's result. No ranges stand here. Prices are of the year named; today's would be higher. ", ...(WORDS.rank ? [WORDS.rank] : []));
  empty(byId("missed-each")).append(...Array.from({ length: WORDS.strategies }, (_, i) => make("li", {}, make("strong", {}, keyed(`strategies/s${i}/name`)), ": ", keyed(`strategies/s${i}/what`))));
  empty(byId("missed-beside")).append(...BESIDE.map(([name, says]) => {
    const rows = [...Array.from({ length: WORDS.strategies }, (_, i) => `s${i}`), ...(hasOwn() ? ["room"] : [])].filter((row) => value(`strategies/${row}/${name}`) !== null);
    const most = Math.max(1, ...rows.map((row) => value(`strategies/${row}/${name}`)));
    const paid = name === "total" ? [", ", keyed("facts/all/prices")] : [], worked = (row) => (name === "helped" ? value(`strategies/${row}/helped_with_effect`) : null);
    return make("div", {}, make("h4", {}, says, ...paid), rows.map((row) => bar([keyed(`strategies/${row}/name`), ...(worked(row) === null ? [] : [make("small", {}, " (", keyed(`strategies/${row}/helped_with_effect`), ")")])], value(`strategies/${row}/${name}`) / most,
      `strategies/${row}/${name}`, name === "helped" ? "#8aa9c0" : row === missedRow() ? "#00558a" : "#8aa9c0", worked(row) / most)));
  }));
}

function drawDots(row) {
  say(byId("missed-dots-title"), keyed(`strategies/${row}/in_need`), " families who had a hard month, drawn as ", keyed("facts/all/hundred"));
  empty(byId("missed-dots")).append(dotsDrawn(row));
}

function dotsDrawn(row) {
  const across = 20, size = 22;
  const svg = draw("svg", { viewBox: `0 0 ${across * size} ${(100 / across) * size}`, role: "img", "aria-label": "A hundred families who had a hard month, by how far each came; the numbers stand beside." });
  let dot = 0;
  WAYS.forEach((way, i) => {
    for (let n = 0; n < value(`ways/${row}.${way}/dots`); n += 1, dot += 1) svg.append(SHAPES[i](size / 2 + size * (dot % across), size / 2 + size * Math.floor(dot / across), 7));
  });
  return svg;
}

function waysListed(row) {
  return WAYS.filter((way) => value(`ways/${row}.${way}/families`) > 0).map((way) => make("li", {}, draw("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, SHAPES[WAYS.indexOf(way)](10, 10, 7)),
    make("strong", {}, keyed(`ways/${row}.${way}/families`)), make("span", {}, label(`way.${way}`))));
}

function drawGroups(row) {
  const groups = Object.entries(WORDS.dimensions).filter(([name]) => has("groups", `${row}.${name}.0`)), shares = groups.flatMap(([name, values]) => values.map((_, i) => [`${name}.${i}`, value(`groups/${row}.${name}.${i}/share`)])).filter(([, share]) => share !== null);
  empty(byId("missed-groups")).append(...groups.map(([name, values]) => make("div", {}, make("h4", {}, label(`dimension.${name}`)), values.map((_, i) => groupBar(`${row}.${name}.${i}`, `${name}.${i}`)))));
  const [least, most] = [-1, 1].map((side) => shares.reduce((best, one) => (best === null || side * (one[1] - best[1]) > 0 ? one : best), null));
  const end = ([name]) => [keyed(`groups/${row}.${name}/share`), " (", label(`dimension.${name.split(".")[0]}`), ": ", label(`group.${name}`), ")"];
  say(byId("missed-alike"), ...(least === null ? [] : ["Do not come: from ", ...end(least), " to ", ...end(most), ". An offer made to some families alone leaves all others where they are."]));
}

function groupBar(row, names) {
  return bar(label(`group.${names}`), value(`groups/${row}/share`), `groups/${row}/share`, "#00558a");
}

// a name, a bar whose length is a share of the whole (null: none), and the number of a key
function bar(name, length, key, fill, dark = 0) {
  const svg = draw("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, draw("rect", { width: 100, height: 10, fill: "#e6ebf0" }));
  if (length !== null) svg.append(draw("rect", { width: 100 * length, height: 10, fill }));
  if (dark) svg.append(draw("rect", { width: 100 * dark, height: 10, fill: "#00558a" }));
  return make("div", { class: "bar" }, make("span", {}, name), svg, make("strong", {}, keyed(key)));
}
