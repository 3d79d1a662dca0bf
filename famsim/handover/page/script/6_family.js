// One family: the same luck, help at another time.
const ORDER = ["a0", "a2", "a1", "a3"];  // no help, then by month

function armRow(arm) { return `f${room.family}.${arm}`; }

function drawParent(box, measure, span) {
  const frame = frameOf(box, 214, 52, 30), { svg } = frame;
  const months = TABLES.lives.columns.map(Number);
  const across = scaleOf(months[0], months[months.length - 1], frame.left + 6, frame.right - 6), up = scaleOf(span[0], span[1], frame.bottom, frame.top);
  svg.setAttribute("aria-label", "Relationship quality month by month, without help and in the life chosen.");
  valueAxis(frame, span[0], span[1], up);
  monthAxis(frame, months, across);
  const series = (arm) => months.map((m) => { const v = value(`lives/${armRow(arm)}.${measure}/${m}`); return [across(m), v === null ? null : up(v)]; });
  const chosen = ORDER[room.arm];
  if (room.arm) svg.append(between(series(chosen), series("a0")));
  svg.append(line(series("a0"), { stroke: "#111", "stroke-dasharray": "9 6", "stroke-width": 3 }));
  if (room.arm) {
    svg.append(line(series(chosen), { stroke: "#0072B2", "stroke-width": 4.5 }));
    const start = across(value(`arms/${armRow(chosen)}/month`));
    svg.append(draw("path", { d: `M${start} ${frame.bottom - 16}l-9 16h18z`, fill: "#0072B2" }));
  }
  below(frame, room.arm ? "blue: with help; dashed: without; " : "dashed: without help; ", "months before (−) and after");
}

function between(one, two) {
  const there = one.map((point, i) => [point, two[i]]).filter(([a, b]) => a[1] !== null && b[1] !== null);
  const path = there.map(([a]) => `${a[0]} ${a[1]}`).concat(there.slice().reverse().map(([, b]) => `${b[0]} ${b[1]}`));
  return draw("path", { d: path.length ? `M${path.join("L")}Z` : "M0 0", fill: "#56B4E9", "fill-opacity": 0.5 });
}

function spanOfFamily() {
  const all = ORDER.flatMap((arm) => ["mother_quality", "other_quality"].flatMap((m) => TABLES.lives.rows[`${armRow(arm)}.${m}`] || [])).filter((one) => one !== null);
  return all.length ? [Math.min(0, ...all), Math.max(0, ...all)] : [-1, 1];
}

function happeningsOf(arm) {
  const found = [];
  while (has("happenings", `${armRow(arm)}.h${found.length}`)) found.push(`${armRow(arm)}.h${found.length}`);
  return found;
}

function listHappenings() {
  const plain = new Set(happeningsOf("a0").map((row) => `${value(`happenings/${row}/month`)} ${value(`happenings/${row}/event`)}`));
  const help = ["place_not_taken", "first_session", "completion", "stops_coming"];
  empty(byId("family-happenings")).append(...happeningsOf(ORDER[room.arm]).map((row) => {
    const event = value(`happenings/${row}/event`), other = !plain.has(`${value(`happenings/${row}/month`)} ${event}`);
    const kind = help.includes(event) ? "help" : other ? "differs" : null;
    return make("li", { class: kind }, make("span", { class: "month" }, keyed(`happenings/${row}/month`)), ": ", keyed(`happenings/${row}/says`), kind === "differs" ? " (not so without help)" : "");
  }));
}

drawers.family = () => {
  const families = Object.keys(TABLES.families.rows);
  if (!families.length) { say(byId("family-about"), "No family could be followed in this scenario."); return; }
  empty(byId("family-choices")).append(pillsOf("family", "The family", families.map((one, i) => [String(i), `families/${one}/event`]), String(room.family),
    (given) => { room.family = Number(given); drawers.family(); byId("family-choices").querySelector(":checked").focus(); }));
  drawFamily();
};

function drawFamily() {
  const family = `f${room.family}`, arm = ORDER[room.arm];
  say(byId("family-about"), keyed(`families/${family}/about`), ". Then: ", keyed(`families/${family}/event`), ". The help: ", keyed(`families/${family}/programme`), ".");
  const slider = byId("family-slider");
  slider.value = String(room.arm);
  empty(byId("family-when")).append(...ORDER.map((one, i) => make("span", { class: i === room.arm ? "now" : null }, i ? keyed(`arms/${armRow(one)}/month`) : "no help")));
  slider.setAttribute("aria-valuetext", room.arm ? textOf(`arms/${armRow(arm)}/month`) : "no help at all");
  const span = spanOfFamily();
  drawParent(byId("family-mother"), "mother_quality", span);
  drawParent(byId("family-other"), "other_quality", span);
  const gained = room.arm ? ["The couple's relationship, average over the months in which they are together in every life shown here: ", keyed(`arms/${armRow(arm)}/gained`), " beside no help, on a scale where couples typically differ by one. "] : [];
  say(byId("family-answer"), ...gained, "In this life: ", keyed(`arms/${armRow(arm)}/ends`), ".");
  drawManyFamilies(arm);
  listHappenings();
}

// many such families beside the one, so that one story never misleads
function drawManyFamilies(arm) {
  const row = armRow(arm), plain = armRow("a0"), at = (name) => keyed(`beside/${row}/${name}`), without = (name) => keyed(`beside/${plain}/${name}`);
  const ends = [" part, though not out of harm, and ", " leave a relationship that harms"];
  const many = ["Of ", keyed(`families/f${room.family}/followed`), " such families, within ", keyed(`families/f${room.family}/months`), " months, "];
  const parting = [without("losses"), ends[0], without("exits"), ends[1]];
  const helped = () => [...many, "with a place at this time ", at("losses"), ends[0], at("exits"), ends[1], "; without help ", without("losses"), " and ", without("exits"), ". ",
    at("come"), " come to a first session. Over all of them the relationship gains ", at("mean"), " on average; for the middle half ", at("p25"), " to ", at("p75"), "."];
  say(byId("family-beside"), ...(room.arm ? helped() : [...many, ...parting, ", without help."]));
  drawStrip(row);
}

function drawStrip(row) {
  const box = byId("family-strip"), at = (name) => value(`beside/${row}/${name}`), mine = value(`arms/${row}/gained`);
  box.hidden = byId("family-strip-says").hidden = !room.arm || at("p10") === null;
  if (box.hidden) return;
  const rows = ORDER.slice(1).map(armRow), all = rows.flatMap((one) => [value(`beside/${one}/p10`), value(`beside/${one}/p90`), value(`arms/${one}/gained`)]);
  const low = Math.min(0, ...all.filter((one) => one !== null)), high = Math.max(0.02, ...all.filter((one) => one !== null));
  const frame = frameOf(box, 80, 14, 30), { svg, k } = frame, across = scaleOf(low, high, frame.left, frame.right), y = 27;
  svg.setAttribute("aria-label", "What such families gain: the middle half, all but the outer tenths, and this family; the numbers stand above.");
  svg.append(draw("line", { x1: across(0), x2: across(0), y1: 4, y2: frame.bottom, stroke: "#111", "stroke-width": 2 }),
    draw("line", { x1: across(at("p10")), x2: across(at("p90")), y1: y, y2: y, stroke: "#0072B2", "stroke-width": 4 }),
    draw("line", { x1: across(at("p25")), x2: across(at("p75")), y1: y, y2: y, stroke: "#0072B2", "stroke-width": 18 }));
  if (mine !== null) svg.append(draw("path", { d: `M${across(mine)} ${y - 13}l11 13l-11 13l-11 -13z`, fill: "#fff", stroke: "#111", "stroke-width": 3 }));
  for (const step of apart(niceSteps(low, high), across, 60 * k)) {
    svg.append(textAt(across(step), frame.bottom + 22 * k, Number(step.toPrecision(6)).toString().replace("-", "−"), { "text-anchor": "middle", "data-axis": true }));
  }
}
