// Who led you to whom: you in the middle, around you whom you know, around them whom they led you to. As wide as there are
// contacts in a branch; what there is no room for is drawn together as "and n more".

const TURN = 2 * Math.PI, LEAST = 13, MOST_RINGS = 4, NARROW = 500;

class Burst {
  constructor() {
    this.top = null;
    this.rest = null;
    this.parts = [];
    this.bar = h("div", { class: "bar-of-zoom" });
    this.told = h("p", { class: "told", role: "status" });
    this.holder = toWidth((width) => this.drawn(Math.min(width, 704)));
    this.node = h("div", {}, this.bar, this.holder, this.told);
    this.showBar();
    this.tellAbout(null);
  }
  /** Make a contact (null: you) the middle; `rest` are the contacts of an "and n more" instead. */
  zoom(top, rest = null) {
    const walking = this.holder.contains(document.activeElement);
    this.top = top;
    this.rest = rest;
    this.showBar();
    this.holder.replaceChildren(this.drawn(Math.min(this.holder.clientWidth, 704)));
    this.tellAbout(null);
    const first = this.parts.find((part) => part.depth === 1);
    if (first && walking) this.focus(first);
  }
  out() { if (this.rest) this.zoom(this.top); else if (this.top) this.zoom(this.top.via); }
  showBar() {
    const way = this.top ? this.top.way : [];
    const steps = [h("button", { type: "button", class: "plain", onclick: () => this.zoom(null), disabled: !this.top && !this.rest }, "You")];
    way.forEach((contact, at) => steps.push("›", h("button", { type: "button", class: "plain", disabled: at === way.length - 1 && !this.rest, onclick: () => this.zoom(contact) }, contact.name)));
    if (this.rest) steps.push("›", h("button", { type: "button", class: "plain", disabled: true }, `${n(this.rest.length)} more`));
    const had = this.bar.contains(document.activeElement);
    this.bar.replaceChildren(...steps, h("button", { type: "button", class: "plain", disabled: !this.top && !this.rest, onclick: () => this.out() }, "Zoom out"));
    if (had) this.bar.firstChild.focus();
  }
  tellAbout(part) {
    const keys = "Arrow keys move, Enter opens the card, + zooms in, − zooms out.";
    if (!part) this.told.replaceChildren(keys);
    else if (part.rest) this.told.replaceChildren(h("b", {}, `${n(part.rest.length)} more`), part.parent ? ` through ${part.parent.name}` : " whom nobody led you to", ". Enter shows them.");
    else this.told.replaceChildren(h("b", {}, part.contact.name), h("span", {}, `: ${told(part.contact)}`));
  }
  /** Place the contacts of a ring between two angles, each at least as wide as a line of text. */
  place(list, parent, from, to, depth, above) {
    const start = this.inner + (depth - 1) * this.ring + 6;
    const room = Math.max(1, Math.floor(((to - from) * start) / LEAST));
    let shown = list, left = [];
    if (list.length > room) { shown = list.slice(0, Math.max(0, room - 1)); left = list.slice(shown.length); }
    const parts = shown.map((contact) => ({ contact, size: contact.size }));
    const sum = parts.reduce((total, part) => total + part.size, 0);
    if (left.length) parts.push({ rest: left, parent, size: Math.min(left.length, Math.max(1, sum / 4)) });
    const all = parts.reduce((total, part) => total + part.size, 0) || 1;
    const least = Math.min(LEAST / start, (to - from) / parts.length), spare = to - from - least * parts.length;
    let angle = from;
    for (const part of parts) {
      part.from = angle;
      part.to = angle += least + (spare * part.size) / all;
      part.depth = depth;
      part.above = above;
      this.parts.push(part);
      part.open = Boolean(part.contact && part.contact.children.length && depth < this.rings);
      if (part.open) this.place(part.contact.children, part.contact, part.from, part.to, depth + 1, part);
    }
  }
  drawn(size) {
    const list = this.rest || (this.top ? this.top.children : roots);
    const deep = (contacts, left) => (!left || !contacts.length ? 0 : 1 + Math.max(0, ...contacts.map((contact) => deep(contact.children, left - 1))));
    this.rings = Math.max(1, deep(list, size < NARROW ? 2 : MOST_RINGS));
    this.radius = size / 2 - 2;
    this.inner = this.radius * (size < NARROW ? 0.27 : 0.24);
    // outside of the last ring, room for the names in it
    this.ring = (this.radius - this.inner) / (this.rings + (this.rings > 1 ? 0.45 : 1));
    this.parts = [];
    if (list.length) this.place(list, this.top, 0, TURN, 1, null);
    this.svg = s("svg", { class: "sun", viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, role: "tree", "aria-label": "Who led you to whom" });
    this.svg.append(...this.parts.map((part) => this.arc(part)));
    const you = this.rest ? `${n(this.rest.length)} more` : this.top ? named(this.top.name, (this.inner * 2 - 16) / 7) : "You";
    this.svg.append(s("circle", { class: "you", r: this.inner - 2 }), s("text", { class: "youtext", y: this.rest ? 5 : 0 }, you),
      this.rest ? null : s("text", { class: "youtext small", y: 16 }, count(this.top ? this.top.size - 1 : contacts.length, "contact")));
    if (this.parts.length) this.parts[0].node.setAttribute("tabindex", "0");
    return this.svg;
  }
  arc(part) {
    const r0 = this.inner + (part.depth - 1) * this.ring, r1 = r0 + this.ring - 1, { from, to } = part;
    const at = (r, angle) => `${(r * Math.sin(angle)).toFixed(1)} ${(-r * Math.cos(angle)).toFixed(1)}`;
    const whole = to - from > TURN - 1e-6, end = whole ? to - 1e-4 : to, large = end - from > Math.PI ? 1 : 0;
    const path = `M${at(r1, from)}A${r1} ${r1} 0 ${large} 1 ${at(r1, end)}L${at(r0, end)}A${r0} ${r0} 0 ${large} 0 ${at(r0, from)}Z`;
    const hidden = part.contact && !part.open ? part.contact.size - 1 : 0;
    const text = part.rest ? `and ${n(part.rest.length)} more` : part.contact.name;
    part.node = s("g", {
      role: "treeitem", tabindex: -1, "aria-level": part.depth,
      "aria-label": part.rest ? `${n(part.rest.length)} more` : `${part.contact.name}, ${KINDS[part.contact.kind][0]}${part.contact.size > 1 ? `, led you to ${n(part.contact.size - 1)}` : ""}`,
    }, s("path", { class: `arc ${part.rest ? "rest" : `t${part.contact.kind}`} ${part.depth > 1 ? "deep" : ""}`, d: path }));
    // Names run outwards; where nobody is further out they may go on beyond the ring.
    const middle = (from + to) / 2, glyph = part.contact ? 12 : 0;
    const room = ((part.open ? r1 - 3 : this.radius) - r0 - 6 - glyph) / 6.1;
    const thick = (to - from) * (r0 + 6);
    if (room > 3.2 && thick > 8) {
      const flip = middle > Math.PI, turn = (middle * 180) / Math.PI + (flip ? 90 : -90), x = flip ? -(r0 + 6) : r0 + 6;
      const label = s("g", { transform: `rotate(${turn.toFixed(1)})` });
      if (part.contact) label.append(s("path", { d: SHAPES[part.contact.kind], class: `k${part.contact.kind}`, transform: `translate(${flip ? x - 8 : x} -4) scale(.8)` }));
      const words = text.split(" "), first = words[0], rest = words.slice(1).join(" ");
      const more = hidden ? ` +${n(hidden)}` : "";
      const lines = text.length + more.length > room && rest && thick > 30 && first.length <= room ? [first, cut(rest + more, room)] : [named(text, room - more.length) + more];
      lines.forEach((line, at) => label.append(s("text", { x: flip ? x - glyph : x + glyph, y: 4 + (at - (lines.length - 1) / 2) * 13, "text-anchor": flip ? "end" : "start" }, line)));
      part.node.append(label);
    }
    part.node.addEventListener("click", () => this.open(part));
    part.node.addEventListener("keydown", (event) => this.key(event, part));
    part.node.addEventListener("focus", () => this.mark(part));
    part.node.addEventListener("blur", () => this.mark(null));
    part.node.addEventListener("pointerenter", () => this.mark(part));
    part.node.addEventListener("pointerleave", () => this.mark(null));
    return part.node;
  }
  /** Say who somebody is, and mark the way to them. */
  mark(part) {
    for (const each of this.parts) each.node.classList.remove("on-way");
    for (let here = part; here; here = here.above) here.node.classList.add("on-way");
    this.tellAbout(part);
  }
  open(part) {
    if (part.rest) this.zoom(this.rest ? this.top : part.parent, part.rest);
    else openCard(part.contact);
  }
  focus(part) {
    for (const each of this.parts) each.node.setAttribute("tabindex", each === part ? "0" : "-1");
    part.node.focus();
  }
  key(event, part) {
    const ring = this.parts.filter((each) => each.depth === part.depth), at = ring.indexOf(part);
    const next = {
      ArrowRight: () => ring[(at + 1) % ring.length],
      ArrowLeft: () => ring[(at - 1 + ring.length) % ring.length],
      ArrowUp: () => this.parts.find((each) => each.above === part),
      ArrowDown: () => part.above,
      Home: () => ring[0],
      End: () => ring.at(-1),
    }[event.key];
    if (next) { const to = next(); if (to) this.focus(to); }
    else if (event.key === "Enter" || event.key === " ") this.open(part);
    else if (event.key === "+" || event.key === "=") { if (part.rest) this.open(part); else if (part.contact.children.length) this.zoom(part.contact); }
    else if (event.key === "-" || event.key === "Backspace") this.out();
    else return;
    event.preventDefault();
  }
}
/** A name in so many letters: whole, else its first word, else cut. */
function named(name, letters) {
  if (name.length <= letters) return name;
  const first = name.split(" ")[0];
  return first.length > 2 && first.length <= letters ? first : cut(name, letters);
}
const cut = (text, letters) => { const all = [...text]; return all.length <= letters ? text : `${all.slice(0, Math.max(1, Math.floor(letters) - 1)).join("")}…`; };
/** How somebody came to you and to whom they led, in a sentence. */
function told(contact) {
  const parts = [];
  if (contact.via) parts.push(`you know them through ${contact.via.name}${contact.also.length ? ` (also ${together(contact.also.map((also) => also.name))})` : ""}`);
  else if (contact.also.length) parts.push(`they and ${together(contact.also.map((also) => also.name))} led to one another`);
  if (contact.children.length) parts.push(`they led you to ${together([...contact.children.slice(0, 4).map((child) => child.name), ...(contact.children.length > 4 ? [`${n(contact.children.length - 4)} more`] : [])])}`);
  return parts.length ? `${parts.join("; ")}.` : "you know them directly.";
}
