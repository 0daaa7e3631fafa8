"""Problems in other languages than English, which the lexicon does not know."""

import pytest

CONTACTS = (
    [
        "Jana Kralik",
        "--title",
        "Restauratorin",
        "--note",
        "Kann alte Bilderrahmen und Gemälde ausbessern, auch vor Ort.",
    ],
    ["Otto Brandl", "Imkerei", "--note", "hat zwölf Völker am Waldrand"],
    ["Petra Wollin", "Steuerrecht"],
    ["Sergej Ninow", "Fliesenleger", "--note", "macht Bäder, pünktlich"],
    ["Lucie Marchal", "--title", "Sage-femme", "--note", "conseille les jeunes mères"],
    ["Inés Vela", "--title", "Fontanera", "--note", "arregla calderas"],
    ["Heide Arndt", "--title", "Rechtsanwältin"],
    ["Bob Ray", "kubernetes", "photography"],
    ["Kurt Kern", "--org", "Holzhandel Kern"],
    ["Lea Ahn", "--org", "Autowerkstatt Süd"],
    ["Ras Dahl", "--title", "Reporter"],
    ["Mia Wolf", "--title", "Ärztin"],
    ["Luc Morel", "--title", "Coiffeur"],
    ["Théo Roy", "--title", "Traducteur"],
    ["Ada Gil", "--title", "Limpiadora"],
    ["Sanne Bakker", "--title", "Tandarts"],
    ["Dieter Kohl", "--note", "Vater von Defne"],
)


@pytest.fixture(autouse=True)
def network(run, once):
    once("languages", lambda: [run("add", *words) for words in CONTACTS])


@pytest.mark.parametrize(
    ("problem", "first"),
    [
        ("Anwalt", "Heide Arndt"),
        ("Rechtsanwälte", "Heide Arndt"),
        ("wer kennt eine Rechtsanwaeltin", "Heide Arndt"),
        ("Arzt", "Mia Wolf"),
        ("Ärzte", "Mia Wolf"),
        ("coiffeuse", "Luc Morel"),
        ("je cherche une traductrice", "Théo Roy"),
        ("busco un limpiador", "Ada Gil"),
        ("ik zoek een tandarts", "Sanne Bakker"),
        ("Wer kann mir bei der Steuererklärung helfen", "Petra Wollin"),
        ("Steuererklärung", "Petra Wollin"),
        ("ich suche einen Fliesenleger", "Sergej Ninow"),
        ("wer kennt eine Imkerei", "Otto Brandl"),
        ("qui peut conseiller une jeune mère", "Lucie Marchal"),
        ("je cherche une sage-femme", "Lucie Marchal"),
        ("necesito una fontanera", "Inés Vela"),
        ("alguien que arregle la caldera", "Inés Vela"),
        ("Wo bekomme ich Holz?", "Kurt Kern"),
        ("mein Auto ist kaputt", "Lea Ahn"),
    ],
)
def test_a_problem_in_another_language_is_answered_by_its_words(run, problem, first):
    answer = run("ask", problem, "--json")
    assert (answer.code, answer.json["matches"][0]["name"]) == (0, first)


@pytest.mark.parametrize(
    "problem",
    [
        "wer singt im Chor",
        "mir ist langweilig",
        "einen neuen Schrank bauen",
        "Wer kann mir bei der Steuererklärung helfen",
        "je cherche un professeur de piano",
        "ma voiture ne démarre plus",
        "quién puede ayudarme con mis clases de piano",
    ],
)
def test_no_reason_is_made_up_for_another_language(run, problem):
    matches = run("ask", problem, "--json").json["matches"]
    assert not [why for match in matches for why in match["why"] if why["how"] in ("meaning", "helper")]
    assert not [
        why["term"] for match in matches for why in match["why"] if why["term"] in ("kann", "mir", "wer", "que")
    ]


@pytest.mark.parametrize(
    "problem",
    ["wer singt im Chor", "ma voiture ne démarre plus", "busco un profesor de piano", "qui peut réparer mon vélo"],
)
def test_nobody_fits_where_no_word_does(run, problem):
    assert run("ask", problem).code == 3


@pytest.mark.parametrize(
    ("problem", "first"),
    [
        ("need a lawyer", "Heide Arndt"),
        ("Lawyer", "Heide Arndt"),
        ("ich brauche eine Rechtsanwältin", "Ray Ott"),
        ("Rechtsanwältin gesucht", "Ray Ott"),
    ],
)
def test_a_synonym_in_another_language_works_both_ways(run, problem, first):
    run("add", "Ray Ott", "--title", "Lawyer", "--closeness", "5")
    assert first not in names(run("ask", problem, "--json"))
    run("synonym", "add", "lawyer", "Rechtsanwältin")
    assert first in names(run("ask", problem, "--json"))


def test_a_synonym_hides_nobody_who_fits_by_meaning(run):
    run("add", "Eva Holt", "family law")
    run("synonym", "add", "lawyer", "Rechtsanwältin")
    assert {"Heide Arndt", "Eva Holt"} <= set(names(run("ask", "lawyer", "--json")))


def test_a_synonym_is_found_in_the_plural_and_shown_as_it_is_written(run):
    run("add", "Ola Rör", "Sanitär")
    run("synonym", "add", "fontanero", "Sanitär")
    assert "Sanitär [fontaneros ~ Sanitär]" in run("ask", "fontaneros").out


def names(ran):
    return [match["name"] for match in ran.json["matches"] if match["verdict"] != "none"]


def test_an_english_problem_is_answered_by_meaning_still(run):
    answer = run("ask", "taking pictures of my family", "--json")
    assert answer.json["matches"][0]["name"] == "Bob Ray"
    assert answer.json["matches"][0]["why"][0]["how"] in ("meaning", "helper")


@pytest.mark.parametrize("problem", ["VAT question", "Mieter", "somebody with a van"])
def test_words_of_another_language_are_not_read_as_english_or_misspelt(run, problem):
    found = run("ask", problem, "--json").json
    assert "Dieter Kohl" not in [m["name"] for m in found["matches"] if m["verdict"] != "none"]
