// Small charts in SVG. What is an axis is marked so; every other number in a chart has a key.
const COLOURS = ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];

// how much larger than planned text is: labels grow with it, and so does the room that they are given
function enlarged() { return Math.max(parseFloat(getComputedStyle(document.documentElement).fontSize) / 20, 1); }

function frameOf(box, tall, left, bottom) {
  const width = Math.max(box.clientWidth, 260), k = enlarged(), height = tall * k;
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img" });
  empty(box).append(svg);
  return { svg, width, height, k, left: left * k, right: width - 14 * k, top: 26 * k, bottom: height - bottom * k };
}

// words below a chart, folded like all text; what is drawn inside it is short
function below(frame, ...words) { frame.svg.after(make("p", { class: "axis" }, ...words)); }

function scaleOf(from, to, start, end) { return (x) => start + ((x - from) / (to - from || 1)) * (end - start); }

function textAt(x, y, text, more) { return draw("text", { x, y, ...more }, text); }

function line(points, more) {
  const parts = [];
  let pen = false;
  for (const [x, y] of points) {
    if (y === null || Number.isNaN(y)) { pen = false; continue; }
    parts.push(`${pen ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`);
    pen = true;
  }
  return draw("path", { d: parts.join("") || "M0 0", fill: "none", "stroke-width": 4, "stroke-linejoin": "round", ...more });
}

function band(points, more) {
  const there = points.filter(([, low, high]) => low !== null && high !== null);
  if (there.length < 2) return draw("path", { d: "M0 0" });
  const path = there.map(([x, , high]) => `${x.toFixed(1)} ${high.toFixed(1)}`)
    .concat(there.slice().reverse().map(([x, low]) => `${x.toFixed(1)} ${low.toFixed(1)}`));
  return draw("path", { d: `M${path.join("L")}Z`, "fill-opacity": 0.22, ...more });
}

function niceSteps(low, high) {
  const rough = (high - low) / 4 || 1, unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * unit).find((one) => one >= rough);
  const found = [];
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-9; at += step) found.push(Math.abs(at) < 1e-12 ? 0 : at);
  return found;
}

// those numbers of an axis that have so much room each, 0 among them where it is one
function apart(steps, across, room) {
  const every = Math.max(Math.ceil(room / (across(steps[1] ?? Infinity) - across(steps[0]))), 1), zero = Math.max(steps.indexOf(0), 0);
  return steps.filter((_, i) => (i - zero) % every === 0);
}

function monthAxis(frame, months, across) {
  const { svg, bottom, k } = frame, every = [6, 12, 24].find((one) => across(one) - across(0) >= 44 * k) || 48;
  for (const month of months.filter((one) => one % every === 0)) {
    svg.append(draw("line", { x1: across(month), x2: across(month), y1: bottom, y2: bottom + 6, stroke: "#444" }),
      textAt(across(month), bottom + (frame.drop || 24) * k, String(month), { "text-anchor": "middle", "data-axis": true }));
  }
  if (months[0] <= 0) {
    svg.append(draw("line", { x1: across(0), x2: across(0), y1: frame.top - 8, y2: bottom, stroke: "#444", "stroke-dasharray": "3 4", "stroke-width": 2 }));
  }
}

function monthTitle(frame, text) {
  below(frame, `months before (−) and after${text ? `: ${text}` : ""}`);
}

function valueAxis(frame, low, high, up) {
  for (const at of niceSteps(low, high)) {
    frame.svg.append(draw("line", { x1: frame.left, x2: frame.right, y1: up(at), y2: up(at),
      stroke: at === 0 ? "#111" : "#ccc", "stroke-width": at === 0 ? 2 : 1 }),
    textAt(frame.left - 8, up(at) + 6 * frame.k, Number(at.toPrecision(6)).toString().replace("-", "−"), { "text-anchor": "end", "data-axis": true }));
  }
}

// a thing of the trade told apart by shape as well as by colour
const SHAPES = [
  (x, y, r) => draw("circle", { cx: x, cy: y, r, fill: "#0072B2" }),
  (x, y, r) => draw("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, fill: "#56B4E9", stroke: "#111" }),
  (x, y, r) => draw("path", { d: `M${x} ${y - r}V${y + r}M${x - r} ${y}H${x + r}`, stroke: "#882255", "stroke-width": r / 2, fill: "none" }),
  (x, y, r) => draw("path", { d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`, fill: "#009E73" }),
  (x, y, r) => draw("path", { d: `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`, stroke: "#D55E00", "stroke-width": r / 2, fill: "none" }),
  (x, y, r) => draw("circle", { cx: x, cy: y, r: r * 0.85, fill: "#fff", stroke: "#111", "stroke-width": r / 3 }),
  (x, y, r) => draw("circle", { cx: x, cy: y, r: r * 0.6, fill: "#ddd", stroke: "#999", "stroke-width": r / 6 }),
];
