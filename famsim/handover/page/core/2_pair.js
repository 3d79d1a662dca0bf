// The ledger of a pair of lives, as famsim/rules/family/pair.py and famsim/measures/ledger.py have it.
const A_HARM = 1 << 19, A_KIND = 1 << 21, ELSEWHERE = 1 << 23, TOGETHER = 1 << 24, PARTED = 1 << 25, YEAR_AFTER = 12;
const BOX = {
  LOSS_AVERTED: 0, HELD_INTO_CONFLICT: 1, EXIT_PREVENTED_CONFLICT: 4, OUT_OF_CONFLICT: 7, PASSED_CONFLICT: 10, OUT_ELSEWHERE: 13,
  LOSS_BROUGHT_ABOUT: 14, PARTS_FREE_OF_CONFLICT: 15, EXIT_ENABLED_CONFLICT: 18, EXIT_ONLY_HERE_CONFLICT: 21, OTHER_KIND: 24,
  SAME_KIND: 25, DELAY: 26, LATER_UNIONS: 27, ALL: 28,
};

const chanceIn = (word) => word & (A_HARM - 1);
const harmIn = (word) => (word >>> 19) & 3;
const exitFrom = (word) => (word >>> 21) & 3;
const wereTogether = (word) => (word & TOGETHER) !== 0;
const partedIn = (word) => word >= PARTED;

// Whether harm goes on in the life that stays, and how bad it gets: months after `m` up to `last`.
function harmAfter(stays, m, last, exitMonths) {
  let lived = 0, harmed = 0, worst = 0;
  for (let k = m + 1; k < Math.min(last + 1, stays.length); k += 1) {
    if (!wereTogether(stays[k])) break;
    lived += 1;
    if (harmIn(stays[k])) harmed += 1;
    worst = Math.max(worst, harmIn(stays[k]));
    if (partedIn(stays[k])) break;
  }
  return lived === 0 ? [harmIn(stays[m]) !== 0, harmIn(stays[m])] : [harmed * YEAR_AFTER >= exitMonths * lived, worst];
}

// The box of a parting of month `m` in one life alone; the other's months are known up to `last`.
function boxAlone(pair, withHelp, m, last) {
  const parts = withHelp ? pair.ours : pair.without, stays = withHelp ? pair.without : pair.ours;
  const [goesOn, worst] = harmAfter(stays, m, last, pair.exitMonths), left = exitFrom(parts[m]);
  if (withHelp) {
    if (goesOn) return (left === 0 ? BOX.PARTS_FREE_OF_CONFLICT : BOX.EXIT_ENABLED_CONFLICT) + worst - 1;
    return left === 0 ? BOX.LOSS_BROUGHT_ABOUT : BOX.EXIT_ONLY_HERE_CONFLICT + left - 1;
  }
  if (goesOn) return (left === 0 ? BOX.HELD_INTO_CONFLICT : BOX.EXIT_PREVENTED_CONFLICT) + worst - 1;
  if (left === 0) return BOX.LOSS_AVERTED;
  if ((pair.without[m] & ELSEWHERE) !== 0) return BOX.OUT_ELSEWHERE;
  return (exitFrom(pair.ours[m]) !== 0 ? BOX.PASSED_CONFLICT : BOX.OUT_OF_CONFLICT) + left - 1;
}

function boxOfBoth(one, other) { return (exitFrom(one) !== 0) === (exitFrom(other) !== 0) ? BOX.SAME_KIND : BOX.OTHER_KIND; }

// Adds a couple's expected partings to its row of boxes, in parts of CERTAIN.
function expectedBoxes(pair, boxes) {
  const months = pair.ours.length;
  let m = 0;
  for (; m < months; m += 1) {
    const without = pair.without[m], ours = pair.ours[m], more = chanceIn(ours) - chanceIn(without);
    if (more !== 0) boxes[boxAlone(pair, more > 0, m, m + YEAR_AFTER)] += Math.abs(more);
    boxes[boxOfBoth(without, ours)] += Math.min(chanceIn(without), chanceIn(ours));
    if (partedIn(without) || partedIn(ours)) break;
  }
  if (m < months && partedIn(pair.without[m]) !== partedIn(pair.ours[m])) takeOffWhoFollow(pair, partedIn(pair.ours[m]), m, boxes);
}

function takeOffWhoFollow(pair, withHelp, m, boxes) {
  const parts = withHelp ? pair.ours : pair.without, stays = withHelp ? pair.without : pair.ours;
  for (let k = m + 1; k < stays.length; k += 1) {
    const chance = chanceIn(stays[k]);
    if (chance > 0) {
      const both = boxOfBoth(parts[m], stays[k]);
      boxes[boxAlone(pair, withHelp, m, Math.min(m + YEAR_AFTER, k))] -= chance;
      boxes[both] += chance;
      if (both === BOX.SAME_KIND) boxes[BOX.DELAY] += (withHelp ? m - k : k - m) * chance;
    }
    if (partedIn(stays[k])) return;
  }
}

// A life's words up to its first parting, 0 after it; all 0 where the two first unions are not the same couple.
function ofFirstUnion(words, same, into) {
  let gone = !same;
  for (let m = 0; m < words.length; m += 1) {
    into[m] = gone ? 0 : words[m];
    if (partedIn(words[m])) gone = true;
  }
}

function chancesIn(words) {
  let sum = 0;
  for (let m = 0; m < words.length; m += 1) sum += chanceIn(words[m]);
  return sum;
}

// A life's words of one family, by month: of a life that is kept short, put into `spare`.
function wordsOf(life, row, spare) {
  const { months, words, from } = life;
  if (!from) return words.subarray(row * months, (row + 1) * months);
  const at = from[2 * row], first = from[2 * row + 1], end = first + from[2 * row + 2] - at;
  for (let m = 0; m < months; m += 1) spare[m] = m < first || m >= end ? 0 : words[at + m - first];
  return spare;
}

// whether a family's words, kept short in both lives, are the same in both
function areAlike({ from, words }, { from: others, words: theirs }, row) {
  const at = from[2 * row], their = others[2 * row], count = from[2 * row + 2] - at;
  if (from[2 * row + 1] !== others[2 * row + 1] || others[2 * row + 2] - their !== count) return false;
  for (let m = 0; m < count; m += 1) if (words[at + m] !== theirs[their + m]) return false;
  return true;
}

// The boxes of the families whose couples differ: rows, and boxes by row. A life: {words, unions, months, families}.
function ledgerOf(without, ours, exitMonths) {
  const months = ours.months, rows = [], boxes = [], one = new Int32Array(months), other = new Int32Array(months), spare = [new Int32Array(months), new Int32Array(months)];
  for (let row = 0; row < ours.families; row += 1) {
    if (ours.from && without.from && areAlike(ours, without, row)) continue;
    const theirs = wordsOf(without, row, spare[0]), mine = wordsOf(ours, row, spare[1]);
    let m = 0;
    while (m < months && mine[m] === theirs[m]) m += 1;
    if (m === months) continue;
    const found = new Float64Array(BOX.ALL);
    const same = without.unions[2 * row] === ours.unions[2 * row] && without.unions[2 * row + 1] === ours.unions[2 * row + 1];
    ofFirstUnion(theirs, same, one);
    ofFirstUnion(mine, same, other);
    expectedBoxes({ without: one, ours: other, exitMonths }, found);
    found[BOX.LATER_UNIONS] = chancesIn(mine) - chancesIn(other) - (chancesIn(theirs) - chancesIn(one));
    rows.push(row);
    boxes.push(found);
  }
  return { rows, boxes };
}
