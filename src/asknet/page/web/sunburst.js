// Who led you to whom: you in the middle, around you those you know, around them those they led you to. A branch is as wide
// as its number of contacts; those for whom there is no room are drawn together as "and n more".

const TURN = 2 * Math.PI, LEAST = 13, MOST_RINGS = 4, NARROW = 500, WIDEST = 704;

class Burst {
  constructor() {
    this.top = null;
    this.rest = null;
    this.parts = [];
    this.bar = h("div", { class: "bar-of-zoom" });
    this.hint = h("p", { class: "hint", role: "status" });
    this.holder = toWidth((width) => this.drawn(Math.min(width, WIDEST)));
    this.node = h("div", {}, this.bar, this.holder, this.hint);
    this.showBar();
    this.tellAbout(null);
  }
  /** Make a contact (null: you) the middle; `rest` are the contacts of an "and n more" instead. */
  zoom(top, rest = null) {
    const walking = this.holder.contains(document.activeElement);
    this.top = top;
    this.rest = rest;
    this.showBar();
    this.holder.replaceChildren(this.drawn(Math.min(this.holder.clientWidth, WIDEST)));
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
    const keys = "A click on a name opens the card. Arrow keys move, Enter opens the card, + zooms in, − zooms out.";
    if (!part) this.hint.replaceChildren(keys);
    else if (part.rest) this.hint.replaceChildren(h("b", {}, `${n(part.rest.length)} more`), part.parent ? ` through ${part.parent.name}` : " whom nobody led you to", ". Enter shows them.");
    else this.hint.replaceChildren(h("b", {}, part.contact.name), h("span", {}, `: ${introductionsOf(part.contact)}`));
  }
  /** Place the contacts of a ring between two angles, each at least as wide as a line of text. */
  place(list, parent, from, to, depth, above) {
    const start = this.inner + (depth - 1) * this.ring + 6;
    const room = Math.max(1, Math.floor(((to - from) * start) / LEAST));
    // Those who led you to nobody come last, and leave as much room as they can to those further out.
    const open = depth < this.rings ? list.filter((contact) => contact.children.length) : EMPTY;
    const wanted = open.reduce((total, contact) => total + Math.max(1, (contact.children.length * start) / (start + this.ring)), 0);
    const most = open.length < room ? open.length + Math.max(Math.floor((room - open.length) * 0.3), Math.floor(room - wanted)) : room;
    const full = list.length > Math.min(room, most);
    const shown = full ? list.slice(0, Math.max(0, Math.min(room, most) - 1)) : list, left = list.slice(shown.length);
    const parts = shown.map((contact) => ({ contact, size: full && open.length ? contact.size - 1 : contact.size }));
    if (left.length) parts.push({ rest: left, parent, size: 0 });
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
    this.inner = this.radius * 0.22;
    this.pen = penOf(size < NARROW ? 10.5 : 11.5);
    // outside of the last ring, room for the names in it
    this.ring = (this.radius - this.inner) / (this.rings + (this.rings === 1 ? 1 : size < NARROW ? 0 : 0.4));
    this.parts = [];
    if (list.length) this.place(list, this.top, 0, TURN, 1, null);
    for (let depth = 1; depth <= this.rings; depth++) this.name(this.parts.filter((part) => part.depth === depth));
    const far = Math.min(size / 2, 4 + Math.max(this.inner, ...this.parts.map((part) => Math.max(part.r1, part.lines.length ? part.start + part.width : 0))));
    this.svg = s("svg", { class: `sun${size < NARROW ? " narrow" : ""}`, viewBox: `${-size / 2} ${-far} ${size} ${2 * far}`, role: "tree", "aria-label": "Who led you to whom" });
    this.svg.append(...this.parts.map((part) => this.arc(part)));
    const you = this.rest ? `${n(this.rest.length)} more` : this.top ? clipped(this.top.name, this.inner * 2 - 16, penOf(13)) : "You";
    this.svg.append(s("circle", { class: "you", r: this.inner - 2 }), s("text", { class: "youtext", y: this.rest ? 5 : 0 }, you),
      this.rest ? null : s("text", { class: "youtext small", y: 16 }, size < NARROW ? n(this.top ? this.top.size - 1 : contacts.length) : count(this.top ? this.top.size - 1 : contacts.length, "contact")));
    if (this.parts.length) this.parts[0].node.setAttribute("tabindex", "0");
    return this.svg;
  }
  /** Choose what each part of a ring is called: as much of the name as there is room for, no two of them the same. */
  name(ring) {
    for (const part of ring) {
      part.r0 = this.inner + (part.depth - 1) * this.ring;
      part.r1 = part.r0 + this.ring - 1;
      part.start = part.r0 + 6 + (part.contact ? 12 : 0);
      part.thick = (part.to - part.from) * (part.r0 + 6);
      // Names run outwards; if nobody is further out they may continue beyond the ring.
      const room = part.room = (part.open ? part.r1 - 3 : this.radius) - part.start;
      const more = part.contact && !part.open && part.contact.size > 1 ? ` +${n(part.contact.size - 1)}` : "";
      const called = part.rest ? [[`and ${n(part.rest.length)} more`], [`${n(part.rest.length)} more`], [`+${n(part.rest.length)}`]] : callings(part.contact.name, part.thick > 30);
      part.choices = part.thick < 8 ? [] : part.rest ? called
        : [...called.map((lines) => [...lines.slice(0, -1), lines.at(-1) + more]), ...(more ? called : EMPTY)].concat([[clipped(part.contact.name, room - this.pen(more), this.pen) + more], [middled(part.contact.name, room - this.pen(more), this.pen) + more]]);
      part.choices = part.choices.filter((lines) => lines.every((line) => line.length > 1 && this.pen(line) <= room));
      part.choice = 0;
    }
    const alike = () => {
      const taken = new Map();
      for (const part of ring) if (part.contact && part.choices.length) {
        const text = part.choices[part.choice].join(" ");
        taken.set(text, taken.get(text) || []).get(text).push(part);
      }
      return [...taken.values()].filter((same) => same.some((part) => part.contact.name !== same[0].contact.name));
    };
    let same = alike();
    for (let again = true; again; same = alike()) {
      again = false;
      for (const part of same.flat()) if (part.choice < part.choices.length - 1) { part.choice++; again = true; }
    }
    // names that are the same however they are cut are numbered
    for (const [at, part] of same.flatMap((parts) => parts.slice(1)).entries()) {
      const number = ` ${at + 2}`;
      part.choices = [[clipped(part.contact.name, part.room - this.pen(number), this.pen) + number]];
      part.choice = 0;
    }
    for (const part of ring) {
      part.lines = part.choices[part.choice] || EMPTY;
      part.width = Math.max(0, ...part.lines.map(this.pen));
    }
  }
  arc(part) {
    const { r0, r1, from, to, start, thick, lines, width } = part;
    const at = (r, angle) => `${(r * Math.sin(angle)).toFixed(1)} ${(-r * Math.cos(angle)).toFixed(1)}`;
    const whole = to - from > TURN - 1e-6, end = whole ? to - 1e-4 : to, large = end - from > Math.PI ? 1 : 0;
    const path = `M${at(r1, from)}A${r1} ${r1} 0 ${large} 1 ${at(r1, end)}L${at(r0, end)}A${r0} ${r0} 0 ${large} 0 ${at(r0, from)}Z`;
    part.node = s("g", {
      role: "treeitem", tabindex: -1, "aria-level": part.depth,
      "aria-label": part.rest ? `${n(part.rest.length)} more` : `${part.contact.name}, ${KINDS[part.contact.kind][0]}${part.contact.size > 1 ? `, led you to ${n(part.contact.size - 1)}` : ""}`,
    }, s("path", { class: `arc ${part.rest ? "rest" : `t${part.contact.kind}`} ${part.depth > 1 ? "deep" : ""}`, d: path }));
    if (lines.length) {
      const middle = (from + to) / 2, flip = middle > Math.PI, turn = (middle * 180) / Math.PI + (flip ? 90 : -90), side = flip ? -1 : 1, tall = Math.min(thick, 14 * lines.length);
      const label = s("g", { transform: `rotate(${turn.toFixed(1)})` });
      // the whole name can be pressed, not only its letters
      label.append(s("rect", { class: "under", x: flip ? -start - width : r0 + 6, y: -tall / 2, width: start + width - r0 - 6, height: tall }));
      if (part.contact) label.append(s("path", { d: SHAPES[part.contact.kind], class: `k${part.contact.kind}`, transform: `translate(${flip ? -(r0 + 6) - 8 : r0 + 6} -4) scale(.8)` }));
      lines.forEach((line, place) => label.append(s("text", { x: side * start, y: 4 + (place - (lines.length - 1) / 2) * 13, "text-anchor": flip ? "end" : "start" }, line)));
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
  /** Describe a contact, and mark the way to them. */
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
/** Measures text as the tree writes it, in pixels. */
const penOf = (size) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  return (text) => pen.measureText(text).width;
};
/** The short forms of a name for little room, in lines: "Ada Byron", "Ada B.", "Ada", "A. Byron". */
function callings(name, two) {
  const words = name.split(" ").filter(Boolean), [first] = words, rest = words.slice(1), letter = (word) => `${[...word][0]}.`;
  if (!rest.length) return [[name]];
  return [[name], ...(two ? [[first, rest.join(" ")]] : EMPTY), [`${first} ${rest.map(letter).join(" ")}`], ...(rest.length > 1 ? [[`${first} ${letter(rest.at(-1))}`]] : EMPTY),
    ...(first.length > 2 ? [[first]] : EMPTY), [`${letter(first)} ${rest.at(-1)}`], ...(rest.at(-1).length > 2 ? [[rest.at(-1)]] : EMPTY)];
}
/** A text cut to a width, at its end or in its middle; nothing if there is no room for a letter. */
function clipped(text, width, pen) {
  if (pen(text) <= width) return text;
  const all = [...text];
  for (let keep = all.length - 1; keep > 0; keep--) { const cut = `${all.slice(0, keep).join("").trimEnd()}…`; if (pen(cut) <= width) return cut; }
  return "";
}
function middled(text, width, pen) {
  const all = [...text];
  for (let keep = all.length - 1; keep > 1; keep--) { const cut = `${all.slice(0, Math.ceil(keep / 2)).join("")}…${all.slice(all.length - Math.floor(keep / 2)).join("")}`; if (pen(cut) <= width) return cut; }
  return "";
}
/** A sentence on who led you to a contact, and to whom they led you. */
function introductionsOf(contact) {
  const parts = [];
  if (contact.via) parts.push(`you know them through ${contact.via.name}${contact.also.length ? ` (also ${together(contact.also.map((also) => also.name))})` : ""}`);
  else if (contact.also.length) parts.push(`they and ${together(contact.also.map((also) => also.name))} led to one another`);
  if (contact.children.length) parts.push(`they led you to ${together([...contact.children.slice(0, 4).map((child) => child.name), ...(contact.children.length > 4 ? [`${n(contact.children.length - 4)} more`] : [])])}`);
  return parts.length ? `${parts.join("; ")}.` : `you know ${contact.kind ? "it" : "them"} directly.`;
}
