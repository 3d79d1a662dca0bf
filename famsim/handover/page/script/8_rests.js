// The theory of change of what a view tells of: each step of the way, what it rests on, how well, and where that is from.
function drawRests() {
  const mine = toldOf(), keys = Object.keys(TABLES.rests.rows);
  const rowsOf = (step, programme) => keys.filter((key) => key.startsWith(`${step}.${programme}.`));
  const cell = (key, column) => keyed(`rests/${key}/${column}`);
  const row = (key, programme) => make("tr", {}, make("td", {}, programme ? [label(`programme.${programme}`), ": "] : [], cell(key, "says")), make("td", {}, cell(key, "value"), " ", cell(key, "unit")),
    make("td", { class: value(`rests/${key}/grade`) === "assumed" ? "assumed-grade" : null }, cell(key, "grade")), make("td", {}, cell(key, "source")));
  const rows = WORDS.theory.flatMap((step) => {
    const found = [...["area", "all", ...doorsTold()].flatMap((of) => rowsOf(step, of)).map((key) => row(key)), ...mine.flatMap((one) => rowsOf(step, one).map((key) => row(key, one)))];
    return found.length ? [make("tr", {}, make("th", { colspan: 4, scope: "rowgroup" }, label(`theory.${step}`))), ...found] : [];
  });
  empty(byId("change-rests")).append(make("table", { class: "rests" }, make("thead", {}, make("tr", {}, ["Step and figure", "Value (range)", "Grade", "From"].map((one) => make("th", { scope: "col" }, one)))), make("tbody", {}, rows)));
}

// the programmes that a view tells of: the one whose months are drawn, or all that the room's strategy offers
function toldOf() {
  if (["guess", "when", "family"].includes(document.documentElement.dataset.view)) return [room.programme];
  return [...new Set((roomTable(room.plan).offer || []).map((one) => one.programme))];
}

// the doors of what the room offers
function doorsTold() { return [...new Set((roomTable(room.plan).offer || []).flatMap((one) => one.found))]; }

// from the numbers of any view it is one click to their sources and grades
function hearSources() {
  for (const one of document.querySelectorAll(".sources")) one.addEventListener("click", () => { drawRests(); byId("sources").showModal(); });
  byId("sources-close").addEventListener("click", () => byId("sources").close());
}
