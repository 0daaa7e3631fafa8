// The sections below the search, each drawn from the figures of a review.

const who = (at) => person(contacts[at]);
const dayCell = (iso) => dayText(iso);

function drawGlance() {
  const { who: people, know, help, growth, give, ties } = review;
  const kinds = Object.entries(people.kinds).map(([, many], kind) => [many, kind]).filter(([many]) => many);
  $("about").textContent = people.contacts
    ? `${count(people.contacts, "contact")} on ${dayText(data.today)}: ${together(kinds.map(([many, kind]) => `${n(many)} ${KINDS[kind][many === 1 ? 0 : 1]}`))}.`
    : "Nobody is in the network yet.";
  const bold = (text) => h("b", { dir: "auto" }, text);
  const tile = (target, question, large, small, sentence) =>
    h("li", {}, h("a", { href: `#${target}` }, h("span", { class: "q" }, question), h("span", { class: /^[–+\d]/.test(large) ? "n" : "n word", dir: "auto" }, large, small ? h("small", {}, ` ${small}`) : null), h("span", { class: "s" }, sentence)));
  const through = contacts.filter((contact) => contact.via).length;
  const opener = contacts.reduce((best, contact) => (contact.size > (best ? best.size : 1) ? contact : best), null);
  const proven = review.experience.filter((topic) => records(topic.proven).length).length;
  const { reach } = people;
  const near = ["local", "national", "global"].filter((one) => reach[one]).map((one) => `${n(reach[one])} ${one}`);
  const jobs = new Set(contacts.map((contact) => contact.title).filter(Boolean)).size;
  const firms = new Set(contacts.map((contact) => contact.org).filter(Boolean)).size;
  const { single } = know, takes = give.only_take.map((balance) => name(balance.who));
  const known = know.topics.length ? [n(know.topics.length), know.topics.length === 1 ? "topic" : "topics", !single.length ? "none depends on one contact alone"
    : single.length === 1 ? [`${single[0].topic} depends on `, bold(name(single[0].who)), " alone"] : [`${n(single.length)} depend on one contact alone, such as ${single[0].topic} on `, bold(name(single[0].who))]]
    : jobs + firms ? [n(jobs), jobs === 1 ? "title" : "titles", `in ${count(firms, "organisation")}; no topics are recorded yet`] : ["0", "topics", "no topics are recorded yet"];
  $("glance").append(
    tile("led", "Who is in it?", n(people.contacts), "", `${near.length ? together(near) : "reach not given"}; ${through ? n(through) : "nobody"} came through others`),
    tile("led", "Who opened doors?", opener ? opener.name : "–", "", opener ? `led you to ${count(opener.size - 1, "contact")}` : "nobody is named as an introducer"),
    tile(single.length ? "single" : "know", "What do they know?", ...known),
    tile("help", "How do they help?", help.asked ? `${n(help.helped)} of ${n(help.asked)}` : "–", "", help.asked ? `problems solved by asking in ${period} days; ${n(help.open.length)} still open` : `nothing was asked in ${period} days`),
    tile("experience", "What are their experiences?", experienceOf(proven), "", review.experience.length ? "of the topics that you use: somebody has helped you with them" : "nothing is proven yet"),
    tile(takes.length ? "take" : "give", "Do I give as well as take?", `${n(give.given)} : ${n(give.received)}`, "", give.contacts.length ? [...takes.length ? ["You only take from ", bold(takes.length < 3 ? together(takes) : takes[0]), takes.length < 3 ? "" : ` and ${n(takes.length - 1)} more`] : ["There is nobody you only take from"], `. The figures are given and received in the last ${period} days.`] : "nothing is logged yet"),
    tile("ties", "Whom do I neglect?", n(ties.overdue.length), "overdue", ties.quiet.length + ties.dormant.length ? `${ties.quiet.length ? count(ties.quiet.length, "close contact") : "no close contact"} gone quiet, ${n(ties.dormant.length)} worth taking up again` : "no close contact has gone quiet"),
    tile("growth", "Has it grown?", `+${n(growth.new)}`, "", `in ${period} days; ${growth.last_day ? `the last came ${since(growth.days_since)}` : "no days are known yet"}`),
  );
}
const experienceOf = (proven) => (review.experience.length ? `${n(proven)} of ${n(review.experience.length)}` : "–");

function drawLed() {
  const content = $("led").querySelector(".content");
  const led = contacts.filter((contact) => contact.children.length).sort((a, b) => b.size - a.size || a.at - b.at);
  const through = contacts.filter((contact) => contact.via);
  if (!led.length) {
    content.append(h("p", { class: "sub full" }, "Nobody is named as an introducer yet. ", h("code", {}, "asknet edit NAME --via INTRODUCER"), " records who led you to somebody; the tree of introductions is then shown here."));
    return;
  }
  burst = new Burst();
  const sentence = `${led[0].name} led you to most: ${count(led[0].size - 1, "contact")}${led[0].size - 1 > led[0].children.length ? ", through others too" : ""}. You are in the middle; the wider a piece, the more contacts came through it.`;
  const branches = h("div", {}, h("h3", {}, "Who opened doors"), list(led, (contact) => h("li", {}, shape(contact.kind), who(contact.at),
    h("span", { class: "right" }, `${n(contact.size - 1)} `, link("zoom", () => { burst.zoom(contact); burst.node.scrollIntoView({ block: "nearest" }); }, { "aria-label": `Zoom to ${contact.name}` }))), 12, "Nobody yet."));
  content.append(h("figure", { class: "full" }, h("figcaption", {}, h("h3", {}, "The tree of introductions"), h("p", {}, sentence),
    h("div", { class: "legend" }, KINDS.map(([one], kind) => h("span", {}, shape(kind), one)))),
    h("div", { class: "drawn burst" }, burst.node, branches),
    tableOf("Who led you to whom", ["contact", "kind", "through", "also through", "led you to"],
      [...led, ...through.filter((contact) => !contact.children.length)].map((contact) =>
        [contact.name, KINDS[contact.kind][0], contact.via ? contact.via.name : `you know ${contact.kind ? "it" : "them"} directly`, contact.also.map((also) => also.name).join(", "), contact.size - 1]))));
}

/** Whether anything was asked, as far as the page knows. */
const asked = () => review.help.asked > 0 || review.gaps.length > 0 || contacts.some((contact) => contact.asks.length);
const topicLink = (topic) => link(topic, () => find(topic), { dir: "auto" });
function drawKnow() {
  const content = $("know").querySelector(".content");
  const { know, who: people } = review;
  const top = know.topics.slice(0, 14);
  content.append(
    figure("Topics by number of contacts", top.length ? `Most contacts know ${top[0].topic}: ${n(top[0].contacts)}. The best level is beside each topic.` : "No topics are recorded yet.",
      bars(top.map((topic) => ({ label: [topicLink(topic.topic), topic.level ? h("small", {}, ` ${topic.level}`) : null], value: topic.contacts }))),
      top.length ? tableOf("Topics by number of contacts and best level", ["topic", "contacts", "best level"], know.topics.map((topic) => [topic.topic, topic.contacts, topic.level || ""]), know.topics.length > 14 ? `All ${n(know.topics.length)} topics as a table` : undefined) : null),
    h("div", { id: "single" }, h("h3", {}, "Known to one contact alone"),
      h("p", { class: "sub" }, know.single.length ? `${n(know.single.length)} of ${count(know.topics.length, "topic")} would be lost with one contact; first those you asked about.` : "No topic depends on one contact."),
      list(know.single, (single) => h("li", {}, topicLink(single.topic), h("span", { class: "note" }, "only "), who(single.who), single.asked ? tag(`asked ${often(single.asked)}`, "warn") : null), 9, ""),
      know.single_fields.length ? [h("h3", { class: "more" }, "Titles and organisations of one contact"), list(know.single_fields, (field) =>
        h("li", {}, h("span", { dir: "auto" }, field.value), h("span", { class: "note" }, "only "), who(field.who)), 4)] : null),
    h("div", {}, h("h3", {}, "Few contacts for what you ask"),
      h("p", { class: "sub" }, "Topics you asked about in the last year that one or two contacts know."),
      list(know.thin, (thin) => h("li", {}, topicLink(thin.topic), h("span", { class: "right" }, `${count(thin.contacts, "contact")}, asked ${often(thin.asked)}`)), 7, asked() ? "None: what you ask about is known to three or more." : "Nothing was asked yet.")),
    h("div", {}, h("h3", {}, "Asked, and nobody seems to fit"),
      h("p", { class: "sub" }, "Problems without a strong answer, and no help since."),
      list(review.gaps, (gap) => h("li", {}, h("span", { dir: "auto" }, `“${gap.topic}”`), gap.asks.length > 1 ? tag(`asked ${often(gap.asks.length)}`, "warn") : null, h("span", { class: "right" }, dayCell(gap.last))), 7, asked() ? "None: somebody seems to fit for all you asked." : "Nothing was asked yet.")),
    ...groupCharts([["Circles", "circle", common((contact) => contact.circles)],
    ["Organisations", "organisation", people.circles.filter((cluster) => cluster.by === "org").map((cluster) => [cluster.name, cluster.contacts]), "Those that two contacts or more share."],
    ["Places", "place", people.circles.filter((cluster) => cluster.by === "place").map((cluster) => [cluster.name, cluster.contacts]), "Those that two contacts or more share."],
    ["Titles", "title", common((contact) => [contact.title]).filter(([, many]) => many > 1), "Those that two contacts or more share."]], people.reach));
}
/** The charts of the groups that have values, and one sentence that names the others. */
function groupCharts(groups, reach) {
  const none = groups.filter(([, , values]) => !values.length).map(([, one, , note]) => `${one}${note ? " that two contacts share" : ""}`), near = reach.local || reach.national || reach.global;
  if (!near) none.push("record of how far away they are");
  return [...groups.filter(([, , values]) => values.length).map((group) => groupChart(...group)), ...(near ? [reachChart(reach)] : EMPTY),
    none.length ? h("p", { class: "none full" }, `There is no ${none.length > 1 ? `${none.slice(0, -1).join(", no ")} and no ${none.at(-1)}` : none[0]}.`) : null].filter(Boolean);
}
function groupChart(title, one, groups, note = "") {
  const top = groups.slice(0, 8);
  return figure(title, top.length ? `The most common ${one} is ${top[0][0]}: ${count(top[0][1], "contact")}. ${note}` : note ? `No ${one} is shared by two contacts.` : `No ${one} is recorded.`,
    bars(top.map(([text, many]) => ({ label: link(text, () => find(text), { dir: "auto" }), value: many }))),
    groups.length ? tableOf(title, [one, "contacts"], groups) : null);
}
function reachChart(reach) {
  const rows = ["local", "national", "global", "not_said"].map((key) => [key.replace("_", " "), reach[key] || 0]);
  const known = rows.slice(0, 3).filter(([, many]) => many).sort((a, b) => b[1] - a[1]);
  return figure("Local, national, global", known.length ? `Most are ${known[0][0]}: ${n(known[0][1])}; for ${n(rows[3][1])} it is not known.` : "How far away contacts are is not known.",
    bars(rows.map(([label, value], at) => ({ label: at < 3 && value ? link(label, () => find(label)) : label, value, kind: at < 3 ? "" : "pale" }))), tableOf("Contacts by reach", ["reach", "contacts"], rows));
}

function drawHelp() {
  const content = $("help").querySelector(".content");
  const { help, experience } = review;
  const outcomes = new Map();
  for (const contact of contacts) for (const ask of contact.asks) outcomes.set(ask.outcome, (outcomes.get(ask.outcome) || 0) + 1);
  const steps = [["asked", help.asked], ["answered", help.answered], ["helped", help.helped]];
  content.append(
    figure(`Problems of the last ${period} days`, help.asked ? `Of ${count(help.asked, "problem")}, ${help.answered || "none"} got an answer and ${help.helped || "none"} ${help.helped === 1 ? "was" : "were"} helped with.` : `Nothing was asked in the last ${period} days.`,
      help.asked ? bars(steps.map(([label, value]) => ({ label, value }))) : null, tableOf("Problems of the period", ["outcome", "problems"], steps)),
    figure("Outcomes of asking, over all time", outcomes.size ? `You asked somebody ${often([...outcomes.values()].reduce((a, b) => a + b, 0))}; ${often(outcomes.get("helped") || 0)} it helped.` : ["No outcome is recorded yet: ", h("code", {}, "asknet close"), " does."],
      bars(Object.keys(OUTCOMES).filter((key) => outcomes.get(key)).map((key) => ({ label: OUTCOMES[key], value: outcomes.get(key), kind: key === "helped" || key === "partly" ? "" : "pale" }))),
      outcomes.size ? tableOf("Outcomes", ["outcome", "times"], Object.keys(OUTCOMES).filter((key) => outcomes.get(key)).map((key) => [OUTCOMES[key], outcomes.get(key)])) : null),
    h("div", {}, h("h3", {}, "Still open"), h("p", { class: "sub" }, "Problems without an outcome, the oldest first."),
      list(help.open, (ask) => h("li", {}, h("span", { dir: "auto" }, `“${ask.problem}”`), h("span", { class: "right" }, since(ask.days))), 6, "Nothing is open.")),
    h("div", {}, h("h3", {}, "Who helped"), h("p", { class: "sub" }, `In the last ${period} days, with a problem you asked or without one.`),
      list(help.helpers, (helper) => h("li", {}, shape(contacts[helper.who].kind), who(helper.who), h("span", { class: "right" }, often(helper.times))), 6, "Nobody is recorded as having helped.")),
    h("div", { class: "full", id: "experience" }, h("h3", {}, "Who has helped, who is said to know"), h("p", { class: "sub" }, "For the topics that you use: who has helped you with them, and who is only said to know them."),
      experience.length ? h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Who has helped, who is said to know" }, h("table", { class: "wide-table" },
        h("caption", { class: "hidden" }, "Experience by topic"),
        h("thead", {}, h("tr", {}, ["topic", "proven by", "said to know it", "from a file", "asked", "logged"].map((text, at) => h("th", { scope: "col", class: at > 3 ? "n" : false }, text)))),
        h("tbody", {}, experience.map((topic) => h("tr", {}, h("th", { scope: "row" }, topicLink(topic.topic)),
          h("td", {}, names(records(topic.proven).map((proof) => proof.who))), h("td", {}, names(topic.stated)), h("td", {}, names(topic.imported)), h("td", { class: "n" }, n(topic.asked)), h("td", { class: "n" }, n(topic.logged))))))) : h("p", { class: "none" }, "Nothing yet.")),
  );
}
function names(list) {
  if (!list.length) return "–";
  const last = Math.min(list.length, 3) - 1;
  return [list.slice(0, 3).map((at, place) => h("span", { class: "one" }, who(at), place < last ? h("span", { class: "comma" }, ", ") : "")), list.length > 3 ? `and ${n(list.length - 3)} more` : null];
}

function drawGive() {
  const content = $("give").querySelector(".content");
  const { give } = review;
  const year = (key) => give.months.reduce((sum, month) => sum + month[key], 0);
  const sided = give.contacts.filter((balance) => balance.received !== balance.given || balance.received);
  const marks = new Map([...give.only_take.map((b) => [b.who, "you only take"]), ...give.only_consume.map((b) => [b.who, "you only use"]), ...give.only_takes.map((b) => [b.who, "you only give"])]);
  const top = [...sided].sort((a, b) => b.received + b.given - a.received - a.given);
  const people = (many) => (many === 1 ? "one person" : `${n(many)} people`);
  const sides = [[give.only_take.length, "only take from", people], [give.only_consume.length, "only use", (many) => count(many, "community or source", "communities and sources")], [give.only_takes.length, "only give to", people]]
    .filter(([many]) => many).map(([many, what, them]) => `${what} ${them(many)}`);
  const oneSided = (title, text, list_, empty, id) => h("div", { id }, h("h3", {}, title), h("p", { class: "sub" }, text),
    list(list_, (balance) => h("li", {}, shape(contacts[balance.who].kind), who(balance.who), h("span", { class: "right" }, often(balance.received || balance.given))), 6, empty));
  content.append(
    figure("By month", year("given") + year("received") + year("mutual") ? `In twelve months you gave ${often(year("given"))} and received ${often(year("received"))}; ${often(year("mutual"))} it went both ways.` : "Nothing was logged in twelve months.",
      year("given") + year("received") + year("mutual") === 0 ? null : [columnsByMonth(give.months.map((month) => month.month), [{ class: "gave", values: give.months.map((month) => month.given) }, { class: "both", values: give.months.map((month) => month.mutual) }], [{ class: "got", values: give.months.map((month) => month.received) }]),
        legend(["gave", "you gave (above the line)"], ["both", "both ways"], ["got", "you received (below)"])],
      tableOf("Give and take by month", ["month", "given", "received", "both ways"], give.months.map((month) => [monthText(month.month), month.given, month.received, month.mutual]))),
    figure("By contact", top.length ? `To the left what you received, to the right what you gave.${sides.length ? ` You ${together(sides)}.` : ""}` : "Nothing is logged yet.",
      top.length ? bothWays(top.map((balance) => ({ label: who(balance.who), mark: marks.get(balance.who), left: balance.received, right: balance.given }))) : null,
      give.contacts.length ? tableOf("Give and take by contact", ["contact", "received", "given", "both ways", "one-sided"], give.contacts.map((balance) => [name(balance.who), balance.received, balance.given, balance.mutual, marks.get(balance.who) || ""]), `All ${n(give.contacts.length)} contacts as a table`) : null),
    oneSided("People you only take from", "They helped you twice or more, and got nothing back.", give.only_take, "Nobody.", "take"),
    oneSided("People you only give to", "You helped them twice or more, and they never helped you.", give.only_takes, "Nobody."),
    oneSided("Communities and sources you only use", "They gave you something; you have contributed nothing yet.", give.only_consume, "None."),
    h("div", {}, h("h3", {}, "What you could give"), h("p", { class: "sub" }, "They want it, and you know it or know somebody who does."),
      list([...give.could_give, ...give.introductions], (offer) => h("li", {}, who(offer.who), h("span", {}, `wants ${offer.want}`),
        offer.skill !== undefined ? h("span", { class: "note" }, `you know ${offer.skill}`) : [h("span", { class: "note" }, "introduce them to "), who(offer.to)]), 7, "No wants are recorded that you could meet.")));
}

const BANDS = [["up to 30 days", "30 d", 30], ["up to 90 days", "90 d", 90], ["up to half a year", "½ y", 180], ["up to a year", "1 y", 365], ["longer", "more", Infinity]];
function drawTies() {
  const content = $("ties").querySelector(".content");
  const { ties } = review;
  const rows = [5, 4, 3, 2, 1, 0].map((closeness) => {
    const cells = [...BANDS.map(() => 0), 0];
    for (const contact of contacts) if (!contact.past && contact.closeness === closeness) cells[contact.logged ? BANDS.findIndex(([, , days]) => contact.last <= days) : BANDS.length]++;
    return [closeness, cells];
  });
  const most = Math.max(1, ...rows.flatMap(([, cells]) => cells));
  const close = rows.slice(0, 2).reduce((sum, [, cells]) => sum + cells[3] + cells[4] + cells[5], 0);
  const heads = [...BANDS, ["never logged", "never"]];
  const bubble = (many, late) => s("svg", { viewBox: "-22 -22 44 44", "aria-hidden": "true" }, many ? s("circle", { class: `bubble ${late ? "late" : ""}`, r: Math.max(9, 21 * Math.sqrt(many / most)) }) : null,
    s("text", { y: 4.5, "fill-opacity": many ? 1 : 0.45 }, many ? n(many) : "·"));
  content.append(
    h("figure", { class: "full" }, h("figcaption", {}, h("h3", {}, "Closeness by days since the last contact"),
      h("p", {}, `${close ? `${count(close, "close contact")} (4 or 5) ${close === 1 ? "was" : "were"} not heard from for half a year, or never logged.` : "No close contact (4 or 5) has been silent for half a year."} The size of a bubble and the figure in it show the number of contacts.`)),
      h("div", { class: "drawn scroll", tabindex: 0, role: "group", "aria-label": "Closeness by days since the last contact" }, h("table", { class: "grid" }, h("caption", { class: "hidden" }, "Contacts by closeness and days since the last contact"),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "long" }, "closeness"), h("span", { class: "short" }, "close")), heads.map(([long, short]) => h("th", { scope: "col" }, h("span", { class: "long" }, long), h("span", { class: "short" }, short))))),
        h("tbody", {}, rows.filter(([, cells]) => cells.some(Boolean)).map(([closeness, cells]) => h("tr", {}, h("th", { scope: "row" }, closeness ? [n(closeness), h("span", { class: "long" }, closeness === 5 ? " very close" : closeness === 1 ? " barely" : "")] : "not said"),
          cells.map((many, at) => h("td", {}, h("span", { class: "hidden" }, n(many)), bubble(many, closeness >= 4 && at >= 3)))))))),
    ),
    h("div", {}, h("h3", {}, "Overdue"), h("p", { class: "sub" }, "Later than you wanted to be in touch; the worst first."),
      list(ties.overdue, (tie) => h("li", {}, shape(contacts[tie.who].kind), who(tie.who), h("span", { class: "note" }, `every ${count(tie.every, "day")}`), h("span", { class: "right" }, `${tie.logged ? "last" : "nothing logged since"} ${since(tie.days)}`)), 8, "Nobody is overdue.")),
    h("div", {}, h("h3", {}, "Gone quiet"), h("p", { class: "sub" }, "Close, but no contact for half a year."),
      list(ties.quiet, (tie) => h("li", {}, shape(contacts[tie.who].kind), who(tie.who), h("span", { class: "note" }, `closeness ${tie.closeness}`), h("span", { class: "right" }, since(tie.days))), 8, "Nobody close has gone quiet.")),
    h("div", { class: "full" }, h("h3", {}, "Dormant, and worth taking up again"), h("p", { class: "sub" }, "Silent for a year, with a reason to write."),
      list(ties.dormant, (tie) => h("li", {}, who(tie.who), h("span", { class: "note" }, tie.why), h("span", { class: "right" }, since(tie.days))), 8, "Nobody.")));
}

function drawGrowth() {
  const content = $("growth").querySelector(".content");
  const { growth, who: people } = review;
  const year = growth.months.reduce((sum, month) => sum + month.new, 0);
  const known = [["introduced by somebody", people.known_by.introduced], ["from a file", people.known_by.from_file], ["added by hand", people.known_by.added]];
  const most = [...known].sort((a, b) => b[1] - a[1])[0];
  content.append(
    figure("New contacts by month", year ? `${count(year, "contact")} came in twelve months, ${n(growth.new)} of them in the last ${period} days (${n(growth.new_before)} in as many before).` : `Nobody new in twelve months${growth.days_since === null ? "" : `; the last came ${since(growth.days_since)}`}.`,
      year ? columnsByMonth(growth.months.map((month) => month.month), [{ class: "gave", values: growth.months.map((month) => month.new) }]) : null,
      tableOf("New contacts by month and reach", ["month", "new", "local", "national", "global", "not said"], growth.months.map((month) => [monthText(month.month), month.new, month.reach.local, month.reach.national, month.reach.global, month.reach.not_said]))),
    yearsChart(),
    figure("By source", people.contacts ? `Most came ${most[0]}: ${n(most[1])}.` : "Nobody is in the network yet.",
      [bars(known.map(([label, value]) => ({ label, value }))),
        data.sources.length ? [h("h3", { class: "more" }, "Files"), list(data.sources, ([label, many]) => h("li", {}, h("span", { dir: "auto" }, label), h("span", { class: "right" }, count(many, "contact"))), 5)] : null],
      tableOf("How you came to know them", ["how", "contacts"], known)),
    h("div", {}, h("h3", {}, "New faces"), h("p", { class: "sub" }, `Of the last ${period} days, the newest first.`),
      list(growth.newcomers, (one) => h("li", {}, shape(contacts[one.who].kind), who(one.who), one.via === null ? null : [h("span", { class: "note" }, "through "), who(one.via)], h("span", { class: "right" }, dayCell(one.day))), 8, "Nobody.")),
    h("div", {}, h("h3", {}, "Through whom"), h("p", { class: "sub" }, `Who led you to the new ones of the last ${period} days.`),
      list(growth.through, (one) => h("li", {}, who(one.who), h("span", { class: "right" }, count(one.contacts, "contact"))), 8, "Nobody.")));
}
/** New contacts by year: by the day you met them, else the day you added them, as the review counts them by month. */
function yearsChart() {
  const years = new Map();
  for (const contact of contacts) if (contact.met !== null && contact.met >= 0) { const year = Number(monthOf(monthsOf(contact.met)).slice(0, 4)); years.set(year, (years.get(year) || 0) + 1); }
  const last = today.getUTCFullYear(), first = Math.max(last - 19, Math.min(last, ...years.keys()));
  const rows = [];
  for (let year = first; year <= last; year++) rows.push([String(year), [...years].reduce((sum, [each, many]) => sum + (each === year || (year === first && each < first) ? many : 0), 0)]);
  const most = [...rows].sort((a, b) => b[1] - a[1])[0];
  return figure("New contacts by year", years.size ? `Most came in ${most[0]}: ${n(most[1])}.` : "No contact has a day when you met them.",
    years.size ? bars(rows.slice(-12).reverse().map(([label, value]) => ({ label, value }))) : null, years.size ? tableOf("New contacts by year", ["year", "new"], rows) : null);
}

/** Show what to do if the network is still empty. */
function drawBeginning() {
  $("about").textContent = "Nobody is in the network yet.";
  for (const part of document.querySelectorAll("main > section, nav, #glance")) part.hidden = true;
  $("about").after(h("div", { class: "begin" }, h("p", { class: "sub" }, "Begin with somebody you know, or with a file of contacts; then write this page again."),
    ["asknet add NAME TOPIC", "asknet import FILE", "asknet page"].map((command) => h("div", {}, h("code", {}, command)))));
}
