/* Help moved in time: families lived without help, and from the month before a place on once with and once without it
   (famsim.runs.moved, famsim.questions.twins.lives). Without outer names, so that its text can be handed to a worker. */
function famsimMoved(lib) {
  "use strict";
  const {Records, here} = lib;
  const NOBODY_ENTERS = -(1 << 20), FIRST_HELP = 2, RISKS = 3;
  /* What is looked up of families by the rules: an array (families, width). */
  function look(engine, rows, month, seed, p) {
    const {layout} = engine, {width, words} = layout.look, count = rows.byteLength / engine.size, found = new Float64Array(count * width);
    const places = {block: 8 * Object.keys(words).length, families: rows.byteLength, p: p.length, found: found.byteLength, room: layout.room[0]};
    let at = Math.ceil(engine.at.end / 64) * 64;
    for (const [name, bytes] of Object.entries(places)) { places[name] = at; at += Math.ceil(bytes / 64) * 64; }
    engine.widen(at);
    const {bytes, data} = engine, put = {families: places.families, "families.0": count, month, seed, p: places.p, found: places.found, "found.0": count, "room.from": places.room, "room.to": at};
    bytes.set(rows, places.families);
    bytes.set(p, places.p);
    for (const [name, place] of Object.entries(words)) data.setBigInt64(places.block + 8 * place, BigInt(put[name]), true);
    engine.looks(places.block);
    found.set(new Float64Array(engine.memory.buffer, places.found, found.length));
    return found;
  }

  const number = (p, layout, topic, name, row) => {
    const outer = layout.parameters.fields[topic];
    return new DataView(p.buffer, p.byteOffset).getFloat64(outer.at + (row === undefined ? 0 : row * outer.size) + outer.fields[name].at, true);
  };
  const joined = (rows, size) => { const all = new Uint8Array(rows.length * size); rows.forEach((one, n) => all.set(one, n * size)); return all; };

  /* A policy that helps nobody by itself, whose first offer holds a programme (famsim.runs.moved.prescribed). */
  function prescribed(policy, layout, row) {
    const own = policy.slice(), data = new DataView(own.buffer), {offers, n_offers} = layout.policy.fields;
    for (const [name, value] of [["programme", row], ["begins", 32000], ["ends", 32000]]) data.setBigInt64(offers.at + offers.fields[name].at, BigInt(value), true);
    data.setBigInt64(n_offers.at, 1n, true);
    return own;
  }

  /* Give a place from next month to families in some rows of their records. */
  function givePlace(records, row, month, both) {
    records.set(row, "help_stage", records.numbers.attending);
    records.set(row, "offer", 0);
    records.set(row, "start_month", month);
    records.set(row, "both_take_part", both ? 1 : 0);
  }

  /* Live a month of a run; the engine's own progress is not told. */
  function month(engine, run) { for (const _ of engine.advance(run.area, run.month, 1, run.economy)) { /* one call */ } run.month += 1; }

  const nobodyEnters = (area) => Object.assign(Object.create(Object.getPrototypeOf(area)), area, {end: NOBODY_ENTERS});

  /* Begin the area's months without help; `policy` is of nobody. */
  function begin(engine, at, months) { engine.begin(at.start, at.p, at.policy, {months, rows: at.rows}); return {area: at.area, month: 0, economy: at.economy}; }

  /* The first events of a kind to couples inside a span of months: month by account row, and each account's risk group. */
  function *findEvents(session, at, events, [first, last], months, tell) {
    const {engine} = session, {never} = engine.layout.numbers, run = begin(engine, at, months), found = events.map(() => new Int16Array(at.rows).fill(never));
    while (run.month < last) {
      month(engine, run);
      if (run.month >= first) {
        const families = here(engine);
        for (let row = 0; row < families.count; row++) {
          if (!families.isCouple(row)) continue;
          const account = families.of(row, "account");
          events.forEach((event, n) => { if (found[n][account] === never && families.struck(row, event, run.month)) found[n][account] = run.month; });
        }
      }
      if (run.month % 6 === 0) yield tell(run.month);
    }
    const {start, length} = engine.book.account_cells, cells = new Int16Array(engine.memory.buffer, start, length);
    return {months: found, risk: Int8Array.from(cells, (cell) => cell % RISKS)};
  }

  /* At most so many of each risk group, spread evenly over their rows (famsim.runs.moved.followed). */
  function thinned(months, risk, most, never) {
    const kept = months.map(() => never), happens = [0, 0, 0], follows = [0, 0, 0];
    for (let group = 0; group < RISKS; group++) {
      const rows = [];
      months.forEach((one, row) => { if (one !== never && risk[row] === group) rows.push(row); });
      happens[group] = rows.length;
      const some = rows.length > most ? Array.from({length: most}, (_, n) => rows[n === most - 1 ? rows.length - 1 : Math.trunc(n * ((rows.length - 1) / (most - 1)))]) : rows;
      follows[group] = some.length;
      for (const row of some) kept[row] = months[row];
    }
    return {months: kept, happens, follows};
  }

  /* Some families at a month's end, lived on so many months without help and with a place: what each adds, and each
     month of its couple. Arms: without, with. */
  function livedOn(second, at, run, rows, both, {row, follow, counts}) {
    const {layout, size} = second, n = rows.length, end = run.month + follow, records = new Records(layout, joined([...rows, ...rows], size));
    for (let i = 0; i < 2 * n; i++) { records.set(i, "account", i); if (i >= n) givePlace(records, i, run.month + 1, both[i - n]); }
    const census = new Uint8Array(layout.census.size), about = new DataView(census.buffer);
    for (const name of ["families", "accounts"]) about.setBigInt64(layout.census.fields[name].at, BigInt(2 * n), true);
    second.begin({families: records.bytes, census}, at.p, prescribed(at.policy, layout, row), {months: end, rows: 2 * n});
    for (const _ of second.advance(nobodyEnters(run.area), run.month, follow, run.economy)) { /* a year a call */ }
    const view = (name, View) => { const {start, length} = second.book[name]; return new View(second.memory.buffer, start, length); };
    const accounts = view("accounts", Int32Array), words = view("couple_months", Int32Array), width = layout.numbers.counts;
    const added = new Int32Array(2 * n * counts.length), lived = new Int32Array(2 * n * follow);
    for (let i = 0; i < 2 * n; i++) {
      counts.forEach((count, c) => { added[i * counts.length + c] = accounts[i * width + count]; });
      lived.set(words.subarray(i * end + run.month, (i + 1) * end), i * follow);
    }
    return {n, added, lived, unions: view("unions", Int16Array).slice(0, 4 * n)};
  }

  /* What help in a programme is worth by the month it begins around an event: the lives of each family followed, in each
     month of help tried. ask: event, row, doors, moves, follow, most, counts. */
  function *movedHelp(session, ask) {
    const at = yield* session.ready(ask), {engine, second} = session, {layout} = engine, {never} = layout.numbers, {moves, follow, row} = ask;
    const before = Math.max(-moves[0], 0), first = before + FIRST_HELP, last = at.months - moves[moves.length - 1] - follow + 1, end = last + moves[moves.length - 1];
    const total = last + end, tell = (done) => session.progress("help moved in time", done, total);
    const {months: [struck], risk} = yield* findEvents(session, at, [ask.event], [first, last], end, tell);
    const {months, happens, follows} = thinned([...struck], risk, ask.most, never), run = begin(engine, at, end), tried = new Set(moves), parts = [];
    const needs_both = number(at.p, layout, "programmes", "needs_both", row) > 0, take_part = number(at.p, layout, "programmes", "both_take_part", row);
    const {doors, programmes, width} = layout.look;
    while (run.month < end) {
      const families = here(engine), who = [];
      for (let i = 0; i < families.count; i++) {
        const account = families.of(i, "account"), move = months[account] === never ? NaN : run.month + 1 - months[account];
        if (tried.has(move) && families.isFree(i)) who.push({bytes: families.row(i).slice(), move, risk: risk[account]});
      }
      if (who.length) {
        const bytes = joined(who.map((one) => one.bytes), engine.size), now = look(engine, bytes, run.month, at.seed, at.p), then = look(engine, bytes, run.month + 1, at.seed, at.p);
        const both = who.map((_, n) => needs_both || then[n * width] < take_part);
        const met = who.map((_, n) => (needs_both ? take_part : 1) * Number(ask.doors.some((door) => now[n * width + doors + door] > 0)) * now[n * width + programmes + row]);
        parts.push({...livedOn(second, at, run, who.map((one) => one.bytes), both, ask), met, moves: who.map((one) => one.move), risks: who.map((one) => one.risk)});
      }
      month(engine, run);
      yield tell(last + run.month);
    }
    return {...united(parts, ask), happens, follows, k: at.k, seconds: (performance.now() - at.began) / 1000, bytes: engine.memory.buffer.byteLength + second.memory.buffer.byteLength};
  }

  /* The parts of all months as one: without help first, then with; rows in the order of the months. */
  function united(parts, {follow, counts}) {
    const n = parts.reduce((sum, one) => sum + one.n, 0), sizes = {added: counts.length, lived: follow, unions: 2};
    const found = {families: n, met: Float64Array.from(parts.flatMap((one) => one.met)), moves: Int16Array.from(parts.flatMap((one) => one.moves)), risks: Int8Array.from(parts.flatMap((one) => one.risks))};
    for (const [name, each] of Object.entries(sizes)) {
      found[name] = new (name === "unions" ? Int16Array : Int32Array)(2 * n * each);
      let at = 0;
      for (const one of parts) { const half = one.n * each; found[name].set(one[name].subarray(0, half), at); found[name].set(one[name].subarray(half), n * each + at); at += half; }
    }
    return found;
  }

  /* What is kept of a family each month, besides both parents' quality: numbers of one byte; NONE where it is not there. */
  const NONE = 127, SAID = ["violence", "coercive_here", "coercive_elsewhere", "violence_elsewhere", "specialist", "safe_missed"];
  const MARKS = ["couple", "partner", "married", "mother_work", "other_work", "mother_distressed", "other_distressed", "arrears", "harmful", "violence", "violent_now", "attending"];
  const NOTED = ["BIRTHS", "LOSSES", "EXITS", "STARTED", "COMPLETED"];

  function marksOf(families, row, union) {
    const together = families.isCouple(row), violent = SAID.some((name) => families.of(row, name) !== 0) || families.children(row, "months_violent").some((one) => one > 0);
    return [together && families.of(row, "together_month") === union, together, families.of(row, "status") === families.numbers.married, families.in(row, "mother", "work"), families.in(row, "other", "work"),
      families.in(row, "mother", "distressed"), families.in(row, "other", "distressed"), families.of(row, "arrears_month") !== families.numbers.never, families.of(row, "harmful"), violent, families.of(row, "violence") !== 0, families.of(row, "help_stage") === families.numbers.attending].map(Number);
  }

  /* Keeps the marks of every family in every arm, month by month from before the event. */
  class Recorder {
    constructor(kind, plan) {
      const {before, after, moves} = plan, shape = (moves.length + 1) * kind.length * (before + after + 1);
      Object.assign(this, {kind, plan, window: before + after + 1, width: MARKS.length + NOTED.length, quality: new Float64Array(2 * shape).fill(NaN), marks: new Int8Array(shape * (MARKS.length + NOTED.length)).fill(NONE)});
      this.given = new Uint8Array((moves.length + 1) * kind.length);
      this.copied = new Uint8Array((moves.length + 1) * kind.length);
    }

    write(families, row, arm, who, now, noted) {
      const {month: event, union} = this.kind[who], since = now - event + this.plan.before;
      if (since < 0 || since >= this.window || families.of(row, "status") === families.numbers.left) return;
      const at = (arm * this.kind.length + who) * this.window + since, marks = [...marksOf(families, row, union), ...noted];
      this.marks.set(marks, at * this.width);
      if (marks[0]) ["mother", "other"].forEach((parent, n) => { this.quality[2 * at + n] = families.in(row, parent, "quality"); });
    }
  }

  /* What was noted of rows of a book in the month just lived. */
  function notes(engine, rows, before) {
    const {counts: names, numbers} = engine.layout, {start, length} = engine.book.accounts, accounts = new Int32Array(engine.memory.buffer, start, length);
    return rows.map((row, i) => NOTED.map((name, n) => { const now = accounts[row * numbers.counts + names[name]], gone = now - before[i][n]; before[i][n] = now; return gone; }));
  }

  /* Couples to whom an event happens, at most so many, without help and with a place in each of some months after it.
     ask: event, row, moves, after, most. */
  function *followFamilies(session, ask) {
    const at = yield* session.ready(ask), {engine, second} = session, {layout} = engine, {never} = layout.numbers, {moves, row} = ask;
    const plan = {moves, before: Math.max(6, 1 - Math.min(...moves)), after: ask.after}, span = [plan.before + 1, at.months - plan.after];
    let total = span[1] + at.months;
    const tell = (done) => session.progress("families followed", Math.min(done, total), total);
    const kind = yield* kindOf(session, at, ask.event, span, ask.most, tell), keeper = new Recorder(kind, plan), n = kind.length;
    if (!n) return {families: 0};
    const last = Math.max(...kind.map((one) => one.month)) + plan.after, place = new Map(kind.map((one, i) => [one.account, i]));
    total = span[1] + last;
    const run = begin(engine, at, last), copies = {area: nobodyEnters(at.area), month: 0, economy: at.economy}, of = {needs_both: number(at.p, layout, "programmes", "needs_both", row) > 0, take_part: number(at.p, layout, "programmes", "both_take_part", row)};
    second.begin({families: new Uint8Array(0), census: new Uint8Array(layout.census.size)}, at.p, prescribed(at.policy, layout, row), {months: last, rows: moves.length * n});
    const zeros = (many) => Array.from({length: many}, () => NOTED.map(() => 0)), seen = zeros(n), seen_of_copies = zeros(n * moves.length), accounts = kind.map((one) => one.account), all = seen_of_copies.map((_, i) => i);
    while (run.month < last) {
      month(engine, run);
      month(second, copies);
      const families = here(engine), mine = here(second), noted = notes(engine, accounts, seen), noted_of_copies = notes(second, all, seen_of_copies), due = [];
      for (let i = 0; i < families.count; i++) {
        const who = place.get(families.of(i, "account"));
        if (who === undefined) continue;
        for (let arm = 0; arm <= moves.length; arm++) if (!keeper.copied[arm * n + who]) keeper.write(families, i, arm, who, run.month, noted[who]);
        moves.forEach((move, one) => { if (kind[who].month + move === run.month + 1) due.push({who, arm: one + 1, bytes: families.row(i).slice()}); });
      }
      for (let i = 0; i < mine.count; i++) { const copy = mine.of(i, "account"); keeper.write(mine, i, Math.floor(copy / n) + 1, copy % n, run.month, noted_of_copies[copy]); }
      if (due.length) copyThose(session, due, keeper, run.month, at, of);
      yield tell(span[1] + run.month);
    }
    return {families: n, kind, window: keeper.window, before: plan.before, quality: keeper.quality, marks: keeper.marks, given: keeper.given, names: [...MARKS, ...NOTED.map((name) => name.toLowerCase())], k: at.k, seconds: (performance.now() - at.began) / 1000};
  }

  /* Add a copy of each family whose help begins next month; couples only are given a place. */
  function copyThose(session, due, keeper, now, at, of) {
    const {second} = session, n = keeper.kind.length, size = second.size, records = new Records(second.layout, joined(due.map((one) => one.bytes), size));
    due.forEach(({who, arm}, i) => {
      if (records.isFree(i)) {
        givePlace(records, i, now + 1, of.needs_both || keeper.kind[who].luck < of.take_part);
        keeper.given[arm * n + who] = 1;
      }
      records.set(i, "account", (arm - 1) * n + who);
      keeper.copied[arm * n + who] = 1;
    });
    const first = second.families();
    if (first + due.length > second.capacity) second.grow(first + due.length + 64, second.arriving);
    second.bytes.set(records.bytes, second.at.families + first * size);
    second.setFamilies(first + due.length);
  }

  /* The couples struck for the first time in a span of months, thinned evenly: account, id, month, the month from which
     they live together, every feature, and their luck in whether both agree in the event's month. */
  function *kindOf(session, at, event, span, most, tell) {
    const {engine} = session, {look: columns} = engine.layout, run = begin(engine, at, at.months), seen = new Map();
    while (run.month < span[1]) {
      month(engine, run);
      if (run.month >= span[0]) {
        const families = here(engine), rows = [];
        for (let i = 0; i < families.count; i++) if (families.isCouple(i) && !seen.has(families.of(i, "account")) && families.struck(i, event, run.month)) rows.push(i);
        if (rows.length) {
          const bytes = joined(rows.map((i) => families.row(i)), engine.size), records = new Records(engine.layout, bytes), found = look(engine, bytes, run.month, at.seed, at.p);
          rows.forEach((_, i) => { const own = found.subarray(i * columns.width, (i + 1) * columns.width); seen.set(records.of(i, "account"), {account: records.of(i, "account"), id: String(records.data.getBigInt64(i * records.size + records.layout.fields.family_id.at, true)), month: run.month, union: records.of(i, "together_month"), luck: own[0], features: [...own.subarray(columns.features)]}); });
        }
      }
      if (run.month % 6 === 0) yield tell(run.month);
    }
    const all = [...seen.values()].sort((one, other) => one.account - other.account), count = all.length;
    return count > most ? Array.from({length: most}, (_, n) => all[n === most - 1 ? count - 1 : Math.trunc(n * ((count - 1) / (most - 1)))]) : all;
  }

  return {movedHelp, followFamilies};
}
