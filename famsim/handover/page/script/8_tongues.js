// Welsh beside English, by a list of words (words/welsh.toml): what is in the list is put in its place as it is drawn.
const TONGUES = WORDS.tongues, BACK = new Map(Object.entries(TONGUES.welsh).map(([english, welsh]) => [welsh, english]));
let isWelsh = false;

function tidy(text) { return text.replace(/\s+/g, " ").trim(); }

// a text in the language that is chosen, with the spaces around it; itself where the list has none
function inTongue(text) {
  const plain = tidy(text), other = isWelsh ? TONGUES.welsh[plain] ?? TONGUES.pieces[plain] : BACK.get(plain);
  return other === undefined ? text : text.replace(/^(\s*)[^]*?(\s*)$/, (_, before, after) => `${before}${other}${after}`);
}

// when something happens and how long it takes, whatever the number; a year of prices
const TIMES = [[/^(\d+) months? before$/, "$1 mis cyn"], [/^(\d+) months? after$/, "$1 mis wedyn"], [/^the month itself$/, "y mis ei hun"], [/^(\d+) years?$/, "$1 mlynedd"], [/^(\d+) months?$/, "$1 mis"], [/^(\S+) prices$/, "prisiau $1"], [/^Cost, (\S+) prices$/, "Cost, prisiau $1"], [/^cannot be told$/, "ni ellir ei ddweud"], [/^under (\d+%)$/, "llai na $1"], [/^over (\d+%)$/, "mwy na $1"], [/^families with children$/, "o deuluoedd \u00e2 phlant"]];

function timeInTongue(text) {
  const found = isWelsh && TIMES.find(([english]) => english.test(text));
  return found ? text.replace(...found) : text;
}

// sentences, each by its words and the places of its numbers and names, which may stand in another order
function speakSentences(node) {
  const sentences = [[]], ended = () => { const last = sentences.at(-1).at(-1); return typeof last === "string" && last.endsWith("."); };
  for (const one of node.childNodes) {
    const parts = one.nodeType === Node.TEXT_NODE ? one.data.split(/(?<=\.) /) : [one];
    if (typeof parts[0] === "string" && parts[0].startsWith(" ") && ended()) sentences.push([]);
    parts.forEach((part, i) => { if (i) sentences.push([]); sentences.at(-1).push(part); });
  }
  let isSaid = false;
  const said = sentences.map((parts) => {
    const named = parts.filter((part) => typeof part !== "string");
    let n = 0;
    const welsh = TONGUES.sentences[tidy(parts.map((part) => (typeof part === "string" ? part : `{${n++}}`)).join(""))];
    isSaid ||= welsh !== undefined;
    return welsh === undefined ? parts : welsh.split(/(\{\d+\})/).filter(Boolean).map((part) => (/^\{\d+\}$/.test(part) ? named[Number(part.slice(1, -1))] : part));
  });
  if (isSaid) node.replaceChildren(...said.flatMap((parts) => [...parts, " "]));
}

const SENTENCES = "p, li, h3, output";

// names that people chose, and numbers, stay as they are
function speak(root) {
  if (isWelsh && root.matches) for (const one of new Set([root.closest(SENTENCES), ...root.querySelectorAll(SENTENCES)])) if (one) speakSentences(one);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const node of found) {
    const parent = node.parentElement;
    if (!parent || parent.closest("script, [data-choice], [data-axis], #tongue")) continue;
    const said = parent.closest("[data-key]:not([data-key^='labels/'])") ? timeInTongue(node.data) : timeInTongue(inTongue(node.data));
    if (said === node.data) continue;
    node.data = said;
    if (isWelsh && parent.childNodes.length === 1) parent.lang = "cy"; else parent.removeAttribute("lang");
  }
  const named = root.querySelectorAll ? root.querySelectorAll("[aria-label]") : [];
  for (const one of named) one.setAttribute("aria-label", inTongue(one.getAttribute("aria-label")));
}

const hearsWords = new MutationObserver((changes) => {
  if (!isWelsh) return;
  hearsWords.disconnect();
  for (const { target, addedNodes } of changes) [target, ...addedNodes].forEach((one) => speak(one.nodeType === Node.TEXT_NODE ? one.parentElement || document.createElement("p") : one));
  hearWords();
});

function hearWords() { hearsWords.observe(document.body, { childList: true, subtree: true, characterData: true }); }

function changeTongue() {
  isWelsh = !isWelsh;
  hearsWords.disconnect();
  tellAsked();
  redraw(document.documentElement.dataset.view);  // what is put together is put together anew
  speak(document.body);
  drawWords();
  const button = byId("tongue"), note = byId("tongue-note");
  button.textContent = isWelsh ? "English" : "Cymraeg";
  button.lang = isWelsh ? "en" : "cy";
  note.hidden = !isWelsh || !TONGUES.note;
  say(note, make("span", { lang: "cy" }, TONGUES.note));
  if (isWelsh) hearWords();
}

// every term in plain English, and in Welsh where that is chosen
function drawWords() {
  empty(byId("kit-words")).append(...TONGUES.terms.flatMap(([word, plain, welsh, inWelsh]) => (isWelsh ? [make("dt", { lang: "cy" }, welsh, make("small", { lang: "en" }, ` (${word})`)), make("dd", { lang: "cy" }, inWelsh)] : [make("dt", {}, word), make("dd", {}, plain)])));
}

byId("tongue").addEventListener("click", changeTongue);
drawWords();
