// What matters more than the month: who is still there, who can be met, and what help then comes to for all of them.
function layerRow() { return `${room.event}.g${room.group}.${room.programme}`; }

function layerKey(column, month) { return `${whose}layer_${column}/${layerRow()}/${month}`; }

function gainedKey(column, month) { return `${whose}layer_${column}/${windowRow()}/${month}`; }

function isLayered() { return has(`${whose}layer_estimate`, windowRow()); }

function saysWhatMatters(node) {
  const rows = ["reach", "who", "month"].filter((by) => has("matters", `${room.event}.${by}`)), other = whose ? [] : rows.filter((by) => value(`matters/${room.event}.${by}/programme`) !== room.programme);
  const lines = whose ? [] : rows.filter((by) => !other.includes(by) && (by === "reach" || room.measure === "quality")).map((by) => matterLine(`${room.event}.${by}`, by));
  if (other.length) lines.push(["What matters more was worked out for another help: choose ", label(`programme.${value(`matters/${room.event}.${other[0]}/programme`)}`), " above."]);
  if (!lines.length) lines.push([whose ? "What matters more was worked out for the offer not changed by us alone: the curves and the table here are of what we changed." : "Too little can be told here to say what matters more: whether couples can be met, who they are, or the month."]);
  empty(node).append(...lines.map((one) => make("li", {}, one)));
}

// one of three things that help hangs on, with how far the least falls short of the most
function matterLine(row, by) {
  if (!has("matters", row)) return [];
  const is = (name) => value(`matters/${row}/${name}`), group = (end) => label(`group.${is(`${end}_group`)}`), month = (end) => at(`matters/${row}/${end}_month`), less = is("less") > 1 ? ["all of it and more"] : [keyed(`matters/${row}/less`), " less"];
  const clear = is("clear") > 0 ? [] : [" (cannot tell: chance could do that)"];
  if (by === "reach") return ["Whether couples can be met, with ", label(`programme.${is("programme")}`), ": at the very best, if there were time to ask everybody and nobody waited, ", keyed(`matters/${row}/most`), " of ", keyed("facts/all/hundred"), " couples to whom it happens would be met and come (", keyed(`matters/${row}/most_month`), "), or ", keyed(`matters/${row}/least`), " (", keyed(`matters/${row}/least_month`), "): in the model few couples come in that month to where the offer is made. If yours do, that number is too low for you.", ...asThingsGo(is("programme")), ...clear];
  if (by === "who") return [placesIn(windowRow()) ? "Who they are, of a small gain: to families with " : "Who they are: to families with ", group("least"), " a place is worth ", ...less, " than with ", group("most"), ".", ...clear];
  return [placesIn(windowRow()) ? "The month, of a small gain: a place that begins " : "The month: a place that begins ", ...month("least"), " is worth ", ...less, " than one that begins ", ...month("most"), ".", ...clear];
}

// how many come of the times that the offer is for a family, with the staff and the places that there are
function asThingsGo(programme) {
  const place = (scenarioTable(room.plan).offer || []).findIndex((one) => one.programme === programme), step = `s${room.plan}.o${place + 1}.started`;
  if (place >= 0 && has("steps", step) && !wagers.revealed) return [" With the staff and places there are, fewer come (see Missed, after your guess)."];
  if (place < 0 || !has("steps", step)) return [];
  const now = `room.o${place + 1}.started`, own = hasOwn() && has("steps", now) && isOffered(programme) ? [" With what we changed: ", keyed(`steps/${now}/share`), "."] : [];
  return [own.length ? " Before our change, with the staff and places there were, " : " With the staff and places there are, ", keyed(`steps/${step}/share`), " of those this offer is for come: a smaller group, not to be set beside the number before (see Missed).", ...own];
}

function monthsReached() { return MONTHS.filter((m) => has(`${whose}layer_come`, layerRow()) && value(layerKey("come", m)) !== null); }

// the month in which most, or fewest, can be met: the first of several
function monthOf(months, better) {
  return months.reduce((top, m) => (better(value(layerKey("come", m)), value(layerKey("come", top))) ? m : top), months[0]);
}

function reachSentence() {
  const months = monthsReached();
  if (months.length < 2) return ["Whether couples can be met cannot be told here by month."];
  const most = monthOf(months, (one, other) => one > other), least = monthOf(months, (one, other) => one < other);
  const end = (month) => [keyed(layerKey("come", month)), " (", label(`month.${month}`), ")"];
  return ["With the help chosen above, of ", keyed("facts/all/hundred"), " couples to whom it happens", ...withRisk(), ", those still together who would at the very best be met and come: most ", ...end(most), ", fewest ", ...end(least), "."];
}

function withRisk() { return room.group ? [", with ", label(`group.${room.group}`)] : []; }

function drawLayers(box) {
  const months = monthsReached();
  box.hidden = months.length < 2;
  if (box.hidden) return;
  const frame = whenFrame(box, 230), { svg, across } = frame, up = scaleOf(0, value("facts/all/hundred"), frame.bottom - 4, frame.top + 14);
  svg.setAttribute("aria-label", "Of a hundred couples: how many are still together, and how many of them would be met and come, by month; the numbers are in the table below.");
  valueAxis(frame, 0, value("facts/all/hundred"), up);
  monthAxis(frame, MONTHS, across);
  for (const [column, colour, dash] of [["there", "#444", "8 5"], ["come", "#0072B2", null]]) {
    const points = MONTHS.map((m) => [across(m), value(layerKey(column, m)) === null ? null : up(value(layerKey(column, m)))]);
    svg.append(line(points, { stroke: colour, "stroke-dasharray": dash }));
    if (column === "come") points.forEach(([x, y]) => { if (y !== null) svg.append(draw("circle", { cx: x, cy: y, r: 5, fill: colour })); });
  }
  below(frame, "Of a hundred couples. Dashed: still together. Line with dots: of these, met and come at the very best.");
  monthTitle(frame, WORDS.events[room.event]);
}

// the columns of the table of numbers that are of layers: gains of a hundred couples only for what counts in the answer
function layerColumns() {
  if (!has(`${whose}layer_come`, layerRow())) return [];
  const found = [["Couples still together, of a hundred", (m) => layerKey("there", m)], ["Met and come, of a hundred", (m) => layerKey("come", m)]];
  if (isLayered()) found.push(["Gained by a hundred couples", (m) => gainedKey("estimate", m)], ["Lowest", (m) => gainedKey("low", m)], ["Highest", (m) => gainedKey("high", m)]);
  return found;
}

function bufferKey(column, size, month) { return `buffer_${column}/${room.event}.${room.programme}.${room.measure}.${size}/${month}`; }

const SIZES_SAID = { b0: " (not at all)", b1: " (as we assume)", b2: " (twice as much)" };

function sizesTried() { return Object.keys((TABLES.buffer || { rows: {} }).rows).filter((size) => TABLES.buffer_estimate && has("buffer_estimate", `${room.event}.${room.programme}.${room.measure}.${size}`)); }

// how much of the picture rests on a size that is assumed: of all couples, in the months that can be compared
function bufferTable(box, note) {
  const sizes = sizesTried();
  const months = sizes.length ? TABLES.buffer_estimate.columns.filter((m) => value(bufferKey("estimate", sizes[0], m)) !== null) : [];
  byId("when-buffers").hidden = !months.length || whose !== "";
  if (byId("when-buffers").hidden) return;
  say(note, "How much help protects is assumed: what it is worth under three sizes, over all couples, in the months in which that was tried. In brackets: what luck alone could do, ", keyed("facts/all/interval"), " of the time.");
  const cell = (size, m) => make("td", {}, keyed(bufferKey("estimate", size, m)), " (", keyed(bufferKey("low", size, m)), " to ", keyed(bufferKey("high", size, m)), ")");
  const rows = sizes.map((size) => make("tr", {}, make("th", { scope: "row" }, keyed(`buffer/${size}/size`), SIZES_SAID[size]), months.map((m) => cell(size, m))));
  empty(box).append(make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "How much help protects"), months.map((m) => make("th", { scope: "col" }, label(`month.${m}`))))), make("tbody", {}, rows)));
}
