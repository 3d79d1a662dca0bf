// Lives help moved in time, or families followed, in node: node moved.mjs CORE.js SAID.json; prints rows.
import fs from "node:fs";
import vm from "node:vm";

const [core, about] = process.argv.slice(2), said = JSON.parse(fs.readFileSync(about, "utf8"));
vm.runInThisContext(`${said.scripts}\n${fs.readFileSync(core, "utf8")}\nglobalThis.core = { famsimLive, timingOf, pricesOf, policyBytes, NOBODY, Followed, quantileOf };`);
// what is told of families followed: ids, the one told, lives and happenings of it, what all gain, how all end
function familiesOf(all) {
  const told = all.told(), { who } = told[0], arms = all.ends.map((_, arm) => arm);
  return {
    ids: all.found.kind.map((one) => one.id), months: all.found.kind.map((one) => one.month), told, ends: all.ends, kinds: all.kinds[0], harm: all.kinds[0].map((_, who) => ["harmful", "violent_now"].map((name) => all.series(0, who, name))), came: all.came, gained: all.gained, features: all.found.kind[who].features, equal: arms.slice(1).map((arm) => all.equalGain(arm, who)),
    lives: arms.map((arm) => [0, 1].map((parent) => Array.from({ length: all.window }, (_, month) => all.quality(arm, who, month, parent)))), happenings: arms.map((arm) => all.happenings(arm, who)),
    quantiles: arms.slice(1).map((arm) => [0.1, 0.25, 0.75, 0.9].map((share) => quantileOf(all.gained[arm].filter(Number.isFinite), share))),
  };
}

const { famsimLive, timingOf, pricesOf, policyBytes, NOBODY, Followed, quantileOf } = globalThis.core;
const live = await famsimLive(said.model, [said.world], null, { worker: false }), p = await live.parameters(0, 0);
const policy = policyBytes(NOBODY, said.model.layout.policy, said.names, [], null);
const { exit_months } = pricesOf(p, said.model.layout.parameters.fields, said.world.area_families), answers = [];
for (const asked of said.asked) {
  const found = await live.ask({ world: 0, draw: 0, policy, ...asked });
  if (asked.what === "moved") answers.push({ rows: timingOf(found, asked, said.tables, exit_months), seconds: found.seconds, bytes: found.bytes });
  else if (asked.what === "live") answers.push({ besides: [...found.besides] });
  else answers.push(familiesOf(new Followed({ ...found, codes: said.model.layout.numbers }, asked)));
}
process.stdout.write(JSON.stringify(answers));
live.close();
