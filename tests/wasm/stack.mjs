/* How deep the module's stack becomes, and whether it reaches what lies below it: stack.mjs SCRIPTS ASKED.json. */
import fs from "node:fs";
import vm from "node:vm";

vm.runInThisContext(`${fs.readFileSync(process.argv[2], "utf8")}; Object.assign(globalThis, {famsimEngine, famsimBooks, famsimSession});`);
const {pack} = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const {Session} = globalThis.famsimSession({...globalThis.famsimEngine(), ...globalThis.famsimBooks()}), session = new Session();
await session.open(pack.model, [pack.world], null);
const top = pack.model.layout.stack_top, size = pack.model.layout.stack, bottom = top - size, MARK = 0xA5;
new Uint8Array(session.engine.memory.buffer).fill(MARK, bottom, top);
for (let strategy = 0; strategy < pack.world.strategies.length; strategy++) {
  const lives = session.live({world: 0, draw: 0, strategy});
  while (!lives.next().done);
}
const bytes = new Uint8Array(session.engine.memory.buffer, bottom, size);
process.stdout.write(JSON.stringify({size, used: size - bytes.findIndex((one) => one !== MARK)}));
