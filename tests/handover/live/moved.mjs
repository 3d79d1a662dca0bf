// Lives help moved in time, or families followed, in node: node moved.mjs CORE.js SAID.json; prints rows.
import fs from "node:fs";
import vm from "node:vm";

const [core, about] = process.argv.slice(2), said = JSON.parse(fs.readFileSync(about, "utf8"));
vm.runInThisContext(`${said.scripts}\n${fs.readFileSync(core, "utf8")}\nglobalThis.core = { famsimLive, timingOf, pricesOf, policyBytes, NOBODY };`);
const { famsimLive, timingOf, pricesOf, policyBytes, NOBODY } = globalThis.core;
const live = await famsimLive(said.model, [said.world], null, { worker: false }), p = await live.parameters(0, 0);
const policy = policyBytes(NOBODY, said.model.layout.policy, said.names, [], null);
const { exit_months } = pricesOf(p, said.model.layout.parameters.fields, said.world.area_families), answers = [];
for (const asked of said.asked) {
  const found = await live.ask({ world: 0, draw: 0, policy, ...asked });
  if (asked.what === "moved") answers.push({ rows: timingOf(found, asked, said.tables, exit_months), seconds: found.seconds, bytes: found.bytes });
  else answers.push({ ...found, quality: [...(found.quality ?? [])], marks: [...(found.marks ?? [])], given: [...(found.given ?? [])] });
}
process.stdout.write(JSON.stringify(answers));
live.close();
