"""Who fits a problem, by words."""

from __future__ import annotations

import random

import pytest
from network import Row, index_of

from asknet.ask.match.answer import Fits, answer
from asknet.ask.match.expand import expand
from asknet.ask.match.families import kinship
from asknet.ask.match.spelling import corrections
from asknet.ask.match.synonyms import both_ways, short_forms

SHORT = short_forms()


def skills(*texts: str) -> list[Row]:
    return [(number, "skill", None, text) for number, text in enumerate(texts, 1)]


def ask(problem: str, rows: list[Row]) -> Fits:
    return answer(problem, index_of(rows), SHORT)


def best(problem: str, *texts: str) -> str | None:
    """The text of the contact that fits best, if it fits at all."""
    found = ask(problem, skills(*texts))
    ranked = sorted(found.fits, key=lambda contact: (-found.fits[contact], texts[contact - 1]))
    return texts[ranked[0] - 1] if ranked and found.verdict != "none" else None


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        ("crocheting", "crochet"),
        ("a crotchet pattern", "crochet"),
        ("kuberntes", "kubernetes"),
        ("leagel advice", "legal advice"),
        ("javscript", "JavaScript"),
        ("spread sheet", "spreadsheet"),
        ("spread sheet", "spreadsheets"),
        ("spreadsheets", "spread sheets"),
        ("java script", "JavaScript"),
        ("ecommerce", "e-commerce"),
        ("node js", "Node.js"),
        ("python", "Python3"),
        ("it's C++", "C++"),
        (".net", "dotnet"),
        ("k8s", "Kubernetes"),
        ("machine learning", "ML"),
        ("do it yourself shelves", "DIY"),
        ("statistician", "statistics"),
        ("bankrupt", "bankruptcy"),
        ("creme brulee", "Crème brûlée"),
        ("東京", "東京観光"),
        ("🧶", "🧶"),
    ],
)
def test_a_problem_finds_the_skill_however_it_is_written(problem: str, text: str) -> None:
    assert best(problem, "gardening", text, "plumbing", "tax law") == text


@pytest.mark.parametrize("text", ["from", "farm"])
def test_a_short_real_word_is_not_corrected_to_another(text: str) -> None:
    assert corrections("form", [text]) == []


@pytest.mark.parametrize("word", ["cat", "c++", "web3"])
def test_short_words_and_names_with_signs_are_not_corrected(word: str) -> None:
    assert corrections(word, ["cut", "c", "web2"]) == []


def test_a_word_that_is_spelt_right_elsewhere_is_not_corrected() -> None:
    index = index_of(skills("peppers", "gardening"))
    assert [way.phrase for way in expand("pepers", index, {})[1]] == ["peppers"]
    assert expand("pepers", index, {}, {"pepers"})[1] == []


def test_words_of_one_family_share_a_stem_and_end_in_known_suffixes() -> None:
    assert kinship("baker", "bakery") > 0.5
    assert kinship("mother", "moth") == pytest.approx(4 / 6)
    assert kinship("carpet", "carpenter") == 0


def test_one_expert_skill_beats_ten_vague_notes() -> None:
    rows: list[Row] = [
        (1, "skill", "expert", "crochet"),
        *((2, "note", None, "likes crochet and other things") for _ in range(10)),
    ]
    rows += [(3, "skill", None, "plumbing")]
    fits = ask("crochet pattern", rows).fits
    assert fits[1] > fits[2]


def test_a_skill_of_exactly_the_problem_beats_one_that_mentions_it_among_others() -> None:
    assert best("bread", "bread butter cheese eggs milk flour sugar", "bread") == "bread"


def test_a_note_says_less_of_whoever_has_notes_about_everything() -> None:
    other = ("clay", "flour", "wool", "copper", "granite", "oak", "slate", "lime")
    rows: list[Row] = [
        (1, "note", None, "grafting of pear trees in winter"),
        (2, "note", None, "grafting of cherry trees in winter"),
        *((2, "note", None, f"about {word} and its many uses") for word in other),
    ]
    fits = ask("grafting", rows).fits
    assert fits[1] > fits[2]


def test_levels_are_in_order() -> None:
    levels = ["expert", "advanced", None, "intermediate", "beginner"]
    fits = ask("chess", [(number, "skill", level, "chess") for number, level in enumerate(levels, 1)]).fits
    assert [fits[number] for number in range(1, 6)] == sorted(fits.values(), reverse=True)
    assert len(set(fits.values())) == 5


def test_kinds_are_in_order() -> None:
    kinds = ["skill", "helped", "title", "note", "interaction", "org"]
    fits = ask("chess", [(number, kind, None, "chess") for number, kind in enumerate(kinds, 1)]).fits
    assert sorted(fits, key=lambda contact: -fits[contact]) == list(range(1, 7))


def test_the_rarer_word_counts_more() -> None:
    assert best("software viola", *["software design"] * 5, "viola lessons", "software") == "viola lessons"


def test_more_of_the_problem_is_a_better_fit() -> None:
    assert best("sourdough bread", "bread", "sourdough", "sourdough bread") == "sourdough bread"


@pytest.mark.parametrize(
    "problem",
    [
        "",
        " ",
        "?",
        '"',
        "*",
        "NEAR(a b)",
        "-a",
        "a AND",
        "' OR 1=1 --",
        "\x00",
        "x",
        "y" * 10_000,
        "of the",
        "😀😀",
        "عربي",
        "中文",
    ],
)
def test_any_text_is_a_problem_and_none_an_error(problem: str) -> None:
    found = ask(problem, skills("crochet", "plumbing"))
    assert found.verdict == "none"
    assert found.fits == {}


def test_a_problem_of_ten_thousand_characters_is_answered() -> None:
    text = "crochet " + " ".join(f"wrod{n} misspeled{chr(97 + n % 26)}" for n in range(900))
    assert 1 in ask(text[:10_000], skills("crochet", "plumbing")).fits


def test_an_empty_network_has_nobody() -> None:
    assert ask("crochet", []).verdict == "none"


def test_the_only_contact_is_a_strong_match_for_its_skill() -> None:
    assert ask("crochet", skills("crochet")).verdict == "strong"


def test_everybody_with_the_same_skill_is_a_strong_match() -> None:
    found = ask("crochet", skills(*["crochet"] * 1000))
    assert found.verdict == "strong"
    assert len(found.fits) == 1000
    assert len(set(found.fits.values())) == 1


def test_nobody_fits_a_problem_of_unknown_words() -> None:
    assert ask("quantum chromodynamics", skills("crochet", "knitting")).verdict == "none"


def test_reasons_name_the_evidence_the_word_and_how() -> None:
    found = ask("crocheting an amigurumi", [(7, "note", None, "amigurumi fair"), (7, "skill", "expert", "crochet")])
    reasons = found.match(7).reasons
    assert {(r.evidence_id, r.term, r.matched, r.how) for r in reasons} == {
        (2, "crocheting", "crochet", "form"),
        (1, "amigurumi", "amigurumi", "word"),
    }
    assert all(0 < r.credit <= 1 for r in reasons)


def test_another_name_is_found_in_its_plural_and_not_in_what_shares_its_stem() -> None:
    rows = [(1, "note", None, "fits bathrooms"), (2, "skill", None, "fitness"), (3, "skill", None, "personal trainers")]
    for problem, expected in (("gym", {2}), ("coach", {3})):
        found = answer(problem, index_of(rows), both_ways([("gym", "fitness"), ("coach", "personal trainer")]))
        assert set(found.fits) == expected


def test_a_synonym_of_the_user_works_both_ways_and_with_several_words() -> None:
    names = both_ways([("the hut", "allotment shed")])
    assert answer("the hut", index_of(skills("allotment sheds")), names).fits
    assert answer("allotment shed", index_of(skills("The Hut")), names).fits


def test_the_order_of_evidence_does_not_matter() -> None:
    chance = random.Random(5)
    words = ["crochet", "pattern", "yarn", "bread", "baking", "crocheted", "lace"]
    rows: list[Row] = [
        (chance.randrange(1, 41), chance.choice(["skill", "note"]), None, " ".join(chance.choices(words, k=3)))
        for _ in range(200)
    ]
    shuffled = chance.sample(rows, len(rows))
    one, other = ask("crochet lace paterns", rows), ask("crochet lace paterns", shuffled)
    assert one.fits == other.fits
    for contact in one.fits:
        told = [
            [
                (found._index.texts([r.evidence_id])[r.evidence_id], r.term, r.matched, r.how, r.credit)
                for r in found.match(contact).reasons
            ]
            for found in (one, other)
        ]
        assert told[0] == told[1]


def test_the_short_forms_are_readable_in_both_directions() -> None:
    assert "kubernetes" in SHORT["k8s"]
    assert "k8s" in SHORT["kubernetes"]
    assert len(SHORT["cv"]) >= 3
