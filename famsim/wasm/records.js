/* Families' records in memory, read by the layout of the record types. Without outer names, to be handed to a worker. */
function famsimRecords() {
  "use strict";
  const MONTHS_OF = [null, "job_loss_month", "arrears_month", "distress_month"]; // of the events but a birth
  const GET = {i1: "getInt8", b1: "getInt8", i2: "getInt16", i4: "getInt32", i8: "getBigInt64", f4: "getFloat32", f8: "getFloat64"};

  /* Families in memory, or in bytes of their own: their fields by name and row. */
  class Records {
    constructor(layout, bytes) { Object.assign(this, {layout: layout.family, numbers: layout.numbers, bytes, data: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), size: layout.family.size, count: bytes.byteLength / layout.family.size}); }

    get(row, field, within = 0) { return Number(this.data[GET[field.type]](row * this.size + within + field.at, true)); }
    of(row, name) { return this.get(row, this.layout.fields[name]); }
    in(row, name, part, place = 0) { const outer = this.layout.fields[name]; return this.get(row, outer.fields[part], outer.at + place * outer.size); }
    children(row, part) { return Array.from({length: this.layout.fields.children.shape[0]}, (_, n) => this.in(row, "children", part, n)); }

    set(row, name, value) {
      const field = this.layout.fields[name], at = row * this.size + field.at;
      if (field.type === "i8") this.data.setBigInt64(at, BigInt(value), true);
      else this.data[GET[field.type].replace("get", "set")](at, value, true);
    }

    row(row) { return this.bytes.subarray(row * this.size, (row + 1) * this.size); }
    isCouple(row) { const status = this.of(row, "status"); return status === this.numbers.married || status === this.numbers.cohabiting; }
    isFree(row) { return this.isCouple(row) && this.of(row, "specialist") === 0; }

    struck(row, event, month) { return event === 0 ? this.children(row, "birth_month").includes(month) : this.of(row, MONTHS_OF[event]) === month; }
  }

  /* The families in an engine's memory now: to be asked for anew after each call, since memory may move. */
  function here(engine) {
    const from = engine.at.families;
    return new Records(engine.layout, engine.bytes.subarray(from, from + engine.families() * engine.size));
  }

  function placeOf(value, begins) {
    let place = 0;
    for (let n = 0; n < begins.length; n++) if (value >= begins[n]) place++;
    return place;
  }

  /* Months since a family's last birth, of births up to month 0; -never where there was none. */
  function sinceBirth(records, row, never) {
    let least = Infinity;
    for (let n = records.layout.fields.children.shape[0] - 1; n >= 0; n--) {
      const born = records.in(row, "children", "birth_month", n);
      least = Math.min(least, born > 0 ? -never : -born);
    }
    return least;
  }

  /* What a family is told apart by besides its cell (famsim.measures.beginning); about: where groups begin, in months. */
  function besides(records, row, {mother_age, child_age, pregnancy}) {
    const {never} = records.numbers, entry = records.of(row, "entry_month"), age = sinceBirth(records, row, never);
    const ill = records.in(row, "mother", "ill") !== 0 || (records.isCouple(row) && records.in(row, "other", "ill") !== 0);
    const mother = placeOf(entry + pregnancy - records.in(row, "mother", "birth_month"), mother_age), child = age === -never ? 0 : placeOf(age, child_age);
    return (mother * (child_age.length + 1) + child) * 3 + (entry > 0 ? 2 : ill ? 0 : 1);
  }

  return {Records, here, besides};
}
