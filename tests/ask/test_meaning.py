"""Who fits a problem by what it means, with and without its words."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import pytest
from network import Row, index_of

from asknet.ask.match import bits, constants
from asknet.ask.match.answer import answer
from asknet.ask.match.fit import rarity
from asknet.ask.match.meaning import Meaning
from asknet.ask.match.synonyms import short_forms
from asknet.lexicon import SHIPPED, Lexicon, SignBlocks
from asknet.thesaurus import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.ask.match.answer import ContactFit

SHORT = short_forms()

CRAFTS = (
    "sourdough baking",
    "emergency nurse",
    "guitar making",
    "organ music",
    "marathon club",
    "self assessment tax accountant",
    "pottery",
    "wine tasting",
    "carpentry",
    "gardening",
)


@pytest.fixture(scope="module")
def lexicon() -> Iterator[Lexicon]:
    with Lexicon.open(SHIPPED) as opened:
        yield opened


def skills(*texts: str) -> list[Row]:
    return [(number, "skill", None, text) for number, text in enumerate(texts, 1)]


def first(problem: str, rows: list[Row], lexicon: Lexicon | None) -> ContactFit | None:
    helpers = shipped(lexicon.id) if lexicon else None
    found = answer(problem, index_of(rows), SHORT, lexicon, helpers)
    best = min(found.fits, key=lambda contact: (-found.fits[contact], contact), default=None)
    return None if best is None else found.match(best)


def among(problem: str, text: str, lexicon: Lexicon) -> ContactFit:
    """The best of a network of crafts and one more contact, number 11."""
    found = first(problem, skills(*CRAFTS, text), lexicon)
    assert found
    return found


@pytest.mark.parametrize(
    ("problem", "text", "verdicts"),
    [
        ("my landlord won't return the deposit", "tenancy law", "possible strong"),
        ("sue my property owner", "tenancy law", "possible strong"),
        ("nodejs", "node.js", "strong"),
        ("search engine optimisation", "SEO", "strong"),
    ],
)
def test_a_contact_is_found_by_what_the_problem_means(problem: str, text: str, verdicts: str, lexicon: Lexicon) -> None:
    found = among(problem, text, lexicon)
    assert found.contact_id == len(CRAFTS) + 1
    assert found.verdict in verdicts.split()


def test_a_note_that_says_it_in_other_forms_fits_strongly(lexicon: Lexicon) -> None:
    rows = [*skills(*CRAFTS[1:]), (20, "note", None, "bakes bread every Sunday")]
    found = first("how do I bake bread", rows, lexicon)
    assert found
    assert (found.contact_id, found.verdict) == (20, "strong")


@pytest.mark.parametrize(
    "problem", ["underwater welding certificate", "helicopter pilot licence", "quantum chromodynamics"]
)
def test_nobody_fits_a_problem_from_another_world(problem: str, lexicon: Lexicon) -> None:
    found = first(problem, skills(*CRAFTS), lexicon)
    assert found is None or found.verdict == "none"


def test_a_problem_that_nobody_can_help_with_fits_no_better_for_being_longer(lexicon: Lexicon) -> None:
    short_and_long = [
        (
            "helicopter pilot licence",
            "helicopter pilot licence for rescue flights over the northern sea in winter storms",
        ),
        ("satellite orbit", "compute the orbit of a small weather satellite from two radar observations"),
        (
            "underwater welding certificate",
            "underwater welding certificate for repairs below the harbour bridge and the oil rigs",
        ),
        ("volcano", "measure the gas that an active volcano in iceland gives off before eruptions"),
        ("diplomatic passport", "renew a diplomatic passport at the embassy of brazil during a state visit"),
    ]
    index, helpers = index_of(skills(*CRAFTS)), shipped(lexicon.id)
    best = [[answer(asked, index, SHORT, lexicon, helpers).best for asked in both] for both in short_and_long]
    short, long = map(math.fsum, zip(*best, strict=True))
    assert long <= 1.1 * short


@pytest.mark.parametrize("problem", ["organise my organization", "running a database"])
def test_a_word_in_common_that_means_something_else_is_no_strong_fit(problem: str, lexicon: Lexicon) -> None:
    found = first(problem, skills(*CRAFTS), lexicon)
    assert found is None or found.verdict != "strong"


@pytest.mark.parametrize(("problem", "vague", "telling"), [("self help", "self", "tax"), ("work", "work", "carpentry")])
def test_an_everyday_word_alone_says_less_of_evidence_that_says_more(
    problem: str, vague: str, telling: str, lexicon: Lexicon
) -> None:
    texts = [f"{vague} assessment", f"{telling} assessment", *CRAFTS[:5]]
    fits = [answer(asked, index_of(skills(*texts)), SHORT, lexicon).best for asked in (problem, telling)]
    assert fits[0] < fits[1] - 0.1


def test_the_three_nearest_notes_of_a_contact_count(lexicon: Lexicon) -> None:
    rows: list[Row] = [(number, "note", None, "pruning roses") for number in (1, 3, 20) for _ in range(number)]
    likeness = Meaning("gardening", ["gardening"], index_of(rows), lexicon, None).likeness
    assert likeness[1] < likeness[3] == likeness[20]


def test_a_profile_counts_more_the_more_skills_it_is_made_of_but_not_for_notes(lexicon: Lexicon) -> None:
    def weight(kind: str) -> float:
        rows: list[Row] = [(number, kind, None, text) for number in (1, 2) for text in CRAFTS]
        return Meaning("gardening", ["gardening"], index_of(rows), lexicon, None).exactly([1, 2])[1]

    assert weight("skill") == 0.9
    assert weight("note") == constants.PROFILE


def test_where_words_say_it_of_somebody_meaning_says_less_of_others(lexicon: Lexicon) -> None:
    texts = ["guitar making", "violin", *CRAFTS[3:]]
    alone = answer("guitar making", index_of(skills(*texts[1:])), SHORT, lexicon).fits[1]
    beside = answer("guitar making", index_of(skills(*texts)), SHORT, lexicon).fits[2]
    assert beside < alone - 0.05


@pytest.mark.parametrize("problem", ["join the gym"])
def test_a_weak_verb_is_no_reason_for_a_word_made_from_it(problem: str, lexicon: Lexicon) -> None:
    found = answer(problem, index_of(skills(*CRAFTS, "joinery")), SHORT, lexicon).match(len(CRAFTS) + 1)
    assert "join" not in [reason.term for reason in found.reasons]


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        ("kayak trip", "boat painting"),
        ("trumpet player", "organist"),
        ("steam ships", "boat painting"),
        ("self help", "self discipline"),
    ],
)
def test_in_a_tiny_network_a_likeness_or_an_everyday_word_alone_is_no_strong_answer(
    problem: str, text: str, lexicon: Lexicon
) -> None:
    found = among(problem, text, lexicon)
    assert (found.contact_id, found.verdict) == (len(CRAFTS) + 1, "possible")


@pytest.mark.parametrize(
    ("problem", "helper", "alike"),
    [
        ("red itchy spots after eating nuts", "allergist", "nut and date importer"),
        ("she swallowed two of grandma's heart pills", "poisons helpline", "grandmother of four"),
    ],
)
def test_a_helper_of_the_kind_that_is_needed_comes_before_what_only_shares_a_word(
    problem: str, helper: str, alike: str, lexicon: Lexicon
) -> None:
    found = first(problem, skills(*CRAFTS, alike, helper), lexicon)
    assert found
    assert found.contact_id == len(CRAFTS) + 2


def test_who_could_help_second_best_comes_before_what_is_only_alike(lexicon: Lexicon) -> None:
    rows = skills("pottery", "carpentry", "gardening", "banker", "bookkeeper")
    found = first("the bank sent me a letter about my income tax", rows, lexicon)
    assert found
    assert found.contact_id == len(rows)


def test_a_single_word_that_is_a_problem_leads_to_who_helps_with_it(lexicon: Lexicon) -> None:
    found = among("burnout", "psychotherapist", lexicon)
    assert found.contact_id == len(CRAFTS) + 1
    assert "helper" in {reason.how for reason in found.reasons}
    assert found.fit > 0.5


def test_a_helper_of_the_kind_that_is_needed_is_not_heard_where_words_name_somebody(lexicon: Lexicon) -> None:
    problem = "red itchy spots after eating nuts"
    found = first(problem, skills(*CRAFTS, "allergist", problem), lexicon)
    assert found
    assert found.contact_id == len(CRAFTS) + 2


@pytest.mark.parametrize(
    ("problem", "text"), [("boiler keeps losing pressure", "heating engineer"), ("tap drips", "plumber")]
)
def test_in_a_tiny_network_a_helper_of_the_kind_that_is_needed_is_strong(
    problem: str, text: str, lexicon: Lexicon
) -> None:
    assert among(problem, text, lexicon).verdict == "strong"


def test_a_reason_by_meaning_names_the_term_and_the_evidence(lexicon: Lexicon) -> None:
    reasons = among("the boiler stays cold", "heating engineer", lexicon).reasons
    assert ("boiler", "heating engineer", "meaning") in [
        (reason.term, reason.matched, reason.how) for reason in reasons
    ]


def test_terms_that_stand_for_one_name_are_one_reason(lexicon: Lexicon) -> None:
    reason = among("search engine optimisation", "SEO", lexicon).reasons[0]
    assert (reason.term, reason.matched, reason.how) == ("search engine optimisation", "seo", "synonym")


def test_evidence_that_a_word_names_is_not_named_again_by_meaning(lexicon: Lexicon) -> None:
    reasons = among("carpentry", "joinery", lexicon).reasons
    assert [reason.how for reason in reasons] == ["word"]


def test_an_expert_skill_beats_ten_vague_notes(lexicon: Lexicon) -> None:
    rows: list[Row] = [(1, "skill", "expert", "tenancy law")]
    rows += [(2, "note", None, f"talked about their house and street number {n}") for n in range(10)]
    found = first("my landlord won't return the deposit", rows, lexicon)
    assert found
    assert found.contact_id == 1


@pytest.mark.parametrize("problem", ["", "🧶", "東京", "the", "zzxq", "a" * 10_000, "' OR 1=1 --"])
def test_any_text_is_a_problem(problem: str, lexicon: Lexicon) -> None:
    found = first(problem, skills("bread", "law"), lexicon)
    assert found is None or 0 <= found.fit <= 1


def test_words_of_another_script_fit_without_meaning(lexicon: Lexicon) -> None:
    found = first("東京", skills("東京観光", "bread"), lexicon)
    assert found
    assert (found.contact_id, found.verdict != "none") == (1, True)


@pytest.mark.parametrize("rows", [skills("tenancy law"), skills(*["tenancy law"] * 30)])
def test_one_contact_alone_or_all_alike_can_fit(rows: list[Row], lexicon: Lexicon) -> None:
    found = first("tenancy law", rows, lexicon)
    assert found
    assert found.verdict == "strong"


@pytest.mark.parametrize(("problem", "verdict"), [("carpentry", "strong"), ("my landlord", None)])
def test_without_a_lexicon_words_answer_alone(problem: str, verdict: str | None) -> None:
    found = first(problem, skills(*CRAFTS, "tenancy law"), None)
    assert (found.verdict if found else None) == verdict


def test_the_order_of_evidence_changes_nothing(lexicon: Lexicon) -> None:
    rows = [*skills(*CRAFTS), (3, "note", None, "tenancy law"), (5, "title", None, "estate agent")]
    shuffled = random.Random(1).sample(rows, len(rows))
    fits = [
        dict(answer("my landlord wants the rent", index_of(order), SHORT, lexicon).fits) for order in (rows, shuffled)
    ]
    assert fits[0] == fits[1]


def test_signs_find_the_nearest_pieces() -> None:
    draw = random.Random(2)
    pieces = {number: draw.getrandbits(256) for number in range(1, 9500)}
    blocks = []
    for start in range(0, 10_240, bits.SLOTS):
        block = bytearray(bits.SLOTS * bits.SIZE)
        for slot in range(bits.SLOTS):
            block[slot :: bits.SLOTS] = pieces.get(start + slot, 0).to_bytes(bits.SIZE, "little")
        blocks.append((start, bytes(block)))
    problem = draw.getrandbits(256)
    signs = bits.Signs(problem, SignBlocks(blocks))
    nearest = dict(signs.nearest(50))
    apart = {number: (own ^ problem).bit_count() for number, own in pieces.items()}
    cut = sorted(apart.values())[49]
    assert nearest == {number: far for number, far in apart.items() if far <= cut}
    assert signs.of(77) == pieces[77]
    assert signs.of(99_999) == 0


def test_a_profile_is_as_near_as_the_sum_of_its_pieces() -> None:
    assert bits.profile([0.5], [1], [1.0]) == pytest.approx(0.5)
    assert bits.profile([0.5, 0.5], [7, 7], [1.0, 1.0]) == pytest.approx(0.5)
    right_angle = (1 << 128) - 1
    assert bits.profile([0.5, 0.5], [0, right_angle], [1.0, 1.0]) == pytest.approx(1 / math.sqrt(2))
    assert bits.profile([], [], []) == 0


def test_what_one_of_many_holds_is_rarest() -> None:
    assert rarity(1000, 1) == 1
    assert rarity(1000, 10) > rarity(1000, 100) > rarity(1000, 1000) > 0
