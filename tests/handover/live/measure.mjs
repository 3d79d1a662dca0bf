// Measures books written by Python, and prints the rows: node measure.mjs CORE.js BOOKS.json BOOKS.bin
import fs from "node:fs";
import vm from "node:vm";

const [core, about, bytes] = process.argv.slice(2), said = JSON.parse(fs.readFileSync(about, "utf8")), file = fs.readFileSync(bytes);
const memory = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
const context = vm.createContext({});
vm.runInContext(fs.readFileSync(core, "utf8") + "\nglobalThis.core = { Book, Pairs, Costs, waysOf, partsIn, lessOf, partsPaid, lessPaid };", context);
const { Book, Pairs, Costs, waysOf, partsIn, lessOf, partsPaid, lessPaid } = context.core;
const KINDS = { int32: Int32Array, int16: Int16Array, float64: Float64Array };
const array = ({ at, of, length }) => new KINDS[of](memory, at, length);
const life = (one) => ({ ...one, accounts: array(one.accounts), ids: array(one.ids), cells: array(one.cells), besides: array(one.besides), words: array(one.words), unions: array(one.unions) });

let first = null;
const found = said.strategies.map(({ offered, idle }, place) => {
  const pairs = new Pairs(said.tables, said.k, said.kept || []), costs = new Costs(said.tables, said.k);
  let ways = null;
  for (const draw of said.draws) {
    const [first, ours] = [draw.lives[0], draw.lives[place]].map((one) => new Book(life(one), said.tables));
    if (place) pairs.add(ours, first, [offered, said.strategies[0].offered], draw.exit_months);
    costs.add(ours, place && said.usual ? first : null, [offered, said.strategies[0].offered], draw.costs[place]);
    ways = waysOf(ours, said.tables, said.k);
  }
  const parts = place ? { of: partsIn(pairs), paid: partsPaid(costs) } : null;
  first ||= parts;
  const less = parts && { rows: lessOf(parts.of, first.of, said.tables), cost: lessPaid(parts.paid, first.paid, said.factor, said.tables) };
  return { less, rows: place ? pairs.rows(idle) : {}, cost: costs.row(said.factor), ways };
});
process.stdout.write(JSON.stringify(found));
