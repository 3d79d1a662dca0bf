// Putting texts on the page: always as text, never as markup.
const SVG = "http://www.w3.org/2000/svg";

document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
for (const part of ["nav", "main"]) document.querySelector(part).hidden = false;

function byId(id) { return document.getElementById(id); }

function empty(node) { node.replaceChildren(); return node; }

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  return filled(node, attributes, children);
}

function draw(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, given] of Object.entries(attributes || {})) {
    if (given !== null && given !== undefined && given !== false) node.setAttribute(name, given === true ? "" : given);
  }
  for (const child of children.flat()) node.append(child);
  return node;
}

function keyed(key, tag) { return make(tag || "span", { "data-key": key }, textOf(key)); }

// a month as when something happens: in the month itself, or so many months before or after
function at(key) { return value(key) === 0 ? ["in ", keyed(key)] : [keyed(key)]; }

// the question, after the area unless it begins with its name
function asked() {
  const area = "facts/all/area", question = "facts/all/question";
  return textOf(question).startsWith(textOf(area)) ? [keyed(question)] : [keyed(area), make("span", { class: "asked" }, ": ", keyed(question))];
}

function label(row, column) { return keyed(`labels/${row}/${column || "name"}`); }

function choice(text) { return make("span", { "data-choice": true }, text); }

// a sentence of words and keyed numbers
function say(node, ...parts) { empty(node).append(...parts.flat()); return node; }

function selectOf(id, name, rows, chosen, change) {
  const select = make("select", { id }, rows.map(([text, row]) => make("option",
    { value: text, "data-key": `labels/${row}/name`, selected: text === chosen }, textOf(`labels/${row}/name`))));
  select.value = chosen;
  select.addEventListener("change", () => change(select.value));
  return make("div", {}, make("label", { for: id }, name), select);
}

const drawers = {};  // view -> what draws it anew
// the view that is shown is drawn anew, as lives end too: whoever stood in it goes on from there
function redraw(view) {
  if (!drawers[view] || byId(`view-${view}`).hidden) return;
  const held = document.activeElement ? document.activeElement.id : "";
  drawers[view]();
  if (held && byId(held) && document.activeElement !== byId(held)) byId(held).focus();
}
