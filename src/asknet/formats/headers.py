"""What the usual column names mean.

`MEANING` maps a folded header to a field of a contact, to one of the parts
below that make up a field, or to `SKIP`: a column that is known and ignored
unless the user maps it. English, with the French, German and Spanish names that
LinkedIn, Outlook and Thunderbird write in those languages.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from asknet.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

SKIP = "-"
FIRST, MIDDLE, LAST = "name/first", "name/middle", "name/last"
HOME, WORK = "place/home", "place/work"
LABELS = "circles/labels"
"""Labels of an address book: circles, and skills where they name a trade or topic."""
TAGS = "skills/tags"
"""A column of tags that anybody may have made: topics if most of its values are, else `LABELS`."""
HONORIFIC = "title/honorific"
"""``Title``: the honorific next to ``Job Title``, the role without it (Outlook)."""

_MEANING_WORDS = {
    "name": (
        "full name, display name, displayname, contact, contact name, person, who, "
        "nom complet, nom à afficher, vollständiger name, anzeigename, nom, nome, nombre, "
        "nombre completo, nombre para mostrar"
    ),
    FIRST: "first name, given name, forename, fname, prénom, vorname, first, nombre de pila",
    MIDDLE: (
        "middle name, additional name, second name, zweiter vorname, weitere vornamen, deuxième prénom, segundo nombre"
    ),
    LAST: (
        "last name, family name, surname, lname, nom de famille, nachname, familienname, "
        "last, apellidos, apellido, cognome, sobrenome"
    ),
    "skills": (
        "skill, expertise, expert in, topics, topic, keywords, keyword, "
        "interests, interest, hobbies, hobby, knows, knows "
        "about, good at, can help with, specialties, specialities, specialty, areas "
        "of expertise, compétences, kenntnisse, fähigkeiten, "
        "stichwörter, subjects, mots clés, palabras "
        "clave, aficiones, afición, passe-temps, loisirs"
    ),
    TAGS: (
        "tags, tag, categories, category, labels, label, groups, group, group membership, kategorien, kategorie, gruppen, "
        "catégories, catégorie, groupes, categorías, categoría, grupos"
    ),
    "circles": "circle",
    "title": (
        "job title, position, role, occupation, profession, job, headline, poste, "
        "fonction, beruf, berufsbezeichnung, jobtitel, arbeitstitel, titre1, cargo, puesto, "
        "profesión"
    ),
    HONORIFIC: "title, titre, titel",
    "org": (
        "company, company name, organisation, organization, organisation name, "
        "organization name, employer, firm, workplace, affiliation, business, "
        "entreprise, société, unternehmen, firma, arbeitgeber, empresa, organización, compañía"
    ),
    "place": (
        "location, city, town, country, region, based in, lives in, where, ville, "
        "pays, ort, stadt, land, wohnort, standort, ciudad, país, ubicación, localidad"
    ),
    HOME: (
        "home city, home country, home country region, ort privat, land privat, land region "
        "privat, privat ort, privat land, ville domicile, pays domicile, pays région domicile, "
        "ciudad particular, país particular, país o región particular, país región particular"
    ),
    WORK: (
        "work city, work country, business city, business country, business country region, "
        "ort geschäftlich, land geschäftlich, land region geschäftlich, dienstlich ort, "
        "dienstlich land, ville bureau, pays bureau, pays région bureau, ciudad de trabajo, "
        "ciudad del trabajo, país de trabajo, país o región del trabajo, país región del trabajo"
    ),
    "email": (
        "e-mail, mail, email address, mail address, e-mail addresses, emails, primary "
        "email, secondary email, additional email, email home, email work, email "
        "other, home email, work email, other email, business email, personal email, "
        "adresse e-mail, courriel, e-mail-adresse, e-mail address 2, adresse de messagerie, "
        "première adresse électronique, adresse électronique secondaire, primäre e-mail-adresse, "
        "sekundäre e-mail-adresse, dirección de correo electrónico, dirección del correo "
        "electrónico, correo electrónico, correo"
    ),
    "phone": (
        "phones, phone number, telephone, telephone number, tel, mobile, mobile "
        "phone, mobile number, cell, cell phone, home phone, work phone, business "
        "phone, primary phone, other phone, home mobile, téléphone, telefon, "
        "telefonnummer, handy, mobil, portable, telefon geschäftlich, telefon privat, "
        "mobiltelefon, haupttelefon, weiteres telefon, tel dienstlich, tel privat, mobil-tel-nr, "
        "téléphone bureau, téléphone domicile, tél mobile, tél professionnel, tél personnel, "
        "téléphone principal, autre téléphone, teléfono, teléfono móvil, móvil, teléfono del "
        "trabajo, teléfono particular, teléfono principal, otro teléfono"
    ),
    "url": (
        "urls, website, web site, web, web page, webpage, homepage, home page, "
        "personal web page, linkedin, linkedin url, linkedin profile, profile url, "
        "profile, link, github, blog, website blog, website home page, website other, "
        "website profile, website work, site web, page web, webseite, webadresse, página web, "
        "personal webpage"
    ),
    "aliases": "alias, nickname, nick name, nick, also known as, aka, surnom, spitzname, apodo, sobrenombre",
    "via": (
        "introduced by, introducer, referred by, referral, met through, met via, "
        "known through, through, présenté par, vorgestellt von, empfohlen von, recommandé par, "
        "presentado por, recomendado por"
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
        "remarques, notizen, bemerkungen, anmerkungen, bemerkung, notas, commentaires, comentarios"
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
        "geburtstag, geburtsjahr, geburtsmonat, jahrestag, geschlecht, anrede, suffix, abteilung, "
        "partner, kinder, initialen, vertraulichkeit, priorität, privat, fax geschäftlich, fax "
        "privat, weiteres fax, telefon firma, telefon assistent, autotelefon, straße geschäftlich, "
        "straße privat, weitere straße, weiterer ort, region geschäftlich, bundesland kanton privat, "
        "postleitzahl geschäftlich, postleitzahl privat, weitere postleitzahl, weiteres/e land/region, "
        "name assistent, fax-nummer, pager-nummer, benutzerdef, messenger-name, privat adresse, "
        "privat bundesland, privat plz, dienstlich adresse, dienstlich bundesland, dienstlich plz, "
        "anniversaire, suffixe, service, initiales, sexe, conjoint, enfants, télécopie bureau, "
        "télécopie domicile, rue bureau, rue domicile, code postal, code postal bureau, code postal "
        "domicile, dép région bureau, dép région domicile, adresse privée, adresse professionnelle, "
        "année de naissance, mois, jour, divers, pseudonyme, cumpleaños, aniversario, sufijo, "
        "tratamiento, título, departamento, sexo, cónyuge, hijos, fax del trabajo, fax particular, "
        "calle del trabajo, calle particular, código postal del trabajo, código postal particular, "
        "provincia o estado de trabajo"
    ),
}


def folded(header: str) -> str:
    """Fold a header to what is compared: letters and digits, no case or accents."""
    letters = unicodedata.normalize("NFKD", header.casefold())
    return "".join(c for c in letters if c.isalnum())


_ANYBODYS = frozenset({"title", "status", "uid"})
"""Fields whose names other programs give to other things."""


def _table() -> dict[str, str]:
    meaning = {folded(field): field for field in FIELDS if field not in _ANYBODYS}
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


def meanings(header: Sequence[str]) -> list[str]:
    """Return what each column means, in the light of the others.

    Beside a family name, a column called only "name" in Spanish, Italian or
    Portuguese is the given name.
    """
    found = [meaning(column) for column in header]
    if LAST in found and FIRST not in found:
        found = [
            FIRST if folded(column) in _GIVEN_BESIDE_FAMILY else m for column, m in zip(header, found, strict=True)
        ]
    return found


_GIVEN_BESIDE_FAMILY = frozenset({"nombre", "nome"})


def known(header: str) -> bool:
    """Whether this is a column name, and not somebody's data."""
    return bool(meaning(header)) or _GOOGLE.fullmatch(header.strip()) is not None
