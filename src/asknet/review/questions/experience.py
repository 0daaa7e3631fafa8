"""What are their experiences? For topics that matter to you: who has proven them, who only claims them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Provenance
from asknet.review.exchanges import helping_outcomes
from asknet.review.facts import LOOK_BACK
from asknet.review.model import ContactRef
from asknet.topics import same_topic

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from asknet.model import Ask, AskedContact
    from asknet.review.facts import Facts
    from asknet.review.topic_index import TopicIndex
    from asknet.store.review_rows import ContactSkill, HelpingEntry
    from asknet.store.topics import TopicCount
    from asknet.topics import Stems

RELEVANT = 10
"""Topics whose experience is shown, at most."""
STEM_HEAD = 3
"""First letters of a stem by which entries are looked up before their words are stemmed."""


class Proven(NamedTuple):
    """Who has proven a topic, how often, and the proof: the newest entry (`entry` is its number), ask or note."""

    who: ContactRef
    times: int
    shown: str
    day: date | None
    entry: int | None


class Experience(NamedTuple):
    """A topic that matters: how often you asked about or logged it, who has proven it, who only claims it or was imported."""

    topic: str
    asked: int
    logged: int
    proven: tuple[Proven, ...]
    stated: tuple[ContactRef, ...]
    imported: tuple[ContactRef, ...]


class RelevantTopic(NamedTuple):
    """A topic that matters to you: its `folded` form for comparison, and how often it was asked about and logged."""

    topic: str
    folded: str
    asked: int
    logged: int


class TopicRecords(NamedTuple):
    """The records on the topics that matter.

    The skills; the entries that helped you and are tagged with one of the topics, as spelled in `RelevantTopic`; those that may
    be about one without the tag; the asks, newest first; notes by contact; names of contacts.
    """

    skills: Sequence[ContactSkill]
    tagged: Sequence[HelpingEntry]
    untagged: Sequence[HelpingEntry]
    asks: Sequence[Ask]
    notes: Mapping[int, str]
    names: Mapping[int, str]


def answer(facts: Facts) -> tuple[Experience, ...]:
    """Distinguish proof from claim for the topics that matter to you."""
    today, rows, index = facts.period.today, facts.rows, facts.topic_index
    back = today - LOOK_BACK
    carried = rows.tags(back, today)
    tags = sorted(carried, key=lambda tag: (not carried[tag], tag))  # those of the last year first
    spellings = _spellings(tags, {topic.folded for topic in facts.topics}, index)
    recent = {topic: [tag for tag in spelt if carried[tag]] for topic, spelt in spellings.items()}
    several = rows.tagged({tag for spelt in recent.values() if len(spelt) > 1 for tag in spelt}, back, today)
    logged = {
        topic: carried[spelt[0]] if len(spelt) == 1 else len(set().union(*(several[tag] for tag in spelt)))
        for topic, spelt in recent.items()
        if spelt
    }
    topics = relevant_topics(facts.topics, facts.asked_about, logged)
    folded = [topic.folded for topic in topics]
    skills = rows.skills(folded)
    topic_of = {tag: topic for topic in folded for tag in (topic, *spellings.get(topic, ()))}
    tagged = [entry._replace(topic=topic_of[entry.topic]) for entry in rows.helping_entries(topic_of, today)]
    index.stems.learn(folded)
    longest = (max(index.stems(topic), key=len, default="") for topic in folded)
    heads = {stem[:STEM_HEAD] for stem in longest if stem}
    untagged = rows.helping_entries_with({skill.contact for skill in skills}, heads, today)
    index.stems.learn(ask.problem for ask in facts.asks if ask.outcomes)
    index.stems.learn(entry.text for entry in untagged)
    notes = rows.notes({skill.contact for skill in skills if skill.provenance == Provenance.HELPED})
    return experience(topics, TopicRecords(skills, tagged, untagged, facts.asks, notes, facts.names), index.stems)


def _spellings(tags: Sequence[str], topics: Collection[str], index: TopicIndex) -> dict[str, list[str]]:
    """Group tags that are other spellings of one topic (``film-review``, ``films review``) under it.

    The topic is the commonest skill with such a spelling, or else the first of the tags.
    """
    index.stems.learn(tags)
    unknown = [tag for tag in tags if tag not in topics]
    near = {index.stems(topic): topic for topic in reversed(index.near(unknown))}
    found: dict[str, list[str]] = {}
    for tag in tags:
        stems = index.stems(tag) or frozenset([tag])
        found.setdefault(tag if tag in topics else near.setdefault(stems, tag), []).append(tag)
    return found


def relevant_topics(
    topics: Sequence[TopicCount], asked: Mapping[str, int], logged: Mapping[str, int]
) -> list[RelevantTopic]:
    """Return the topics that matter to you: those asked about or logged in the last 365 days, at most ten.

    `asked` and `logged` say how often, by folded topic; most first, then by name.
    """
    written = {topic.folded: topic.topic for topic in topics}
    counted = {folded: asked.get(folded, 0) + logged.get(folded, 0) for folded in [*asked, *logged]}
    ordered = sorted(counted, key=lambda folded: (-counted[folded], folded))
    return [
        RelevantTopic(written.get(folded, folded), folded, asked.get(folded, 0), logged.get(folded, 0))
        for folded in ordered[:RELEVANT]
    ]


def experience(topics: Sequence[RelevantTopic], records: TopicRecords, stems: Stems) -> tuple[Experience, ...]:
    """Distinguish, for each relevant topic, proof from claim.

    A contact has proven a topic if an entry of help to you or both ways (``received``, ``mutual``) is tagged with it, or if
    they have the skill and the entry's text contains all its words; if they helped, at least partly, with an ask about it (see
    `same_topic`); or if their skill is known from helping. `times` counts the entries and the asks (an ask that such an entry
    names counts once), at least 1. The proof shown is the newest such entry, else the newest ask (its note, if any), else the
    first line of their notes that contains every word of the topic. Of the others, `stated` have the skill as you stated it,
    `imported` from a file. Most proof first, then by name.
    """
    return tuple(_one(topic, records, stems) for topic in topics)


def _one(relevant: RelevantTopic, records: TopicRecords, stems: Stems) -> Experience:
    topic = stems(relevant.topic)
    skills = [skill for skill in records.skills if skill.folded == relevant.folded]
    skilled = {skill.contact for skill in skills}
    entries = [entry for entry in records.tagged if entry.topic == relevant.folded]
    entries += [e for e in records.untagged if topic and e.contact in skilled and topic <= stems(e.text)]
    by: dict[int, dict[int, HelpingEntry]] = {}
    for entry in entries:
        by.setdefault(entry.contact, {})[entry.entry] = entry
    recorded = {contact: {entry.ask for entry in mine.values()} for contact, mine in by.items()}
    proofs = {
        contact: _proven(mine.values(), records.names) for contact, mine in by.items() if contact in records.names
    }
    for ask in records.asks:
        helped = [outcome for outcome in helping_outcomes(ask) if outcome.contact in records.names]
        if helped and same_topic(topic, stems(ask.problem)):
            for each in helped:
                if ask.id not in recorded.get(each.contact, ()):
                    proofs[each.contact] = _with_ask(proofs.get(each.contact), each, ask, records.names)
    for skill in skills:
        if skill.provenance == Provenance.HELPED and skill.contact not in proofs:
            note = _note(records.notes.get(skill.contact, ""), topic, stems)
            proofs[skill.contact] = Proven(ContactRef(skill.contact, records.names[skill.contact]), 1, note, None, None)
    proven = list(proofs.values())
    done = {p.who.id for p in proven}
    return Experience(
        topic=relevant.topic,
        asked=relevant.asked,
        logged=relevant.logged,
        proven=tuple(sorted(proven, key=lambda p: (-p.times, p.who.name, p.who.id))),
        stated=_claims(skills, Provenance.STATED, done, records.names),
        imported=_claims(skills, Provenance.IMPORTED, done, records.names),
    )


def _proven(entries: Collection[HelpingEntry], names: Mapping[int, str]) -> Proven:
    newest = max(entries, key=lambda entry: (entry.day, entry.entry))
    who = ContactRef(newest.contact, names[newest.contact])
    return Proven(who, len(entries), newest.text, newest.day, newest.entry)


def _with_ask(proof: Proven | None, outcome: AskedContact, ask: Ask, names: Mapping[int, str]) -> Proven:
    """Return the proof with help with an ask added."""
    if proof is None:
        return Proven(
            ContactRef(outcome.contact, names[outcome.contact]), 1, ask.note or ask.problem, outcome.date, None
        )
    return proof._replace(times=proof.times + 1)


def _claims(
    skills: Sequence[ContactSkill], how: Provenance, done: set[int], names: Mapping[int, str]
) -> tuple[ContactRef, ...]:
    found = {k.contact for k in skills if k.provenance == how and k.contact not in done}
    return tuple(sorted((ContactRef(contact, names[contact]) for contact in found), key=lambda who: (who.name, who.id)))


def _note(notes: str, topic: frozenset[str], stems: Stems) -> str:
    return next((line for line in notes.splitlines() if topic and topic <= stems(line)), "")
