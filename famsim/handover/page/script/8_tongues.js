// Welsh beside English, by a list of words (words.toml): what is in the list is put in its place as it is drawn.
const TONGUES = WORDS.tongues, BACK = new Map(Object.entries(TONGUES.welsh).map(([english, welsh]) => [welsh, english]));
let isWelsh = false;

function tidy(text) { return text.replace(/\s+/g, " ").trim(); }

// a text in the language that is chosen, with the spaces around it; itself where the list has none
function inTongue(text) {
  const plain = tidy(text), other = (isWelsh ? TONGUES.welsh[plain] : BACK.get(plain));
  return other === undefined ? text : text.replace(/^(\s*)[^]*?(\s*)$/, (_, before, after) => `${before}${other}${after}`);
}

// names that people chose, and numbers, stay as they are
function speak(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const node of found) {
    const parent = node.parentElement;
    if (!parent || parent.closest("script, [data-choice], [data-axis], [data-key]:not([data-key^='labels/']), #tongue")) continue;
    const said = inTongue(node.data);
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
