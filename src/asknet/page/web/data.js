// The data that asknet wrote into the page (see asknet/page/data.py), as objects.

const data = JSON.parse($("data").textContent);
const { words, columns } = data;
const EMPTY = [];

/** A list of records that was written as field names and rows. */
const records = (list) => (list && list.f ? list.r.map((row) => Object.fromEntries(list.f.map((name, place) => [name, row[place]]))) : list || EMPTY);
const review = {};
for (const [section, value] of Object.entries(data.review)) {
  review[section] = value && value.f ? records(value) : value;
  if (value && typeof value === "object" && !value.f) {
    for (const [name, list] of Object.entries(value)) if (list && list.f) value[name] = records(list);
  }
}

const PAST = 1, NO_SUGGEST = 2, IMPORTED = 4, LOGGED = 8;
const LEVELS = ["", "beginner", "intermediate", "advanced", "expert"];
const PROVENANCE = ["as you said", "from a file", "proven by helping"];
const REACH = ["", "local", "national", "global"];
const place = Object.fromEntries(columns.map((name, at) => [name, at]));

/** Split a flat list into runs of a length. */
const runs = (flat, length) => Array.from({ length: (flat ? flat.length : 0) / length }, (_, at) => flat.slice(at * length, at * length + length));

class Contact {
  constructor(row, at) {
    this.row = row;
    this.at = at;
    this.children = [];
    this.size = 1;
  }
  get id() { return this.row[0]; }
  get name() { return this.row[1]; }
  get kind() { return this.row[2] || 0; }
  get title() { return this.row[place.title] || ""; }
  get org() { return words[this.row[place.org] - 1] || ""; }
  get place() { return words[this.row[place.place] - 1] || ""; }
  get reach() { return REACH[this.row[place.reach] || 0]; }
  get flags() { return this.row[place.flags] || 0; }
  get past() { return Boolean(this.flags & PAST); }
  get logged() { return Boolean(this.flags & LOGGED); }
  get via() { const at = this.row[place.via]; return at ? contacts[at - 1] : null; }
  get also() { return (this.row[place.also] || EMPTY).map((at) => contacts[at]); }
  get closeness() { return this.row[place.closeness] || 0; }
  get every() { return this.row[place.every] || 0; }
  get last() { return this.row[place.last] || 0; }
  /** Days since you met or added them; null if they came from a file without such a day. */
  get met() { const ago = this.row[place.met]; return ago === undefined ? 0 : ago; }
  get balance() { const [received, given, mutual, entries] = this.row[place.balance] || [0, 0, 0, 0]; return { received, given, mutual, entries }; }
  get months() { return runs(this.row[place.months], 5); }
  get skills() { return runs(this.row[place.skills], 2).map(([word, code]) => ({ topic: words[word], level: LEVELS[Math.floor(code / 3)], known: code % 3 })); }
  get circles() { return (this.row[place.circles] || EMPTY).map((word) => words[word]); }
  get wants() { return (this.row[place.wants] || EMPTY).map((word) => words[word]); }
  get refers() { return (this.row[place.refers] || EMPTY).map(([word, evidence]) => ({ topic: words[word], evidence: evidence || "" })); }
  get entries() { return runs(this.row[place.entries], 4).map(([word, way, times, ago]) => ({ topic: words[word], way, times, ago })); }
  get asks() { return (this.row[place.asks] || EMPTY).map(([word, outcome, ago]) => ({ problem: words[word], outcome, ago })); }
  get noted() { return (this.row[place.noted] || EMPTY).map((word) => words[word]); }
  get aliases() { return this.row[place.aliases] || EMPTY; }
  get addresses() { return this.row[place.addresses] || EMPTY; }
  get notes() { return this.row[place.notes] || ""; }
  get texts() { return this.row[place.texts] || EMPTY; }
  /** From the first contact below you down to this one. */
  get way() { const found = []; for (let here = this; here; here = here.via) found.unshift(here); return found; }
  get line() {
    return [[this.title, this.org].filter(Boolean).join(", "), this.place].filter(Boolean).join(" · ");
  }
}
const contacts = data.contacts.map((row, at) => new Contact(row, at));
const roots = [];
for (const contact of contacts) (contact.via ? contact.via.children : roots).push(contact);
{
  const order = [...roots];
  for (const contact of order) order.push(...contact.children);
  for (const contact of order.reverse()) if (contact.via) contact.via.size += contact.size;
  const first = (a, b) => b.size - a.size || b.closeness - a.closeness || b.balance.entries - a.balance.entries || a.last - b.last || a.at - b.at;
  roots.sort(first);
  for (const contact of order) contact.children.sort(first);
}

const today = new Date(`${data.today}T12:00:00Z`);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** "3 Nov 2026", of a number of days ago. */
function dayOf(ago) {
  const day = new Date(today);
  day.setUTCDate(day.getUTCDate() - ago);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}
const dayText = (iso) => `${Number(iso.slice(8))} ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
const monthText = (month) => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
/** "2026-03", of a number of months ago. */
function monthOf(ago) {
  const months = today.getUTCFullYear() * 12 + today.getUTCMonth() - ago;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}
/** How many months ago a day was. */
function monthsOf(ago) {
  const day = new Date(today);
  day.setUTCDate(day.getUTCDate() - ago);
  return (today.getUTCFullYear() - day.getUTCFullYear()) * 12 + today.getUTCMonth() - day.getUTCMonth();
}
/** "yesterday", "12 days ago", "3 years ago". */
function since(days) {
  if (days < 0) return `in ${count(-days, "day")}`;
  if (days < 2) return days ? "yesterday" : "today";
  if (days < 60) return `${days} days ago`;
  if (days < 730) return `${Math.round(days / 30.4)} months ago`;
  return `${Math.round(days / 365.25)} years ago`;
}
const period = Math.round((today - new Date(`${data.since}T12:00:00Z`)) / 864e5);
const name = (at) => contacts[at].name;
