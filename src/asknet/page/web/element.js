// Elements are made by name and filled with text nodes: no text of the network is ever parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const $ = (id) => document.getElementById(id);

const number = new Intl.NumberFormat("en");
const n = (count) => number.format(count);
/** "1 contact", "3 contacts". */
const count = (many, one, several = `${one}s`) => `${n(many)} ${many === 1 ? one : several}`;
const often = (times) => (times === 1 ? "once" : times === 2 ? "twice" : `${n(times)} times`);
/** "a, b and c". */
const together = (parts) => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`);

const SHAPES = ["M5 0a5 5 0 1 0 .01 0z", "M.6.6h8.8v8.8H.6z", "M5 .2 10 9.6H0z"];
const KINDS = [["person", "people"], ["community", "communities"], ["source", "sources"]];
/** The shape of a kind: a disc for a person, a square for a community, a triangle for a source. */
const shape = (kind) =>
  s("svg", { class: "shape", viewBox: "0 0 10 10", role: "img", "aria-label": KINDS[kind][0] }, s("path", { d: SHAPES[kind], class: `k${kind}` }));

/** A button that looks like a link. */
const link = (text, onclick, attributes) => h("button", { type: "button", class: "link", onclick, ...attributes }, text);
const tag = (text, how = "") => h("span", { class: `tag ${how}` }, text);

/** A table under a closed heading, built when it is first opened. */
function tableOf(caption, columns, rows, title = "The numbers as a table") {
  const box = h("details", { class: "more" }, h("summary", {}, title));
  box.addEventListener("toggle", () => {
    if (!box.open || box.childElementCount > 1) return;
    box.append(h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": caption }, table(caption, columns, rows)));
  });
  return box;
}
function table(caption, columns, rows) {
  const cell = (tag, value, place) =>
    h(tag, { class: typeof value === "number" ? "n" : false, scope: tag === "th" ? "row" : false }, typeof value === "number" ? n(value) : value);
  const numeric = columns.map((_, place) => rows.length > 0 && typeof rows[0][place] === "number");
  return h("table", {},
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, columns.map((name, place) => h("th", { scope: "col", class: numeric[place] ? "n" : false }, name)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((value, place) => cell(place ? "td" : "th", value, place))))));
}
/** A chart: its title, a sentence that says what it shows, what is drawn, and the same numbers as a table. */
function figure(title, sentence, drawn, numbers, attributes) {
  return h("figure", attributes, h("figcaption", {}, h("h3", {}, title), h("p", {}, sentence)), h("div", { class: "drawn" }, drawn), numbers);
}
/** A list of which the first few are shown; a button shows the rest, some hundreds at a time. */
function list(items, draw, few = 8, empty = "none") {
  if (!items.length) return h("p", { class: "none" }, empty);
  return listed(items, draw, few, (shown) => h("ul", { class: "list" }, shown));
}
function listed(items, draw, few, frame) {
  const shown = frame(items.slice(0, few).map(draw)), heads = shown.childElementCount - Math.min(few, items.length);
  let next = few;
  const more = h("button", { type: "button", class: "plain more", onclick: () => {
    const first = next;
    next = Math.min(items.length, next + 200);
    shown.append(...items.slice(first, next).map(draw));
    const control = shown.children[heads + first].querySelector("button, a");
    if (next >= items.length) more.remove();
    else more.textContent = `and ${n(items.length - next)} more`;
    if (control) control.focus();
  } }, `and ${n(items.length - few)} more`);
  return [shown, items.length > few ? more : null];
}
