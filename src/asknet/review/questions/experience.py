"""What are their experiences?"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from asknet.model import Provenance
from asknet.records import Asked, Came, HelpingEntry, Known, TopicCount
from asknet.review.questions.period import Who
from asknet.review.questions.standing import HELPED
from asknet.topics import Stems, same_topic

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
    """What is known of the topics that matter.

    The skills; the entries that helped you and carry one of the topics, in the spelling of `Matter`; those that may speak of
    one without carrying it; the asks, newest first; notes by contact; names of contacts.
    """

    known: Sequence[Known]
    tagged: Sequence[HelpingEntry]
    saying: Sequence[HelpingEntry]
    asks: Sequence[Asked]
    notes: Mapping[int, str]
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

    A contact has proven a topic when an entry went your way or both ways (``received``, ``mutual``) that carries it, or whose
    text holds all its words if they have the skill; when they helped, if partly, with an ask that speaks of it (see
    `same_topic`); or when their skill is known from helping. `times` counts the entries and the asks (one that such an entry
    names, once), at least 1. What shows it is the newest such entry, else the newest ask (its note, if it has one), else the
    first line of their notes that holds every word of the topic. Of the others, `stated` have the skill as you said,
    `imported` as a file said. Most proof first, then by name.
    """
    return tuple(_one(matter, facts, stems) for matter in matters)


def _one(matter: Matter, facts: Facts, stems: Stems) -> Experience:
    topic = stems(matter.topic)
    skills = [known for known in facts.known if known.folded == matter.folded]
    skilled = {known.contact for known in skills}
    entries = [entry for entry in facts.tagged if entry.topic == matter.folded]
    entries += [e for e in facts.saying if topic and e.contact in skilled and topic <= stems(e.text)]
    by: dict[int, dict[int, HelpingEntry]] = {}
    for entry in entries:
        by.setdefault(entry.contact, {})[entry.entry] = entry
    told = {contact: {entry.ask for entry in mine.values()} for contact, mine in by.items()}
    proofs = {contact: _proven(mine.values(), facts.names) for contact, mine in by.items() if contact in facts.names}
    for ask in facts.asks:
        came = [each for each in ask.came if each.outcome in HELPED and each.contact in facts.names]
        if came and same_topic(topic, stems(ask.problem)):
            for each in came:
                if ask.id not in told.get(each.contact, ()):
                    proofs[each.contact] = _with_ask(proofs.get(each.contact), each, ask, facts.names)
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


def _proven(entries: Collection[HelpingEntry], names: Mapping[int, str]) -> Proven:
    newest = max(entries, key=lambda entry: (entry.day, entry.entry))
    who = Who(newest.contact, names[newest.contact])
    return Proven(who, len(entries), newest.text, newest.day, newest.entry)


def _with_ask(proof: Proven | None, came: Came, ask: Asked, names: Mapping[int, str]) -> Proven:
    """Add help with an ask to what is proven."""
    if proof is None:
        return Proven(Who(came.contact, names[came.contact]), 1, ask.note or ask.problem, came.day, None)
    return proof._replace(times=proof.times + 1)


def _claims(skills: Sequence[Known], how: Provenance, done: set[int], names: Mapping[int, str]) -> tuple[Who, ...]:
    found = {k.contact for k in skills if k.provenance == how and k.contact not in done}
    return tuple(sorted((Who(contact, names[contact]) for contact in found), key=lambda who: (who.name, who.id)))


def _note(notes: str, topic: frozenset[str], stems: Stems) -> str:
    return next((line for line in notes.splitlines() if topic and topic <= stems(line)), "")
