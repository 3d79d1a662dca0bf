// Change an assumption: four sliders, and an answer at once.
const others = Array.from({ length: WORDS.strategies - 1 }, (_, i) => `s${i + 1}`);

function leverSlider(lever, i) {
  const input = make("input", { type: "range", id: `lever-${lever.name}`, min: 0, max: lever.steps.length - 1, step: 1, value: lever.steps.indexOf(room.setting[i]) });
  const output = make("output", { for: input.id, id: `lever-${lever.name}-says` });
  const tell = () => {
    say(output, ...factorInWords(lever, room.setting[i]));
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.addEventListener("input", () => { room.setting[i] = lever.steps[Number(input.value)]; tell(); drawBars(); });
  tell();
  return make("div", { class: "slider" }, make("label", { for: input.id }, label(`lever.${lever.name}`)), input, output);
}

drawers.change = () => {
  empty(byId("change-levers")).append(...WORDS.levers.map(leverSlider));
  empty(byId("change-choices")).append(selectOf("change-result", "What is counted", WORDS.results.map((one) => [one.name, `result.${one.name}`]), room.result,
    (given) => { room.result = given; drawBars(); }));
  drawBars();
  say(byId("change-note"), "Under each number: give or take so much by chance (", keyed("facts/all/interval"), " range), and once a slider is moved, the furthest that this short cut was off in ",
    keyed("facts/all/held_out"), " runs it had never seen. Hollow: no larger than these together. Orange line: as the scenario has it. Against: ", keyed("facts/all/comparator"),
    ", over ", keyed("facts/all/years"), " years.");
};

function spanOf(result) {
  const found = others.flatMap((row) => {
    const at = value(`fits/${row}.${result}/centre`), now = changedValue(`changed/${row}.${result}/value`), chance = changedValue(`changed/${row}.${result}/chance`);
    return [at, now - chance, now + chance, at * 1.5];
  });
  return [Math.min(0, ...found), Math.max(0, ...found)];
}

function drawBars() {
  const box = byId("change-chart"), each = 80, result = room.result, frame = frameOf(box, others.length * each + 6, 4, 0), { svg } = frame;
  const span = spanOf(result), across = scaleOf(span[0], span[1], 4, frame.width - 8);
  svg.removeAttribute("role");
  others.forEach((row, i) => drawBar(svg, frame, { row: `${row}.${result}`, strategy: row, y: i * each, across, isChange: WORDS.changes.includes(result) }));
}

function drawBar(svg, frame, bar) {
  const { row, y, across } = bar, now = changedValue(`changed/${row}/value`), chance = changedValue(`changed/${row}/chance`), was = value(`fits/${row}/centre`);
  const off = isAsItIs() ? 0 : value(`fits/${row}/furthest`), unclear = bar.isChange && Math.abs(now) <= chance + off, end = across(now), zero = across(0), edge = frame.width - 4;
  svg.append(textAt(4, y + 20, textOf(`strategies/${bar.strategy}/name`), { "data-key": `strategies/${bar.strategy}/name` }),
    draw("rect", { x: Math.min(zero, end), y: y + 28, width: Math.max(Math.abs(end - zero), 1), height: 24, fill: unclear ? "#fff" : "#0072B2", stroke: "#0072B2", "stroke-width": 3 }),
    draw("line", { x1: zero, x2: zero, y1: y + 24, y2: y + 56, stroke: "#111", "stroke-width": 2 }),
    draw("line", { x1: across(was), x2: across(was), y1: y + 25, y2: y + 55, stroke: "#D55E00", "stroke-width": 5 }),
    textAt(edge, y + 20, textOf(`changed/${row}/value`), { "text-anchor": "end", class: "strong", "data-key": `changed/${row}/value` }));
  const below = draw("text", { x: edge, y: y + 70, "text-anchor": "end", class: "faint" }, ...(isAsItIs() ? ["± ", tspan(`changed/${row}/chance`), " chance"]
    : ["scenario ", tspan(`changed/${row}/was`), "; ± ", tspan(`changed/${row}/chance`), " chance, ± ", tspan(`changed/${row}/short_cut`), " short cut"]));
  svg.append(below);
}

function tspan(key) { return draw("tspan", { "data-key": key }, textOf(key)); }

function reset() { room.setting = room.setting.map(() => 1); drawers.change(); }
