(function () {
"use strict";
// Tables sort by the heading that is pressed; the document reads the same without this.
const order = new Intl.Collator("en-GB", {numeric: true}).compare;
const rowsOf = (table) => Array.from(table.tBodies[0].rows);
const numberIn = (row, place) => parseFloat(row.cells[place].dataset.n);

function compared(place, up) {
  return function (one, other) {
    const a = numberIn(one, place), b = numberIn(other, place);
    if (Number.isNaN(a) && Number.isNaN(b)) {
      return up * order(one.cells[place].textContent, other.cells[place].textContent);
    }
    if (Number.isNaN(a) || Number.isNaN(b)) {
      return Number.isNaN(a) ? 1 : -1;
    }
    return up * (a - b);
  };
}

function sortBy(table, head) {
  const up = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const other of table.tHead.rows[0].cells) {
    other.removeAttribute("aria-sort");
  }
  head.setAttribute("aria-sort", up > 0 ? "ascending" : "descending");
  table.tBodies[0].append(...rowsOf(table).sort(compared(head.cellIndex, up)));
  const says = `sorted by ${head.textContent}, ${up > 0 ? "lowest" : "highest"} first`;
  document.getElementById("sorted").textContent = `${table.caption.textContent}: ${says}`;
}

for (const table of document.querySelectorAll("table")) {
  if (rowsOf(table).length < 2) {
    continue;
  }
  for (const head of table.tHead.rows[0].cells) {
    if (!head.textContent) {
      continue;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(table, head));
    head.append(button);
  }
}
})();
