/* famsim's model in a page: who asks for lives, in a worker where there is one and else in the page itself. */

/* What lives: worlds, the families they begin with, one run at a time. Without outer names but famsimEngine's. */
function famsimSession(lib) {
  "use strict";
  const {Engine, Area, able, unpacked, said} = lib, MOST_KEPT = 28e6, MOST_STOCK = 4e6, MOST_LIVED = 2 ** 31, TURNOVER = 1.6;
  const ALL = ["accounts", "account_ids", "cells", "couple_months", "unions", "tallies", "funnel"];
  const SEALED = ["families", ...ALL], BASIS = [2166136261, 3339675911], PRIMES = [16777619, 2246822519];

  class Session {
    async open(model, worlds, seal) {
      able();
      this.layout = model.layout;
      this.kept = new Map();
      this.spare = {};
      this.code = await WebAssembly.compile(await unpacked(model.wasm)).catch((error) => { throw said("NoWebAssembly", `This browser does not let the page run the model (${error.message}).`); });
      this.engine = await new Engine(this.code, model.layout).open();
      this.worlds = [];
      for (const one of worlds) this.worlds.push(await this.world(one, one.beside ? this.worlds[0] : null));
      return seal ? this.check(seal) : null;
    }

    /* A world; one beside the first is held as what differs from it in each draw (famsim.wasm.packing.pack_beside). */
    async world(packed, first) {
      const unpack = (one, s) => (one.policies ? Promise.all(one.policies.map((policy) => policy && unpacked(policy))) : first.policies[s]);
      const world = {...packed, packed: packed.draws, first, draws: [], before: [], policies: await Promise.all(packed.strategies.map(unpack)), areas: new Map()};
      await this.unpack(world, 0);
      return world;
    }

    /* Have a draw's parameters: unpacked when they are first asked for, the first draw's at once. */
    async unpack(world, d) {
      const {packed, first, draws, before} = world, {[d]: one} = packed, {parameters} = this.layout;
      if (draws[d]) return;
      if (first) await this.unpack(first, d);
      const own = await unpacked(one.p), base = first ? first.draws[d] : draws[0];
      draws[d] = base ? this.beside(base, own) : own;
      if (one.cuts) {
        lib.fillScores(draws[d], parameters, new Float64Array((await unpacked(one.cuts)).buffer));
        lib.fillKeeps(draws[d], parameters);
      }
      if (one.before) before[d] = this.beside(draws[0], await unpacked(one.before));
    }

    /* A draw's parameters: the first draw's, but for the words that differ (famsim.wasm.packing.beside). */
    beside(first, packed) {
      const count = packed.length / 10, gaps = new Uint16Array(packed.buffer, 0, count), own = first.slice();
      for (let n = 0, at = 0; n < count; n++) {
        at += gaps[n];
        for (let byte = 0; byte < 8; byte++) own[8 * at + byte] = packed[2 * count + byte * count + n];
      }
      return own;
    }

    policy(w, s, d) { const all = this.worlds[w].policies[s]; return (all[d] ?? all[0]).slice(); }

    async parameters(w, d) {
      await this.unpack(this.worlds[w], d);
      return this.worlds[w].draws[d].slice();
    }

    /* Whether a small run ends here as it did where the page was made. */
    check(seal) {
      const lives = this.live({world: 0, draw: 0, ...seal.run, want: SEALED});
      let step = lives.next();
      while (!step.done) step = lives.next();
      const end = this.hash(SEALED.map((name) => step.value[name])), agrees = end === seal.end;
      const says = agrees ? "" : "The model in this page does not live its families as the one it was made from: its figures cannot be trusted in this browser.";
      return {agrees, end, says};
    }

    hash(arrays) {
      let [low, high] = BASIS;
      for (const one of arrays) {
        const bytes = new Uint8Array(Math.ceil(one.byteLength / 4) * 4);
        bytes.set(new Uint8Array(one.buffer, one.byteOffset, one.byteLength));
        for (const word of new Uint32Array(bytes.buffer)) { low = Math.imul(low ^ word, PRIMES[0]); high = Math.imul(high + word, PRIMES[1]); }
      }
      return [high, low].map((one) => (one >>> 0).toString(16).padStart(8, "0")).join("");
    }

    /* Families kept to begin with; the most at once are let go of first when they take much memory. */
    recall(key) {
      const found = this.kept.get(key);
      if (found) { this.kept.delete(key); this.kept.set(key, found); }
      return found;
    }

    keep(key, found) {
      this.kept.set(key, found);
      let held = [...this.kept.values()].reduce((all, one) => all + one.bytes, 0);
      for (const [old, {bytes}] of [...this.kept].sort((one, other) => other[1].bytes - one[1].bytes)) if (held > MOST_KEPT && old !== key) { this.kept.delete(old); held -= bytes; }
      return found;
    }

    area(world, k, seed) {
      const key = `${k} ${seed}`;
      if (!world.areas.has(key)) world.areas.set(key, new Area(world, k, seed));
      const area = world.areas.get(key);
      area.end = world.cohort ? 0 : 1 << 20;
      return area;
    }

    /* What is asked about: a world, its sample, figures and policy, and the families that it begins with. */
    *ready(ask) {
      const {engine} = this, world = this.worlds[ask.world], began = performance.now();
      const families = ask.families === undefined ? world.families : ask.families, seed = ask.seed ?? world.seed, months = ask.months ?? world.months;
      const k = families === null ? 1 : Math.max(world.area_families / families, 1), about = {world, k, draw: ask.draw, name: `${ask.world} ${k} ${seed}`};
      this.fits(world.area_families / k, months);
      const own = ask.parameters, p = own ?? world.draws[ask.draw], area = this.area(world, k, seed), name = `start ${about.name} ${ask.draw}`;
      // same_start: what the figures change begins with support, so families begin as in the draw
      const likewise = !own || ask.same_start === true;
      let start = likewise ? this.recall(name) : undefined;
      if (!start) { start = yield* this.start(area, about, likewise ? world.draws[ask.draw] : p); if (likewise) this.keep(name, start); }
      const policy = ask.policy ?? this.policy(ask.world, ask.strategy, ask.draw), starters = start.count;
      engine.begin(null, p, policy, {months: 0, rows: 0});
      let rows = starters;
      for (let m = 1; m <= months; m++) rows += engine.arrivals(area, m).length;
      return {began, k, p, area, start, starters, policy, months, rows, seed: BigInt(seed), economy: ask.economy ?? world.economy};
    }

    /* Live what is asked for (famsim.population.draws: stock, start, strategy); yields progress, returns the books. */
    *live(ask) {
      const {engine} = this, {began, k, p, area, start, starters, policy, months, rows, economy} = yield* this.ready(ask);
      engine.begin(start, p, policy, {months, rows, brief: ask.want !== undefined && !ask.want.includes("tallies")});
      const noted = ask.besides ? {besides: new Int16Array(lib.roomIn(this.spare, "besides", 2 * rows), 0, rows)} : {};
      let seen = 0;
      if (ask.besides) seen = this.note(noted.besides, seen, ask.besides, starters);
      for (const month of engine.advance(area, 0, months, economy)) {
        if (ask.besides) seen = this.note(noted.besides, seen, ask.besides);
        yield this.progress("strategy", month, months);
      }
      if (ask.besides) noted.besides = noted.besides.subarray(0, seen);
      const want = ask.want ?? ALL, copy = (name, view) => lib.copyIn(this.spare, name, view);
      return {...noted, ...engine.books(want, copy), ...lib.slimBook(engine, want, this.spare), starters, k, seconds: (performance.now() - began) / 1000, bytes: engine.memory.buffer.byteLength};
    }

    /* Note what families are told apart by that have come in since the last look (famsim.runs.grouping.Roster). */
    note(into, seen, about, opened = this.engine.accounts()) {
      const families = lib.here(this.engine);
      for (let row = families.count - (opened - seen), n = seen; n < opened; row++, n++) into[n] = lib.besides(families, row, about);
      return opened;
    }

    /* What needs a second memory beside the area's: help moved in time, and families followed. */
    async beside_area() { this.second ??= await new Engine(this.code, this.layout).open(); }
    *moved(ask) { return yield* lib.movedHelp(this, ask); }
    *followed(ask) { return yield* lib.followFamilies(this, ask); }

    /* Refuse at once what no page has the memory for: families, those who come, and their rows of the book. */
    fits(families, months) {
      const {family, numbers} = this.layout, bytes = families * TURNOVER * (family.size + 4 * (numbers.counts + months));
      if (bytes <= MOST_LIVED) return;
      const most = Math.floor(MOST_LIVED / bytes * families / 1000).toLocaleString("en-GB");
      throw said("TooLarge", `${Math.round(families).toLocaleString("en-GB")} families at once are too many for a page: at most about ${most} thousand; ask for a sample.`);
    }

    progress(what, month, months) { return {what, month, months, share: month / months}; }

    /* The area at month 0 of a draw, under no strategy. Until month -60 every draw's families are the same ones, kept;
       but where the area is not known well a draw has its own (famsim.population.draws). */
    *start(area, about, p) {
      const {engine, layout} = this, {burn_in, settles, cohort_months} = layout.numbers, what = "families of the area";
      const from = about.world.cohort ? -cohort_months : -settles;
      const before = about.world.before[about.draw];
      let stock = null;
      if (!about.world.cohort) {
        stock = before ? null : this.recall(`stock ${about.name}`);
        if (!stock) {
          engine.begin(null, before ?? about.world.draws[0], null, {months: 0, rows: 0});
          for (const month of engine.advance(area, -burn_in, burn_in - settles, [])) yield this.progress(what, month + burn_in, burn_in);
          if (!before && engine.families() * layout.family.size <= MOST_STOCK) stock = this.keep(`stock ${about.name}`, new lib.Thin(engine));
        }
      }
      if (stock || about.world.cohort) engine.begin(stock, p, null, {months: 0, rows: 0});
      else engine.bytes.set(p, engine.at.p); // too many to be kept: they go on from where they are
      for (const month of engine.advance(area, from, -from, [])) yield this.progress(what, month + burn_in, burn_in);
      return new lib.Thin(engine);
    }
  }

  /* Answer messages {id, what, ...} one after the other; tell(message, transferred) answers them. */
  function serve(tell) {
    const session = new Session(), cancelled = new Set(), breath = new MessageChannel();
    let queue = Promise.resolve();
    const pause = () => new Promise((go) => { breath.port1.onmessage = go; breath.port2.postMessage(0); });
    const gone = (id) => { if (cancelled.has(id)) throw said("Cancelled", "What was asked for is no longer needed."); };
    const lives = async (id, ask) => {
      const steps = session[ask.what ?? "live"](ask);
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) return step.value;
        tell({id, progress: step.value});
        await pause();
        gone(id);
      }
    };
    const does = {
      open: (id, {model, worlds, seal}) => session.open(model, worlds, seal),
      live: async (id, {ask}) => {
        gone(id);
        await session.unpack(session.worlds[ask.world], ask.draw);
        if ((ask.what ?? "live") !== "live") await session.beside_area();
        return lives(id, ask);
      },
      policy: (id, {of}) => session.policy(...of),
      parameters: (id, {of}) => session.parameters(...of),
    };
    const close = () => breath.port1.close();
    const hear = (message) => {
      if (message.what === "cancel") { cancelled.add(message.id); return; }
      if (message.what === "back") { Object.assign(session.spare, message.books); return; }
      queue = queue.then(async () => {
        try {
          const found = await does[message.what](message.id, message);
          tell({id: message.id, found}, message.what === "live" ? Object.values(found).filter(ArrayBuffer.isView).map((one) => one.buffer) : []);
        } catch (error) { tell({id: message.id, name: error.name, error: error.message}); }
        cancelled.delete(message.id);
      });
    };
    return {hear, close};
  }
  return {Session, serve};
}

/* Open the model with some worlds. Resolves to {where, seal, ask, policy, parameters, back, close}. */
async function famsimLive(model, worlds, seal = null, {worker = true, patience = 10000} = {}) {
  const waiting = new Map();
  let next = 1, send = null, close = null, where = "page";
  const hear = (message) => {
    const one = waiting.get(message.id);
    if (!one) return;
    if (message.progress) { one.told?.(message.progress); return; }
    waiting.delete(message.id);
    if (message.error === undefined) one.go(message.found);
    else one.stop(Object.assign(new Error(message.error), {name: message.name}));
  };
  const asks = (what, more, told) => {
    const id = next++;
    const found = new Promise((go, stop) => { waiting.set(id, {go, stop, told}); });
    found.cancel = () => send({id, what: "cancel"});
    send({id, what, ...more});
    return found;
  };
  const inPage = () => {
    const {hear: take, close: end} = famsimSession({...famsimEngine(), ...famsimBooks(), ...famsimScores(), ...famsimRecords(), ...famsimMoved(famsimRecords())}).serve((message) => hear(message));
    [send, close, where] = [take, end, "page"];
  };
  const inWorker = () => new Promise((go, stop) => {
    const text = `const made = (${famsimSession})({...(${famsimEngine})(), ...(${famsimBooks})(), ...(${famsimScores})(), ...(${famsimRecords})(), ...(${famsimMoved})((${famsimRecords})())}).serve((message, moved = []) => postMessage(message, moved));
      onmessage = (event) => made.hear(event.data); postMessage({ready: true});`;
    const address = URL.createObjectURL(new Blob([text], {type: "text/javascript"}));
    const made = new Worker(address), late = setTimeout(() => stop(new Error("late")), patience);
    made.onerror = (event) => { event.preventDefault(); stop(new Error("refused")); };
    made.onmessage = ({data}) => {
      if (!data.ready) { hear(data); return; }
      clearTimeout(late);
      URL.revokeObjectURL(address);
      [send, close, where] = [(message, moved = []) => made.postMessage(message, moved), () => made.terminate(), "worker"];
      go();
    };
  });
  if (worker && typeof Worker === "function") { try { await inWorker(); } catch { inPage(); } } else inPage();
  const found = await asks("open", {model, worlds, seal});
  return {
    where, seal: found,
    ask: (ask, told) => asks("live", {ask}, told),
    policy: (...of) => asks("policy", {of}),
    parameters: (...of) => asks("parameters", {of}),
    back: (books) => send({what: "back", books}, Object.values(books)), // memory of books that nothing reads any more
    close: () => close(),
  };
}
