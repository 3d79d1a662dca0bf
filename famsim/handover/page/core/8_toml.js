// A scenario as TOML, from its tables: what leaves the room is a file that `famsim compare` runs.
function tomlText(text) {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function tomlKey(name) { return /^[A-Za-z0-9_-]+$/.test(name) ? name : tomlText(name); }

function tomlValue(value) {
  if (typeof value === "string") return tomlText(value);
  if (Array.isArray(value)) return `[${value.map(tomlValue).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    const inside = Object.entries(value).map(([name, one]) => `${tomlKey(name)} = ${tomlValue(one)}`).join(", ");
    return inside ? `{ ${inside} }` : "{}";
  }
  return String(value);
}

function tomlLines(table, without = []) {
  return Object.entries(table).filter(([name]) => !without.includes(name)).map(([name, value]) => `${tomlKey(name)} = ${tomlValue(value)}\n`).join("");
}

function tomlStrategy(table) {
  const offers = (table.offer || []).map((offer) => `\n[[strategy.offer]]\n${tomlLines(offer)}`).join("");
  return `\n[[strategy]]\n${tomlLines(table, ["offer"])}${offers}`;
}

// head: lines of comment; tables: those of a scenario file, `strategy` and `evidence` among them
function tomlOf(head, tables) {
  const comments = head.map((line) => `# ${line.replace(/[\u0000-\u001f\u007f]/g, " ")}\n`).join("");
  const rest = Object.entries(tables).filter(([name]) => name !== "strategy");
  const parts = rest.map(([name, table]) => `\n[${tomlKey(name)}]\n${tomlLines(table)}`).join("");
  return comments + parts + tables.strategy.map(tomlStrategy).join("");
}
