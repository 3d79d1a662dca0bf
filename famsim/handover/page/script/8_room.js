// What leaves the room: its scenario as a file that `famsim compare` runs, and its own state, to be opened again.
const ROOM = "famsim room", MOST_BYTES = 2e6;

function download(name, type, text) {
  const link = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  document.body.append(link);
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 1000);
}

function slugOf(text) { return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "scenario"; }

// figures that the room's assumptions set, as the levers stand
function evidenceOf() {
  const found = { ...LIVE.tables.evidence };
  LEVERS.forEach((lever, i) => { if (room.setting[i] !== 1) for (const [name, values] of lever.figures) found[name] = values[lever.steps.indexOf(room.setting[i])]; });
  return found;
}

function economyTable() {
  const times = (spells, factor) => (Array.isArray(spells) ? spells.map(([from, to, one]) => [from, to, Math.min(one * factor, MOST_FACTOR)]) : Math.min(spells * factor, MOST_FACTOR));
  return Object.fromEntries(Object.entries(LIVE.tables.economy).map(([name, spells]) => [name, room.economy[name] === 1 ? spells : times(spells, room.economy[name])]));
}

// the comparator, every strategy as the scenario has it, and those that the room changed beside them, as many as there may be
function strategiesOf() {
  const tables = LIVE.tables.strategy, own = Object.keys(room.tables).map(Number).filter((one) => isChanged(one)), names_ = tables.map((one) => one.name);
  const changed = own.map((place) => ({ ...roomTable(place), name: ownName(tables[place].name, names_) }));
  return [tables[0], ...tables.slice(1, Math.max(12 - changed.length, 1)), ...changed].slice(0, 12);
}

function ownName(name, taken) {
  const found = `${name.slice(0, 60)}, the room's own`;
  return taken.includes(found) ? `${name.slice(0, 50)}, the room's own again` : found;
}

function toldInWords() {
  const said = LEVERS.map((lever, i) => [textOf(`labels/lever.${lever.name}/name`), room.setting[i], i === SCREEN]), rates = Object.entries(ECONOMY).map(([name, says]) => [says, room.economy[name]]);
  return [...said, ...rates].filter(([, factor]) => factor !== 1).map(([says, factor, ofTen]) => `${inTongue(says)}: ${ofTen ? foundSaid(factor) : factorSaid(factor)}`);
}

function factorSaid(factor) { return `${Math.round(factor * 100)}% ${inTongue("of what it is now")}`; }

function roomToml() {
  const { families, draws } = SURE[room.sure](), question = { ...LIVE.tables.scenario }, how = draws.length > 1 ? ` --draws ${draws.length}` : "";
  delete question.families;
  if (families && families < LIVE.world.area_families) question.families = families;
  const head = ["What a room chose on its workshop page. As the page lived it:", `  famsim compare FILE${how}`, ...toldInWords()], evidence = evidenceOf(), tables = { ...LIVE.tables, scenario: question, strategy: strategiesOf(), economy: economyTable() };
  if (Object.keys(evidence).length) tables.evidence = evidence;
  return tomlOf(head, tables);
}

// a file that could not be run or opened again is not written
function isWrong() {
  const found = [room.plan, ...Object.keys(room.tables)].some((place) => problemsHere(place).length);
  if (found) say(byId("change-saved"), "Mend what is marked in the form first: a file that is wrong is not written.");
  return found;
}

function saveScenario() {
  if (isWrong()) return;
  const name = `${slugOf(LIVE.tables.scenario.name)}-room.toml`;
  download(name, "application/toml", roomToml());
  say(byId("change-saved"), "Saved as ", choice(name), ". It gives the same figures: ", choice(`famsim compare ${name}${SURE[room.sure]().draws.length > 1 ? ` --draws ${SURE[room.sure]().draws.length}` : ""}`));
}

function saveRoom() {
  if (isWrong()) return;
  const name = `${slugOf(LIVE.tables.scenario.name)}-room.json`;
  const { plan, tables, economy, setting, sure, guesses, event, programme, measure } = room;
  download(name, "application/json", JSON.stringify({ kind: ROOM, page: DATA.record.config_hash || textOf("facts/all/run"), plan, tables, economy, setting, sure, guesses, event, programme, measure, wagers: wagers.list.map(({ name: who, families, of }) => ({ name: who, families, of })) }, null, 1));
  say(byId("change-saved"), "Saved as ", choice(name), ". Open it again in this page, here or on another machine.");
}

// what is wrong with a room's file, in a sentence; nothing where it can be opened
function wrongWith(said) {
  if (said === null || typeof said !== "object" || said.kind !== ROOM) return "This is not a room that this page saved.";
  if (said.page !== (DATA.record.config_hash || textOf("facts/all/run"))) return "This room was saved in a page of another scenario: open it there.";
  const strategies = LIVE.tables.strategy.length, isFactor = (one) => typeof one === "number" && one >= 0 && one <= 5;
  if (!(Number.isInteger(said.plan) && said.plan >= 1 && said.plan < strategies && said.sure in SURE)) return "This room's file is damaged: nothing of it was opened.";
  if (!Array.isArray(said.setting) || said.setting.length !== LEVERS.length || said.setting.some((one, i) => !LEVERS[i].steps.includes(one))) return "This room's assumptions are not ones that this page has: nothing of it was opened.";
  if (!Object.keys(room.economy).every((name) => isFactor((said.economy || {})[name]))) return "This room's economy is not one that this page has: nothing of it was opened.";
  for (const [place, table] of Object.entries(said.tables || {})) {
    try {
      if (!(place in LIVE.tables.strategy) || place === "0") return "This room's file names a strategy that there is not: nothing of it was opened.";
      const found = problemsOf(table, LIVE.names);
      if (found.length) return `This room's file cannot be opened: ${found[0].text}.`;
    } catch { return "This room's file is damaged: nothing of it was opened."; }
  }
  return "";
}

async function openRoom(file) {
  let said = null;
  try { said = file.size < MOST_BYTES ? JSON.parse(await file.text()) : null; } catch { said = null; }
  const wrong = wrongWith(said);
  if (wrong) { say(byId("change-saved"), choice(wrong)); return; }
  room.tables = Object.fromEntries(Object.entries(said.tables || {}).map(([place, table]) => [place, { ...scenarioTable(place), ...table, name: scenarioTable(place).name }]));
  Object.assign(room, { plan: said.plan, setting: said.setting, economy: Object.fromEntries(Object.keys(room.economy).map((name) => [name, said.economy[name]])), sure: said.sure });
  if (said.event in WORDS.events && said.programme in WORDS.programmes && measureOf(said.measure)) Object.assign(room, { event: said.event, programme: said.programme, measure: said.measure });
  room.guesses = guessesOf(said.guesses);
  wagers.list = (Array.isArray(said.wagers) ? said.wagers : []).filter((one) => one && typeof one.families === "number" && one.families >= 0).slice(0, 12).map((one) => ({ name: String(one.name).slice(0, 40), families: one.families, of: typeof one.of === "string" ? one.of : JSON.stringify([room.plan]) }));
  drawers.change();
  live();
  say(byId("change-saved"), "Opened. Everything is worked out again, so its numbers are this page's.");
}

// guesses of a file that are curves over this page's months
function guessesOf(given) {
  const isCurve = (one) => one && Array.isArray(one.curve) && one.curve.length === MONTHS.length && one.curve.every((each) => each === null || (typeof each === "number" && each >= 0 && each <= 1));
  return (Array.isArray(given) ? given : []).filter(isCurve).slice(0, 6).map((one) => ({ name: String(one.name).slice(0, 40), curve: one.curve, about: typeof one.about === "string" ? one.about : aboutHere() }));
}
