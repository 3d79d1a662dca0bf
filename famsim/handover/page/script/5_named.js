// guesses that were kept by a name: drawn, scored, put aside
const DASHES = ["2 5", "12 4 2 4", "6 3", "16 5", "3 3 10 3", "1 6"];

// a guess that was kept by its name: a line of its own, with the name at its highest
function drawNamed(frame, up, { name, curve }, i) {
  const colour = COLOURS[2 + (i % 5)], at_ = placeOfName(curve), most = curve[at_] || 0;
  frame.svg.append(line(MONTHS.map((m, at) => [frame.across(m), curve[at] === null ? null : up(curve[at])]), { stroke: colour, "stroke-dasharray": DASHES[i % 6], "stroke-width": 4 }),
    textAt(Math.min(Math.max(frame.across(MONTHS[at_]), frame.left + 60), frame.right - 60), Math.max(up(most) - 12, frame.top + 14), name, { "text-anchor": "middle", fill: colour, "data-choice": true }));
}

// a name stands at its curve where that runs furthest from the model's; at its highest where there is none to see
function placeOfName(curve) {
  const estimate = worths("estimate"), most = Math.max(...estimate.map((one) => one ?? 0)), away = curve.map((one, i) => (one === null || estimate[i] === null ? -1 : Math.abs(one - estimate[i] / most)));
  return room.shown && most > 0 && Math.max(...away) > 0 ? away.indexOf(Math.max(...away)) : highestOf(curve);
}

function highestOf(curve) { return curve.reduce((top, one, i) => (one !== null && (top < 0 || one > curve[top]) ? i : top), -1); }

// out of ten: how near a curve runs to the model's, both with their highest at one; nothing where either cannot be told
function scoreOf(curve) {
  const estimate = worths("estimate"), most = Math.max(...estimate.filter((one) => one !== null)), mine = Math.max(...curve.filter((one) => one !== null));
  const both = MONTHS.map((_, i) => i).filter((i) => estimate[i] !== null && curve[i] !== null);
  if (!(most > 0) || !(mine > 0) || both.length < 3) return null;
  const off = both.reduce((sum, i) => sum + Math.abs(Math.min(Math.max(estimate[i] / most, 0), 1) - curve[i] / mine), 0) / both.length;
  return Math.round(10 * (1 - off));
}

// a curve is a guess about what was chosen when it was drawn, and is held to no other
function aboutHere() { return [room.event, room.programme, room.measure].join(" "); }

function guessesHere() { return room.guesses.filter((one) => one.about === aboutHere()); }

function keepGuess() {
  const drawn = room.guess.some((one) => one !== null);
  if (!drawn || room.guesses.length >= 6) { say(byId("guess-answer"), drawn ? "Six guesses are the most that can be told apart." : "Draw a curve first."); return; }
  const name = byId("guess-name").value.trim().slice(0, 24) || `Table ${"ABCDEF"[room.guesses.length]}`;
  room.guesses.push({ name, curve: [...room.guess], about: aboutHere() });
  room.guess = MONTHS.map(() => null);
  byId("guess-name").value = "";
  drawGuess();
  answerGuess();
}
