"""What are their experiences?"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import NamedTuple

from asknet.model import Provenance
from asknet.questions.help import HELPED
from asknet.questions.period import Who
from asknet.questions.topics import Stems, same_topic
from asknet.records import Asked, Came, Known, Tagged, TopicCount

LOOK_BACK = timedelta(days=365)
"""How far back what you asked and logged says what matters to you."""
MATTERING = 10
"""Topics that are looked at."""


class Proven(NamedTuple):
    """Who has proven a topic, how often, and what shows it: the newest entry (`entry` is its number), ask or note."""

    who: Who
    times: int
    shown: str
    day: date | None
    entry: int | None


class Experience(NamedTuple):
    """A topic that matters: how often you asked or logged it, who has proven it, who only says so or came by import."""

    topic: str
    asked: int
    logged: int
    proven: tuple[Proven, ...]
    stated: tuple[Who, ...]
    imported: tuple[Who, ...]


class Matter(NamedTuple):
    """A topic that matters to you: `folded` for comparing, how often it was asked about, and logged."""

    topic: str
    folded: str
    asked: int
    logged: int


class Facts(NamedTuple):
    """What is known of the topics that matter: skills, entries that carry them and helped you, asks, notes by contact."""

    known: Sequence[Known]
    tagged: Sequence[Tagged]
    asks: Sequence[Asked]
    notes: Mapping[int, str]
    told: AbstractSet[tuple[int, int]]
    names: Mapping[int, str]


def what_matters(topics: Sequence[TopicCount], asked: Mapping[str, int], logged: Mapping[str, int]) -> list[Matter]:
    """Choose the topics that matter to you: those asked about or logged in the last 365 days, at most ten.

    `asked` and `logged` say how often, by folded topic; most first, then by name. Where nothing was asked or logged, the topics
    that most contacts know.
    """
    written = {topic.folded: topic.topic for topic in topics}
    counted = {folded: asked.get(folded, 0) + logged.get(folded, 0) for folded in [*asked, *logged]}
    ordered = sorted(counted, key=lambda folded: (-counted[folded], folded)) or [topic.folded for topic in topics]
    return [
        Matter(written.get(folded, folded), folded, asked.get(folded, 0), logged.get(folded, 0))
        for folded in ordered[:MATTERING]
    ]


def experience(matters: Sequence[Matter], facts: Facts, stems: Stems) -> tuple[Experience, ...]:
    """Tell, for each topic that matters, proof from claim.

    A contact has proven a topic when an entry that carries it went your way or both ways (``received``, ``mutual``), when
    they helped, if partly, with an ask that speaks of it (see `same_topic`), or when their skill is known from helping.
    `times` counts the entries and the asks (one that an entry tells of too, once: `told` holds those). What shows it is the
    newest such entry, else the newest ask, else a line of their notes that speaks of the topic. Of the others, `stated` have
    the skill as you said, `imported` as a file said. Most proof first, then by name.
    """
    return tuple(_one(matter, facts, stems) for matter in matters)


def _one(matter: Matter, facts: Facts, stems: Stems) -> Experience:
    topic = stems(matter.topic)
    proofs: dict[int, Proven] = {}
    for tagged in facts.tagged:
        if tagged.topic == matter.folded and tagged.contact in facts.names:
            who = Who(tagged.contact, facts.names[tagged.contact])
            proofs[who.id] = Proven(who, tagged.times, tagged.text, tagged.day, tagged.entry)
    for ask in facts.asks:
        came = [each for each in ask.came if each.outcome in HELPED and each.contact in facts.names]
        if came and same_topic(topic, stems(ask.problem)):
            for each in came:
                told = (each.contact, ask.id) in facts.told
                proofs[each.contact] = _with_ask(proofs.get(each.contact), each, ask, facts.names, told=told)
    skills = [known for known in facts.known if known.folded == matter.folded]
    for known in skills:
        if known.provenance == Provenance.HELPED and known.contact not in proofs:
            note = _note(facts.notes.get(known.contact, ""), topic, stems)
            proofs[known.contact] = Proven(Who(known.contact, facts.names[known.contact]), 1, note, None, None)
    proven = list(proofs.values())
    done = {p.who.id for p in proven}
    return Experience(
        topic=matter.topic,
        asked=matter.asked,
        logged=matter.logged,
        proven=tuple(sorted(proven, key=lambda p: (-p.times, p.who.name, p.who.id))),
        stated=_claims(skills, Provenance.STATED, done, facts.names),
        imported=_claims(skills, Provenance.IMPORTED, done, facts.names),
    )


def _with_ask(proof: Proven | None, came: Came, ask: Asked, names: Mapping[int, str], *, told: bool) -> Proven:
    """Add help with an ask to what is proven; one that an entry tells of is counted already."""
    if proof is None:
        return Proven(Who(came.contact, names[came.contact]), 1, ask.problem, came.day, None)
    return proof if told else proof._replace(times=proof.times + 1)


def _claims(skills: Sequence[Known], how: Provenance, done: set[int], names: Mapping[int, str]) -> tuple[Who, ...]:
    found = {k.contact for k in skills if k.provenance == how and k.contact not in done}
    return tuple(sorted((Who(contact, names[contact]) for contact in found), key=lambda who: (who.name, who.id)))


def _note(notes: str, topic: frozenset[str], stems: Stems) -> str:
    return next((line for line in notes.splitlines() if topic <= stems(line)), "")
