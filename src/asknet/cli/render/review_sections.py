"""How each question of a review is shown: the lines of the summary, and the groups of rows of its section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.cli.render.charts import sparkline
from asknet.cli.render.review_lines import (
    COLUMNS,
    FEW,
    GIVE,
    PLAIN,
    ROOM,
    TAKE,
    Drawing,
    Group,
    Line,
    Section,
    bar_line,
    counts_group,
    is_known,
    row,
    short,
    some,
    some_line,
)
from asknet.text import ago, counted, often

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from asknet.review.model import NextStep
    from asknet.review.questions.experience import Experience
    from asknet.review.questions.gaps import Gap
    from asknet.review.questions.give import Balance, GiveAndTake
    from asknet.review.questions.growth import Growth
    from asknet.review.questions.help import Help
    from asknet.review.questions.know import Knowledge
    from asknet.review.questions.ties import Overdue, Quiet, Ties
    from asknet.review.questions.who import WhoIsInIt
    from asknet.review.review import Review


def section(review: Review, name: str, *, fine: bool = True, columns: int = COLUMNS) -> Section:
    """Return how an answered section is shown; the summary fits a terminal with `columns` columns."""
    room = max(ROOM, columns - (COLUMNS - ROOM))
    return _SECTIONS[name](getattr(review, name), Drawing(fine, period_of(review), room))


def period_of(review: Review) -> str:
    """Return the length of the period in words: ``90 days``."""
    return counted(max(1, review.period.days), "day")


def _who(found: WhoIsInIt, drawing: Drawing) -> Section:
    words = {"person": ("person", "people"), "community": ("community", "communities"), "source": ("source", "sources")}
    kinds = [f"{n} {words[kind][n != 1]}" for kind, n in found.kinds.items() if n]
    clusters = {c.by: f"{c.name} ({c.contacts})" for c in reversed(found.circles)}
    named = [clusters[by] for by in ("introducer", "place", "org") if by in clusters]
    reach = found.reach if len(found.reach) > 1 and is_known(found.reach) else {}
    said = {"introduced": "introduced to you", "from_file": "from a file", "added": "added by you"}
    known = [f"{n} {said[how]}" for how, n in found.known_by.items() if n]
    come_by = [row("known by", (", ".join(known), "")), *some_line("groups", named, room=drawing.room)]
    return Section(
        "Who is in it",
        some(kinds) or "nobody yet",
        (
            counts_group("kind", "By kind", found.kinds),
            counts_group("reach", "By reach", found.reach, brief=bar_line("reach", reach, drawing)),
            counts_group("known_by", "How you came to know them", found.known_by, brief=come_by if found.contacts else ()),
            Group(
                "circle", "Circles", ("by", "of", "contacts", "id"),
                ((c.by, c.name, str(c.contacts), f"id:{c.id}" if c.id else "") for c in found.circles),
                bar="contacts", wide=("of",),
            ),
        ),
    )  # fmt: skip


def _know(found: Knowledge, drawing: Drawing) -> Section:
    most = {t.topic[:20]: t.contacts for t in found.topics[:FEW] if t.contacts > 1}
    return Section(
        "What they know",
        _known(found),
        (
            Group(
                "topic", "Topics", ("topic", "contacts", "best level"),
                ((t.topic, str(t.contacts), t.level or "") for t in found.topics),
                bar="contacts", wide=("topic",), brief=bar_line("most", most, drawing),
            ),
            Group(
                "field", "Titles and organisations", ("", "of", "contacts"),
                ((f.field, f.value, str(f.contacts)) for f in found.fields),
                bar="contacts", wide=("of",), brief=_fields(found),
            ),
            Group(
                "single", "Known to one contact only", ("topic", "only", "level", "asked"),
                ((t.topic, t.who.name, t.level or "", str(t.asked)) for t in found.single),
                wide=("topic", "only"),
                brief=some_line("single", (f"{s.topic} (only {s.who.name})" for s in found.single), 2, drawing.room),
            ),
            Group(
                "single_field", "Titles and organisations of one contact only",
                ("what", "only", "asked", "used"),
                ((f.value, f.who.name, str(f.asked), str(f.used)) for f in found.single_fields),
                wide=("what", "only"),
            ),
            Group(
                "thin", "Few contacts for what you ask about", ("topic", "contacts", "asked"),
                ((t.topic, str(t.contacts), str(t.asked)) for t in found.thin),
                wide=("topic",),
                brief=some_line(
                    "thin",
                    (f"{t.topic} ({counted(t.contacts, 'contact')}, asked {often(t.asked)})" for t in found.thin),
                    2, drawing.room,
                ),
            ),
        ),
    )  # fmt: skip


def _known(found: Knowledge) -> str:
    if found.topics:
        return f"{counted(len(found.topics), 'topic')}, {len(found.single)} of them known to one contact only"
    return "no topics yet; titles and organisations are searched" if found.fields else "nothing is noted yet"


def _fields(found: Knowledge) -> Iterator[Line]:
    """Yield the commonest titles and organisations if there are hardly any topics, as after an import from LinkedIn."""
    if len(found.topics) < len(found.fields):
        for what, label in (("title", "titles"), ("org", "firms")):
            yield from some_line(label, (f"{f.value} ({f.contacts})" for f in found.fields if f.field == what))


def _help(found: Help, drawing: Drawing) -> Section:
    return Section(
        "How they help",
        _answered(found) if found.asked else "nothing was asked",
        (
            Group(
                "asks", "Problems in the period", ("", "times"),
                (("asked", str(found.asked)), ("answered", str(found.answered)), ("helped", str(found.helped))),
                bar="times",
            ),
            Group(
                "helper", "Who helped", ("who", "times"),
                ((h.who.name, str(h.times)) for h in found.helpers),
                bar="times", wide=("who",),
                brief=some_line(
                    "helped you", (f"{h.who.name} ({h.times})" for h in found.helpers), room=drawing.room
                ),
            ),
            Group(
                "problem", "Outcomes", ("id", "problem", "asked", "answer", "outcome"),
                (
                    (
                        str(p.id), p.problem, p.asked.isoformat(), p.verdict,
                        "; ".join(f"{who.name}: {what.words}" for who, what in p.came),
                    )
                    for p in found.problems
                ),
                wide=("problem", "outcome"),
            ),
            Group(
                "open", "Still open", ("id", "problem", "asked", "days"),
                ((str(a.id), a.problem, a.asked.isoformat(), str(a.days)) for a in found.open),
                wide=("problem",),
                brief=some_line(
                    "open", (f"{a.id} {short(a.problem)} ({ago(a.days)})" for a in reversed(found.open)), 2, drawing.room
                ),
            ),
        ),
    )  # fmt: skip


def _answered(found: Help) -> str:
    asked = f"{counted(found.asked, 'problem')} asked"
    if not (found.answered or found.helped):
        return f"{asked}, none answered yet" if found.asked > 1 else f"{asked}, not answered yet"
    return f"{asked}: {found.answered} answered, {found.helped} helped"


def _experience(found: Sequence[Experience], _: Drawing) -> Section:
    return Section(
        "Experience",
        _used(found),
        (
            Group(
                "matters", "Topics that matter to you", ("topic", "asked", "logged", "proven", "stated", "imported"),
                (
                    (e.topic, str(e.asked), str(e.logged), str(len(e.proven)), str(len(e.stated)), str(len(e.imported)))
                    for e in found
                ),
                wide=("topic",), brief=map(_proof, found[:2]),
            ),
            Group(
                "proven", "Proven", ("topic", "who", "times", "day", "shown by"),
                (
                    (e.topic, p.who.name, str(p.times), p.day.isoformat() if p.day else "", p.shown)
                    for e in found
                    for p in e.proven
                ),
                wide=("topic", "who", "shown by"),
            ),
            Group(
                "claimed", "Claimed, not proven", ("topic", "who", "how"),
                (
                    (e.topic, who.name, how)
                    for e in found
                    for how, people in (("stated", e.stated), ("imported", e.imported))
                    for who in people
                ),
                wide=("topic", "who"),
            ),
        ),
    )  # fmt: skip


def _used(found: Sequence[Experience]) -> str:
    proven = sum(bool(e.proven) for e in found)
    if not found:
        return "you have not used any topic yet"
    which = f"{proven} of them" if len(found) > 1 else "it"
    helped = (
        f"somebody has helped you with {which}"
        if proven
        else f"nobody has helped you with {'them' if len(found) > 1 else 'it'} yet"
    )
    return f"{counted(len(found), 'topic')} that you use; {helped}"


def _proof(one: Experience) -> Line:
    if not one.proven:
        claimed = len(one.stated) + len(one.imported)
        known = f"{counted(claimed, 'contact')} may know it" if claimed else "nobody here has it as a topic"
        return row("unproven", (f'"{one.topic}": nobody has helped you with it yet; {known}', ""))
    best = one.proven[0]
    shown = f': "{best.shown}"' if best.shown else ""
    return row("proven", (f"{one.topic}: {best.who.name} ({best.times}){shown}", ""))


def _growth(found: Growth, drawing: Drawing) -> Section:
    reaches = tuple(found.reach)
    return Section(
        "Growth",
        f"{found.new} new, {found.new_before} in the {drawing.period} before; the last {ago(found.days_since or 0)}"
        if found.last
        else "no day is known yet; contacts from a file count by the day you met them",
        (
            Group(
                "new", "New contacts", ("", "contacts"),
                (("in the period", str(found.new)), ("in the period before", str(found.new_before))),
                bar="contacts",
            ),
            counts_group("reach", "New contacts by reach", found.reach),
            Group(
                "month", "By month", ("month", "new", *reaches),
                ((m.month, str(m.new), *(str(m.reach[r]) for r in reaches)) for m in found.months),
                bar="new", brief=_months(found, drawing),
            ),
            Group(
                "through", "Who introduced them", ("who", "contacts"),
                ((t.who.name, str(t.contacts)) for t in found.through),
                bar="contacts", wide=("who",), brief=_newcomers(found),
            ),
            Group(
                "newcomer", "New contacts in the period", ("who", "day", "reach", "through"),
                ((n.who.name, n.day.isoformat(), n.reach or "", n.via.name if n.via else "") for n in found.newcomers),
                wide=("who", "through"),
            ),
            Group(
                "last", "The newest contact", ("who", "day", "days ago"),
                [(found.last.name, str(found.last_day), str(found.days_since))] if found.last else [],
                wide=("who",),
            ),
        ),
    )  # fmt: skip


def _months(found: Growth, drawing: Drawing) -> Iterator[Line]:
    if any(m.new for m in found.months):
        new = sparkline([m.new for m in found.months], fine=drawing.fine)
        yield row("by month", (new, PLAIN), (f"  {found.months[0].month} to {found.months[-1].month}", ""))


def _newcomers(found: Growth) -> Iterator[Line]:
    reach = [f"{name.replace('_', ' ')} {count}" for name, count in found.reach.items() if count]
    through = [f"{t.who.name} ({t.contacts})" for t in found.through]
    said = [", ".join(reach)] if is_known(found.reach) else []
    said += [f"through {some(through, 2)}"] if through else []
    if said:
        yield row("new", ("; ".join(said), ""))


def _give(found: GiveAndTake, drawing: Drawing) -> Section:
    totals = [
        ("received", found.received, found.received_before),
        ("given", found.given, found.given_before),
        ("mutual", found.mutual, found.mutual_before),
    ]
    counts = {"received": found.received, "given": found.given}
    sides = [_side("you only take from", found.only_take), _side("only takes", found.only_takes)]
    sides.append(_side("you only use", found.only_consume))
    offers = [f"{c.who.name} wants {c.want}, and you know {c.skill}" for c in found.could_give]
    offers += [f"{i.who.name} wants {i.want}, {i.to.name} knows it" for i in found.introductions]
    return Section(
        "Give and take",
        _exchanged(found),
        (
            Group(
                "total", "In the period", ("", "times", "before"),
                ((name, str(now), str(then)) for name, now, then in totals),
                bar="times", brief=bar_line("", counts, drawing, {"received": TAKE, "given": GIVE}),
            ),
            Group(
                "month", "By month", ("month", "received", "given", "mutual"),
                ((f.month, str(f.received), str(f.given), str(f.mutual)) for f in found.months),
            ),
            _balances("only_take", "You only take from", found.only_take),
            _balances("only_takes", "They only take", found.only_takes),
            _balances(
                "only_consume", "You only use", found.only_consume,
                brief=[row("one-sided", ("; ".join(filter(None, sides)), ""))] if any(sides) else (),
            ),
            Group(
                "could_give", "You could give", ("who", "wants", "you know"),
                ((c.who.name, c.want, c.skill) for c in found.could_give),
                wide=("who", "wants", "you know"), brief=some_line("could give", offers, 1),
            ),
            Group(
                "introduce", "You could introduce", ("who", "wants", "to", "evidence", "level"),
                ((i.who.name, i.want, i.to.name, i.topic, i.level or "") for i in found.introductions),
                wide=("who", "wants", "to", "evidence"),
            ),
            _balances("balance", "Everybody", found.contacts),
        ),
    )  # fmt: skip


def _exchanged(found: GiveAndTake) -> str:
    """Return what was received and given in the period and in the one before it."""
    if not (found.received or found.given or found.received_before or found.given_before):
        return "nothing is logged in either direction"
    mutual = f" ({found.mutual} of them both ways)" if found.mutual else ""
    before = f"; before: {found.received_before} and {found.given_before}"
    return f"{found.received} received, {found.given} given{mutual}{before}"


def _balances(key: str, title: str, found: Iterable[Balance], brief: Iterable[Line] = ()) -> Group:
    rows = ((b.who.name, b.kind, str(b.received), str(b.given), str(b.mutual)) for b in found)
    return Group(key, title, ("who", "kind", "received", "given", "mutual"), rows, wide=("who",), brief=brief)


def _side(said: str, found: Sequence[Balance]) -> str:
    return f"{said} {some([b.who.name for b in found], 1)}" if found else ""


def _ties(found: Ties, drawing: Drawing) -> Section:
    dormant = found.dormant[:1]
    return Section(
        "Ties",
        ", ".join(
            f"{count} {what}"
            for count, what in (
                (len(found.overdue), "overdue"),
                (len(found.quiet), "close and quiet"),
                (len(found.dormant), "worth taking up again"),
            )
            if count
        )
        or "nobody is overdue or has gone quiet",
        (
            Group(
                "overdue", "Overdue", ("who", "periods", "every", "last", "due"),
                ((o.who.name, f"{o.periods:g}", str(o.every), _last(o), o.due.isoformat()) for o in found.overdue),
                bar="periods", wide=("who",),
                brief=some_line(
                    "overdue", (f"{o.who.name} (last {ago(o.days)})" for o in found.overdue), room=drawing.room
                ),
            ),
            Group(
                "quiet", "Close, and gone quiet", ("who", "closeness", "last", "days"),
                ((q.who.name, str(q.closeness), _last(q), str(q.days)) for q in found.quiet),
                wide=("who",), brief=some_line(
                    "quiet", (f"{q.who.name} ({counted(q.days, 'day')})" for q in found.quiet), room=drawing.room
                ),
            ),
            Group(
                "dormant", "Worth taking up again", ("who", "last", "days", "why"),
                ((d.who.name, d.last.isoformat(), str(d.days), d.why) for d in found.dormant),
                wide=("who", "why"), brief=(row("dormant", (f"{d.who.name}: {d.why}", "")) for d in dormant),
            ),
        ),
    )  # fmt: skip


def _last(tie: Overdue | Quiet) -> str:
    return tie.last.isoformat() if tie.logged else f"none since {tie.last.isoformat()}"


def _gaps(found: Sequence[Gap], _: Drawing) -> Section:
    rows = (
        (
            gap.topic, " ".join(map(str, gap.asks)), gap.last.isoformat(),
            gap.introducer.who.name if gap.introducer else "", gap.introducer.why if gap.introducer else "",
        )
        for gap in found
    )  # fmt: skip
    return Section(
        "Gaps",
        f"{counted(len(found), 'problem')} without an answer" if found else "none",
        (
            Group(
                "gap", "Without an answer", ("topic", "asks", "last", "ask", "who"), rows,
                wide=("topic", "ask", "who"), brief=map(_gap, found[:2]), counted="asks",
            ),
        ),
    )  # fmt: skip


def _gap(gap: Gap) -> Line:
    ask = f": ask {gap.introducer.who.name}, who {gap.introducer.why}" if gap.introducer else ""
    return row(counted(len(gap.asks), "ask"), (f"{gap.topic}{ask}", ""))


def _next(found: Sequence[NextStep], _: Drawing) -> Section:
    rows = ((step.key, step.do, step.command) for step in found)
    return Section("Next", "", (Group("step", "Next", ("step", "do", "type"), rows, wide=("do", "type")),))


_SECTIONS: dict[str, Callable[..., Section]] = {
    "who": _who,
    "know": _know,
    "help": _help,
    "experience": _experience,
    "growth": _growth,
    "give": _give,
    "ties": _ties,
    "gaps": _gaps,
    "next": _next,
}
