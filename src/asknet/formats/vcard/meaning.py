"""The meaning of a card's properties for a contact (RFC 6350 section 6, RFC 6715, and additions of address books)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asknet.addresses import is_placeholder
from asknet.errors import UsageError
from asknet.fields import MANY, IgnoredValue, one_line, parse_skill, read_value, unique, unique_skills
from asknet.formats.headers import BY_ITS_LABEL, SKIP, folded, meaning, relation
from asknet.formats.tables.google import OWN_LABELS
from asknet.formats.vcard.write import EXTRA, OURS
from asknet.labels import names_topic
from asknet.model import Card, Kind, Level, Provenance, Skill
from asknet.person_names import couple, full_name, is_form_of_address
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from asknet.formats.vcard.syntax import Property

    FieldValues = Iterator[tuple[str, str | Skill]]
    """Fields, with the values that a property gives them."""

_RELATIVES = {
    f"{program}{name}": word
    for word in ("Spouse", "Manager", "Assistant", "Child", "Partner")
    for program in ("X-", "X-MS-", "X-EVOLUTION-", "X-KADDRESSBOOK-X-", "X-WAB-")
    for name in (f"{word.upper()}{end}" for end in ("", "NAME", "SNAME", "-NAME"))
}
"""Properties of other programs for people related to the contact: ``X-MS-SPOUSE``, ``X-KADDRESSBOOK-X-ManagersName``."""

MEANING = {
    "FN": "name", "N": "name", "NICKNAME": "aliases", "X-ASKNET-KIND": "kind", "KIND": "kind",
    "X-ADDRESSBOOKSERVER-KIND": "kind", "X-ABSHOWAS": "kind",
    "ORG": "org", "TITLE": "title", "ROLE": "title", "X-KADDRESSBOOK-X-PROFESSION": "title",
    "CATEGORIES": "circles", "EXPERTISE": "skills", "HOBBY": "skills", "INTEREST": "skills",
    "EMAIL": "email", "TEL": "phone",
    "URL": "url", "SOCIALPROFILE": "url", "X-SOCIALPROFILE": "url",
    "ADR": "place", "NOTE": "notes",
    "RELATED": BY_ITS_LABEL, "X-RELATED": BY_ITS_LABEL, "X-ABRELATEDNAMES": BY_ITS_LABEL,
    "X-ANDROID-CUSTOM": "aliases", "AGENT": "notes",
    "X-MAIDENNAME": "aliases", "X-MAIDEN-NAME": "aliases",
} | dict.fromkeys(_RELATIVES, "notes") | {written: field for field, written in EXTRA.items()}  # fmt: skip
"""Property -> the field it feeds; asknet's own are for what vCard has no property for.

Others are ignored: birthdays, photos, chat addresses. The UID is read separately.
"""

AUXILIARY = frozenset({"VERSION", "PRODID", "UID", "X-ABLABEL", "X-ASKNET-NOTE"})
"""Properties that are read but are not themselves about a contact."""
UNREPORTED = AUXILIARY | {
    "BEGIN", "END", "REV", "CLASS", "SOURCE", "NAME", "PROFILE", "CLIENTPIDMAP", "XML", "MAILER",
    "X-ABADR", "X-EVOLUTION-FILE-AS", "SORT-STRING", "X-ADDRESSBOOKSERVER-MEMBER", "MEMBER", "CREATED",
}  # fmt: skip
"""Unimportant properties, which are not reported as ignored."""

_LEVELS = {"beginner": Level.BEGINNER, "average": Level.INTERMEDIATE, "expert": Level.EXPERT}
"""RFC 6715 section 3.1, LEVEL of EXPERTISE. The LEVEL of HOBBY and INTEREST is about interest, not ability."""
_NO_PERSON = frozenset({"group", "org", "company"})
"""KIND of RFC 6350 section 6.1.4, and Apple's X-ABShowAs."""
_NOT_CALLED = ("fax", "pager", "bbs", "modem", "telex", "assistant")
_CALLED = frozenset({"voice", "cell", "text", "msg"})
_ADDRESSED = re.compile(r"""[^<>]*<([^<>\s]+@[^<>\s]+)>""")
_URI = re.compile(r"(urn|uuid|mailto|https?|tel|data|cid):", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MAIDEN = "maiden"
_ANDROID_RELATIONS = (
    "Relation", "Assistant", "Brother", "Child", "Domestic partner", "Father", "Friend", "Manager", "Mother", "Parent",
    "Partner", "Referred by", "Relative", "Sister", "Spouse",
)  # fmt: skip
"""The types of Relation in Android's ContactsContract, by their numbers; of 0 the label is beside it."""
_RELATING = frozenset({"RELATED", "X-RELATED", "X-ABRELATEDNAMES", "AGENT", *_RELATIVES})
_UNSAID = frozenset({"text", "pref", "other", "contact", "me"})
"""Types of RELATED that say nothing of who somebody is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReader:
    """Makes an asknet card from the properties of a vCard.

    `targets` is `MEANING` with the user's mapping, `mapped` the
    properties that the user mapped.
    """

    targets: Mapping[str, str]
    mapped: frozenset[str]
    today: date

    def card(self, properties: Sequence[Property]) -> tuple[Card, tuple[IgnoredValue, ...]]:
        """Make the card; return it with the values that were not accepted.

        Raises `UsageError` if there is no name, nor anything to use as one.
        """
        # related people come last: their notes stand below the card's own
        properties = sorted(properties, key=lambda p: (p.name != "X-ASKNET-KIND", p.name in _RELATING, p.preference))
        properties = _with_exact_note(properties)
        labels = {p.group: p.text for p in properties if p.name == "X-ABLABEL" and p.group}
        values: dict[str, list[Any]] = {}
        ignored: list[IgnoredValue] = []
        for p in properties:
            target = self.targets.get(p.name, SKIP)
            if target == SKIP:
                continue
            try:
                for field, value in self._field_values(p, target, labels):
                    if isinstance(value, Skill) or value.strip():
                        values.setdefault(field, []).append(value)
            except UsageError as error:
                ignored.append(IgnoredValue(target.partition("/")[0], error.message, p.name))
        names = values.pop("name", [])
        if not {"N", "FN"} & self.mapped and self.targets.get("N") == "name":
            names, aliases = _names(names, properties, values)
            values["aliases"] = [*aliases, *values.get("aliases", ())]
        maiden = values.pop(_MAIDEN, [])
        values["name"] = names or [_fallback_name(values)]
        if maiden:
            given = next((p.parts(";")[1:2] for p in properties if p.name == "N"), []) or [
                values["name"][0].rpartition(" ")[0]
            ]
            values["aliases"] = [
                *values.get("aliases", ()),
                *(full_name(given[0].strip(), "", m.strip()) for m in maiden),
            ]
        if self.targets.get("ADR") == "place" and "ADR" not in self.mapped:
            values["place"] = _place(properties)
        return self._build(values, ignored), tuple(dict.fromkeys(ignored))

    def _build(self, values: dict[str, list[Any]], ignored: list[IgnoredValue]) -> Card:
        """Make the card from all values, adding those that are not accepted to `ignored`."""
        fields: dict[str, Any] = {"name": self._read("name", values.pop("name"))}
        for field, found in values.items():
            try:
                fields |= {field: self._read(field, found)} if found else {}
            except UsageError as error:
                ignored.append(IgnoredValue(field, error.message))
        own = fields["name"].casefold()
        fields["aliases"] = tuple(a for a in fields.get("aliases", ()) if a.casefold() != own)
        if fields.get("kind") in (None, Kind.PERSON):
            ignored += [IgnoredValue("name", why) for why in couple(fields["name"])]
        return Card(**fields)

    def _field_values(self, p: Property, target: str, labels: Mapping[str, str]) -> FieldValues:
        if p.name in self.mapped:
            values = p.parts(",") if target in MANY else [p.text]
            return ((target, value) for value in values)
        return _READERS.get(p.name, _text)(p, target, labels)

    def _read(self, field: str, found: Sequence[Any]) -> Any:  # noqa: ANN401 - as `read_value`
        if field == "skills":
            skills = unique_skills(s if isinstance(s, Skill) else parse_skill(s, strict=False) for s in found)
            return tuple(Skill(s.topic, s.level, Provenance.IMPORTED) for s in skills)
        value: Any = found[0]
        if field in MANY:
            value = list(found)
        elif field in _JOINTS:
            value = _JOINTS[field].join(unique(v if field == "notes" else v.strip() for v in found))
        try:
            return read_value(field, value, self.today, strict=False)
        except UsageError as error:
            if field != "name":
                raise
            message = f"name: {error.message}"
            raise UsageError(message, error.hint) from None


_JOINTS = {"title": "; ", "notes": "\n", "place": ", "}


def _with_exact_note(properties: Sequence[Property]) -> Sequence[Property]:
    """Return NOTE with its exact line ends, from asknet's own property if that differs in nothing else."""
    exact = next((p for p in properties if p.name == "X-ASKNET-NOTE"), None)
    notes = [p for p in properties if p.name == "NOTE"]
    if exact is None or len(notes) != 1:
        return properties
    value = _ESCAPED.sub(lambda found: "\r" if found[1] == "r" else found[0], exact.value)
    note = notes[0]._replace(value=value)
    if note.text.replace("\r\n", "\n").replace("\r", "\n") != notes[0].text:
        return properties
    return [note if p is notes[0] else p for p in properties]


def _text(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    yield target, p.text


def _skip(_p: Property, _target: str, _labels: Mapping[str, str]) -> FieldValues:
    """Yield nothing: names and places are chosen from all properties later."""
    yield from ()


def _split_list(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    yield from ((target, part.strip().removeprefix("* ")) for part in _parts(p))


def _parts(p: Property) -> Sequence[str]:
    parts = p.parts(",")
    return p.parts(";") if len(parts) == 1 and ";" in p.value else parts


def _categories(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    """Yield the labels of an address book as circles, and those that name a topic as skills too."""
    exact = OURS in p.params
    for part in _parts(p):
        label = part if exact else part.strip().removeprefix("* ")
        if exact or folded(label) not in OWN_LABELS:
            yield target, label
        if not exact and names_topic(label):
            yield "skills", label


def _expertise(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    exact = "".join(p.params.get("X-ASKNET-LEVEL", ())).lower()
    if exact and p.text.strip():  # asknet's own card: the topic unchanged
        yield target, Skill(one_line(p.text, what="a skill"), Level(exact) if exact in set(Level) else None)
    elif p.text.strip():
        skill = parse_skill(p.text, strict=False)
        word = "".join(p.params.get("LEVEL", ())).lower()
        level = _LEVELS.get(word) or (Level(word) if word in set(Level) else skill.level)
        yield target, Skill(skill.topic, level)


def _organisation(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    """Yield the organisation; its units, which follow it, change more often."""
    yield target, next((part for part in p.parts(";") if part.strip()), "")


def _email(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    address = p.text.strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    found = _ADDRESSED.fullmatch(address)
    if "x400" not in p.types:
        yield target, found[1] if found else address


def _phone(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    number = p.text.strip()
    if number[:4].lower() == "tel:":
        number = number[4:].replace(";ext=", " ext ").partition(";")[0]
    if p.types & _CALLED or not any(word in kind for kind in p.types for word in _NOT_CALLED):
        yield target, number


def _address(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    if p.text.lower().startswith(("http://", "https://")):
        yield target, p.text


def _kind(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    """Yield an organisation or a group as a community; our own property gives the exact kind, and counts more."""
    if p.text.strip().lower() in _NO_PERSON:
        yield target, Kind.COMMUNITY.value


def _related(p: Property, _target: str, labels: Mapping[str, str]) -> FieldValues:
    """Yield the related person who introduced the contact, as the label says, or a note with the label."""
    kinds = [kind for kinds in p.params.get("TYPE", ()) for kind in kinds.split(",")]
    labelled = [labels.get(p.group, ""), *p.params.get("LABEL", ()), *kinds]
    clear = [
        t.strip().removeprefix("_$!<").removesuffix(">!$_").removeprefix("x-").removeprefix("X-") for t in labelled
    ]
    if _URI.match(p.text):
        message = f"{p.text[:60]!r} is an address or number of a card, not a name"
        raise UsageError(message)
    name = p.text.removeprefix("text:").removeprefix("name:")
    yield from _labelled(name, next((t for t in clear if t and t.casefold() not in _UNSAID), ""), clear)


def _labelled(name: str, label: str, labels: Sequence[str]) -> FieldValues:
    if any(meaning(one) == "via" for one in labels):
        yield "via", name
    elif name.strip() and not is_placeholder(name):
        yield "notes", f"{relation(label or 'relation')}: {name.strip()}"


def _relative(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    """Yield a note with the name of the relation, which the name of the property has."""
    if p.text.strip() and not is_placeholder(p.text):
        yield target, f"{_RELATIVES[p.name]}: {p.text.strip()}"


def _role(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    """Yield a role; a form of address, which belongs into N, is none."""
    if is_form_of_address(p.text):
        message = f"{p.text[:60]!r} is a form of address"
        raise UsageError(message)
    yield target, p.text


def _agent(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    """Yield who acts for the contact, if it is a name (RFC 2426 section 3.5.4) rather than a card or its address."""
    if not _URI.match(p.text) and "BEGIN:VCARD" not in p.text.upper():
        yield target, f"Agent: {p.text.strip()}"


def _maiden(p: Property, _target: str, _labels: Mapping[str, str]) -> FieldValues:
    """Yield a former family name, with the given name added if that is known."""
    yield _MAIDEN, p.text


def _android(p: Property, target: str, _labels: Mapping[str, str]) -> FieldValues:
    """Read a row of Android's contacts: its type, then its columns data1 to data15."""
    row = [*p.parts(";"), "", "", ""]
    kind, data = row[0], row[1:]
    if kind.endswith("/nickname"):
        yield target, data[0]
    elif kind.endswith("/relation") and data[0].strip():
        known = data[1].isdecimal() and 0 < int(data[1]) < len(_ANDROID_RELATIONS)
        label = _ANDROID_RELATIONS[int(data[1])] if known else data[2]
        yield from _labelled(data[0], label, [label])


_READERS: Mapping[str, Callable[[Property, str, Mapping[str, str]], FieldValues]] = {
    "N": _skip, "ADR": _skip, "TITLE": _role, "ROLE": _role, "NICKNAME": _split_list, "CATEGORIES": _categories,
    "EXPERTISE": _expertise, "HOBBY": _text, "INTEREST": _text, "ORG": _organisation,
    "EMAIL": _email, "TEL": _phone, "SOCIALPROFILE": _address, "X-SOCIALPROFILE": _address,
    "KIND": _kind, "X-ADDRESSBOOKSERVER-KIND": _kind, "X-ABSHOWAS": _kind,
    "RELATED": _related, "X-RELATED": _related, "X-ABRELATEDNAMES": _related, "X-ANDROID-CUSTOM": _android, "AGENT": _agent,
    "X-MAIDENNAME": _maiden, "X-MAIDEN-NAME": _maiden, **dict.fromkeys(_RELATIVES, _relative),
}  # fmt: skip


def _names(
    full: list[str], properties: Sequence[Property], values: Mapping[str, Sequence[str]]
) -> tuple[list[str], list[str]]:
    """Return the name by FN, else by N; the other, and further ones, are aliases."""
    made = [name for p in properties if p.name == "N" and (name := _in_order(p))][:1]
    addresses = {address.casefold() for address in values.get("email", ())}
    if made and (not full or full[0].strip().casefold() in addresses):
        return made, []
    if made and " " not in made[0] and sorted(made[0]) == sorted("".join(full[0].split())):
        return made, full[1:]  # in this script the family name comes first
    words = {word for name in full for word in fold_name(name.replace(",", " ")).split()}
    others = [name for name in made if not set(fold_name(name).split()) <= words]
    return full[:1], [*full[1:], *others]


def _in_order(p: Property) -> str:
    """Return the parts of N in spoken order: given, additional, family; without titles."""
    parts = (" ".join(part.replace(",", " ").split()) for part in [*p.parts(";"), "", "", ""])
    family, given, additional, *_ = parts
    return full_name(given, additional, family)


def _fallback_name(values: Mapping[str, Sequence[str]]) -> str:
    """Return what to use as the name of a contact without one."""
    for field in ("aliases", "org", "email", "phone", "url"):
        for value in values.get(field, ()):
            return value.partition("//")[2].partition("/")[0] or value if field == "url" else value
    message = "no name"
    raise UsageError(message)


def _place(properties: Sequence[Property]) -> list[str]:
    """Return town and country of the home address, else of one without a type, else of the work address."""
    places: dict[str, list[str]] = {}
    for p in properties:
        if p.name == "ADR":
            *_, town, _, _, country = [*p.parts(";"), *[""] * 7][:7]
            kind = next((k for k in ("home", "work") if k in p.types), "")
            found = [" ".join(part.split()) for part in (town, country) if part.strip()]
            if found:
                places.setdefault(kind, found)
    return next((places[kind] for kind in ("home", "", "work") if kind in places), [])
