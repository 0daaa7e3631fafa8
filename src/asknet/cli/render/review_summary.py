"""A whole review on one screen: with the steps at most 45 lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.cli.render.charts import bar, sparkline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asknet.cli.terminal import Part
    from asknet.review.questions.experience import Experience
    from asknet.review.questions.gaps import Gap
    from asknet.review.questions.give import Balance, GiveAndTake
    from asknet.review.questions.growth import Growth
    from asknet.review.questions.help import Help
    from asknet.review.questions.know import Knowledge
    from asknet.review.questions.ties import Ties
    from asknet.review.questions.who import WhoIsInIt
    from asknet.review.review import Review

Line = list["Part"]

_BAR = 8
"""Cells of a bar, at most."""
_ROOM = 67
"""Cells beside the label of a line at 80 columns."""
_APART = "  "
_FEW = 3
"""Facts named on a line."""
_TAKE, _GIVE, _PLAIN = "magenta", "green", "cyan"


def summary(review: Review, *, fine: bool = True) -> list[Line]:
    """Draw what matters most of every section but the steps; in ASCII, if not `fine`."""
    period = review.period
    days = _times(max(1, period.days), "day")
    lines: list[Line] = [[(f"{period.today.isoformat()}: your network, and its last {days}", "bold")]]
    for part in (
        _who(review.who, fine=fine) if review.who else (),
        _know(review.know, fine=fine) if review.know else (),
        _help(review.help) if review.help else (),
        _experience(review.experience) if review.experience is not None else (),
        _growth(review.growth, days, fine=fine) if review.growth else (),
        _give(review.give, fine=fine) if review.give else (),
        _ties(review.ties) if review.ties else (),
        _gaps(review.gaps) if review.gaps is not None else (),
    ):
        lines += part
    return lines


def _head(title: str, told: str) -> Line:
    return [(title, "bold"), (f"  {told}", "")]


def _row(label: str, *parts: Part) -> Line:
    return [(f"  {label[:10]:<11}", "dim"), *parts]


def _bars(counts: Mapping[str, int], styles: Mapping[str, str] | None = None, *, fine: bool) -> list[Part]:
    """Draw a count beside each name, one after the other, the bars as short as it takes for all to fit."""
    most = max(counts.values(), default=0)
    told = sum(len(f"{name}  {count}{_APART}") for name, count in counts.items())
    width = max(1, min(_BAR, (_ROOM - told) // max(1, len(counts))))
    parts: list[Part] = []
    for name, count in counts.items():
        style = (styles or {}).get(name, _PLAIN)
        picture = bar(count, most, width, fine=fine)
        parts += [
            (f"{name.replace('_', ' ')} ", ""),
            (picture, style),
            (f"{' ' if picture else ''}{count}{_APART}", ""),
        ]
    return parts


def _some(texts: Sequence[str], few: int = _FEW) -> str:
    """Name the first few and say how many more."""
    more = f", {len(texts) - few} more" if len(texts) > few else ""
    return ", ".join(texts[:few]) + more


def _who(found: WhoIsInIt, *, fine: bool) -> Iterator[Line]:
    words = {"person": ("person", "people"), "community": ("community", "communities"), "source": ("source", "sources")}
    kinds = [f"{n} {words[kind][n != 1]}" for kind, n in found.kinds.items() if n]
    yield _head("Who is in it", _some(kinds) or "nobody yet")
    if not found.contacts:
        return
    yield _row("reach", *_bars(found.reach, fine=fine))
    known = [f"{how.replace('_', ' ')} {n}" for how, n in found.known_by.items() if n]
    circles = {c.by: f"{c.name} ({c.contacts})" for c in reversed(found.circles)}
    named = [circles[by] for by in ("introducer", "place", "org") if by in circles]
    yield _row("come by", (", ".join(known), ""), (f"; circles {', '.join(named)}" if named else "", ""))


def _know(found: Knowledge, *, fine: bool) -> Iterator[Line]:
    one = len(found.single)
    told = (
        f"{len(found.topics)} topics, {one} of them known to one contact only"
        if found.topics
        else "nothing is said yet"
    )
    yield _head("What they know", told)
    if found.topics:
        yield _row("most", *_bars({t.topic[:20]: t.contacts for t in found.topics[:_FEW]}, fine=fine))
    if found.single:
        yield _row("single", (_some([f"{s.topic} (only {s.who.name})" for s in found.single], 2), ""))
    if found.thin:
        thin = [f"{t.topic} ({_times(t.contacts, 'contact')}, asked {_often(t.asked)})" for t in found.thin]
        yield _row("thin", (_some(thin, 2), ""))


def _help(found: Help) -> Iterator[Line]:
    yield _head("How they help", f"{found.asked} asked, {found.answered} answered, {found.helped} helped")
    if found.helpers:
        yield _row("most", (_some([f"{h.who.name} ({h.times})" for h in found.helpers]), ""))
    if found.open:
        yield _row("open", (_some([f"{a.id} {a.problem[:30]} ({_times(a.days, 'day')})" for a in found.open], 2), ""))


def _experience(found: Sequence[Experience]) -> Iterator[Line]:
    proven = sum(bool(e.proven) for e in found)
    told = f"proven in {proven} of {_times(len(found), 'topic')} that matter to you" if found else "nothing to tell yet"
    yield _head("Experience", told)
    for one in found[:2]:
        if one.proven:
            best = one.proven[0]
            shown = f': "{best.shown}"' if best.shown else ""
            yield _row("proven", (f"{one.topic}: {best.who.name} ({best.times}){shown}", ""))
        else:
            claims = f"{len(one.stated)} say so, {len(one.imported)} by import"
            yield _row("unproven", (f"{one.topic}: {claims}", ""))


def _growth(found: Growth, days: str, *, fine: bool) -> Iterator[Line]:
    if found.last is None:
        yield _head("Growth", "no day is known on which anybody came")
        return
    yield _head(
        "Growth",
        f"{found.new} new, {found.new_before} in the {days} before; the last {_ago(found.days_since or 0)}",
    )
    first, last = found.months[0].month, found.months[-1].month
    yield _row(
        "by month", (sparkline([m.new for m in found.months], fine=fine), _PLAIN), (f"  {first} to {last}", "dim")
    )
    reach = [f"{name.replace('_', ' ')} {count}" for name, count in found.reach.items() if count]
    through = [f"{t.who.name} ({t.contacts})" for t in found.through]
    if reach:
        yield _row("new", (", ".join(reach), ""), (f"; through {_some(through, 2)}" if through else "", ""))


def _give(found: GiveAndTake, *, fine: bool) -> Iterator[Line]:
    before = f"; before: {found.received_before} and {found.given_before}"
    yield _head("Give and take", f"{found.received} received, {found.given} given, {found.mutual} mutual{before}")
    if found.received or found.given:
        counts = {"received": found.received, "given": found.given}
        yield _row("", *_bars(counts, {"received": _TAKE, "given": _GIVE}, fine=fine))
    sides = [_side("you only take from", found.only_take), _side("only takes", found.only_takes)]
    sides.append(_side("you only consume", found.only_consume))
    if any(sides):
        yield _row("one-sided", ("; ".join(side for side in sides if side), ""))
    offers = [f"{c.who.name} wants {c.want}, which you know" for c in found.could_give]
    offers += [f"{i.who.name} wants {i.want}, {i.to.name} knows it" for i in found.introductions]
    if offers:
        yield _row("could give", (_some(offers, 1), ""))


def _side(said: str, found: Sequence[Balance]) -> str:
    return f"{said} {_some([b.who.name for b in found], 1)}" if found else ""


def _ties(found: Ties) -> Iterator[Line]:
    counts = [
        f"{len(found.overdue)} overdue",
        f"{len(found.quiet)} close and quiet",
        f"{len(found.dormant)} worth taking up again",
    ]
    yield _head("Ties", ", ".join(counts))
    if found.overdue:
        yield _row("overdue", (_some([f"{o.who.name} ({o.periods:g} periods)" for o in found.overdue]), ""))
    if found.quiet:
        yield _row("quiet", (_some([f"{q.who.name} ({q.days} days)" for q in found.quiet]), ""))
    if found.dormant:
        yield _row("dormant", (f"{found.dormant[0].who.name}: {found.dormant[0].why}", ""))


def _gaps(found: Sequence[Gap]) -> Iterator[Line]:
    yield _head("Gaps", f"{_times(len(found), 'topic')} without a strong answer" if found else "none")
    for gap in found[:2]:
        ask = f": ask {gap.introducer.who.name}, who {gap.introducer.why}" if gap.introducer else ""
        yield _row(f"{_times(len(gap.asks), 'ask')}", (f"{gap.topic}{ask}", ""))


def _times(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _often(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
