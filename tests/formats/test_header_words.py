"""The usual words for the columns of a list of people, in 27 languages: `header_words.tsv`."""

from pathlib import Path

import pytest

from asknet.formats.headers import meaning, meanings

LINES = (Path(__file__).parent / "header_words.tsv").read_text(encoding="utf-8").splitlines()
WORDS = {tuple(line.split("\t")[:2]): line.split("\t")[2].split(" | ") for line in LINES if not line.startswith("#")}
LANGUAGES = list(dict.fromkeys(language for language, _ in WORDS))
MEANS = {
    "name": {"name", "name/display"}, "given": {"name/first", "name"}, "family": {"name/last"}, "email": {"email"},
    "mobile": {"phone"}, "phone": {"phone"}, "org": {"org"}, "work": {"org", "org/workplace", "place/work", "title"},
    "title": {"title", "title/honorific"}, "place": {"place", "place/home"}, "notes": {"notes"}, "birthday": {"-"},
    "tags": {"skills", "skills/tags", "circles", "circles/labels"},
}  # fmt: skip
"""What the columns of a kind may mean."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_of_the_usual_words_is_known(language):
    wrong = {
        word: found
        for kind, means in MEANS.items()
        for word in WORDS[language, kind]
        if (found := meaning(word, language)) not in means
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", range(3))
def test_a_whole_line_of_column_names_is_read_without_naming_its_language(language, place):
    kinds = [kind for kind in MEANS if kind not in ("name", "work")]
    header = [WORDS[language, kind][place % len(WORDS[language, kind])] for kind in kinds]
    found = meanings(header)
    assert [(h, f) for h, f, kind in zip(header, found, kinds, strict=True) if f not in MEANS[kind]] == []


def test_a_workplace_is_the_firm_unless_there_is_one(given):
    assert given("Namn,Arbetsplats\nNan Okafor,Väveriet\n").card.org == "Väveriet"
    assert given("Namn,Företag,Arbetsplats\nNan Okafor,Väveriet,Rum 3\n").card.org == "Väveriet"


@pytest.mark.parametrize(
    ("header", "name"), [("Nome,Apelido,Telemóvel", "Nan Okafor"), ("Nome,Apelido,Celular", "Nan")]
)
def test_apelido_is_the_family_name_in_portugal_and_a_nickname_in_brazil(given, header, name):
    assert given(f"{header}\nNan,Okafor,+351 912 000 001\n").names == [name]


@pytest.mark.parametrize(
    ("row", "name"),
    [("Name,Surname\nNan,Okafor", "Nan Okafor"), ("Name,Surname\nNan Okafor,Okafor", "Nan Okafor"),
     ("Name,Nachname\nNan Ada,Okafor", "Nan Ada Okafor"), ("İsim,Soyisim\nAli,Veli", "Ali Veli"),
     ("名前,姓\n太郎,山田", "山田太郎"), ("名前,姓\n山田太郎,山田", "山田太郎")],
)  # fmt: skip
def test_a_name_beside_a_family_name_is_the_given_name_unless_it_has_both(given, row, name):
    assert given(f"{row}\n").card.name == name
