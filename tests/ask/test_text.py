"""How text is read."""

import sys
import unicodedata

import pytest

from asknet.text import MAX_TERMS, MAX_TOKEN, fold, terms, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crème BRÛLÉE", "creme brulee"),
        ("Straße", "strasse"),
        ("İzmir Łódź Ørsted", "izmir lodz orsted"),
        ("Αθήνα ёлка", "αθηνα елка"),
        ("ﬁsh Ｃ", "fish c"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّـد", "محمد"),
        ("हिन्दी", "हिन्दी"),
        ("がぎ", "がぎ"),
        ("한글", "한글"),
        ("soft\u00adware\u202e", "software"),
        ("a\x00b\tc", "a b c"),
    ],
)
def test_folding_drops_case_accents_and_points_but_keeps_marks_that_are_letters(text: str, folded: str) -> None:
    assert fold(text) == unicodedata.normalize("NFC", folded)


def test_folding_twice_changes_nothing() -> None:
    changed = [hex(code) for code in range(0x30000) if fold(fold("a" + chr(code))) != fold("a" + chr(code))]
    assert changed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++, C# and F#", ["c++", "c#", "and", "f#"]),
        ("ASP .NET; Node.js / Objective-C", ["asp", ".net", "node.js", "objective-c"]),
        ("R&D", ["r&d"]),
        ("landlord's", ["landlord"]),
        ("landlord’s won't", ["landlord", "wont"]),
        ("l'hôpital O'Brien", ["hopital", "obrien"]),
        ("e-mail set-up", ["e", "mail", "set", "up"]),
        ("JavaScript", ["javascript"]),
        ("snake_case", ["snake", "case"]),
        ("東京大学", ["東京", "京大", "大学"]),
        ("茶 tea", ["茶", "tea"]),
        ("Python入門", ["python", "入門"]),
        ("ภาษา", ["ภา", "าษ", "ษา"]),
        ("हिन्दी पाठ", ["हिन्दी", "पाठ"]),
        ("дом שלום", ["дом", "שלום"]),
        ("🧶🧵 yarn", ["🧶", "🧵", "yarn"]),
        ("😀", ["😀"]),
        ('"*( ) -', []),
        ("", []),
        ("C+", ["c"]),
    ],
)
def test_tokens_are_the_words_and_the_names_of_things(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_no_token_holds_white_space_or_control_characters_or_is_empty_or_too_long() -> None:
    every = "".join(map(chr, range(1, sys.maxunicode, 7)))
    for start in range(0, len(every), 4000):
        for token in tokens(every[start : start + 4000]):
            assert 1 <= len(token) <= MAX_TOKEN
            assert not any(char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in token)


def test_tokens_of_tokens_are_the_same_tokens() -> None:
    text = "Who's C++ and Node.js l'eau R&D e-book 2005 straße дом objective-c .NET"
    assert tokens(" ".join(tokens(text))) == tokens(text)


def test_terms_leave_out_how_one_asks() -> None:
    assert terms("Who can help me with a crochet pattern? I won't crochet badly") == ["crochet", "pattern", "badly"]


def test_a_problem_of_filler_only_keeps_its_words() -> None:
    assert terms("how do I") == ["how", "do", "i"]


def test_a_long_problem_is_cut_to_its_first_terms() -> None:
    assert terms(" ".join(f"word{n}" for n in range(2000))) == [f"word{n}" for n in range(MAX_TERMS)]
