// Writes strategies as policies and scenarios as TOML, and says what is wrong: node policy.mjs CORE.js SAID.json
import fs from "node:fs";
import vm from "node:vm";

const [core, about] = process.argv.slice(2), said = JSON.parse(fs.readFileSync(about, "utf8"));
const context = vm.createContext({});
vm.runInContext(fs.readFileSync(core, "utf8") + "\nglobalThis.core = { policyBytes, problemsOf, placesOffered, penceOf, pricesOf, tomlOf };", context);
const { policyBytes, problemsOf, placesOffered, penceOf, pricesOf, tomlOf } = context.core;

const prices = said.p ? pricesOf(new Uint8Array(Buffer.from(said.p, "base64")), said.parameters, said.families) : null;
const found = (said.strategies || []).map(({ table, base, by_heads, heads_pence }) => ({
  policy: Buffer.from(policyBytes(table, said.record, said.names, by_heads || [], base ? new Uint8Array(Buffer.from(base, "base64")) : null)).toString("base64"),
  problems: problemsOf(table, said.names),
  offered: placesOffered(table, said.months, said.k),
  pence: prices ? penceOf(table, said.names, prices, heads_pence || 0, said.months) : null,
}));
process.stdout.write(JSON.stringify({ strategies: found, toml: said.tables ? tomlOf(said.head || [], said.tables) : "" }));
