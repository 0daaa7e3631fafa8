// All charts except the tree: bars in rows, columns by month, a grid of bubbles. Plain SVG, drawn to the available width.

/** Draw again whenever the width changes. */
function toWidth(draw) {
  const box = h("div");
  let drawn = 0;
  new ResizeObserver(() => {
    const width = Math.round(box.clientWidth);
    if (width && width !== drawn) { drawn = width; box.replaceChildren(draw(width)); }
  }).observe(box);
  return box;
}
const percent = (value, most) => `${most ? Math.max(value ? 0.8 : 0, (100 * value) / most) : 0}%`;

/** Rows of a label, a bar and a value: `{label, value, shown, kind}`. */
function bars(rows, most = Math.max(1, ...rows.map((row) => row.value))) {
  return h("div", { class: "bars" }, rows.map((row) =>
    h("div", { class: "row" },
      h("span", { class: "label", dir: "auto" }, row.label),
      s("svg", { "aria-hidden": "true" }, s("rect", { class: "track", width: "100%", height: "100%", rx: 3 }), s("rect", { class: `bar ${row.kind || ""}`, width: percent(row.value, most), height: "100%", rx: 3 })),
      h("span", { class: "value" }, row.shown ?? n(row.value)))));
}
/** Rows of two bars from a line in the middle: `{label, left, right, mark}`; the mark replaces an empty side. */
function bothWays(rows, few = 16) {
  const most = Math.max(1, ...rows.flatMap((row) => [row.left, row.right]));
  const half = (value, side, mark) => {
    const width = percent(value, most);
    return h("div", { class: side ? "half right-half" : "half" },
      mark ? h("span", { class: "mark" }, mark) : s("svg", { "aria-hidden": "true" }, s("rect", { class: side ? "gave" : "got", x: side ? "0" : `${100 - parseFloat(width)}%`, width, height: "100%", rx: 2 })));
  };
  const drawn = (row) => h("div", { class: "row two" },
    h("span", { class: "label", dir: "auto" }, row.label),
    half(row.left, 0, !row.left && row.mark), half(row.right, 1, !row.right && row.mark),
    h("span", { class: "value" }, `${n(row.left)} : ${n(row.right)}`));
  return listed(rows, drawn, few, (shown) => h("div", { class: "bars" }, h("div", { class: "row two heads", "aria-hidden": "true" }, h("span"), h("span", { class: "half" }, "you received"), h("span", { class: "half right-half" }, "you gave"), h("span")), shown));
}
/** Columns by month above a line, and below it where `below` is given; each of the series is `{class, values}`, stacked. */
function columnsByMonth(months, above, below = []) {
  return toWidth((width) => {
    const height = below.length ? 190 : 160, left = 4, step = (width - left) / months.length;
    const sum = (series, at) => series.reduce((total, each) => total + each.values[at], 0);
    const down = Math.max(0, ...months.map((_, at) => sum(below, at)));
    const up = Math.max(...months.map((_, at) => sum(above, at))) || down / 20 || 1;
    const room = height - 24 - (below.length ? 34 : 18), unit = room / (up + down), line = 16 + up * unit;
    const svg = s("svg", { class: "months", viewBox: `0 0 ${width} ${height}`, height, "aria-hidden": "true" });
    months.forEach((month, at) => {
      const x = left + at * step + step * 0.16, wide = step * 0.68;
      let y = line;
      for (const series of above) { const tall = series.values[at] * unit; y -= tall; if (tall) svg.append(s("rect", { class: series.class, x, y, width: wide, height: tall, rx: Math.min(2, wide / 4) })); }
      const many = sum(above, at);
      if (many) svg.append(s("text", { class: "num", x: x + wide / 2, y: y - 4, "text-anchor": "middle" }, n(many)));
      y = line;
      for (const series of below) { const tall = series.values[at] * unit; if (tall) svg.append(s("rect", { class: series.class, x, y, width: wide, height: tall, rx: Math.min(2, wide / 4) })); y += tall; }
      const under = sum(below, at);
      if (under) svg.append(s("text", { class: "num", x: x + wide / 2, y: y + 13, "text-anchor": "middle" }, n(under)));
      const wanted = width < 420 ? (months.length - 1 - at) % 3 === 0 : true;
      if (wanted && (months.length <= 12 || at % 3 === (months.length - 1) % 3)) {
        const year = month.slice(5) === "01" && step > 34;
        svg.append(s("text", { x: x + wide / 2, y: height - 5, "text-anchor": "middle" }, MONTHS[Number(month.slice(5)) - 1] + (year ? ` ’${month.slice(2, 4)}` : "")));
      }
    });
    svg.append(s("line", { class: "axis", x1: 0, x2: width, y1: line, y2: line }));
    return svg;
  });
}
const legend = (...parts) => h("div", { class: "legend" }, parts.map(([kind, text]) =>
  h("span", {}, s("svg", { class: "swatch", viewBox: "0 0 10 10", "aria-hidden": "true" }, s("rect", { class: kind, x: 0.5, y: 0.5, width: 9, height: 9, rx: 1.5 })), text)));
/** The pattern for help both ways, defined once in the page. */
const hatch = () => s("svg", { width: 0, height: 0, "aria-hidden": "true", class: "hidden" }, s("defs", {},
  s("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("line", { class: "hatch", y2: 5 }))));
