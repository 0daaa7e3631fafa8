"""`skills`: what the network knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from asknet.fields import as_card, one_line, parse_skill
from asknet.labels import is_doubtful, place_names
from asknet.model import Provenance, Skill
from asknet.text import fold

if TYPE_CHECKING:
    from asknet.model import Kind, Level
    from asknet.store import Store

MOST_LABELS = 1_000
"""Labels that are returned at most."""
_ASKED = "asked label "
"""Beginning of the key in `State` of a label that was asked about; see `asknet.contacts.me.ask_once`."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, how many contacts know it, and the best level among them.

    `source` is ``skill``, or ``title`` or ``org`` for a contact's title or organisation.
    """

    topic: str
    contacts: int
    best: Level | None
    source: str = "skill"


def settle_label(store: Store, circle: str, *, topic: bool, now: str) -> int:
    """Make the name of a circle a skill of everybody in it, or no imported skill of anybody; return how many that changes."""
    name = parse_skill(circle, strict=False).topic
    did = f"made {name} {'a' if topic else 'no'} skill of who is in the circle"
    with store.writing(did, at=now):
        members = store.contacts.load(sorted(store.groups.in_circle(fold(circle))))
        changed = 0
        for contact in members:
            own = next((skill for skill in contact.skills if fold(skill.topic) == fold(name)), None)
            if (own is None and not topic) or (own and own.provenance is not Provenance.IMPORTED):
                continue
            skills = [skill for skill in contact.skills if skill is not own]
            if topic:  # stated, so that the next import of the label does not remove it
                skills.append(replace(own or Skill(name, None), provenance=Provenance.STATED))
            store.contacts.update(contact, replace(as_card(contact), skills=tuple(skills)))
            changed += 1
    return changed


def doubtful_labels(store: Store, limit: int) -> list[tuple[str, int]]:
    """Return the largest circles that may name a topic, each with its number of contacts, that were not asked about yet."""
    with store.reading():
        places = place_names(store.groups.places())
        asked = {key.removeprefix(_ASKED) for key in store.state.starting_with(_ASKED)}
        sizes = store.contacts.circle_sizes()
        open_labels = [each for each in sizes if each[0] not in asked and fold(each[0]) not in places]
    return list(islice((each for each in open_labels if is_doubtful(each[0])), max(0, min(limit, MOST_LABELS))))


def skills(store: Store, *, pattern: str = "", kind: Kind | None = None, suggested: bool = False) -> list[Topic]:
    """Return the topics that contain `pattern`, then the titles, then the organisations, the commonest of each first.

    With `suggested`, contacts that are never suggested are left out.
    """
    with store.reading():
        found = [Topic(t.topic, t.contacts, t.level) for t in store.contacts.topics(kind, suggested=suggested)]
        fields = store.contacts.titles_and_orgs(kind, suggested=suggested)
        found += [Topic(f.value, f.contacts, None, f.field) for f in fields]
    wanted = fold(one_line(pattern, what="a topic"))
    return [topic for topic in found if wanted in fold(topic.topic)]
