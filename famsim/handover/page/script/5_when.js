// Guess, then reveal; and when help is worth most, over all families.
function commonChoices(view, full, redo) {
  const change = (name, convert) => (given) => { room[name] = convert ? convert(given) : given; room.shown = false; redo(); byId(`${view}-${name}`).focus(); };
  const events = Object.keys(WORDS.events).map((one) => [one, `event.${one}`]);
  const programmes = Object.keys(WORDS.programmes).map((one) => [one, `programme.${one}`]);
  const measures = WORDS.measures.map((one) => [one.name, `measure.${one.name}`]);
  const found = [selectOf(`${view}-event`, "What happens", events, room.event, change("event")),
    selectOf(`${view}-programme`, "The help", programmes, room.programme, change("programme")),
    selectOf(`${view}-measure`, "What counts", full ? measures : measures.filter(([name]) => measureOf(name).good > 0), room.measure, change("measure"))];
  if (full) found.push(selectOf(`${view}-group`, "For whom", WORDS.groups.map((_, i) => [String(i), `group.${i}`]), String(room.group), change("group", Number)));
  empty(byId(`${view}-choices`)).append(...found);
}

function worths(column) { return MONTHS.map((month) => value(worthKey(column, month))); }

function whenFrame(box, height) {
  const frame = frameOf(box, height, 64, 32);
  frame.across = scaleOf(MONTHS[0], MONTHS[MONTHS.length - 1], frame.left + 8, frame.right - 8);
  return frame;
}

function drawWhen(box, height) {
  const estimate = worths("estimate"), low = worths("low"), high = worths("high");
  const there = estimate.map((_, i) => [low[i], high[i]]).flat().filter((one) => one !== null);
  const frame = whenFrame(box, height), { svg, across } = frame;
  svg.setAttribute("aria-label", "What help is worth by the month it begins; the numbers are in the table below.");
  if (!there.length) { below(frame, `Too few families to draw: choose another event${room.group ? ", or all families" : ", help or outcome"}.`); return; }
  const least = Math.min(0, ...there), most = Math.max(0, ...there);
  const up = scaleOf(least, most, frame.bottom - 14, frame.top);
  valueAxis(frame, least, most, up);
  monthAxis(frame, MONTHS, across);
  monthTitle(frame, WORDS.events[room.event]);
  const row = windowRow(), harm = measureOf(room.measure).good < 0, colour = harm ? "#D55E00" : "#0072B2";
  svg.append(band(MONTHS.map((m, i) => [across(m), low[i] === null ? null : up(low[i]), high[i] === null ? null : up(high[i])]), { fill: colour }),
    line(MONTHS.map((m, i) => [across(m), estimate[i] === null ? null : up(estimate[i])]), { stroke: colour }));
  MONTHS.forEach((m, i) => { if (estimate[i] !== null) svg.append(draw("circle", { cx: across(m), cy: up(estimate[i]), r: 5, fill: colour })); });
  if (isMarked(row)) markWindow(frame, row, up);
}

// the highest month is marked where it rests on more than an assumption
function isMarked(row) { return has(`${whose}windows`, row) && !isAlike(row) && !leadRests(value(`${whose}windows/${row}/best_month`)).length; }

// whether no month is worth much less than the highest: then none stands out enough to be marked
function isAlike(row) { return leastOf(row) >= MUCH_ALIKE; }

function leastOf(row) { return Math.min(...monthsTold().map((m) => value(worthKey("estimate", m)))) / value(`${whose}windows/${row}/best`); }

function markWindow(frame, row, up) {
  const best = value(`${whose}windows/${row}/best_month`), { svg, across } = frame;
  const [from, to] = asGood(row);
  svg.append(draw("rect", { x: across(from) - 6, y: frame.bottom - 7, height: 7, fill: "#009E73", width: across(to) - across(from) + 12 }),
  draw("circle", { cx: across(best), cy: up(value(`${whose}windows/${row}/best`)), r: 10, fill: "none", stroke: "#111", "stroke-width": 2 }));
}

function monthsTold() { return MONTHS.filter((m) => value(worthKey("estimate", m)) !== null); }

// the months in which help is not clearly worth less than the best, as far as they can be told at all
function asGood(row) {
  const told = monthsTold();
  return [Math.max(value(`${whose}windows/${row}/as_good_from`), told[0]), Math.min(value(`${whose}windows/${row}/as_good_to`), told[told.length - 1])];
}

const MUCH_ALIKE = 0.75;  // of the highest: months of which none is worth less are said to be much the same

// the highest month, and how far the others fall short of it: no sentence says two things that are not
function windowSentence(row) { const [bold, more] = windowTold(row); return [...bold, ...more]; }

// the same in two parts: what is read across a room, and the rest
function windowTold(row, short = false) {
  if (!monthsTold().length) return [tooFewTold(short), []];
  if (!has(`${whose}windows`, row)) return [["No month stands clear of chance here, or too few can be shown, so none is named. "], []];
  const is = (name) => value(`${whose}windows/${row}/${name}`), key = (name) => keyed(`${whose}windows/${row}/${name}`), best = `${whose}windows/${row}/best_month`;
  const told = monthsTold(), [first, last] = [told[0], told[told.length - 1]], [from, to] = asGood(row), span = ["from ", label(`month.${first}`), " to ", label(`month.${last}`)];
  const blank = told.length < MONTHS.length ? [" Of months outside ", label(`month.${first}`), " to ", label(`month.${last}`), " too few of these families can be compared."] : [], least = leastOf(row);
  const about = placesSentence(row);
  const worth = [" (", key("best"), room.measure === "quality" ? ", " : " ", label(`measure.${room.measure}`, "unit"), ")"];
  const highest = ["The highest is help that begins ", ...at(best), ...worth, ". "];
  const alike = least >= MUCH_ALIKE, isAny = from === first && to === last;
  if (isAny && alike && !short) return [[...about, "When it begins hardly matters, as far as can be told: any month ", ...span, " is worth about the same. ", ...(about.length ? [] : [...highest, ...ifItHolds()])], [...(about.length ? highest : []), ...sizeSentence(), ...blank]];
  const lead = leadRests(is("best_month")), between = [label(`month.${from}`), " and ", label(`month.${to}`)];
  const luck = ["Help that begins between ", ...between, " may be worth as much: the difference may be luck. "], oneOf = from !== to;
  const most = !oneOf ? ["Worth most when it begins ", ...at(best), ...worth, ". "] : isAny ? ["No month stands out: help that begins between ", ...between, " may be worth as much. "] : ["Worth most when it begins between ", ...between, ": which of these months, cannot be told. "];
  const small = about.length ? [] : [...(alike || oneOf ? highest : []), ...ifItHolds()];
  const bold = alike ? ["When it begins hardly matters. "] : most, unknown = alike || isAny ? [] : leadUnknown(is("best_month"));
  if (short) return [[...about, ...bold, ...small], [...lead, ...unknown, ...asIfKnown(best)]];
  const near = lead.length || (alike !== oneOf) ? [] : oneOf ? luck : ["The months next to it are already clearly worth less."];
  const half = is("no_return") !== null ? [" From ", key("no_return"), " on it is clearly worth less than half."] : [];
  const lowest = alike && room.measure !== "quality" ? ["The lowest month is worth ", choice(`${Math.round(100 * least)}%`), " of that. "] : [];  // else the list below says so
  return [[...about, ...bold, ...small, ...lead, ...unknown], [...(about.length && (alike || oneOf) ? highest : []), ...near, ...lowest, ...half, " ", ...(lead.length ? [] : sizeSentence()), ...blank]];
}

// where no month is fine enough to be drawn, a few may still be told, each with its range
function tooFewTold(short) {
  const key = (column, m) => bufferKey(column, "b1", m), months = whose || room.group || !sizesTried().includes("b1") ? [] : TABLES.buffer_estimate.columns.filter((m) => value(key("estimate", m)) !== null);
  if (!months.length) return ["Too few families here to tell what any month is worth. "];
  if (short) return ["Too few families here to draw every month: those that can be told are under When. "];
  const isApart = Math.max(...months.map((m) => value(key("low", m)))) > Math.min(...months.map((m) => value(key("high", m))));
  return [isApart ? "Too few families here to draw every month: those that can be told are in the table below. " : "Too few families here to draw every month: those that can be told are in the table below, and none stands out: pick no month by it. "];
}

// a month before what nobody knows of beforehand
function asIfKnown(best) { return value(best) < 0 && room.event !== "birth" ? ["Before it, nobody can know what will come. "] : []; }

drawers.when = () => {
  commonChoices("when", true, drawers.when);
  drawWhose();
  const here = room.when === "here" ? "here_" : "", worth = hasOthers() ? here : "";  // what a place is worth does not hang on the offer
  whose = here;
  const isTold = !whose || isLivedAround("when", movedAsk(), shelveMap);
  tellAround("when", isTold);
  if (!isTold) return;
  whose = worth;
  drawWhen(byId("when-chart"), byId("when-chart").clientWidth < 520 ? 300 : 290);
  const harm = measureOf(room.measure).good < 0;
  say(byId("when-answer"), harm ? room.measure === "part_free_of_harm" ? "Each of these couples parts, and would have been free of harm." : "A harm: above nothing, help keeps more couples in a relationship that harms. Lower is better." : windowTold(windowRow())[0]);
  say(byId("when-more"), ...(room.when === "here" && !whose ? ["Only the offer was changed: what a place is worth in each month does not hang on that, who can be met does. "] : []), ...notInTheList(), ...(harm ? [] : windowTold(windowRow())[1]));
  say(byId("when-apart"), ...(room.measure === "quality" ? ["This counts only couples whose time together help did not change. What help does where couples part, or stay in harm, is on Safety; what it is worth to two homes is not in this page."] : []));
  say(byId("when-note"), ...ofWhom(), label(`measure.${room.measure}`, "whole"), ", ", label(`measure.${room.measure}`, "unit"), "; each family is counted for ", keyed("facts/all/follow"),
    " from the month of help. ", MONTHS[0] < 0 ? "Help before: as if one had known what would come. " : "", ...shadedSaid(),
    !harm && isMarked(windowRow()) ? " Green bar: months that may be worth as much as the highest, which is ringed." : "");
  whose = here;
  saysWhatMatters(byId("when-matters"));
  drawLayers(byId("when-layers-chart"));
  say(byId("when-reach"), ...reachSentence());
  bufferTable(byId("when-buffer-table"), byId("when-buffer-note"));
  whenTable(worth);
};

// worked out beforehand as the scenario has it, or lived here under what the room assumes
function drawWhose() {
  const ways = [["made", "this offer, not changed by us"], ["here", "what we changed, worked out here"]];
  const pills = ways.map(([name, says]) => {
    const input = make("input", { type: "radio", name: "when-whose", value: name, checked: room.when === name });
    input.addEventListener("change", () => { room.when = name; drawers.when(); tellAsked(); byId("when-whose").querySelector(":checked").focus(); });
    return make("label", {}, input, says);
  });
  empty(byId("when-whose")).append(make("fieldset", {}, make("legend", {}, "Which offer"), make("div", { class: "pills" }, pills)));
}

function ofWhom() {
  if (!whose) return hasOthers() ? ["This is of the offer as it was before we changed something. "] : [];
  const told = toldInWords();
  return ["Worked out in this page: ", keyed("here_of/all/event"), " couples to whom it happens, among ", keyed("here_of/all/families"), " families", ...(told.length ? [". What we changed: ", choice(told.join("; "))] : [", not changed by us"]), ". "];
}

function whenTable(of) {
  const worth = [measureOf(room.measure).good < 0 ? "Harm" : "Worth", "Lowest", "Highest"].map((says, i) => [says, (m) => worthKey(["estimate", "low", "high"][i], m, of)]);
  const columns = [...worth, ...layerColumns()];
  const rows = MONTHS.map((m) => make("tr", {}, make("th", { scope: "row" }, keyed(`labels/month.${m}/name`)), columns.map(([, key]) => make("td", {}, keyed(key(m))))));
  const heads = ["Help begins", ...columns.map(([says]) => says)].map((one) => make("th", { scope: "col" }, one));
  empty(byId("when-table")).append(make("table", {}, make("thead", {}, make("tr", {}, heads)), make("tbody", {}, rows)));
}

function drawGuess() {
  whose = "";
  const box = byId("guess-chart"), frame = whenFrame(box, box.clientWidth < 520 ? 300 : room.shown ? 190 : 270), { svg } = frame, drawn = room.guess.some((one) => one !== null);
  Object.assign(frame, { months: guessMonths(), drop: 31 });
  const across = frame.across = scaleOf(frame.months[0], frame.months[frame.months.length - 1], frame.left + 8, frame.right - 8);
  room.at = Math.max(room.at, MONTHS.indexOf(frame.months[0]));
  byId("guess-show").classList.toggle("main", drawn);
  say(byId("guess-worth"), "Worth: ", ...(room.measure === "quality" ? ["how much better the couple get on, to each family who gets the help."] : [label(`measure.${room.measure}`), ", of those who get the help."]), " The top is the highest month, however small.", ...(monthsTold().length ? [] : [" Too few families to draw every month of this: choose another under \u201cWhat counts\u201d."]));
  const up = scaleOf(0, 1, frame.bottom, frame.top + 6);
  svg.setAttribute("class", "drawing");
  monthAxis(frame, frame.months, across);
  monthTitle(frame, WORDS.events[room.event]);
  svg.append(draw("line", { x1: frame.left, x2: frame.right, y1: frame.bottom, y2: frame.bottom, stroke: "#111", "stroke-width": 2 }),
    textAt(4, frame.top - 8, "↑ worth most", { class: "faint" }), textAt(4, frame.bottom + 2, "nothing", { class: "faint" }));
  if (room.shown) drawTruth(frame, up);
  if (room.shown && monthsTold().length && frame.right - frame.left > 420 * frame.k) svg.append(textAt(frame.right, frame.top - 8, `${inTongue("the top:")} ${placesIn(windowRow()) ? `${placesIn(windowRow())} ${inTongue("places in a hundred")}` : `${textOf(topKey())} ${inTongue(textOf(`labels/measure.${room.measure}/unit`))}`}`, { class: "faint", "text-anchor": "end", "data-choice": true }));
  guessesHere().forEach((one, i) => drawNamed(frame, up, one, i));
  svg.append(line(MONTHS.map((m, i) => [across(m), room.guess[i] === null ? null : up(room.guess[i])]), { stroke: "#111", "stroke-dasharray": "10 6" }));
  MONTHS.forEach((m, i) => { if (room.guess[i] !== null) svg.append(draw("circle", { cx: across(m), cy: up(room.guess[i]), r: 5, fill: "#111" })); });
  svg.append(handle(frame, up));
  svg.removeAttribute("role");
  hearPointer(frame, up);
}

// the months in which the model can be told; all where it can be told in none
function guessMonths() { const told = monthsTold(); return told.length > 1 ? told : MONTHS; }

function handle(frame, up) {
  const worth = room.guess[room.at] === null ? 0 : room.guess[room.at], month = MONTHS[room.at];
  const knob = draw("circle", { cx: frame.across(month), cy: up(worth), r: 13, fill: "#fff", "fill-opacity": 0.6, stroke: "#b34700", "stroke-width": 4,
    tabindex: 0, role: "slider", id: "guess-knob", "aria-label": "Your curve", "aria-valuemin": 0, "aria-valuemax": 10,
    "aria-valuenow": Math.round(worth * 10), "aria-valuetext": `${monthInWords(month)}: ${Math.round(worth * 10)} out of 10` });
  knob.addEventListener("keydown", moveKnob);
  return knob;
}

function moveKnob(event) {
  const steps = { ArrowUp: 0.1, ArrowDown: -0.1, PageUp: 0.3, PageDown: -0.3 }, sides = { ArrowLeft: -1, ArrowRight: 1 };
  if (event.key in sides) room.at = Math.min(Math.max(room.at + sides[event.key], MONTHS.indexOf(guessMonths()[0])), MONTHS.indexOf(guessMonths().at(-1)));
  else if (event.key in steps) room.guess[room.at] = Math.min(Math.max((room.guess[room.at] ?? 0) + steps[event.key], 0), 1);
  else return;
  event.preventDefault();
  drawGuess();
  byId("guess-knob").focus();
}

function hearPointer(frame, up) {
  let last = null;
  const put = (event) => {
    const box = frame.svg.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
    const at = MONTHS.indexOf(frame.months.reduce((best, m) => (Math.abs(frame.across(m) - x) < Math.abs(frame.across(best) - x) ? m : best)));
    const worth = Math.min(Math.max((frame.bottom - y) / (frame.bottom - up(1)), 0), 1);
    const from = last === null ? at : last.at, start = last === null ? worth : last.worth, step = from < at ? 1 : -1;
    for (let i = from; i !== at + step; i += step) room.guess[i] = from === at ? worth : start + ((i - from) / (at - from)) * (worth - start);
    last = { at, worth };
    room.at = at;
  };
  byId("guess-chart").onpointerdown = (event) => { put(event); drawGuessKeep(last); event.preventDefault(); };
  const drawGuessKeep = () => {
    const move = (event) => { put(event); preview(); };
    const preview = () => {
      const old = frame.svg.querySelector("#guess-live");
      if (old) old.remove();
      frame.svg.append(line(MONTHS.map((m, i) => [frame.across(m), room.guess[i] === null ? null : up(room.guess[i])]), { stroke: "#111", id: "guess-live" }));
    };
    const done = () => { window.removeEventListener("pointermove", move); drawGuess(); };
    preview();
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", done, { once: true });
    window.addEventListener("pointercancel", done, { once: true });
  };
}

function drawTruth(frame, up) {
  const estimate = worths("estimate"), low = worths("low"), high = worths("high");
  const most = Math.max(...estimate.filter((one) => one !== null));
  if (!(most > 0)) return;
  const clip = (one) => (one === null ? null : up(Math.min(Math.max(one / most, 0), 1.12)));
  frame.svg.append(band(MONTHS.map((m, i) => [frame.across(m), clip(low[i]), clip(high[i])]), { fill: "#0072B2" }),
    line(MONTHS.map((m, i) => [frame.across(m), clip(estimate[i])]), { stroke: "#0072B2", "stroke-width": 6 }));
}

function answerGuess() {
  whose = "";
  const node = byId("guess-answer"), drawn = room.guess.some((one) => one !== null);
  empty(byId("guess-more"));
  byId("guess-central").hidden = !room.shown;
  if (!room.shown) { empty(node); return; }
  const best = room.guess.reduce((top, one, i) => (one !== null && (top < 0 || one > room.guess[top]) ? i : top), -1);
  const scores = guessesHere().map((one) => [one.name, scoreOf(one.curve)]).filter(([, score]) => score !== null).sort((one, other) => other[1] - one[1]);
  const best_ = Object.fromEntries(guessesHere().map((one) => [one.name, monthInWords(MONTHS[highestOf(one.curve)])]));
  const marked = () => [" How near each runs to the model's curve: ", choice(scores.map(([name, score]) => `${name}, ${score} out of 10, best month ${best_[name]}`).join("; ")), "."];
  const unmarked = () => [" Best months that were drawn: ", choice(scores.map(([name]) => `${name}, ${best_[name]}`).join("; ")), ". The model sees hardly any difference between the months, so no curve gets a mark."];
  const told = scores.length ? (isFlat() ? unmarked() : marked()) : [];
  const yours = drawn ? ["You put the best month at ", choice(monthInWords(MONTHS[best])), ". "] : [];
  const [bold, rest] = windowTold(windowRow(), true);  // all the rest is on When
  say(node, ...bold);
  say(byId("guess-more"), ...yours, ...(worths("estimate").some((one) => one > 0) ? ["The model is in blue, for each family who gets it; its highest month is drawn at the top: ", keyed(topKey()), ", ", label(`measure.${room.measure}`, "unit"), ". ", ...shadedSaid()] : []), ...rest, "How many can be met in a month is another matter: see When.", ...told);
}

function shadedSaid() { return ["Shaded: what luck alone could do, ", keyed("facts/all/interval"), " of the time; the truth may lie outside. "]; }

// whether the lowest month is worth about as much as the highest
function isFlat() { const there = worths("estimate").filter((one) => one !== null); return there.length > 1 && Math.min(...there) >= MUCH_ALIKE * Math.max(...there); }

drawers.guess = () => {
  whose = "";
  room.group = 0;
  if (measureOf(room.measure).good < 0) room.measure = "stay_free_of_harm";
  commonChoices("guess", false, drawers.guess);
  drawGuess();
  answerGuess();
};
