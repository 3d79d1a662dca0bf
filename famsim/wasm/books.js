/* Families and books in little memory: those that runs begin with, and what a page is handed of a book.
   One function without outer names, as famsimEngine. */
function famsimBooks() {
  "use strict";
  const WIDTHS = {1: Int8Array, 2: Int16Array, 4: Int32Array}, WORD = 4;

  /* An engine's families and census, without the bytes that are the same in every family. */
  class Thin {
    constructor(engine) {
      const {at, bytes, size, layout} = engine;
      this.count = engine.families();
      const all = bytes.subarray(at.families, at.families + this.count * size), varies = new Uint8Array(size);
      this.first = all.slice(0, size);
      for (let row = size; row < all.length; row += size) for (let i = 0; i < size; i++) if (all[row + i] !== this.first[i]) varies[i] = 1;
      this.places = Uint16Array.from(varies.keys()).filter((place) => varies[place]);
      this.own = new Uint8Array(this.bytes = this.count * this.places.length);
      let n = 0;
      for (let row = 0; row < all.length; row += size) for (const place of this.places) this.own[n++] = all[row + place];
      this.census = bytes.slice(at.census, at.census + layout.census.size);
    }

    into({at, bytes, size}) {
      const {count, first, places, own} = this, end = at.families + count * size;
      for (let row = at.families, n = 0; row < end; row += size) {
        bytes.set(first, row);
        for (const place of places) bytes[row + place] = own[n++];
      }
      bytes.set(this.census, at.census);
    }
  }

  /* Room for so many bytes: what was given back, where it is large enough and not far too large. */
  function roomIn(spare, name, bytes) {
    const old = spare[name], fits = old?.byteLength >= bytes && old.byteLength < 2 * bytes;
    delete spare[name];
    return fits ? old : new ArrayBuffer(bytes);
  }

  /* A copy, in what was given back where that is large enough. */
  function copyIn(spare, name, view) {
    const own = new view.constructor(roomIn(spare, name, view.byteLength), 0, view.length);
    own.set(view);
    return own;
  }

  /* Each family's months without those before and after its couple's own: most of a book is these, and all are 0.
     `from`: for each family where its words begin, and its first month; at the end, where the last one's end. They are
     put together where they are, so this is the last that is asked of a book. */
  function shortWords(words, months, spare) {
    const rows = words.length / months, from = new Int32Array(roomIn(spare, "from", WORD * (2 * rows + 1)), 0, 2 * rows + 1);
    let all = from[0] = 0;
    for (let row = 0; row < rows; row++) {
      const start = row * months;
      let first = start, last = start + months;
      while (first < last && words[first] === 0) first++;
      while (last > first && words[last - 1] === 0) last--;
      words.copyWithin(all, first, last);
      from[2 * row + 1] = first - start;
      from[2 * row + 2] = all += last - first;
    }
    return {from, words: copyIn(spare, "words", words.subarray(0, all))};
  }

  /* Each count of a book by itself, as narrow as its numbers let it be, one after the other from whole words on.
     `widths`: bytes a number, 0 where all are 0. */
  function byCount(accounts, counts, spare) {
    const rows = accounts.length / counts, low = new Int32Array(counts), high = new Int32Array(counts);
    for (let n = 0; n < accounts.length; n += counts) {
      for (let i = 0; i < counts; i++) {
        const one = accounts[n + i];
        if (one > high[i]) high[i] = one; else if (one < low[i]) low[i] = one;
      }
    }
    const fits = (bits) => (one) => one >= -(2 ** bits) && one < 2 ** bits, narrow = (i, bits) => [low[i], high[i]].every(fits(bits));
    const widths = Uint8Array.from(low, (_, i) => (low[i] === 0 && high[i] === 0 ? 0 : narrow(i, 7) ? 1 : narrow(i, 15) ? 2 : WORD));
    const bytes = widths.reduce((sum, one) => sum + WORD * Math.ceil(one * rows / WORD), 0), packed = new Uint8Array(roomIn(spare, "packed", bytes), 0, bytes);
    columnsOf(packed, widths, rows).forEach((column, i) => { if (column) for (let row = 0; row < rows; row++) column[row] = accounts[row * counts + i]; });
    return {packed, widths};
  }

  /* The counts as they were put together; nothing for one that is 0 everywhere. */
  function columnsOf(packed, widths, rows) {
    let at = packed.byteOffset;
    return Array.from(widths, (one) => {
      const column = one ? new WIDTHS[one](packed.buffer, at, rows) : null;
      at += WORD * Math.ceil(one * rows / WORD);
      return column;
    });
  }

  /* What a page is handed of a book beside what the engine copies: "counts", narrow; "words", short. */
  function slimBook(engine, want, spare) {
    const used = engine.accounts(), {accounts, couple_months} = engine.book, counts = engine.layout.numbers.counts, found = {};
    const view = ({start}, length) => new Int32Array(engine.memory.buffer, start, length);
    if (want.includes("counts")) Object.assign(found, byCount(view(accounts, used * counts), counts, spare));
    if (want.includes("words")) Object.assign(found, shortWords(view(couple_months, used * engine.months), engine.months, spare));
    return found;
  }

  return {Thin, slimBook, columnsOf, copyIn, roomIn};
}
