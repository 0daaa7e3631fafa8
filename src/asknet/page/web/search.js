// Search: every contact is one folded text with a space before each word, in which each key looks for beginnings of words.
// The texts are built while the page is idle, so that the first key does not wait for them.

const LETTERS = { ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i", ħ: "h", ß: "ss" };
function folded(text) {
  const plain = text.toLowerCase();
  if (/^[\x20-\x7e]*$/.test(plain)) return plain;
  return plain.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/[øłđæœıħß]/g, (letter) => LETTERS[letter]);
}
const BREAKS = /[^\p{L}\p{N}\p{M}+#&]+/u;
const inWords = (text) => folded(text).replace(/['’]/g, "").split(BREAKS).filter(Boolean);
/** Scripts without spaces: a word may begin anywhere. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
const spelt = new Map();
const wordsOf = (text) => {
  let found = spelt.get(text);
  if (found === undefined) spelt.set(text, (found = ` ${inWords(text).join(" ")}`));
  return found;
};

// The fields in which a contact is found, in the order of the lines of `index`: the weight of a word, the values, how one is shown.
const FIELDS = [
  [9, (c) => [c.name, ...c.aliases], (text) => text],
  [8, (c) => c.skills.map((skill) => skill.topic), (text, c) => { const skill = c.skills.find((each) => each.topic === text); return skill.level ? `${text} (${skill.level})` : text; }],
  [8, (c) => c.entries.filter((entry) => entry.way & 1).map((entry) => entry.topic), (text, c) => `helped you with ${text}, ${dayOf(c.entries.find((entry) => entry.topic === text && entry.way & 1).ago)}`],
  [7, (c) => c.refers.map((refer) => refer.topic), (text) => `can lead you to ${text}`],
  [6, (c) => c.circles, (text) => `circle ${text}`],
  [5, (c) => [c.title], (text) => text],
  [5, (c) => [c.org], (text) => text],
  [5, (c) => [c.place], (text) => `in ${text}`],
  [4, (c) => c.asks.map((ask) => ask.problem), (text, c) => `asked about “${text}”: ${c.asks.find((ask) => ask.problem === text).outcome}`],
  [3, (c) => c.entries.filter((entry) => !(entry.way & 1)).map((entry) => entry.topic), (text, c) => { const entry = c.entries.find((each) => each.topic === text); return `${entry.way === 2 ? "you helped with" : "talked about"} ${text}, ${dayOf(entry.ago)}`; }],
  [3, (c) => c.noted, (text) => `${text}: in a note`],
  [3, (c) => (c.notes ? c.notes.split("\n") : EMPTY), (text) => `note: ${text}`],
  [3, (c) => c.texts.map((text) => text[2]), (text, c) => `${text}, ${dayOf(c.texts.find((each) => each[2] === text)[0])}`],
  [2, (c) => c.wants, (text) => `wants ${text}`],
  [2, (c) => [c.reach, KINDS[c.kind][0], KINDS[c.kind][1]], () => null],
];

const indexed = [];
const speltAt = [];
const wordAt = (word) => (speltAt[word] === undefined ? (speltAt[word] = wordsOf(words[word])) : speltAt[word]);
/** The text of a contact, a line for each of `FIELDS`, and where its lines end. */
function index({ row }) {
  const line = FIELDS.map(() => ""), [, named, kind] = row;
  const name = (text) => ` ${inWords(text).join(" ")}`;
  line[0] = name(named);
  for (const alias of row[place.aliases] || EMPTY) line[0] += name(alias);
  const skills = row[place.skills] || EMPTY, entries = row[place.entries] || EMPTY;
  for (let at = 0; at < skills.length; at += 2) line[1] += wordAt(skills[at]);
  for (let at = 0; at < entries.length; at += 4) line[entries[at + 1] & 1 ? 2 : 9] += wordAt(entries[at]);
  for (const [word] of row[place.refers] || EMPTY) line[3] += wordAt(word);
  for (const word of row[place.circles] || EMPTY) line[4] += wordAt(word);
  if (row[place.title]) line[5] = wordsOf(row[place.title]);
  if (row[place.org]) line[6] = wordAt(row[place.org] - 1);
  if (row[place.place]) line[7] = wordAt(row[place.place] - 1);
  for (const [word] of row[place.asks] || EMPTY) line[8] += wordAt(word);
  for (const word of row[place.noted] || EMPTY) line[10] += wordAt(word);
  if (row[place.notes]) line[11] = name(row[place.notes]);
  for (const [, , text] of row[place.texts] || EMPTY) line[12] += name(text);
  for (const word of row[place.wants] || EMPTY) line[13] += wordAt(word);
  line[14] = wordsOf(`${REACH[row[place.reach] || 0]} ${KINDS[kind || 0].join(" ")}`);
  let end = -1;
  return { all: line.join("\n"), ends: line.map((text) => (end += text.length + 1)) };
}
function indexUpTo(end) { while (indexed.length < end) indexed.push(index(contacts[indexed.length])); }
function indexInGaps() {
  const idle = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 0));
  idle((gap) => {
    do indexUpTo(Math.min(contacts.length, indexed.length + 200)); while (indexed.length < contacts.length && gap.timeRemaining() > 2);
    if (indexed.length < contacts.length) indexInGaps();
  });
}

/** Return the contacts that have every word, the best first; if nobody has all, those who have most of them. */
function search(query) {
  const terms = [...new Set(inWords(query))].slice(0, 12).map((word) => (UNSPACED.test(word) ? word : ` ${word}`));
  if (!terms.length) return { terms, hits: [], most: 0 };
  indexUpTo(contacts.length);
  let hits = [], most = 1;
  const held = terms.map(() => 1);
  for (let at = 0; at < indexed.length; at++) {
    const { all } = indexed[at];
    let has = 0;
    for (let place = 0; place < terms.length; place++) if (all.includes(terms[place])) { has++; held[place]++; }
    if (has < most) continue;
    if (has > most) { most = has; hits = []; }
    hits.push(at);
  }
  const few = hits.length < 1000;
  const scored = hits.map((at) => {
    const { all, ends } = indexed[at], contact = contacts[at];
    let score = 0;
    for (const [place, term] of terms.entries()) {
      let best = 0, sum = 0, field = 0;
      for (let from = all.indexOf(term); from >= 0; from = few ? all.indexOf(term, ends[field]) : -1) {
        while (ends[field] <= from) field++;
        const end = all.charCodeAt(from + term.length); // a space, a line's end, or NaN at the very end: the word is whole
        const weight = FIELDS[field][0] - (field === 0 && contact.kind ? 2 : 0) + (end === 32 || end === 10 || end !== end ? 3 : 0);
        best = Math.max(best, weight);
        sum += weight;
      }
      // other evidence counts a little, and of several words a rare one counts more
      score += (best + (sum - best) / 8) * (terms.length > 1 ? 1 + Math.log(indexed.length / held[place]) / 4 : 1);
    }
    if (few) {
      for (const skill of contact.skills) if (skill.level && terms.some((term) => wordsOf(skill.topic).includes(term))) score += LEVELS.indexOf(skill.level) / 2;
    }
    return { at, score: score + contact.closeness / 10 + (contact.kind ? 0 : 1) - (contact.past ? 20 : 0) };
  });
  scored.sort((a, b) => b.score - a.score || a.at - b.at);
  return { terms, hits: scored.map((hit) => contacts[hit.at]), most: hits.length ? most : 0 };
}
/** Why a contact was found: at most three reasons, each the text of a field in which a word was found. */
function reasons(contact, terms) {
  const found = [];
  for (const [place, [, values, show]] of FIELDS.entries()) {
    if (!place) continue;
    for (const value of values(contact)) {
      if (found.length < 3 && value && terms.some((term) => wordsOf(value).includes(term))) {
        const shown = show(value, contact);
        if (shown && !found.includes(shown)) found.push(shown);
      }
    }
  }
  return found;
}
/** A text with the words marked that begin as one of the terms. */
function marked(text, terms) {
  return text.split(/([^\p{L}\p{N}\p{M}+#&'’]+)/u).map((part) => {
    const word = inWords(part).join("");
    const met = word && terms.find((term) => (term[0] === " " ? word.startsWith(term.slice(1)) : word.includes(term)));
    return met ? h("mark", {}, part) : part;
  });
}

const FIRST = 24;
let current = { terms: [], hits: [], most: 0 }, chosen = -1, room = FIRST;

function draw() {
  const { terms, hits, most } = current;
  const asked = $("query").value.trim() !== "";
  const options = hits.slice(0, room).map((contact, at) =>
    h("div", { class: "hit", role: "option", id: `hit-${at}`, "aria-selected": String(at === chosen), "data-at": at },
      shape(contact.kind),
      h("div", {}, h("div", { class: "name", dir: "auto" }, marked(contact.name, terms), contact.past ? [" ", tag("past")] : null),
        h("div", { class: "line", dir: "auto" }, marked(contact.line, terms)),
        h("div", { class: "line" }, contact.via ? ["through ", h("span", { dir: "auto" }, contact.via.name)] : burst ? `you know ${contact.kind ? "it" : "them"} directly` : null)),
      h("div", { class: "why" }, reasons(contact, terms).map((reason) => h("span", { dir: "auto" }, marked(reason, terms))))));
  if (hits.length > room) options.push(h("div", { class: "hit", role: "option", id: `hit-${room}`, "aria-selected": String(chosen === room), "data-at": room },
    h("span"), h("div", { class: "name" }, `and ${n(hits.length - room)} more`)));
  $("results").replaceChildren(...options);
  $("query").setAttribute("aria-expanded", String(hits.length > 0));
  $("ideas").hidden = asked;
  $("find").classList.toggle("asked", asked);
  $("found").textContent = !asked ? "" : !hits.length ? "Nobody in the network has a word that begins so."
    : `${count(hits.length, "contact")}${most === terms.length ? "" : `; nobody has all the words, these have ${most} of ${terms.length}`}`;
  point();
}
function point() {
  const input = $("query");
  if (chosen < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", `hit-${chosen}`);
  for (const option of $("results").children) option.setAttribute("aria-selected", String(Number(option.dataset.at) === chosen));
  if (chosen >= 0) $(`hit-${chosen}`).scrollIntoView({ block: "nearest" });
}
function ask(query) {
  current = search(query);
  chosen = current.hits.length ? 0 : -1;
  room = FIRST;
  draw();
}
/** Search for words, and scroll to the search. */
function find(query) {
  $("query").value = query;
  ask(query);
  $("find").scrollIntoView();
  $("query").focus({ preventScroll: true });
}
function take(at) {
  if (at >= room) { room += 200; draw(); return; }
  if (current.hits[at]) openCard(current.hits[at]);
}
function startSearch() {
  const input = $("query");
  input.addEventListener("input", () => {
    ask(input.value);
    // the results would be below the edge of the window
    if (current.hits.length && $("results").getBoundingClientRect().top > innerHeight * 0.6) $("find").scrollIntoView();
  });
  input.addEventListener("keydown", (event) => {
    const last = $("results").childElementCount - 1;
    const to = { ArrowDown: Math.min(last, chosen + 1), ArrowUp: Math.max(0, chosen - 1), PageDown: Math.min(last, chosen + 10), PageUp: Math.max(0, chosen - 10) }[event.key];
    if (to !== undefined && last >= 0) { chosen = to; point(); event.preventDefault(); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(chosen); }
    else if (event.key === "Escape" && input.value) { input.value = ""; ask(""); event.preventDefault(); }
  });
  $("results").addEventListener("click", (event) => {
    const option = event.target.closest("[data-at]");
    if (option) { chosen = Number(option.dataset.at); point(); take(chosen); }
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest && event.target.closest("input, textarea, dialog");
    if (!writing && ((event.key === "/" && !event.ctrlKey && !event.metaKey) || (event.key === "k" && (event.ctrlKey || event.metaKey)))) {
      event.preventDefault();
      input.scrollIntoView({ block: "nearest" });
      input.focus({ preventScroll: true });
      input.select();
    }
  });
  const chips = (title, values) => values.length ? [h("h3", {}, title), values.map(([text, many]) =>
    h("button", { type: "button", class: "chip", onclick: () => find(text) }, text, " ", h("small", {}, n(many))))] : null;
  $("ideas").append(...[
    chips("Topics", review.know.topics.slice(0, 10).map((topic) => [topic.topic, topic.contacts])),
    review.know.topics.length < 10 ? chips("Titles", common((contact) => [contact.title]).slice(0, 8)) : null,
    chips("Circles", common((contact) => contact.circles).slice(0, 8)),
    chips("Places", common((contact) => [contact.place]).slice(0, 8)),
    review.know.topics.length < 10 ? chips("Organisations", common((contact) => [contact.org]).slice(0, 8)) : null,
  ].flat(Infinity).filter(Boolean));
  indexInGaps();
}
/** How many contacts have each value, the commonest first; written as the first of them writes it. */
function common(values) {
  const many = new Map();
  for (const contact of contacts) {
    for (const value of values(contact)) {
      if (!value) continue;
      const key = folded(value), found = many.get(key);
      if (found) found[1]++;
      else many.set(key, [value, 1]);
    }
  }
  return [...many.values()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
