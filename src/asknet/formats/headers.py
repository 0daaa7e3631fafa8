"""The meanings of column names, in the languages of the programs that write them.

`data/headers.tsv` is the table: for each language the names of each field, of the parts below that make
up a field, and of columns that are known and ignored (`SKIP`) unless the user maps them. A known name may
have the kind of record before it (``Person - Name``, ``Ticket Email``), brackets, or be part of a question
(``What is your name?``, as in forms).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from asknet.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SKIP = "-"
FIRST, MIDDLE, LAST = "name/first", "name/middle", "name/last"
BY_ITS_LABEL = "by its label"
"""What a field with a label beside it holds: who introduced the contact, a skill, or a note with the label."""
OTHERWISE = ("otherwise:", "last:")
"""Before the meaning of a column: it is read in rows where no column without it, or with an earlier one, names anybody."""
RELATION = "notes/relation"
"""The name of somebody related to the contact: a note with the column's name as its label."""
DISPLAY = "name/display"
"""A second name beside a full one, as others see it; the name if there is no full one."""
RENAMED = "name/renamed"
"""A name shown in a meeting, perhaps with the previous one in brackets: ``Mira Olsen (iPhone)``."""
MAIDEN = "aliases/maiden"
"""A former family name: with the given name it is an alias."""
EITHER = "email/or phone"
"""Addresses and numbers in one column."""
HOME, WORK = "place/home", "place/work"
LABELS = "circles/labels"
"""Labels of an address book: circles, and skills if they name a trade or topic."""
TAGS = "skills/tags"
"""A column of tags of unknown use: topics if most of its values are, else `LABELS`."""
HONORIFIC = "title/honorific"
"""``Title``: the honorific beside ``Job Title``, the role without it (Outlook)."""
WORKPLACE = "org/workplace"
"""``Arbetsplats``: the room in an office beside the firm (Outlook), the firm without it."""

FAMILY_FIRST = frozenset({"hu"})
"""Languages in which the family name comes first, though the script does not show it."""

_RESPONSIBLE = "person"
"""Beside a column of names, whoever of the user's own team looks after the contact (monday.com)."""
_SURNAME_OR_NICKNAME = "apelido"
_SHOWS_A_NICKNAME = frozenset({"sobrenome", "ultimonome", "nomecompleto", "celular"})
"""``Apelido`` is the family name in Portugal; beside one of these, which Brazil writes, it is a nickname."""
_TABLE = Path(__file__).parent.parent / "data" / "headers.tsv"
_ANYBODYS = frozenset({"title", "status", "uid"})
"""Fields whose names mean something else in other programs."""
_GOOGLE = re.compile(
    r"(?:[a-z][a-z -]{0,30} \d{1,4}|organization|custom field[^-]{0,30}) - [a-z ]{1,40}", re.IGNORECASE
)
"""Google's numbered columns: ``E-mail 1 - Value``, with any number."""
_BRACKETS = re.compile(r"\s*[(\[（【][^()\[\]]*[)\]）】]\s*[:*]?\s*$")
_JOINTS = re.compile(r"\s+[-–—/>|]\s+|\s*(?:::|→|›)\s*|:\s+")
"""Separators between the kind of record and the column: ``Person - Name``, ``Name / First Name``."""
_NAME_PARTS = re.compile(r"\s*[,&+/]\s*|\s+(?:and|und|et|y|e|og|och|en|i|и)\s+", re.IGNORECASE)
"""Between the two names of one column: ``Nachname, Vorname``."""
_PLAIN_ENDS = frozenset(
    {"value", "values", "number", "address", "text", "label", "primary", "main", "default", "list", "data"}
)
"""Endings of such a name that add nothing: ``Emails / Value``."""
_LONGEST = 120
"""Characters of a column name, at most; a form's question has fewer."""
_SUBJECTS = frozenset(
    """
    their the primary main person people contact member attendee ticket participant guest registrant delegate speaker volunteer
    customer client lead prospect candidate student pupil employee respondent subscriber user applicant profile individual
    patient donor supporter alumni alumnus companion plusone legal
    """.split()
)
"""Who a column is about, in front of its name: ``Attendee first name``."""
_YOURS = frozenset(
    """
    your my dein deine ihr ihre euer eure votre vos ton ta tu su sus seu sua teu tua tuo suo jouw uw je din ditt twój twoje
    ваш ваша ваше
    """.split()
)
"""The same as a form addresses whoever fills it in: ``Deine Handynummer``."""
_COMERS = frozenset("attendee ticket participant registrant delegate passenger".split())
"""Of these, those who attend what somebody else may have ordered: a column without one is then the buyer's."""
_BOUGHT = frozenset({"name", "email", "phone"})
"""Fields of a buyer that would be mistaken for an attendee's; they are read where there is no attendee."""
_PLUS_ONES = frozenset("guest plusone companion".split())
"""Whom somebody brings along."""
_PLUS_ONE = re.compile(r"\bplus[ _-]?one\b", re.IGNORECASE)
_SECOND_CONTACT = "second contact"
_SECOND = frozenset("secondary alternate alternative second additional other".split())
_OTHER_RECORD = re.compile(
    r"(?:deal|opportunity|activity|task|meeting|campaign|project|attachment|photo|image|picture|file)s?(?:\s+[-–—/>|]|\s*(?:::|→)|:)\s",
    re.IGNORECASE,
)
"""Kinds of records other than people whose columns an export may also contain: ``Deal - Title``."""
_PHONETIC = re.compile(
    r"ふりがな|フリガナ|ふりカナ|カナ|かな|よみ|ヨミ|読み|拼音|注音|furigana|phonetic|\byomi\b|\bkana\b|pinyin",
    re.IGNORECASE,
)
"""The reading of a name, which is not a name of its own."""
_PAYERS = frozenset(
    "order buyer purchaser payer billing invoice booker booking invitee organizer organiser host".split()
)
"""Words for those who paid or invited rather than attended: their columns are read only if no others name anybody."""
_HOSTS = frozenset("user host organizer organiser".split())
"""Of an appointment, those whose calendar it is in."""
_BILLED = frozenset("billing invoice booking".split())
"""Of those who paid, words that a shop puts before the only address that it has of a customer."""
_RELATIVES = frozenset(
    "assistant manager spouse partner wife husband emergency parent guardian supervisor child".split()
)
"""Words for people related to the contact, whose names become notes."""
_BYSTANDERS = _RELATIVES | frozenset("owner assignee author creator".split())
"""Words for other people, whose names and addresses are never the contact's."""
RELATIONS = frozenset("relation relations relationship relationships related relatednames relatedpeople".split())
"""Folded names of lists of related people: ``{"relations": [{"type": "spouse", "person": ...}]}``."""
_OF_A_NAME = re.compile(
    r"\A(?:name of|relat\w+ /)\s+|(?:['’]s)?[ _/-]*(?:(?:first|last|full|given|family|display)[ _]*)?name\Z",
    re.IGNORECASE,
)
_ABOUT = {
    word: line.split()[0]
    for line in """
    participant teilnehmer teilnehmerin teilnehmers teilnehmende teilnehmenden participante participants partecipante
    participant deelnemer deltagare deltagarens deltager deltagerens deltaker deltakerens uczestnik uczestnika
    participant участник участника účastník účastníka osallistuja osallistujan katılımcı asistente asistentes
    participant résztvevő
    guest gast gastes invité invitée invitado invitada ospite convidado gość gościa gäst gästens gæst гость гостя
    member mitglied mitglieds mitgliedes membre miembro socio membro lid medlem medlems medlemmens członek członka
    member член члена člen člena jäsen üye
    customer kunde kunden kundin cliente klant kund kunds klient klienta клиент клиента zákazník zákazníka
    buyer käufer käufers besteller bestellers rechnungsadresse rechnungsempfänger rechnung auftraggeber acheteur
    buyer acheteuse facturation payeur comprador compradora facturación acquirente compratore fatturazione koper
    buyer factuur köpare köparens beställare beställarens køber købers bestiller kjøper kupujący kupującego
    buyer zamawiający zamawiającego kupující покупатель покупателя плательщик плательщика
    spouse ehepartner ehepartners ehepartnerin ehefrau ehemann conjoint conjointe cónyuge coniuge cônjuge echtgenoot
    spouse супруг супруга
    partner partners partnerin partnerins
    emergency notfall notfallkontakt urgence emergencia emergenza emergência nödkontakt
    assistant assistent assistenten assistentin assistente
    """.strip().splitlines()
    for word in line.split()[1:]
}
"""The same in other languages."""
_COMPOUND = re.compile(
    r"(teilnehmer|deltagar|deltager|deltaker|deelnemers?|käufer|besteller|gast|mitglieds|kunden)[- ]?"
    r"((?:vor|nach|familien|för|efter|for|etter|voor|achter)?na(?:me|mn|vn|am)|e-?mail.*|mail.*|e-?post.*|telefon.*|firma)",
    re.IGNORECASE,
)
"""``Teilnehmername``, ``Teilnehmer-E-Mail``."""
_OF = re.compile(
    r"(.+?)\s+(?:(?:des|der|du|de la|de l['’]|de|del|della|dell['’]|do|da|van|van de|of|of the)\s*)?([^\W\d_]+)",
    re.IGNORECASE,
)
"""``Name des Teilnehmers``, ``E-mail du participant``."""
_QUESTION = re.compile(
    r"[?？]\s*\*?\s*$|^(?:what|which|where|who|how|please|wie|was|wo|welche[rsn]?|wer|bitte|quel(?:le)?s?|comment|où|qui"
    r"|cómo|cuál|qué|dónde|quién|come|qual|quale|dove|chi|hoe|wat|waar|welke|wie)\s",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"(?:may|do|does|are|is|will|have|has|would|did|darf|dürfen|hast|bist|willst) ", re.IGNORECASE)
_ASKED = (
    (SKIP, r"pronoun|diet|allerg|t-?shirt|birth|geburt|naissance|nacimiento|gender|hear about|heard about|how many|how old"),
    ("wants", (r"(?:would|do) you (?:like|want|need) (?:some |any )?(?:help|support|to learn)|need help|help do you need"
              r"|what do you need|looking for|want to learn|like to learn|hilfe (?:brauchst|benötigst|suchst|wünschst)"
              r"|wobei.*(?:brauch|suchst|hättest|hilfe)|suchst du|besoin|cherche|necesit|buscas|bisogno|cerchi|precisa|nodig")),
    ("skills", (r"help (?:others?|people|us|with|the)|can you (?:help|offer|teach|do|contribute|share)|good at|skills?\b"
               r"|expertise|know (?:a lot )?about|you (?:teach|offer|know)|interests?\b|interested in|hobb|specialt"
               r"|(?:wobei|womit).*(?:helfen|kannst)|kannst du|kennst du dich|fähigkeit|kenntnis|interess|aider"
               r"|compétence|savez-vous|sais-tu|ayudar|sabes|habilidad|aiutare|sai fare"
               r"|competenz|ajudar|sabe fazer|helpen|vaardigheden|goed in|hjälpa|hjelpe|hjælpe|помочь|умеете")),
    ("via", r"who (?:introduced|referred|invited|recommended)|wer hat dich|durch wen|qui vous a|quién te"),
    ("email", r"e-?mail|correo electr|courriel"),
    ("phone", r"phone|mobile|whatsapp|reach you|call you|telef|handy|nummer|téléphone|teléfono"),
    ("org", (r"compan|organi[sz]ation|employer|where do you work|work for|firma|arbeitgeber|arbeitest|entreprise|empresa"
            r"|azienda|bedrijf")),
    ("url", r"web ?site|linkedin|home ?page|profile link|webseite"),
    ("title", (r"what do you do|occupation|profession|\bjob\b|\brole\b|position|beruf|machst du beruflich|métier|trabajas"
              r"|lavoro fai|ocupación|profesi|profiss|beroep")),
    ("place", (r"town|city|country|where (?:do|are) you|do you live|based\b|location|wohnst|\bort\b|stadt|ville"
              r"|habite|vives|ciudad|abiti|città|mora\b|reside|cidade|woon|plaats|bor du|город|живете|живёте")),
    ("name", (r"first and last name|nom et pr|vor- und nachname|nome e cognome|nombre y apellido|nome e sobrenome"
              r"|voor- en achternaam")),
    (FIRST, r"first name|given name|vorname|prénom|voornaam"),
    (LAST, r"last name|family name|surname|nachname|familienname|apellido|cognome|sobrenome|achternaam"),
    ("aliases", r"nickname|spitzname"),
    ("name", (r"\bname\b|heißt du|heissen|heißen|appelez-vous|t'appelles|te llamas|nombre|ti chiami|heet je|\bnom\b|naam"
             r"|\bnome\b|te chamas|se chama|heter du|hedder du|как вас зовут|\bимя\b|фио|お名前|氏名|姓名")),
    ("notes", r"anything else|about you|tell us|sonst noch|comments?|bemerkung"),
)  # fmt: skip
"""The field that a form's question asks for, by its words; the first that fits. Compiled if a header is a question."""


def folded(header: str) -> str:
    """Fold a header to the form that is compared: letters and digits, without case and accents."""
    letters = unicodedata.normalize("NFKD", header[:1_000].casefold())
    return "".join(filter(str.isalnum, letters))


@cache
def _languages() -> dict[str, dict[str, str]]:
    """Read the table: language -> folded name -> meaning; English is first, with asknet's own field names."""
    languages: dict[str, dict[str, str]] = {"en": {folded(field): field for field in FIELDS if field not in _ANYBODYS}}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, target, names = line.split("\t")
            meaning_of = languages.setdefault(language, {})
            for name in names.split(" | "):
                meaning_of.setdefault(folded(name), target)
    return languages


def _looked_up(name: str, language: str) -> str:
    """Return what a name means in a language, else in English, else in the first language that has it."""
    key = folded(name)
    languages = _languages()
    bare = "".join(c for c in key if not c.isdigit())
    for wanted in dict.fromkeys((key, bare, bare.removesuffix("s"))):
        for table in (languages.get(language, {}), *languages.values()) if wanted else ():
            if wanted in table:
                return table[wanted]
    return ""


@lru_cache(maxsize=4096)  # the same names are looked up while the header is searched, and when it is read
def meaning(header: str, language: str = "") -> str:
    """Return the meaning of a column name: a field, a part of one, `SKIP`, or ''.

    A number in the name (``E-mail 2 Address``, ``Skill 3``) is ignored. `language` is tried first.
    """
    if len(header) > _LONGEST:
        return ""
    parts = {_looked_up(part, language) for part in _NAME_PARTS.split(header)}
    both = parts == {FIRST, LAST} or (parts == {FIRST, "name"} and "," in header)
    another = "name" if both else SKIP if _PHONETIC.search(header) else _of_a_relative(header, language)
    if another:
        return another
    for name in _readings(header):
        found = _looked_up(name, language)
        if found:
            return SKIP if name != header and _OTHER_RECORD.match(header) else found
    subject, rest = _subject(header)
    if subject in _BYSTANDERS and (found := meaning(rest, language)):
        return RELATION if subject in _RELATIVES and found.startswith("name") else SKIP
    if subject and rest:
        return meaning(rest, language)
    return _asked(header)


def _of_a_relative(header: str, language: str) -> str:
    """Return the meaning of a value of somebody related, else '': ``Manager / Email``, ``Name (Partner)``."""
    parts = [part for part in _JOINTS.split(header.replace(".", " / ") if " " not in header else header) if part]
    bracket = _BRACKETS.search(header)
    if len(parts) < 2 and bracket:  # noqa: PLR2004 - who, and what of them
        parts = [bracket[0].strip(" ()[]（）【】:*"), header[: bracket.start()]]
    if len(parts) < 2:  # noqa: PLR2004 - the same
        return ""
    who, what = folded(parts[-2]), folded(parts[-1])
    if who in RELATIONS:
        return "via" if _looked_up(parts[-1], language) == "via" else RELATION
    if who not in _BYSTANDERS and _looked_up(parts[-2], language) != RELATION:
        return ""
    named = what in _PLAIN_ENDS or _looked_up(parts[-1], language).startswith("name")
    return RELATION if named and who not in _BYSTANDERS - _RELATIVES else SKIP


def _readings(header: str) -> Iterator[str]:
    """Yield a header, then the header without brackets, then its end without what precedes it."""
    yield header
    bare = _BRACKETS.sub("", header)
    if bare != header:
        yield bare
    parts = [part for part in _JOINTS.split(bare) if part]
    if len(parts) > 1 and folded(parts[-1]) in _SUBJECTS:  # HubSpot: ``Record ID - Contact``
        parts = [*parts[-1:], *parts[:-1]]
    if len(parts) > 1:
        before, last = " ".join(parts[-2:-1]), folded(parts[-1])
        yield f"{before} {parts[-1]}"
        named = folded(before) not in _SUBJECTS
        kind = _looked_up(before, "").partition("/")[0]
        if named and (
            (last in _PLAIN_ENDS and (kind, last) != ("org", "address"))
            or (last == "name" and kind not in ("", "name"))
        ):
            yield before
        yield parts[-1]
        if named:
            yield before


def _subject(header: str) -> tuple[str, str]:
    """Return who a column is about, if its name begins or ends with that, and the rest of the name."""
    header = _PLUS_ONE.sub("plusone", header.replace("(s)", ""))
    words = header.replace("_", " ").replace(".", " ").split()
    if len(words) < 2:  # noqa: PLR2004 - a subject and a column
        return _compound(header)
    if words[0].casefold() in _SECOND and words[1].casefold() in ("contact", "person"):
        return _SECOND_CONTACT, " ".join(words[2:])
    first = words[0].casefold().partition("/")[0].rstrip(":-").removesuffix("'s").removesuffix("’s")
    if first in _SUBJECTS | _YOURS | _PAYERS | _BYSTANDERS or first in _ABOUT:
        return _ABOUT.get(first, first), " ".join(words[1:])
    found = _OF.fullmatch(header)
    last = found[2].casefold() if found else ""
    about = _ABOUT.get(last, last if last in _RELATIVES or last in ("participant", "attendee", "buyer") else "")
    return (about, found[1]) if found and about else _compound(header)


def _compound(header: str) -> tuple[str, str]:
    found = _COMPOUND.fullmatch(header.strip())
    if not found:
        return "", header
    word = found[1].casefold()
    return _ABOUT.get(word) or _ABOUT.get(word[:-1]) or _ABOUT.get(word + "e") or "participant", found[2]


def _asked(header: str) -> str:
    """Return the field that a question asks for, or '' if it is not a question."""
    if not _QUESTION.search(header):
        return ""
    if _YES_OR_NO.match(header):
        return SKIP
    return next((target for target, words in _ASKED if re.search(words, header, re.IGNORECASE)), "")


def relation(label: str) -> str:
    """Return how somebody is related to the contact, by the name of their column: ``Manager's Name`` is the manager."""
    bare = _OF_A_NAME.sub("", label).strip(" :.") or label
    return bare[:1].upper() + bare[1:]


def language_of(header: Sequence[str]) -> str:
    """Return the language in which most of the columns have a meaning; English if there are several."""
    keys = [folded(column) for column in header]
    counts = {language: sum(key in table for key in keys) for language, table in _languages().items()}
    return max(counts, key=lambda language: counts[language])


def meanings(header: Sequence[str]) -> list[str]:
    """Return the meaning of each column, given the others.

    The language is that of most columns. Columns about those who paid are read only in rows without anybody who attended.
    """
    language = language_of(header)
    found = [meaning(column, language) for column in header]
    subjects = [_subject(column)[0] for column in header]
    if "invitee" in subjects:  # of an appointment, where it takes place, and with whom
        met_by = [
            subject in _HOSTS or folded(column) == "location" for column, subject in zip(header, subjects, strict=True)
        ]
        found = [SKIP if host else target for host, target in zip(met_by, found, strict=True)]
    fields = [target.partition("/")[0] for target in found]
    if "name" in fields and not {*subjects} & _COMERS:  # nobody else than the customer is billed
        others = {field for field, subject in zip(fields, subjects, strict=True) if subject not in _BILLED}
        if "name" not in {field for field, subject in zip(fields, subjects, strict=True) if subject in _BILLED}:
            subjects = [
                "" if subject in _BILLED and field not in others else subject
                for field, subject in zip(fields, subjects, strict=True)
            ]
    comers = {field for field, subject in zip(fields, subjects, strict=True) if subject in _COMERS}
    bought = _BOUGHT & comers if {"name", "email"} <= comers else frozenset()
    families = [  # 0: whoever it is about
        2 if subject in _PAYERS or subject == _SECOND_CONTACT else int(not subject and field in bought)
        for field, subject in zip(fields, subjects, strict=True)
    ]
    if any(field == "name" for field, family in zip(fields, families, strict=True) if not family):
        found = [
            target if not family else f"{OTHERWISE[family - 1]}{target}" if field in _BOUGHT else SKIP
            for target, field, family in zip(found, fields, families, strict=True)
        ]
    if any(field == "name" and subject not in _PLUS_ONES for field, subject in zip(fields, subjects, strict=True)):
        found = [
            (RELATION if field == "name" else SKIP) if subject in _PLUS_ONES else target
            for target, field, subject in zip(found, fields, subjects, strict=True)
        ]
    keys = [folded(column) for column in header]
    if _SURNAME_OR_NICKNAME in keys and language == "pt" and _SHOWS_A_NICKNAME.isdisjoint(keys):
        found = [LAST if key == _SURNAME_OR_NICKNAME else target for key, target in zip(keys, found, strict=True)]
    if any(target == "name" and key != _RESPONSIBLE for target, key in zip(found, keys, strict=True)):
        found = [SKIP if key == _RESPONSIBLE else target for key, target in zip(keys, found, strict=True)]
    if "place" in found:  # ``Ville`` beside ``Pays`` is no other place
        found = [
            "place" if target == HOME and column.strip().isalpha() else target
            for column, target in zip(header, found, strict=True)
        ]
    if RENAMED in found:  # a meeting's topic is none of those who came
        found = [SKIP if folded(column) == "topic" else target for column, target in zip(header, found, strict=True)]
    return found


def known(header: str) -> bool:
    """Return whether this is a column name, rather than somebody's data."""
    return bool(meaning(header)) or _GOOGLE.fullmatch(header.strip()) is not None
