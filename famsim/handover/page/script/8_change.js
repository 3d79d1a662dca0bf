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
  say(byId("change-note"), "Under each number: give or take so much by chance (", keyed("facts/all/interval"), " range), and once a slider is moved, the furthest that this quick estimate was off in ",
    keyed("facts/all/held_out"), " runs it had never seen. Hollow: no larger than these together. Orange line: as the scenario has it. Against: ", keyed("facts/all/comparator"),
    ", over ", keyed("facts/all/over"), ".");
};

function spanOf(result) {
  const found = others.flatMap((row) => {
    const at = value(`fits/${row}.${result}/centre`), now = changedValue(`changed/${row}.${result}/value`), chance = changedValue(`changed/${row}.${result}/chance`);
    return [at, now - chance, now + chance, at * 1.5];
  });
  return [Math.min(0, ...found), Math.max(0, ...found)];
}

function drawBars() {
  const box = empty(byId("change-chart")), result = room.result, span = spanOf(result);
  box.append(...others.map((row) => barOf(row, `${row}.${result}`, scaleOf(span[0], span[1], 0.5, 99.5), WORDS.changes.includes(result))));
}

// a strategy's name and number, its bar, and how far that may be off
function barOf(strategy, row, across, isChange) {
  const now = changedValue(`changed/${row}/value`), chance = changedValue(`changed/${row}/chance`), end = across(now), zero = across(0), was = across(value(`fits/${row}/centre`));
  const off = isAsItIs() ? 0 : value(`fits/${row}/furthest`), unclear = isChange && Math.abs(now) <= chance + off;
  const upright = (x, colour, wide) => draw("line", { x1: x, x2: x, y1: 0, y2: 30, stroke: colour, "stroke-width": wide, "vector-effect": "non-scaling-stroke" });
  const svg = draw("svg", { viewBox: "0 0 100 30", preserveAspectRatio: "none", "aria-hidden": "true" },
    draw("rect", { x: Math.min(zero, end), y: 4, width: Math.max(Math.abs(end - zero), 0.2), height: 22, fill: unclear ? "#fff" : "#0072B2", stroke: "#0072B2", "stroke-width": 3, "vector-effect": "non-scaling-stroke" }),
    upright(zero, "#111", 2), upright(was, "#D55E00", 5));
  const key = (name) => keyed(`changed/${row}/${name}`);
  const said = isAsItIs() ? ["± ", key("chance"), " chance"] : ["scenario ", key("was"), "; ± ", key("chance"), " chance, ± ", key("short_cut"), " estimate"];
  return make("div", { class: "changed" }, make("p", {}, keyed(`strategies/${strategy}/name`), make("strong", {}, key("value"))), svg, make("p", { class: "axis" }, said));
}

function reset() { room.setting = room.setting.map(() => 1); drawers.change(); }
