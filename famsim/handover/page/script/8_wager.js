// Guess first: each table's number by its name; then the model's, how far each was off, and what would have to be different.
const wagers = { list: [], revealed: false, searching: -1 };

// what tells who comes is hidden in every view until a room has guessed, or asked for it
const HIDES = ["missed", "safety", "poster"];

function tellGuessFirst(view) {
  byId(`${view}-guess`).hidden = wagers.revealed;
  byId(`${view}-told`).hidden = !wagers.revealed;
}

function drawWagers() {
  const waits = !wagers.revealed;
  byId("change-told").hidden = waits;
  byId("change-answer").classList.toggle("shown", !waits);
  byId("wager").hidden = !waits;
  if (waits) byId("wager-buttons").before(byId("wager-list")); else byId("change-says").after(byId("wager-list"));  // who won, before the small print
  byId("wager-again").hidden = waits;
  byId("wager-show").hidden = !waits;
  byId("wager-show").textContent = wagers.list.length ? "Show what the model says" : "Show it without a guess";
  byId("wager-show").classList.toggle("main", wagers.list.length > 0);
  say(byId("wager-offer"), ...offerToGuess());
  say(byId("wager-asks"), "Guess first: of ", keyed("facts/all/families"), " families, over ", keyed("facts/all/over"), ", how many will come at least once?");
  const told = wagers.list.map(truthFor), isQuick = told.some((one) => one && !isOfAll(one[0])), off = wagers.list.map((one, i) => (told[i] ? Math.abs(one.families - truthOf(told[i], "estimate")) : Infinity));
  empty(byId("wager-list")).append(...wagers.list.map((one, i) => wagerRow(one, i, told[i], waits, isQuick ? null : Math.min(...off))), ...(waits || !isQuick ? [] : [make("li", {}, "This is a quick look: which is the nearest is told when all families are counted.")]));
}

// what an offer is told apart by: a guess is of the offer that there was when it was made
function offerNow() { return JSON.stringify([room.plan, ...(isAsItIs() ? [] : [roomTable(room.plan), room.setting, room.economy])]); }

// the model's row for a guess: of the offer not changed, or of what was changed, if that is what it was of; else none
function truthFor({ of }) {
  if (of === JSON.stringify([room.plan])) return standing();
  return of === offerNow() && has("lived", "now.helped") ? ["lived", "now"] : null;
}

function truthOf([table, who], end) { return value(`${table}/${who}.helped/${end}`); }

// what is offered and for how many: nobody can guess without it
function offerToGuess() {
  const row = `strategies/s${room.plan}`, changes = changesOf(), often = value(`${row}/times`) > 0 ? [" Over ", keyed("facts/all/over"), ", ", keyed(`${row}/times`), " times a family is one whom it is for; some are so more than once."] : [];
  return ["The offer: ", keyed(`${row}/what`), ".", ...(changes.length ? [" We changed: ", choice(`${changes.join(". ")}.`)] : often)];
}

function wagerRow(one, i, told, waits, nearest) {
  const off = told ? one.families - truthOf(told, "estimate") : 0, inside = told && nearest !== null && one.families >= truthOf(told, "low") && one.families <= truthOf(told, "high");
  const isBefore = told && told[1] !== "now" && has("lived", "now.helped"), quick = isBefore && told[0] === "made" && !isOfAll("lived") ? ["; in this quick look: ", keyed("lived/was.helped/estimate")] : [];
  const before = isBefore ? " before our change" : "";
  const said = waits ? [] : !told ? [", guessed of another offer"] : ["; the model: ", keyed(`${told[0]}/${told[1]}.helped/estimate`), ...(inside ? [", inside the model's range"] : []), before, ...quick];
  const best = !waits && told && wagers.list.length > 1 && Math.abs(off) === nearest ? " ★ the nearest" : "";
  const buttons = waits ? [] : wagers.searching === i ? [press("Stop", stopSearching, { class: "small-button" })] : [press("What would it take?", () => whatWouldBeRight(i), { class: "small-button" })];
  return make("li", {}, choice(`${one.name}: ${counted(one.families)} families`), ...said, best, " ", buttons, press("×", () => { wagers.list.splice(i, 1); drawWagers(); }, { class: "small-button", "aria-label": `take away the guess of ${one.name}` }), one.found ? make("p", { class: "small" }, choice(one.found)) : []);
}

function addWager() {
  const name = byId("wager-name").value.trim().slice(0, 40) || `Table ${wagers.list.length + 1}`, families = Number(byId("wager-number").value);
  if (byId("wager-number").value === "" || !(families >= 0) || families > 1e7) { say(byId("wager-says"), "Give a number of families, 0 or more."); return; }
  if (wagers.list.length >= 12) { say(byId("wager-says"), "Twelve guesses are the most that can be read from the back of a room."); return; }
  wagers.list.push({ name, families, of: offerNow() });
  wagers.revealed = false;
  byId("wager-name").value = byId("wager-number").value = "";
  say(byId("wager-says"), "The answer is hidden until you show it.");
  drawWagers();
}

function showWagers(revealed) { wagers.revealed = revealed; empty(byId("wager-says")); drawWagers(); HIDES.forEach(redraw); }

// more families who come, under one assumption moved alone to one of its steps
async function helpedUnder(job, lever, step) {
  const setting = [...room.setting];
  setting[lever] = LEVERS[lever].steps[step];
  const ours = await helpedBy(job, setting, job.strategy, job.table), first = (scenarioTable(0).offer || []).length ? await helpedBy(job, setting, 0, scenarioTable(0)) : 0;
  return ours - first;
}

// families who come to a first session under a strategy: nothing else of its book is asked for
async function helpedBy(job, setting, place, table) {
  const p = await parametersOf(0, setting, false), policy = await policyOf(place, table, 0, false);
  if (job.number !== lives.job) throw Object.assign(new Error(""), { name: "Cancelled" });
  const asked = lives.model.ask({ world: 0, draw: 0, policy, families: job.families, parameters: p, same_start: true, economy: economyOf(job.economy), want: ["counts"] }, ({ share }) => { if (job.number === lives.job) progressOf(job, share); });
  const { packed, widths, rows, k } = await answerOf(asked), started = COLUMNS(packed, widths, rows)[TABLE.started] || [];
  job.done += 1;
  return started.filter((one) => one > 0).length * k;
}

// whether a guess lies within luck of what is counted on the sample that is searched, where its range is known
function isWithinLuck(families, job) {
  const was = results.get(wasKey(job)), sampled = lives.shown.sure === "some";
  const ends = !isAsItIs() ? (sampled ? TABLES.lived.rows["now.helped"].slice(1, 3) : null) : was ? [was.rows.helped.low, was.rows.helped.high] : null;
  return ends !== null && families >= ends[0] && families <= ends[1];
}

// the step of one lever, moved alone, that comes nearest; found by halving, for more of each brings more families, or none
async function nearestStep(job, lever, target) {
  const seen = new Map(), at = async (step) => { if (!seen.has(step)) seen.set(step, await helpedUnder(job, lever, step)); return seen.get(step); };
  let low = 0, high = LEVERS[lever].steps.length - 1;
  const ends = [await at(low), await at(high)];
  if (ends[0] === ends[1]) return null;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((await at(middle) < target) === (ends[1] > ends[0])) low = middle; else high = middle;
  }
  const [step, got] = [...seen].sort((one, other) => Math.abs(one[1] - target) - Math.abs(other[1] - target))[0];
  const past = seen.get(ends[1] > ends[0] === (got < target) ? high : low);  // what the next step comes to, on the other side
  return { step, got, past, inside: target >= Math.min(...ends) && target <= Math.max(...ends) };
}

// what was lived before is still what the form says
function stopSearching() {
  lives.job += 1;
  lives.asks.splice(0).forEach((one) => one.cancel());
  wagers.searching = -1;
  tell("lived");
}

// where a lever is moved to: of a hundred, where it is one share
function leverAt(lever, step, { offer }) {
  const { steps, figures } = LEVERS[lever], own = new Set((offer || []).map(({ programme }) => `programmes.${programme}.take_up`)), mine = figures.filter(([name]) => own.has(name)), of = (at) => Math.round(100 * mine[0][1][at]);
  return mine.length === 1 && own.size === 1 ? `${of(step)} ${inTongue("of 100, not")} ${of(steps.indexOf(room.setting[lever]))}` : factorSaid(steps[step]);
}

async function whatWouldBeRight(i) {
  const one = wagers.list[i];
  if (isWrong() || lives.state !== "lived") return;
  clearTimeout(later);
  const job = { number: lives.job += 1, strategy: room.plan, table: isChanged(room.plan) ? copyOf(roomTable(room.plan)) : scenarioTable(room.plan), setting: [...room.setting], economy: { ...room.economy }, others: hasOthers(), done: 0, lives: LEVERS.length * (hasFirst() ? 10 : 5), ...SURE.some() };
  const before = lives.state, told = [], still = [], over = [];
  wagers.searching = i;
  lives.began = performance.now();
  tell("living", "Each assumption is moved alone, and everything is worked out again each time \u2026");
  try {
    const now = await helpedUnder(job, 0, LEVERS[0].steps.indexOf(room.setting[0]));
    const isNear = isWithinLuck(one.families, job);
    for (let lever = 0; lever < LEVERS.length && !isNear; lever += 1) {
      if (lever === SCREEN) continue;  // nobody fills a group by asking less about violence
      const found = await nearestStep(job, lever, one.families), says = named("lever", LEVERS[lever].name);
      if (found && found.got === now && found.inside && found.past !== now) over.push(`${says} (${counted(found.past)})`);
      else if (!found || found.got === now) still.push(says);
      else told.push(`${says}: ${leverAt(lever, found.step, job.table)}, ${counted(found.got)} ${inTongue("families")}${found.inside ? "" : ` (${inTongue("not enough")})`}`);
    }
    const of = has("lived", "now.helped") ? ["lived", "now"] : standing(), all = isOfAll(of[0]) ? ` (${inTongue("all families:")} ${textOf(`${of[0]}/${of[1]}.helped/estimate`)})` : "";
    const head = `${inTongue("Quick look:")} ${counted(now)} ${inTongue("families as it is")}${all}. `;
    one.found = isNear ? `${head}${inTongue("This guess is within luck of that: nothing needs to be different.")}` : `${head}${inTongue("Our assumptions, each alone; not the offer: try that in the form.")} ${told.map((says) => `${says}. `).join("")}${still.length ? `${inTongue("These bring it no nearer:")} ${still.join("; ")}. ` : ""}${over.length ? `${inTongue("One step of these already goes past it:")} ${over.join("; ")}. ` : ""}${inTongue("The questions about violence are not moved to fill a group.")}`;
  } catch (error) {
    if (error.name !== "Cancelled") one.found = error.message;
  }
  wagers.searching = -1;
  if (job.number === lives.job) tell(before === "lived" ? "lived" : before);
}
