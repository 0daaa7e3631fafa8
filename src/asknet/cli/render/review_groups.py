"""A review as groups of rows: what is written tab-separated in a pipe, and drawn as tables on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from asknet.review.questions.experience import Experience
    from asknet.review.questions.gaps import Gap
    from asknet.review.questions.give import Balance, GiveAndTake
    from asknet.review.questions.growth import Growth
    from asknet.review.questions.help import Help
    from asknet.review.questions.know import Knowledge
    from asknet.review.questions.steps import Step
    from asknet.review.questions.ties import Overdue, Quiet, Ties
    from asknet.review.questions.who import WhoIsInIt
    from asknet.review.review import Review


class Group(NamedTuple):
    """Rows of one sort: `key` names them in a pipe, `title` on a terminal; `bar` is the column that is drawn as a bar too.

    Columns in `wide` share the width that the others leave.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    bar: str = ""
    wide: tuple[str, ...] = ()


def groups(review: Review, section: str) -> list[Group]:
    """Return the groups of a section, empty ones too."""
    return _GROUPS[section](getattr(review, section))


def _counts(key: str, title: str, counts: Mapping[str, int]) -> Group:
    return Group(key, title, ("", "contacts"), [(name, str(n)) for name, n in counts.items()], bar="contacts")


def _who(found: WhoIsInIt) -> list[Group]:
    circles = [(c.by, c.name, str(c.contacts), f"id:{c.id}" if c.id else "") for c in found.circles]
    return [
        _counts("kind", "Of what kind", found.kinds),
        _counts("reach", "How far away", found.reach),
        _counts("known_by", "How you came to know them", found.known_by),
        Group("circle", "Circles", ("by", "of", "contacts", "id"), circles, bar="contacts", wide=("of",)),
    ]


def _know(found: Knowledge) -> list[Group]:
    topics = [(t.topic, str(t.contacts), t.level or "") for t in found.topics]
    single = [(t.topic, t.who.name, t.level or "", str(t.asked)) for t in found.single]
    thin = [(t.topic, str(t.contacts), str(t.asked)) for t in found.thin]
    return [
        Group("topic", "Topics", ("topic", "contacts", "best level"), topics, bar="contacts", wide=("topic",)),
        Group(
            "single", "Known to one contact only", ("topic", "only", "level", "asked"), single, wide=("topic", "only")
        ),
        Group("thin", "Thin for what you ask about", ("topic", "contacts", "asked"), thin, wide=("topic",)),
    ]


def _help(found: Help) -> list[Group]:
    asks = [("asked", str(found.asked)), ("answered", str(found.answered)), ("helped", str(found.helped))]
    helpers = [(h.who.name, str(h.times)) for h in found.helpers]
    problems = [
        (str(p.id), p.problem, p.asked.isoformat(), p.verdict, "; ".join(f"{who.name}: {what}" for who, what in p.came))
        for p in found.problems
    ]
    waiting = [(str(a.id), a.problem, a.asked.isoformat(), str(a.days)) for a in found.open]
    return [
        Group("asks", "Problems in the period", ("", "times"), asks, bar="times"),
        Group("helper", "Who helped", ("who", "times"), helpers, bar="times", wide=("who",)),
        Group(
            "problem", "What came of them", ("id", "problem", "asked", "", "came"), problems, wide=("problem", "came")
        ),
        Group("open", "Still open", ("id", "problem", "asked", "days"), waiting, wide=("problem",)),
    ]


def _experience(found: Sequence[Experience]) -> list[Group]:
    topics = [
        (e.topic, str(e.asked), str(e.logged), str(len(e.proven)), str(len(e.stated)), str(len(e.imported)))
        for e in found
    ]
    proven = [
        (e.topic, p.who.name, str(p.times), p.day.isoformat() if p.day else "", p.shown)
        for e in found
        for p in e.proven
    ]
    claimed = [
        (e.topic, who.name, how)
        for e in found
        for how, people in (("stated", e.stated), ("imported", e.imported))
        for who in people
    ]
    columns = ("topic", "asked", "logged", "proven", "stated", "imported")
    return [
        Group("matters", "Topics that matter to you", columns, topics, wide=("topic",)),
        Group(
            "proven", "Proven", ("topic", "who", "times", "day", "shown by"), proven, wide=("topic", "who", "shown by")
        ),
        Group("claimed", "Said, not proven", ("topic", "who", "how"), claimed, wide=("topic", "who")),
    ]


def _growth(found: Growth) -> list[Group]:
    new = [("in the period", str(found.new)), ("in the one before", str(found.new_before))]
    last = [(found.last.name, str(found.last_day), str(found.days_since))] if found.last else []
    reaches = tuple(found.reach)
    months = [(m.month, str(m.new), *(str(m.reach[r]) for r in reaches)) for m in found.months]
    through = [(t.who.name, str(t.contacts)) for t in found.through]
    newcomers = [(n.who.name, n.day.isoformat(), n.reach or "", n.via.name if n.via else "") for n in found.newcomers]
    return [
        Group("new", "New contacts", ("", "contacts"), new, bar="contacts"),
        _counts("reach", "New ones by reach", found.reach),
        Group("month", "By month", ("month", "new", *reaches), months, bar="new"),
        Group("through", "Through whom they came", ("who", "contacts"), through, bar="contacts", wide=("who",)),
        Group("newcomer", "New in the period", ("who", "day", "reach", "through"), newcomers, wide=("who", "through")),
        Group("last", "The last", ("who", "day", "days ago"), last, wide=("who",)),
    ]


def _give(found: GiveAndTake) -> list[Group]:
    totals = [
        ("received", found.received, found.received_before),
        ("given", found.given, found.given_before),
        ("mutual", found.mutual, found.mutual_before),
    ]
    months = [(f.month, str(f.received), str(f.given), str(f.mutual)) for f in found.months]
    could = [(c.who.name, c.want, c.skill) for c in found.could_give]
    introduce = [(i.who.name, i.want, i.to.name, i.topic, i.level or "") for i in found.introductions]
    return [
        Group("total", "In the period", ("", "times", "before"), [(n, str(a), str(b)) for n, a, b in totals], bar="times"),
        Group("month", "By month", ("month", "received", "given", "mutual"), months),
        _balances("only_take", "You only take from", found.only_take),
        _balances("only_takes", "They only take", found.only_takes),
        _balances("only_consume", "You only consume", found.only_consume),
        Group("could_give", "You could give", ("who", "wants", "you know"), could, wide=("who", "wants", "you know")),
        Group("introduce", "You could introduce", ("who", "wants", "to", "who knows", "level"), introduce,
              wide=("who", "wants", "to", "who knows")),
        _balances("balance", "Everybody", found.contacts),
    ]  # fmt: skip


def _balances(key: str, title: str, found: Iterable[Balance]) -> Group:
    rows = [(b.who.name, b.kind, str(b.received), str(b.given), str(b.mutual)) for b in found]
    return Group(key, title, ("who", "kind", "received", "given", "mutual"), rows, wide=("who",))


def _ties(found: Ties) -> list[Group]:
    overdue = [(o.who.name, f"{o.periods:g}", str(o.every), _last(o), o.due.isoformat()) for o in found.overdue]
    quiet = [(q.who.name, str(q.closeness), _last(q), str(q.days)) for q in found.quiet]
    dormant = [(d.who.name, d.last.isoformat(), str(d.days), d.why) for d in found.dormant]
    return [
        Group("overdue", "Overdue", ("who", "periods", "every", "last", "due"), overdue, bar="periods", wide=("who",)),
        Group("quiet", "Close, and gone quiet", ("who", "closeness", "last", "days"), quiet, wide=("who",)),
        Group("dormant", "Worth taking up again", ("who", "last", "days", "why"), dormant, wide=("who", "why")),
    ]


def _last(tie: Overdue | Quiet) -> str:
    return tie.last.isoformat() if tie.logged else f"none since {tie.last.isoformat()}"


def _gaps(found: Sequence[Gap]) -> list[Group]:
    rows = [
        (
            gap.topic, " ".join(map(str, gap.asks)), gap.last.isoformat(),
            gap.introducer.who.name if gap.introducer else "", gap.introducer.why if gap.introducer else "",
        )
        for gap in found
    ]  # fmt: skip
    columns = ("topic", "asks", "last", "ask", "who")
    return [Group("gap", "Without a strong answer", columns, rows, wide=("topic", "ask", "who"))]


def _next(found: Sequence[Step]) -> list[Group]:
    rows = [(step.key, step.do, step.command) for step in found]
    return [Group("step", "Next", ("step", "do", "type"), rows, wide=("do", "type"))]


_GROUPS: dict[str, Callable[..., list[Group]]] = {
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
