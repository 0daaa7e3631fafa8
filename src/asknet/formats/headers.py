"""What the usual column names mean.

`MEANING` maps a folded header to a field of a contact, to one of the parts
below that make up a field, or to `SKIP`: a column that is known and not taken
unless the user maps it. English, with the French and German names that
LinkedIn and address books write.
"""

from __future__ import annotations

import re
import unicodedata

from asknet.fields import FIELDS

SKIP = "-"
FIRST, MIDDLE, LAST = "name/first", "name/middle", "name/last"
HOME, WORK = "place/home", "place/work"
HONORIFIC = "title/honorific"
"""``Title``: the honorific next to ``Job Title``, the role without it (Outlook)."""

_MEANING_WORDS = {
    "name": (
        "full name, display name, displayname, contact, contact name, person, who, "
        "nom complet, vollständiger name, nom, nome, nombre"
    ),
    FIRST: "first name, given name, forename, fname, prénom, vorname, first",
    MIDDLE: "middle name, additional name, second name, zweiter vorname",
    LAST: ("last name, family name, surname, lname, nom de famille, nachname, familienname, last"),
    "skills": (
        "skill, tags, tag, expertise, expert in, topics, topic, keywords, keyword, "
        "categories, category, interests, interest, hobbies, hobby, knows, knows "
        "about, good at, can help with, specialties, specialities, specialty, areas "
        "of expertise, labels, label, compétences, kenntnisse, fähigkeiten, "
        "kategorien, stichwörter, subjects"
    ),
    "title": (
        "job title, position, role, occupation, profession, job, headline, poste, "
        "fonction, beruf, berufsbezeichnung, jobtitel"
    ),
    HONORIFIC: "title",
    "org": (
        "company, company name, organisation, organization, organisation name, "
        "organization name, employer, firm, workplace, affiliation, business, "
        "entreprise, société, unternehmen, firma, arbeitgeber"
    ),
    "place": (
        "location, city, town, country, region, based in, lives in, where, ville, "
        "pays, ort, stadt, land, wohnort, standort"
    ),
    HOME: "home city, home country, home country region",
    WORK: ("work city, work country, business city, business country, business country region"),
    "email": (
        "e-mail, mail, email address, mail address, e-mail addresses, emails, primary "
        "email, secondary email, additional email, email home, email work, email "
        "other, home email, work email, other email, business email, personal email, "
        "adresse e-mail, courriel, e-mail-adresse"
    ),
    "phone": (
        "phones, phone number, telephone, telephone number, tel, mobile, mobile "
        "phone, mobile number, cell, cell phone, home phone, work phone, business "
        "phone, primary phone, other phone, home mobile, téléphone, telefon, "
        "telefonnummer, handy, mobil, portable"
    ),
    "url": (
        "urls, website, web site, web, web page, webpage, homepage, home page, "
        "personal web page, linkedin, linkedin url, linkedin profile, profile url, "
        "profile, link, github, blog, website blog, website home page, website other, "
        "website profile, website work, site web, webseite, webadresse"
    ),
    "aliases": ("alias, nickname, nick name, nick, also known as, aka, surnom, spitzname"),
    "via": (
        "introduced by, introducer, referred by, referral, met through, met via, "
        "known through, through, présenté par, vorgestellt von"
    ),
    "met": (
        "since, met on, date met, first met, known since, connected on, date de "
        "connexion, verbunden am, kennengelernt am"
    ),
    "every": "keep in touch, contact every, frequency",
    "wants": "want, looking for, needs, needs help with, wants help with",
    "no_suggest": "do not suggest, dont suggest",
    "reach": "distance",
    "notes": (
        "note, comments, comment, description, about, bio, remarks, summary, memo, "
        "remarques, notizen, bemerkungen, anmerkungen, bemerkung"
    ),
    SKIP: (
        "prefix, name prefix, suffix, name suffix, salutation, maiden name, initials, "
        "birthday, birth year, birth month, birth day, date of birth, dob, "
        "anniversary, gender, sex, age, spouse, children, photo, picture, id, uid, "
        "contact id, user id, address, street, street address, postal code, postcode, "
        "zip, zip code, zipcode, home address, home street, home state, home zip, "
        "home zipcode, home postal code, work address, work street, work state, work "
        "zip, work zipcode, business street, business state, business postal code, "
        "business zip, other street, other city, other state, other zip, other postal "
        "code, other country, other country region, state, company main phone, fax, "
        "fax number, home fax, business fax, other fax, pager, pager number, car "
        "phone, department, manager, managers name, assistant, assistants name, "
        "assistants phone, screen name, custom, im aim, im icq, im jabber, im msn, im "
        "skype, im yahoo, phone video, sensitivity, private, priority, government id "
        "number, mileage, created, updated, modified, file as, adresse, straße, plz, "
        "geburtstag"
    ),
}


def folded(header: str) -> str:
    """Fold a header to what is compared: letters and digits, no case or accents."""
    letters = unicodedata.normalize("NFKD", header.casefold())
    return "".join(c for c in letters if c.isalnum())


def _table() -> dict[str, str]:
    meaning = {folded(field): field for field in FIELDS if field != "title"}
    for field, words in _MEANING_WORDS.items():
        for word in words.split(", "):
            meaning.setdefault(folded(word), field)
    return meaning


MEANING = _table()

_GOOGLE = re.compile(r"(.+\d+|organization|custom field.*) - .+", re.IGNORECASE)
"""Google's numbered columns: ``E-mail 1 - Value``, without bound."""


def meaning(header: str) -> str:
    """Return what a column name means: a field, a part of one, `SKIP`, or ''.

    A number in the name (``E-mail 2 Address``, ``Skill 3``) does not change it.
    """
    key = folded(header)
    found = MEANING.get(key)
    if found is None:
        found = MEANING.get("".join(c for c in key if not c.isdigit()), "")
    return found


def known(header: str) -> bool:
    """Whether this is a column name, and not somebody's data."""
    return bool(meaning(header)) or _GOOGLE.fullmatch(header.strip()) is not None
