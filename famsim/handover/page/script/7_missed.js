// Who is helped, and who is missed: a hundred dots.
const WAYS = Object.keys(WORDS.ways);

drawers.missed = () => {
  const rows = Array.from({ length: WORDS.strategies }, (_, i) => [String(i), `strategies/s${i}/name`]);
  if (hasOwn()) rows.push(["room", "strategies/room/name"]);
  else if (room.strategy === "room") room.strategy = room.plan;
  empty(byId("missed-choices")).append(pillsOf("strategy", "Which support?", rows, String(room.strategy), (given) => {
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
  say(byId("missed-what"), ...(own ? [...livedOf(), "."] : [keyed(`strategies/${row}/what`)]));
  drawDots(row);
  empty(byId("missed-ways")).append(...WAYS.map((way, i) => make("li", {}, draw("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, SHAPES[i](10, 10, 7)),
    make("strong", {}, keyed(`ways/${row}.${way}/share`)), make("span", {}, label(`way.${way}`), " (", keyed(`ways/${row}.${way}/families`), ")"))));
  const cost = value(`strategies/${row}/helped_with_effect`) > 0 ? [" It costs ", keyed(`strategies/${row}/total`), " in all (", keyed("facts/all/prices"), "), ", keyed(`strategies/${row}/per_family_helped`), " for each of the ", keyed(`strategies/${row}/helped_with_effect`), " whom a programme with a shown effect helps."] : [];
  say(byId("missed-answer"), "Of ", keyed(`strategies/${row}/in_need`), " families in need at some time, ", keyed(`strategies/${row}/missed`), " are never helped. ",
    keyed(`strategies/${row}/helped`), " families come to a first session, in need or not.", ...cost);
  drawOffers(row);
  drawStrategiesBeside();
  drawGroups(row);
}

function offersOf(row) { return Object.keys(TABLES.offers.rows).filter((one) => one.startsWith(`${row}.`)); }

// a strategy is for some families, not for all in need: how many of those it is for it leaves
function whomMissed(row) {
  if (!offersOf(row).length) return [];
  return ["; of ", keyed(`strategies/${row}/times`), " times that a family was one whom an offer is for, ", keyed(`strategies/${row}/share_unhelped`), " ended without a first session"];
}

function drawOffers(row) {
  const offers = offersOf(row);
  byId("missed-offered").hidden = !offers.length;
  say(byId("missed-for-whom"), ...whomMissed(row).map((one) => (one === "; of " ? "Of " : one)), ".");
  empty(byId("missed-offers")).append(...offers.map((offer) => make("div", {}, make("h4", {}, keyed(`offers/${offer}/name`), ": ", keyed(`offers/${offer}/times`), " times"),
    Object.keys(WORDS.steps).map((step) => bar(label(`step.${step}`), value(`steps/${offer}.${step}/share`), `steps/${offer}.${step}/share`, "#00558a")))));
}

// everyone, those at risk, the few in greatest need: whom each misses, whom it helps, and what that costs
const BESIDE = [["missed", "In need, never helped"], ["helped", "Come to a first session, in need or not"], ["helped_with_effect", "Of these, helped by a programme with a shown effect"], ["total", "Cost in all"], ["per_family_helped", "Cost of one family helped"]];

function drawStrategiesBeside() {
  empty(byId("missed-beside")).append(...BESIDE.map(([name, says]) => {
    const rows = [...Array.from({ length: WORDS.strategies }, (_, i) => `s${i}`), ...(hasOwn() ? ["room"] : [])].filter((row) => value(`strategies/${row}/${name}`) !== null);
    const most = Math.max(1, ...rows.map((row) => value(`strategies/${row}/${name}`)));
    const paid = name === "total" || name === "per_family_helped" ? [", ", keyed("facts/all/prices")] : [];
    return make("div", {}, make("h4", {}, says, ...paid), rows.map((row) => bar(keyed(`strategies/${row}/name`), value(`strategies/${row}/${name}`) / most,
      `strategies/${row}/${name}`, row === missedRow() ? "#00558a" : "#8aa9c0")));
  }));
}

function drawDots(row) {
  say(byId("missed-dots-title"), keyed("facts/all/hundred"), " families in need");
  const across = byId("missed-dots").clientWidth < 520 ? 10 : 20, size = 22;
  const svg = draw("svg", { viewBox: `0 0 ${across * size} ${(100 / across) * size}`, role: "img", "aria-label": "A hundred families in need, by how far each came; the numbers stand below." });
  let dot = 0;
  WAYS.forEach((way, i) => {
    for (let n = 0; n < value(`ways/${row}.${way}/dots`); n += 1, dot += 1) svg.append(SHAPES[i](size / 2 + size * (dot % across), size / 2 + size * Math.floor(dot / across), 7));
  });
  empty(byId("missed-dots")).append(svg);
}

function drawGroups(row) {
  empty(byId("missed-groups")).append(...Object.entries(WORDS.dimensions).filter(([name]) => has("groups", `${row}.${name}.0`)).map(([name, values]) => make("div", {},
    make("h4", {}, label(`dimension.${name}`)), values.map((_, i) => groupBar(`${row}.${name}.${i}`, `${name}.${i}`)))));
}

function groupBar(row, names) {
  return bar(label(`group.${names}`), value(`groups/${row}/share`), `groups/${row}/share`, "#00558a");
}

// a name, a bar whose length is a share of the whole (null: none), and the number of a key
function bar(name, length, key, fill) {
  const svg = draw("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, draw("rect", { width: 100, height: 10, fill: "#e6ebf0" }));
  if (length !== null) svg.append(draw("rect", { width: 100 * length, height: 10, fill }));
  return make("div", { class: "bar" }, name, svg, make("strong", {}, keyed(key)));
}
