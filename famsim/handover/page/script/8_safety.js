// The safeguarding talk: who stays in harm, who leaves, what the questions about violence find and miss.
const SAFETY = ["missed_violence", "routed", "stay_in_harm", "stay_in_violence", "part_from_harm", "part_free_of_harm", "stay_harm_ended", "mother_months_in_harm", "child_months_in_harm"];
const SCREEN = LEVERS.findIndex((one) => one.name === "screen");

// of ten families with violence, how many the questions find at one step of the lever: its own figure, where it sets one
function foundOfTen(step) {
  const [, values] = LEVERS[SCREEN].figures[0] || [];
  return values ? [values[step] < 1 && values[step] > 0.95 ? "nearly " : "", choice(String(Math.round(10 * values[step]))), " of ten"] : factorInWords(LEVERS[SCREEN].steps[step]);
}

// the same beside what it is now, for a list of what was changed: never more than all there is
function foundSaid(factor) {
  const { steps, figures: [[, values] = []] } = LEVERS[SCREEN], of = (one) => Math.round(10 * values[steps.indexOf(one)]);
  return values ? `${of(factor)} ${inTongue("of ten")}, ${inTongue("not")} ${of(1)}` : factorSaid(factor);
}

drawers.safety = () => {
  const there = isThere(), changed = has("lived", "now.helped"), { steps } = LEVERS[SCREEN], now = steps.indexOf(room.setting[SCREEN]);
  say(byId("safety-state"), lives.state === "lived" ? "" : lives.says || STATES[lives.state] || "");
  byId("safety-answer").hidden = !there || !wagers.revealed;
  byId("safety-answer").classList.toggle("stale", lives.state !== "lived");
  const slider = byId("safety-screen");
  slider.max = String(steps.length - 1);
  slider.value = String(now);
  say(byId("safety-least"), "fewer, down to ", ...foundOfTen(0));
  say(byId("safety-most"), "more, up to ", ...foundOfTen(steps.length - 1));
  say(byId("safety-screen-says"), "The questions find ", ...foundOfTen(now), " each time they are asked: before help is offered, and again before the first session", ...(room.setting[SCREEN] === 1 ? [". We assume that: move it, and try ", ...foundOfTen(0), "; then, under What if?, count all families"] : []), ".");
  slider.setAttribute("aria-valuetext", byId("safety-screen-says").textContent);
  tellGuessFirst("safety");
  if (!there) return;
  const [table, who] = changed ? ["lived", "less"] : standing(), whole = changed ? "now" : who;
  say(byId("safety-says"), ...(table === "lived" ? quickLook() : []), ...(room.setting[SCREEN] === 1 ? [] : ["We moved an assumption, not the offer: ", choice(foundSaid(room.setting[SCREEN])), ". "]), ...(changed ? safetyChanged() : [UNCHANGED, ", ", ...against(), ": ", ...safetyLines(table, who)]));
  say(byId("safety-turned"), ...turnedAway(table, whole));
  say(byId("safety-twice"), ...doubtsSaid(), ...noCase(), ...twoThings(table, who));
  livedTable(byId("safety-table"), SAFETY, columnsOf(changed), { withCost: false });
  say(byId("safety-note"), ...livedNote());
};

const TOLD_SAFELY = ["missed_violence", "stay_in_harm", "routed"];

function safetyLines(table, who) { return [...TOLD_SAFELY.flatMap((name) => lineOf(table, who, name)), ...violenceTold(table, who), ...harmTold(table, who)]; }

// what the offer comes to with the change; then of the change itself what can be told
function safetyChanged() {
  const told = TOLD_SAFELY.filter((name) => !isUntold(name)), first = told.includes("missed_violence") ? [] : letIn();
  const whole = isOfAll("lived") ? ["With our change, in all: ", ...safetyLines("lived", "now")] : [];
  const rest = told.length + (first.length ? 1 : 0) < TOLD_SAFELY.length ? [told.length || first.length ? "The rest: " : "", make("strong", {}, "cannot tell"), ". "] : [];
  return [...whole, "What our change did: ", ...first, ...told.flatMap((name) => lineOf("lived", "less", name)), ...rest, ...violenceTold("lived", "less"), ...harmTold("lived", "less")];
}

// of a hundred families without violence, how many the questions stop by mistake; nothing where that is not one number
function stoppedOfHundred() {
  const spared = parseFloat(textOf("rests/screened.all.1/value"));
  return Number.isFinite(spared) ? [" The questions also stop families without violence by mistake, which we assume too: ", choice(String(Math.round(100 * (1 - spared)))), " of a hundred each time."] : [];
}

// who is turned away, and what of it is not counted: the same on Safety and on Missed
function turnedAway(table, who) {
  if (!has(table, `${who}.routed`) || !(value(`${table}/${who}.routed/estimate`) > 0)) return [];
  const than = hasFirst() ? " more families than without it" : " families";
  return [keyed(`${table}/${who}.routed/estimate`), than, " are sent to specialist help instead: by the questions, or as staff hear of violence in a talk or during the wait.", ...stoppedOfHundred(), " How many are sent there rightly, and what becomes of them, is not counted."];
}

function hearScreen() {
  byId("safety-screen").addEventListener("input", (event) => {
    room.setting[SCREEN] = LEVERS[SCREEN].steps[Number(event.target.value)];
    liveSoon();
  });
  byId("safety-who").addEventListener("input", (event) => { byId("kit-who").textContent = event.target.value; });
}
