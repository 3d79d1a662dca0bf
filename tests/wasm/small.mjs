/* Answer what a small module says of each row of arguments: small.mjs FOLDER; prints eight bytes each, in hex. */
import fs from "node:fs";

const folder = process.argv[2], {given, fraction} = JSON.parse(fs.readFileSync(`${folder}/given.json`, "utf8"));
const numbers = {nan: NaN, inf: Infinity, "-inf": -Infinity};
const memory = new WebAssembly.Memory({initial: 4}), stack = new WebAssembly.Global({value: "i32", mutable: true}, 60000);
const env = {__linear_memory: memory, __stack_pointer: stack};
const {instance} = await WebAssembly.instantiate(fs.readFileSync(`${folder}/small.wasm`), {env});
const answers = given.map((row) => {
  const found = instance.exports.run(...row.map(([kind, text]) => (kind === "i" ? BigInt(text) : numbers[text] ?? Number(text))));
  const view = new DataView(new ArrayBuffer(8));
  if (fraction) view.setFloat64(0, found, true); else view.setBigInt64(0, BigInt(found), true);
  return Buffer.from(view.buffer).toString("hex");
});
process.stdout.write(JSON.stringify(answers));
