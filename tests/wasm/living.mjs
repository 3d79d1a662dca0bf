/* Live what a test asks for in node, on the page's own thread: living.mjs SCRIPTS ASKED.json; prints JSON. */
import crypto from "node:crypto";
import fs from "node:fs";
import vm from "node:vm";

vm.runInThisContext(`${fs.readFileSync(process.argv[2], "utf8")}; Object.assign(globalThis, {famsimLive, famsimBooks});`);
const {pack, asked, without} = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const digest = (array) => crypto.createHash("sha256").update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength)).digest("hex");
const want = ["families", "accounts", "account_ids", "cells", "couple_months", "unions", "tallies", "funnel"];

// words of couples kept short, month by month again
const spread = ({from, words, rows, months}) => {
  const all = new Int32Array(rows * months);
  for (let row = 0; row < rows; row += 1) all.set(words.subarray(from[2 * row], from[2 * row + 2]), row * months + from[2 * row + 1]);
  return all;
};

// counts by themselves, family by family again
const together = ({packed, widths, rows}) => {
  const all = new Int32Array(rows * widths.length);
  globalThis.famsimBooks().columnsOf(packed, widths, rows).forEach((column, i) => { if (column) for (let row = 0; row < rows; row += 1) all[row * widths.length + i] = column[row]; });
  return all;
};

for (const name of without ?? []) delete globalThis[name];
let live;
try { live = await globalThis.famsimLive(pack.model, pack.worlds ?? [pack.world], pack.seal, {worker: false}); } catch (error) {
  process.stdout.write(JSON.stringify({name: error.name, error: error.message}));
  process.exit(0);
}
const answers = [];
for (const {cancel_after: stop, ...ask} of asked) {
  if (ask.policy) ask.policy = Uint8Array.from(Buffer.from(ask.policy, "base64"));
  const told = [], before = process.cpuUsage();
  try {
    const asking = live.ask({world: 0, want, ...ask}, (progress) => { told.push(progress); if (told.length === stop) asking.cancel(); });
    const books = await asking, hashes = {}, {user, system} = process.cpuUsage(before), processor = (user + system) / 1e6;
    for (const name of want) if (books[name]) hashes[name] = digest(books[name]);
    if (books.words) {
      Object.assign(hashes, {couple_months: digest(spread(books)), accounts: digest(together(books))});
      live.back({packed: books.packed.buffer, words: books.words.buffer});
    }
    const {rows, starters, n_families, k, seconds, bytes} = books;
    answers.push({hashes, told, rows, starters, n_families, k, seconds, processor, bytes});
  } catch (error) { answers.push({error: error.message, name: error.name, told}); }
}
process.stdout.write(JSON.stringify({seal: live.seal, where: live.where, answers}));
live.close();
