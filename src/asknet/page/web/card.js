// The card of a contact: why to ask them, the way in, what happened between you, what they want.

const OUTCOMES = { helped: "helped", partly: "helped a little", no: "could not help", "no-answer": "did not answer", waiting: "still waiting" };
const WAYS = ["you talked about it", "helped you", "you helped them", "helped both ways"];
let burst = null;

function openCard(contact) {
  const card = $("card");
  card.replaceChildren(cardOf(contact));
  history.replaceState(null, "", `#c${contact.id}`);
  document.title = `${contact.name} · My network`;
  if (!card.open) card.showModal();
  card.scrollTop = 0;
  card.querySelector("h2").focus();
}
function part(title, content) { return content && content.length !== 0 ? h("div", {}, h("h3", {}, title), content) : null; }
const person = (contact) => link(contact.name, () => openCard(contact), { dir: "auto" });

function cardOf(contact) {
  const { received, given, mutual, entries } = contact.balance;
  const close = h("button", { type: "button", class: "plain", onclick: () => $("card").close() }, "Close");
  return h("article", { class: "card" },
    h("div", { class: "head" },
      h("div", {},
        h("h2", { id: "card-name", tabindex: -1 }, shape(contact.kind), h("span", { dir: "auto" }, contact.name)),
        contact.line ? h("p", { dir: "auto" }, contact.line) : null,
        h("p", { class: "legend" }, tag(KINDS[contact.kind][0]), contact.reach ? tag(contact.reach) : null,
          contact.past ? tag("past: not to be asked", "warn") : contact.flags & NO_SUGGEST ? tag("never suggested") : null,
          contact.circles.map((circle) => h("button", { type: "button", class: "tag", onclick: () => { $("card").close(); find(circle); } }, circle))),
        contact.aliases.length ? h("p", { class: "sub", dir: "auto" }, `also called ${together(contact.aliases)}`) : null),
      close),
    part("Reasons to ask them", reasonsToAsk(contact)),
    part("The way in", wayIn(contact)),
    part("Between you", [
      h("p", {}, entries || received ? balanceText(contact) : "Nothing is logged yet."),
      contact.months.length ? history24(contact) : null,
      h("dl", {}, [
        ["Last contact", contact.logged ? `${dayOf(contact.last)}, ${since(contact.last)}` : "none logged"],
        contact.every ? ["In touch every", count(contact.every, "day") + (contact.last > contact.every ? "; overdue" : "")] : null,
        contact.closeness ? ["Closeness", `${contact.closeness} of 5`] : null,
        contact.met !== null && contact.met >= 0 ? ["Known since", dayOf(contact.met)] : null,
      ].filter(Boolean).map(([term, text]) => [h("dt", {}, term), h("dd", {}, text)])),
    ]),
    part("What they want", contact.wants.length ? h("ul", { class: "list" }, contact.wants.map((want) => wantOf(contact, want))) : null),
    part("They led you to", contact.children.length ? [list(contact.children, (child) => h("li", {}, shape(child.kind), person(child)), 8),
      h("p", {}, h("button", { type: "button", class: "plain", onclick: () => { $("card").close(); burst.zoom(contact); $("led").scrollIntoView(); } }, "Show this branch"))] : null),
    part("Notes", contact.notes ? h("p", { class: "quote", dir: "auto" }, contact.notes) : null),
    part("What happened", contact.texts.length ? list(contact.texts, ([ago, , text]) => h("li", {}, h("span", { class: "note" }, dayOf(ago)), h("span", { dir: "auto" }, text)), 8) : null),
    h("p", { class: "sub" }, "In the terminal: ", h("code", {}, `asknet show id:${contact.id}`)));
}
function balanceText(contact) {
  const { received, given, mutual } = contact.balance;
  const said = [received ? `they helped you ${often(received)}` : null, given ? `you helped them ${often(given)}` : null, mutual ? `it went both ways ${often(mutual)}` : null].filter(Boolean);
  const text = said.length ? `${together(said)}.` : "you were in touch; no help is logged.";
  return text[0].toUpperCase() + text.slice(1);
}
/** What a contact can help with, each topic once with all its evidence: proven topics first, then the best known. */
function reasonsToAsk(contact) {
  const rows = new Map();
  const add = (text, weight, note, level = "") => {
    const key = folded(text), row = rows.get(key) || { text, weight: 0, notes: [], level: "" };
    row.weight = Math.max(row.weight, weight);
    row.level = row.level || level;
    if (note) row.notes.push(note);
    rows.set(key, row);
  };
  for (const skill of contact.skills) add(skill.topic, 10 + LEVELS.indexOf(skill.level) + (skill.known === 2 ? 10 : 0), PROVENANCE[skill.known], skill.level);
  for (const entry of contact.entries) {
    const helped = entry.way & 1;
    add(entry.topic, helped ? 20 + entry.times : 3, `${WAYS[entry.way]}${entry.times > 1 ? `, ${often(entry.times)}` : ""} (entry, ${dayOf(entry.ago)})`);
  }
  for (const ask of contact.asks) add(`“${ask.problem}”`, ask.outcome === "helped" ? 18 : ask.outcome === "partly" ? 16 : 1, `asked: ${OUTCOMES[ask.outcome]} (${dayOf(ask.ago)})`);
  for (const refer of contact.refers) add(refer.topic, 9, `can lead you to it${refer.evidence ? `: ${refer.evidence}` : ""}`);
  for (const topic of contact.noted) add(topic, 5, "a word in your notes on them");
  const sorted = [...rows.values()].sort((a, b) => b.weight - a.weight);
  return list(sorted, (row) => h("li", {}, h("span", { dir: "auto" }, row.text), row.level ? tag(row.level, row.level === "expert" ? "strong" : "") : null,
    h("span", { class: "note", dir: "auto" }, row.notes.join("; "))), 10, "Nothing is recorded about what they know.");
}
function wayIn(contact) {
  const way = contact.way.slice(0, -1);
  const parts = [h("div", { class: "way" }, "You", way.map((step) => [h("span", { class: "arrow", "aria-hidden": "true" }, "→"), person(step)]), h("span", { class: "arrow", "aria-hidden": "true" }, "→"), h("b", { dir: "auto" }, contact.name))];
  if (way.length) parts.push(h("p", { class: "sub" }, `Introduced by ${way.at(-1).name}.`));
  if (contact.also.length) parts.push(h("p", { class: "sub" }, "Also through ", contact.also.map((also, at) => [at ? ", " : "", person(also)]), "."));
  if (contact.addresses.length) parts.push(h("ul", { class: "list" }, contact.addresses.map(([kind, text]) => h("li", {}, h("span", { class: "note" }, kind), addressOf(kind, text)))));
  return parts;
}
/** An address as a link if it clearly is one; anything else is text. */
function addressOf(kind, text) {
  const target = kind === "email" && /^[^\s@:<>"']+@[^\s@:<>"']+$/.test(text) ? `mailto:${encodeURIComponent(text).replace("%40", "@")}`
    : kind === "phone" && /^\+?[\d ().\/-]+$/.test(text) ? `tel:${text.replace(/[^\d+]/g, "")}`
    : kind === "url" && /^https?:\/\/[^\s]+$/i.test(text) ? text : "";
  return target ? h("a", { href: target, rel: "noreferrer noopener", target: kind === "url" ? "_blank" : false, dir: "ltr" }, text) : h("span", { dir: "auto" }, text);
}
function wantOf(contact, want) {
  const mine = review.give.could_give.find((offer) => offer.who === contact.at && offer.want === want);
  const other = review.give.introductions.find((offer) => offer.who === contact.at && offer.want === want);
  return h("li", {}, h("span", { dir: "auto" }, want), mine ? h("span", { class: "note" }, `you know ${mine.skill}`) : null,
    other ? h("span", { class: "note" }, "introduce them to ", person(contacts[other.to])) : null);
}
function history24(contact) {
  const rows = contact.months, most = Math.min(24, Math.max(12, rows[0][0] + 1));
  const months = Array.from({ length: most }, (_, at) => monthOf(most - 1 - at));
  const by = new Map(rows.map((row) => [row[0], row]));
  const values = (place) => months.map((_, at) => (by.get(most - 1 - at) || [0, 0, 0, 0, 0])[place]);
  return [
    columnsByMonth(months, [{ class: "gave", values: values(2) }, { class: "both", values: values(3) }, { class: "touch", values: values(4) }], [{ class: "got", values: values(1) }]),
    legend(...[["gave", "you helped", 2], ["both", "both ways", 3], ["touch", "in touch", 4], ["got", "they helped (below)", 1]].filter(([, , at]) => rows.some((row) => row[at]))),
    tableOf(`Entries with ${contact.name}, by month`, ["month", "they helped", "you helped", "both ways", "in touch"],
      rows.map(([ago, ...counts]) => [monthText(monthOf(ago)), ...counts])),
  ];
}
function startCard() {
  const card = $("card");
  card.addEventListener("close", () => { history.replaceState(null, "", "#"); document.title = "My network"; });
  card.addEventListener("click", (event) => { if (event.target === card) card.close(); });
  const fromAddress = () => {
    const wanted = /^#c(\d+)$/.exec(location.hash);
    const contact = wanted && contacts.find((each) => each.id === Number(wanted[1]));
    if (contact) openCard(contact);
  };
  addEventListener("hashchange", fromAddress);
  fromAddress();
}
