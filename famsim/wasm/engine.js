/* famsim's engine in a page: what famsim/engine/run.py does around the loop, in the module's own memory.
   One function without outer names, so that its text can be handed to a worker whole. */
function famsimEngine() {
  "use strict";
  const ALIGN = 64, PAGE = 65536;
  const YEAR = 12, ENDLESS = 1 << 20;
  const VIEWS = {i4: Int32Array, i2: Int16Array, i8: BigInt64Array};
  const said = (name, text) => Object.assign(new Error(text), {name});

  /* Refuse a browser that cannot run the model, before anything is unpacked. */
  function able() {
    if (typeof WebAssembly !== "object") throw said("NoWebAssembly", "This browser cannot run the model: it has no WebAssembly.");
    if (typeof DecompressionStream !== "function") throw said("NoWebAssembly", "This browser is too old to unpack the model: any of 2023 or later can.");
  }

  async function unpacked(text) {
    const squeezed = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    const stream = new Response(squeezed).body.pipeThrough(new DecompressionStream("deflate-raw")); // WebKit: no Blob, in a file's worker
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /* The upper half of the product of two numbers of 32 bits. */
  const upper = (a, b) => {
    const a1 = a >>> 16, a0 = a & 0xffff, b1 = b >>> 16, b0 = b & 0xffff;
    const middle = a1 * b0 + Math.floor(a0 * b0 / 65536);
    return a1 * b1 + Math.floor(middle / 65536) + Math.floor((middle % 65536 + a0 * b1) / 65536);
  };

  /* famsim.engine.run.in_sample: whether an id, in halves of 32 bits, belongs to a 1-in-k sample. */
  const inSample = (high, low, k) => {
    let up = (upper(low, 0x7F4A7C15) + Math.imul(low, 0x9E3779B9) + Math.imul(high, 0x7F4A7C15)) >>> 0;
    let down = Math.imul(low, 0x7F4A7C15) >>> 0;
    down = (down ^ ((down >>> 29) | (up << 3))) >>> 0;
    up = (up ^ (up >>> 29)) >>> 0;
    const above = (upper(down, 0x1CE4E5B9) + Math.imul(down, 0xBF58476D) + Math.imul(up, 0x1CE4E5B9)) >>> 0;
    const below = (Math.imul(down, 0x1CE4E5B9) ^ above) >>> 0;
    return (above * 2097152 + (below >>> 11)) * 2 ** -53 * k < 1;
  };

  /* One area: its sample, its seed, its parameters, its month, and who arrives. */
  class Area {
    constructor(about, k, seed) {
      Object.assign(this, {code: BigInt(about.code), k, seed: BigInt(seed), known: new Map(), end: ENDLESS});
    }

    arrivals(month, rate, zero) { // famsim.engine.run.arriving_ids
      if (month > this.end) return [];
      const key = `${month} ${rate}`;
      if (this.k === 1) this.known.clear(); // all of them arrive: soon told anew, and too many to be kept
      if (!this.known.has(key)) {
        const count = Math.floor(rate * (month + zero)) - Math.floor(rate * (month + zero - 1));
        const first = (this.code << 48n) | (BigInt(month + zero) << 24n), ids = [];
        const high = Number(first >> 32n), low = Number(first & 0xffffffffn);
        for (let n = 0; n < count; n++) if (this.k === 1 || inSample(high, (low | n) >>> 0, this.k)) ids.push(first | BigInt(n));
        this.known.set(key, ids);
      }
      return this.known.get(key);
    }
  }

  class Engine {
    constructor(code, layout) {
      this.code = code;
      this.layout = layout;
      this.size = layout.family.size;
      this.status = layout.family.fields.status.at;
    }

    async open() {
      this.memory = new WebAssembly.Memory({initial: Math.ceil(this.layout.stack_top / PAGE) + 1});
      const stack = new WebAssembly.Global({value: "i32", mutable: true}, this.layout.stack_top);
      const env = {__linear_memory: this.memory, __stack_pointer: stack};
      try { Object.assign(this, (({run, look}) => ({run, looks: look}))((await WebAssembly.instantiate(this.code, {env})).exports)); } catch (error) {
        throw said("NoWebAssembly", `This browser does not let the page run the model (${error.message}).`);
      }
      return this;
    }

    /* Lay the memory out for a book of so many months and rows, and for families that may grow in number: they, and
       what is only used within a call, come last. */
    lay(months, rows, capacity, brief) {
      const {layout} = this, numbers = layout.numbers, held = {months, rows};
      let at = layout.stack_top;
      const room = (bytes) => { const start = at; at += Math.ceil(bytes / ALIGN) * ALIGN; return start; };
      this.at = {block: room(8 * Object.keys(layout.words).length), census: room(layout.census.size),
        p: room(layout.policy_at + layout.policy.size), economy: room(24 * YEAR), from: room(8 * (YEAR + 1)),
        places: room(8 * YEAR * numbers.max_offers), pace: room(8 * numbers.max_offers)};
      this.book = {};
      const {tallies, ...others} = layout.book, month = {type: tallies.type, shape: tallies.shape.slice(1)};
      const put = (name, {type, shape}) => {
        const length = shape.reduce((all, one) => all * (held[one] ?? one), 1);
        this.book[name] = {start: room(length * Number(type[1])), length, type};
      };
      for (const [name, one] of Object.entries(others)) put(name, one);
      // tallies that nobody asks for: one year's room serves every year, where their first month would still lie in memory
      const each = month.shape.reduce((all, one) => all * one, Number(month.type[1]));
      this.again = brief && at >= months * each ? each : 0;
      if (this.again) this.book.tallies = {start: room(YEAR * each), length: 0, type: month.type};
      else put("tallies", tallies);
      this.at.families = at;
      Object.assign(this, {months, rows, capacity: 0});
      this.grow(capacity, 0);
      new Uint8Array(this.memory.buffer).fill(0, layout.stack_top, this.at.families + capacity * this.size);
    }

    /* Make room for so many families, of whom some are there. */
    grow(capacity, arriving) {
      const [room, each] = this.layout.room, after = this.at.families + capacity * this.size;
      const blocks = {waiting: 8 * capacity, since: 8 * capacity, arrivals: 8 * arriving, room: room + each * capacity};
      let at = Math.ceil(after / ALIGN) * ALIGN;
      for (const [name, bytes] of Object.entries(blocks)) { this.at[name] = at; at += Math.ceil(bytes / ALIGN) * ALIGN; }
      this.at.end = at;
      this.widen(at);
      const old = this.at.families + this.capacity * this.size;
      if (capacity > this.capacity) this.bytes.fill(0, old, after);
      Object.assign(this, {capacity, arriving});
    }

    /* Have memory up to an address. */
    widen(end) {
      const missing = Math.ceil((end - this.memory.buffer.byteLength) / PAGE);
      if (missing > 0) {
        try { this.memory.grow(missing); } catch {
          throw said("TooLarge", `This machine has no room for so many families at once: the model asks for ${Math.ceil(end / 1e6)} MB.`);
        }
      }
      if (missing > 0 || this.bytes?.buffer !== this.memory.buffer) Object.assign(this, {bytes: new Uint8Array(this.memory.buffer), data: new DataView(this.memory.buffer)});
    }

    families() { return Number(this.data.getBigInt64(this.at.census + this.layout.census.fields.families.at, true)); }
    setFamilies(count) { this.data.setBigInt64(this.at.census + this.layout.census.fields.families.at, BigInt(count), true); }

    /* Begin with families as they were kept, thin or as they are, or with none. */
    begin(start, parameters, policy, book) {
      const {months, rows, brief} = book, stay = start ? start.count ?? start.families.length / this.size : 0;
      this.lay(months, rows, Math.max(stay + (stay >> 4), 64), brief === true);
      this.bytes.set(parameters, this.at.p);
      if (policy) this.bytes.set(policy, this.at.p + this.layout.policy_at);
      if (start?.into) start.into(this);
      else if (start) { this.bytes.set(start.families, this.at.families); this.bytes.set(start.census, this.at.census); }
    }

    kept() {
      const {at} = this, census = this.layout.census.size;
      return {families: this.bytes.slice(at.families, at.families + this.families() * this.size), census: this.bytes.slice(at.census, at.census + census)};
    }

    rate() {
      return this.data.getFloat64(this.at.p + this.layout.parameters.fields.area.at + this.layout.parameters.fields.area.fields.first_conceptions.at, true);
    }

    /* The months for which couples are followed before they enter. */
    ahead() { return Number(this.data.getBigInt64(this.at.p + this.layout.policy_at + this.layout.policy.fields.ahead.at, true)); }

    /* Who arrives in a month: who enters then, or so many months later (famsim.engine.run.Run.arrivals). */
    arrivals(area, month) {
      const ahead = month > 0 ? this.ahead() : 0, found = [];
      for (let entry = month === 1 ? 1 : month + ahead; entry <= month + ahead; entry++) found.push(...area.arrivals(entry, this.rate(), this.layout.numbers.month_zero));
      return found;
    }

    /* The places of each offer that come up in a month, by its running total (famsim.engine.run.places_in). */
    offers() {
      const {policy, numbers} = this.layout, start = this.at.p + this.layout.policy_at, {offers, n_offers} = policy.fields;
      const count = Number(this.data.getBigInt64(start + n_offers.at, true)), found = [];
      for (let n = 0; n < numbers.max_offers; n++) {
        const at = start + offers.at + n * offers.size, whole = (name) => Number(this.data.getBigInt64(at + offers.fields[name].at, true));
        found.push({stands: n < count, begins: whole("begins"), ends: whole("ends"), places: this.data.getFloat64(at + offers.fields.places.at, true)});
      }
      return found;
    }

    /* Live so many months, a year a call, and close the gaps at each year's end; yields after each call. */
    *advance(area, month, months, economy) {
      const {numbers} = this.layout, offers = this.offers(), {k} = area;
      const whole = (amount, since) => Math.floor(amount * since / k + 1e-9);
      while (months > 0) {
        const step = Math.min(months, YEAR - ((month % YEAR) + YEAR) % YEAR), arrive = [], from = [0];
        for (let m = 1; m <= step; m++) { arrive.push(...this.arrivals(area, month + m)); from.push(arrive.length); }
        const need = this.families() + arrive.length;
        if (need > this.capacity || arrive.length > this.arriving) this.grow(Math.max(this.capacity, need > this.capacity ? need + (need >> 5) : 0), arrive.length);
        const {data, at} = this;
        from.forEach((one, m) => data.setBigInt64(at.from + 8 * m, BigInt(one), true));
        arrive.forEach((id, n) => data.setBigInt64(at.arrivals + 8 * n, id, true));
        offers.forEach((offer, n) => data.setFloat64(at.pace + 8 * n, offer.places / k, true));
        for (let m = 0; m < step; m++) {
          const now = month + 1 + m, factors = (now > 0 && economy[now - 1]) || [1, 1, 1];
          factors.forEach((one, n) => data.setFloat64(at.economy + 8 * (3 * m + n), one, true));
          offers.forEach((offer, n) => {
            const since = now - offer.begins + 1, stands = offer.stands && offer.begins <= now && now <= offer.ends;
            const up = stands ? whole(offer.places, since) - whole(offer.places, since - 1) : 0;
            data.setBigInt64(at.places + 8 * (numbers.max_offers * m + n), BigInt(up), true);
          });
        }
        this.call(area, month + 1, step, arrive.length);
        month += step;
        months -= step;
        if (month % YEAR === 0) this.compact();
        yield month;
      }
    }

    /* Hand the words over and live one call. */
    call(area, first, months, arriving) {
      const {at, book, capacity} = this;
      const words = {"timetable.first_month": first, "timetable.months": months, "timetable.seed": area.seed, p: at.p,
        "state.census": at.census, "timetable.pace": at.pace, "room.from": at.room, "room.to": at.end};
      const put = (name, start, ...sizes) => { words[name] = start; sizes.forEach((size, n) => { words[`${name}.${n}`] = size; }); };
      for (const name of ["families", "waiting", "since"]) put(`state.${name}`, at[name], capacity);
      for (const name of Object.keys(book)) put(`state.${name}`, book[name].start, this.layout.book[name].shape[0] === "rows" ? this.rows : this.months, this.months);
      words["state.tallies"] -= Math.max(first - 1, 0) * this.again;
      put("timetable.economy", at.economy, months);
      put("timetable.arrivals", at.arrivals, arriving);
      put("timetable.arrivals_from", at.from, months + 1);
      put("timetable.places", at.places, months);
      for (const [name, place] of Object.entries(this.layout.words)) this.data.setBigInt64(at.block + 8 * place, BigInt(words[name]), true);
      let done;
      try { do done = this.run(at.block); while (done === 0); } catch (error) { throw said("Broken", `The model stopped (${error.message}): nothing of this run can be used.`); }
      if (done !== 1) throw said("Broken", "The model stopped before the year was over: nothing of this run can be used.");
    }

    /* Close the gaps of families that have left (famsim.engine.run.compact). */
    compact() {
      const {bytes, size, status} = this, start = this.at.families, count = this.families(), {left} = this.layout.numbers;
      let kept = 0;
      for (let row = 0; row < count; row++) {
        if (bytes[start + row * size + status] === left) continue;
        if (row !== kept) bytes.copyWithin(start + kept * size, start + row * size, start + (row + 1) * size);
        kept++;
      }
      bytes.fill(0, start + kept * size, start + count * size);
      this.setFamilies(kept);
    }

    /* Rows of the book in use. */
    accounts() { return Number(this.data.getBigInt64(this.at.census + this.layout.census.fields.accounts.at, true)); }

    /* A copy of what is asked of the book, rows that are in use alone, with the numbers to read it by. */
    books(want, copy) {
      const used = this.accounts();
      const found = {rows: used, months: this.months, n_families: this.families()};
      for (const [name, {start, length, type}] of Object.entries(this.book)) {
        const given = name === "account_cells" ? "cells" : name, View = VIEWS[type];
        const mine = this.layout.book[name].shape[0] === "rows" ? length / Math.max(this.rows, 1) * used : length;
        if (want.includes(given)) found[given] = copy(given, new View(this.memory.buffer, start, mine));
      }
      if (want.includes("families")) found.families = this.kept().families;
      return found;
    }
  }

  return {Engine, Area, able, unpacked, said};
}
