// The form: one strategy's offers, staff, pathways and switches, as a scenario file has them.
function field(id, text, control) {
  control.id = id;
  return make("div", { class: "field" }, make("label", { for: id }, text), control);
}

function numberIn(id, text, value, { min, max, step }, change) {
  const input = make("input", { type: "number", inputmode: "decimal", min, max, step: step || "any", value });
  input.addEventListener("input", () => change(input.value === "" ? NaN : Number(input.value)));
  return field(id, text, input);
}

function selectIn(id, text, rows, chosen, change) {
  const select = make("select", {}, rows.map(([name, key]) => make("option", { value: name, "data-key": key, selected: name === chosen }, textOf(key))));
  select.value = chosen;
  select.addEventListener("change", () => change(select.value));
  return field(id, text, select);
}

function tick(id, content, checked, change, disabled) {
  const input = make("input", { type: "checkbox", id, checked, disabled });
  input.addEventListener("change", () => change(input.checked));
  return make("label", { class: "tick" }, input, content);
}

function press(text, does, more) {
  const button = make("button", { type: "button", ...more }, text);
  button.addEventListener("click", does);
  return button;
}

// what is edited is the room's own copy; once it is the scenario's again, it is let go of
function editing() { return (room.tables[room.plan] ||= copyOf(scenarioTable(room.plan))); }

function edit(change, anew) {
  const table = editing();
  change(table);
  for (const name of ["budget", "match_funding", "staff_share", "grant"]) delete table[name];  // its places are the room's now
  if (!isChanged(room.plan)) delete room.tables[room.plan];
  if (anew) drawForm(anew === true ? null : anew);
  tellProblems();
  liveSoon();
}

function names(kind, list) { return list.map((one) => [one, `labels/${kind}.${one}/name`]); }

function featureOf(name) { return LIVE.names.features.find((one) => one.name === name); }

const unitSaid = (unit) => (unit === "decile" ? "" : /^SD\b/.test(unit) ? "on a scale where families typically differ by one" : unit);

function whoRow(at, name, id) {
  const { unit, low, high } = featureOf(name), bounds = { min: low, max: high }, change = (end) => (value) => edit((table) => { table.offer[at].who[name][end] = value; });
  const [from, to] = roomTable(room.plan).offer[at].who[name];
  const label_ = label(`feature.${name}`), gone = press("×", () => edit((table) => { delete table.offer[at].who[name]; }, `${id}-add`), { class: "small-button", "aria-label": `without: ${textOf(`labels/feature.${name}/name`)}` });
  if (unit === "yes/no") {
    const select = make("select", { "aria-label": textOf(`labels/feature.${name}/name`), id: `${id}-${name}` }, ["yes", "no"].map((one, i) => make("option", { value: 1 - i }, one)));
    select.value = String(from);
    select.addEventListener("change", () => edit((table) => { table.offer[at].who[name] = [Number(select.value), Number(select.value)]; }));
    return make("div", { class: "who-row" }, make("span", {}, label_), select, gone);
  }
  return make("div", { class: "who-row" }, make("span", {}, label_, make("small", {}, ` ${unitSaid(unit)}`)), numberIn(`${id}-${name}-from`, "from", from, bounds, change(0)), numberIn(`${id}-${name}-to`, "to", to, bounds, change(1)), gone);
}

function whoFields(at, offer, id) {
  const there = Object.keys(offer.who), left = LIVE.names.features.map((one) => one.name).filter((one) => !there.includes(one));
  const select = make("select", { id: `${id}-add`, "aria-label": "Ask one thing more of families" }, make("option", { value: "" }, "ask one thing more …"), left.map((one) => make("option", { value: one, "data-key": `labels/feature.${one}/name` }, textOf(`labels/feature.${one}/name`))));
  select.addEventListener("change", () => edit((table) => { const { low, high, unit } = featureOf(select.value); table.offer[at].who[select.value] = unit === "yes/no" ? [1, 1] : [low, high]; }, `${id}-add`));
  return make("fieldset", {}, make("legend", {}, "Who: families of whom all of this is so"), there.map((name) => whoRow(at, name, id)), there.length < LIVE.names.max_conditions ? select : []);
}

function whenFields(at, offer, id) {
  const put = (name) => (value) => edit((table) => { table.offer[at].when[name] = value; });
  const trigger = selectIn(`${id}-trigger`, "When", names("trigger", LIVE.names.triggers), offer.when.trigger, (given) => edit((table) => {
    const { when } = ((scenarioTable(room.plan).offer || [])[at] || {}), { from, to } = when && when.trigger === given ? when : { from: Math.max(offer.when.from ?? 0, given === "birth" ? -Infinity : 0), to: offer.when.to ?? 12 };
    table.offer[at].when = given === "any_time" ? { trigger: given } : { trigger: given, from, to };
  }, `${id}-trigger`));
  if (offer.when.trigger === "any_time") return [trigger];
  return [trigger, numberIn(`${id}-from`, "from month (− before)", offer.when.from, { min: LIVE.names.earliest, max: 240, step: 1 }, put("from")), numberIn(`${id}-to`, "to month", offer.when.to, { min: LIVE.names.earliest, max: 240, step: 1 }, put("to"))];
}

function doorTicks(at, offer, id) {
  const toggle = (door) => (on) => edit((table) => { const { found } = table.offer[at]; table.offer[at].found = on ? [...found, door] : found.filter((one) => one !== door); drawDoors(table); });
  return make("fieldset", {}, make("legend", {}, "Where families are found"), make("div", { class: "ticks" }, LIVE.names.doors.map((door) => tick(`${id}-${door}`, label(`door.${door}`), offer.found.includes(door), toggle(door)))));
}

function placesFields(at, offer, id) {
  const limit = (on) => edit((table) => { const one = table.offer[at]; if (on) { delete one.places_a_month; one.unlimited = true; delete one.stands_in; } else { delete one.unlimited; one.places_a_month = 8; } }, `${id}-unlimited`);
  const free = tick(`${id}-unlimited`, "without limit", offer.unlimited === true, limit);
  if (offer.unlimited) return [free];
  return [numberIn(`${id}-places`, "Places a month", offer.places_a_month, { min: 0, max: LIVE.names.max_places }, (value) => edit((table) => { table.offer[at].places_a_month = value; })), free];
}

function offerForm(offer, at) {
  const id = `offer-${at}`, put = (name) => (value) => edit((table) => { table.offer[at][name] = value; });
  const body = make("div", { class: "offer-body" },
    selectIn(`${id}-programme`, "What", names("programme", LIVE.names.programmes), offer.programme, (value) => edit((table) => moveHelp(table.offer, at, value, table.pathways), `${id}-programme`)),
    make("div", { class: "fields" }, placesFields(at, offer, id)), whoFields(at, offer, id), make("div", { class: "fields" }, whenFields(at, offer, id)), doorTicks(at, offer, id),
    make("div", { class: "fields" }, selectIn(`${id}-invites`, "Whom staff invite", names("invites", LIVE.names.invites), offer.invites, put("invites")),
      selectIn(`${id}-priority`, "Who is first", names("priority", LIVE.names.priorities), offer.priority, put("priority")),
      numberIn(`${id}-begins`, "First month", offer.begins, { min: 1, max: LIVE.names.scenario_months, step: 1 }, put("begins")),
      numberIn(`${id}-ends`, "Last month", Math.min(offer.ends, LIVE.names.scenario_months), { min: 1, max: LIVE.names.scenario_months, step: 1 }, put("ends"))),
    tick(`${id}-both`, "nobody starts unless both parents are willing", offer.both_willing === true, (on) => edit((table) => { if (on) table.offer[at].both_willing = true; else delete table.offer[at].both_willing; })),
    press("Take this offer away", () => edit((table) => { table.offer.splice(at, 1); if (!table.offer.length) delete table.offer; }, "form-add"), { class: "small-button" }));
  const summary = make("summary", {}, label(`programme.${offer.programme}`), offer.usual ? " (a usual service)" : "");
  const details = make("details", { id, open: formOpen.has(`${room.plan} ${at}`) }, summary, make("p", { class: "wrong", id: `${id}-wrong`, "aria-live": "polite" }), body);
  details.addEventListener("toggle", () => { if (details.open) formOpen.add(`${room.plan} ${at}`); else formOpen.delete(`${room.plan} ${at}`); });
  return details;
}

// another help in an offer's place: the ways that led to the old one lead to it, unless they are another offer's too
function moveHelp(offers, at, to, pathways) {
  const from = offers[at].programme, isThere = ({ door, agency }) => pathways.some((one) => one.to === to && one.door === door && one.agency === agency);
  offers[at].programme = to;
  if (offers.every((one) => one.programme !== from)) for (const one of pathways) if (one.to === from && !isThere(one)) one.to = to;
}

const formOpen = new Set();

function newOffer() {
  const programme = LIVE.names.programmes.find((one) => one === "relationship_group") || LIVE.names.programmes[0], kind = LIVE.names.kinds[programme];
  return { programme, who: kind ? { [kind]: [1, 1] } : {}, when: { trigger: "any_time" }, found: ["school"], places_a_month: 4, begins: 1, ends: LIVE.names.months, priority: "first_come", invites: "noticed" };
}

// doors of any offer or pathway, and those whose staff are trained
function doorsInUse(table) {
  const found = new Set(Object.keys(table.staff_trained));
  (table.offer || []).forEach((offer) => offer.found.forEach((door) => found.add(door)));
  table.pathways.forEach((one) => doorsOf(one, LIVE.names).forEach((door) => found.add(door)));
  return LIVE.names.doors.filter((door) => found.has(door));
}

function per(share) { return Math.round(share * 1000) / 10; }

function staffForm(table) {
  const heads = LIVE.by_heads[room.plan], doors = doorsInUse(table);
  const rows = doors.map((door) => (heads.includes(door) ? make("p", { class: "small" }, label(`door.${door}`), ": trained by heads")
    : numberIn(`trained-${door}`, [label(`door.${door}`), ", %"], per(table.staff_trained[door] || 0), { min: 0, max: 100 }, (value) => edit((one) => { if (value === 0) delete one.staff_trained[door]; else one.staff_trained[door] = value / 100; }))));
  return make("details", { id: "form-staff", open: formOpen.has("staff") }, make("summary", {}, "Staff trained"), make("div", { class: "fields" }, rows));
}

function pathwaysForm(table) {
  const rows = table.pathways.map((one, at) => make("div", { class: "who-row" }, make("span", {}, one.door ? label(`door.${one.door}`) : choice(one.agency), " → ", label(`programme.${one.to}`)),
    numberIn(`path-${at}`, "arrive, %", per(one.works), { min: 0, max: 100 }, (value) => edit((given) => { given.pathways[at].works = value / 100; })),
    press("×", () => edit((given) => { given.pathways.splice(at, 1); }, "path-add"), { class: "small-button", "aria-label": "close this pathway" })));
  const open = [...new Set(table.pathways.flatMap((one) => doorsOf(one, LIVE.names).map((door) => `${door} ${one.to}`)))];
  const left = (table.offer || []).flatMap((offer) => offer.found.map((door) => [door, offer.programme])).filter(([door, to], i, all) => !open.includes(`${door} ${to}`) && all.findIndex((one) => one.join() === `${door},${to}`) === i);
  const select = make("select", { id: "path-add", "aria-label": "Open a pathway" }, make("option", { value: "" }, left.length ? "open one …" : "all are open"), left.map(([door, to], i) => make("option", { value: i }, `${named("door", door)} → ${named("programme", to)}`)));
  select.addEventListener("change", () => edit((given) => { const [door, to] = left[Number(select.value)]; given.pathways.push({ door, to, works: 0.8 }); }, "path-add"));
  return make("details", { id: "form-pathways", open: formOpen.has("pathways") }, make("summary", {}, "Referral pathways"), rows, select);
}

function switchesForm(table) {
  const put = (name) => (on) => edit((one) => { one[name] = on; });
  return make("details", { id: "form-switches", open: formOpen.has("switches") }, make("summary", {}, "Working together"),
    tick("switch-data", "doors share what they know", table.data_shared, put("data_shared")), tick("switch-questions", "all ask by one questionnaire", table.questionnaire, put("questionnaire")),
    tick("switch-signposting", "staff also signpost informally", table.signposting, put("signposting")),
    numberIn("switch-waits", "waits shortened by, %", per(table.waits_shortened), { min: 0, max: 100 }, (value) => edit((one) => { one.waits_shortened = value / 100; })));
}

const ECONOMY = { job_loss: "Losing a job", job_finding: "Finding a job", arrears: "Falling behind with bills" };

function economyForm() {
  const rows = Object.entries(ECONOMY).map(([name, says]) => numberIn(`economy-${name}`, `${says}, % of what it is now`, per(room.economy[name]), { min: 0, max: 500 }, (value) => { room.economy[name] = value / 100; tellProblems(); liveSoon(); }));
  return make("details", { id: "form-economy", open: formOpen.has("economy") }, make("summary", {}, "Jobs and bills in the area"), make("div", { class: "fields" }, rows));
}

function leverSlider(lever, i) {
  const input = make("input", { type: "range", id: `lever-${lever.name}`, min: 0, max: lever.steps.length - 1, step: 1, value: lever.steps.indexOf(room.setting[i]) }), output = make("output", { for: input.id, id: `lever-${lever.name}-says` });
  const says = () => { say(output, ...(i === SCREEN && room.setting[i] !== 1 ? [choice(foundSaid(room.setting[i]))] : factorInWords(room.setting[i]))); input.setAttribute("aria-valuetext", output.textContent); };
  input.addEventListener("input", () => { room.setting[i] = lever.steps[Number(input.value)]; says(); liveSoon(); });
  says();
  return make("div", { class: "slider" }, make("label", { for: input.id }, label(`lever.${lever.name}`)), input, output);
}

const AS_IT_IS = "not changed by us";

function factorInWords(factor) { return factor === 1 ? [make("span", {}, AS_IT_IS)] : [choice(`${Math.round(factor * 100)}%`), " of what it is now"]; }

function leversForm() {
  return make("details", { id: "form-levers", open: formOpen.has("levers") }, make("summary", {}, "What we assume"), LEVERS.map(leverSlider));
}

// a part of the form that stays open, or shut, as it is drawn anew
function keptOpen(part) {
  part.addEventListener("toggle", () => { const name = part.id.slice(5); if (part.open) formOpen.add(name); else formOpen.delete(name); });
  return part;
}

// what follows from where families are found
function drawDoors(table) { for (const one of [staffForm(table), pathwaysForm(table)]) byId(one.id).replaceWith(keptOpen(one)); }

function drawForm(focus) {
  const table = roomTable(room.plan), offers = table.offer || [];
  const others = LIVE.tables.strategy.map((_, i) => [String(i), `strategies/s${i}/name`]).slice(1);
  const parts = [staffForm(table), pathwaysForm(table), switchesForm(table), economyForm(), leversForm()].map(keptOpen);
  const add = offers.length < LIVE.names.max_offers ? press("Add an offer", () => edit((one) => { (one.offer ||= []).push(newOffer()); formOpen.add(`${room.plan} ${one.offer.length - 1}`); }, `offer-${offers.length}-programme`), { id: "form-add", class: "small-button" }) : [];
  empty(byId("change-form")).append(selectIn("change-strategy", "Whose offer?", others, String(room.plan), (given) => { room.plan = Number(given); drawForm("change-strategy"); tellProblems(); liveSoon(); }),
    make("p", { class: "note" }, writtenDown()), make("p", { class: "wrong", id: "form-wrong", "aria-live": "polite" }), ...offers.map(offerForm), make("p", { class: "buttons" }, add), ...parts);
  if (focus && byId(focus)) byId(focus).focus();
}

// what is wrong with all that the room has set: nothing is lived, or kept, at another setting than the form shows
function problemsHere(place = room.plan) {
  const wrong = Object.entries(ECONOMY).filter(([name]) => !(room.economy[name] >= 0 && room.economy[name] <= 5)).map(([, says]) => ({ offer: null, text: `${says}: allowed: 0% to 500%` }));
  return [...problemsOf(roomTable(place), LIVE.names), ...wrong];
}

function tellProblems() {
  const found = problemsHere();
  document.querySelectorAll("#change-form .wrong").forEach(empty);
  for (const { offer, text } of found) {
    const node = byId(offer === null ? "form-wrong" : `offer-${offer}-wrong`);
    if (node) node.append(make("span", { "data-choice": true }, `${text}. `));
  }
}
