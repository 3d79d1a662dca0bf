// The poster, the file of assumptions, the tabs, and the start.
function posterTable() {
  const shown = WORDS.results.map((one) => one.name);
  const head = make("tr", {}, make("th", { scope: "col" }, "Support"), shown.map((name) => make("th", { scope: "col" }, label(`result.${name}`))));
  const rows = others.map((row) => make("tr", {}, make("th", { scope: "row" }, keyed(`strategies/${row}/name`)),
    shown.map((name) => make("td", {}, make("span", { class: "of" }, label(`result.${name}`)), keyed(`changed/${row}.${name}/value`), make("small", {}, "± ", keyed(`changed/${row}.${name}/chance`)),
      isAsItIs() ? [] : make("small", {}, "± ", keyed(`changed/${row}.${name}/short_cut`), " *")))));
  empty(byId("poster-table")).append(make("table", {}, make("thead", {}, head), make("tbody", {}, rows)));
}

// the more lines in the table, the smaller the print, so that the poster stays one sheet
function fitPrint() {
  const lines = others.length * (isAsItIs() ? 2 : 3);
  document.documentElement.style.setProperty("--print", String(Math.min(1.95, 55 / (21 + lines))));
}

drawers.poster = () => {
  fitPrint();
  say(byId("poster-question"), ...asked());
  empty(byId("poster-assumed")).append(...WORDS.levers.map((lever, i) => make("li", {}, label(`lever.${lever.name}`), ": ", ...factorInWords(lever, room.setting[i]))));
  say(byId("poster-table-title"), "What would change over ", keyed("facts/all/over"), ", against ", keyed("facts/all/comparator"));
  posterTable();
  drawPosterWhen();
  posterMissed();
  empty(byId("poster-cannot")).append(...WORDS.cannot.map((one) => make("li", {}, one)));
  footOf(byId("poster-foot"), "± is a ", keyed("facts/all/interval"), " range of chance",
    ...(isAsItIs() ? [". "] : ["; with a star, the furthest that the quick estimate was off in ", keyed("facts/all/held_out"), " runs it had never seen. "]));
};

// a poster is at one setting, the room's: what is known only as the scenario has it is left off where that is another
function drawPosterWhen() {
  byId("poster-chart").hidden = byId("poster-matters").hidden = !isAsItIs();
  if (!isAsItIs()) {
    say(byId("poster-when"), "When help is worth most was worked out as the scenario has it, not under these assumptions. To have it here, put every slider back.");
    return;
  }
  drawWhen(byId("poster-chart"), 250);
  say(byId("poster-when"), "Around ", label(`event.${room.event}`), room.group ? ", for families with " : ", for ", label(`group.${room.group}`), "; the help: ", label(`programme.${room.programme}`), "; what counts: ", label(`measure.${room.measure}`), ". ",
    measureOf(room.measure).good < 0 ? "This is a harm: lower is better." : windowSentence(windowRow()));
  saysWhatMatters(byId("poster-matters"));
}

// of the strategy chosen under "who is missed"; the quick estimate knows all but the one that the others stand against
function posterMissed() {
  const asItIs = isAsItIs(), row = asItIs || others.includes(`s${room.strategy}`) ? `s${room.strategy}` : others[0], key = `changed/${row}.missed`;
  const missed = asItIs ? [": of ", keyed(`strategies/${row}/in_need`), " families in need, ", keyed(`strategies/${row}/missed`), " are never helped (", keyed(`strategies/${row}/share_missed`), ")", ...whomMissed(row)]
    : [": ", keyed(`${key}/value`), " (± ", keyed(`${key}/chance`), ", ± ", keyed(`${key}/short_cut`), " *) families in need are never helped"];
  say(byId("poster-missed"), keyed(`strategies/${row}/name`), ...missed, ". Not being reached is not a family's fault.");
}

function footOf(node, ...before) {
  say(node, ...before, "famsim ", keyed("facts/all/version"), ", run ", keyed("facts/all/run"), ", seed ", keyed("facts/all/seed"), ". Lived: ", keyed("facts/all/simulated"), " of ",
    keyed("facts/all/families"), " ", keyed("facts/all/lived"), ". Simulated families, not case records.");
}

function numberInToml(x) { return String(Number(x.toPrecision(7))); }

function factorOf(name) { return room.setting[WORDS.levers.findIndex((lever) => lever.name === name)]; }

function pieceInToml(piece) {
  if (typeof piece === "string") return piece;
  if ("places" in piece) return numberInToml(Math.min(piece.places * factorOf("places"), piece.most));
  const factor = factorOf(piece.lever);
  if ("says" in piece) return `# ${piece.says}: ${factor === 1 ? AS_IT_IS : `${Math.round(factor * 100)}% of what the scenario has`}\n`;
  if (factor === 1 && !piece.given) return "";
  return `"${piece.figure}" = ${numberInToml(Math.min(Math.max(piece.value * factor, piece.low), piece.high))}\n`;
}

function savedToml() { return DATA.saved.pieces.map(pieceInToml).join(""); }

function save() {
  const link = make("a", { download: DATA.saved.name, href: URL.createObjectURL(new Blob([savedToml()], { type: "application/toml" })) });
  document.body.append(link);
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 1000);
  say(byId("change-saved"), "Saved as ", keyed("saved/all/name"), ". Run it: famsim compare ", keyed("saved/all/name"));
}

const VIEWS = ["guess", "when", "family", "missed", "change", "poster"];

function open(view, focus) {
  for (const one of VIEWS) {
    const chosen = one === view, tab = byId(`tab-${one}`);
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    byId(`view-${one}`).hidden = !chosen;
    if (chosen && focus) tab.focus();
  }
  redraw(view);
}

function hearTabs() {
  VIEWS.forEach((view, i) => {
    const tab = byId(`tab-${view}`), to = { ArrowRight: (i + 1) % VIEWS.length, ArrowLeft: (i + VIEWS.length - 1) % VIEWS.length, Home: 0, End: VIEWS.length - 1 };
    tab.addEventListener("click", () => open(view));
    tab.addEventListener("keydown", (event) => { if (event.key in to) { event.preventDefault(); open(VIEWS[to[event.key]], true); } });
  });
}

function begin() {
  say(byId("question"), ...asked());
  footOf(byId("foot"));
  hearTabs();
  byId("guess-show").addEventListener("click", () => { room.shown = true; drawGuess(); answerGuess(); });
  byId("guess-clear").addEventListener("click", () => { room.guess = MONTHS.map(() => null); room.shown = false; drawers.guess(); });
  byId("family-slider").addEventListener("input", (event) => { room.arm = Number(event.target.value); drawFamily(); });
  byId("change-reset").addEventListener("click", reset);
  byId("change-save").addEventListener("click", save);
  byId("poster-save").addEventListener("click", save);
  byId("poster-print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", () => { byId("view-poster").hidden = false; drawers.poster(); });
  window.addEventListener("afterprint", () => open(VIEWS.find((one) => byId(`tab-${one}`).getAttribute("aria-selected") === "true")));
  let waiting = null;
  window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(() => VIEWS.forEach(redraw), 120); });
  open("guess");
}

begin();
