// One family: the same luck, help at another time.
const ORDER = ["a0", "a2", "a1", "a3"];  // no help, then by month

function armRow(arm) { return `f${room.family}.${arm}`; }

function drawParent(box, measure, span) {
  const frame = frameOf(box, 236, 52, 52), { svg } = frame;
  const months = TABLES.lives.columns.map(Number);
  const across = scaleOf(months[0], months[months.length - 1], frame.left + 6, frame.right - 6), up = scaleOf(span[0], span[1], frame.bottom, frame.top);
  svg.setAttribute("aria-label", "Relationship quality month by month, without help and in the life chosen.");
  valueAxis(frame, span[0], span[1], up);
  monthAxis({ ...frame, width: 400 }, months, across);
  monthTitle({ ...frame, width: 400 }, "");
  const series = (arm) => months.map((m) => { const v = value(`lives/${armRow(arm)}.${measure}/${m}`); return [across(m), v === null ? null : up(v)]; });
  const chosen = ORDER[room.arm];
  if (room.arm) svg.append(between(series(chosen), series("a0")));
  svg.append(line(series("a0"), { stroke: "#111", "stroke-dasharray": "9 6", "stroke-width": 3 }));
  if (room.arm) {
    svg.append(line(series(chosen), { stroke: "#0072B2", "stroke-width": 4.5 }));
    const start = across(value(`arms/${armRow(chosen)}/month`));
    svg.append(draw("path", { d: `M${start} ${frame.bottom}l-9 16h18z`, fill: "#0072B2" }));
  }
  svg.append(textAt(frame.right, frame.top - 10, room.arm ? "blue: with help; dashed: without" : "dashed: without help", { "text-anchor": "end", class: "faint" }));
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
  const start = `${armRow(arm)}.h`;
  return Object.keys(TABLES.happenings.rows).filter((row) => row.startsWith(start));
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
  const gained = room.arm ? ["The couple's relationship, mean of the months followed: ", keyed(`arms/${armRow(arm)}/gained`), " beside no help, where couples typically differ by one. "] : [];
  say(byId("family-answer"), ...gained, "In this life: ", keyed(`arms/${armRow(arm)}/ends`), ".");
  listHappenings();
}
