"""vCards that are made to cost much: each costs little, and is reported once."""

from __future__ import annotations

import time
import tracemalloc

import pytest

HEAD = b"BEGIN:VCARD\nVERSION:3.0\nFN:Nan\n"
END = b"END:VCARD\n"
NEXT = b"BEGIN:VCARD\nFN:Theo\nEND:VCARD\n"
SIZE = 50_000_000
LINE = b" " + b"A" * 74 + b"\n"

ENDLESS = {
    "one line that never ends": (HEAD + b"NOTE:" + b"a" * SIZE, "more than 2,000,000 bytes of text"),
    "folded lines that never end": (HEAD + b"NOTE:a\n" + LINE * (SIZE // 150), "more than 2,000,000 bytes of text"),
    "properties that never end": (HEAD + b"X-A:bcdefgh\n" * (SIZE // 12), "more than 5,000 properties"),
}
PHOTOS = {
    "in one line": HEAD + b"PHOTO;ENCODING=b:" + b"A" * SIZE + b"\n" + END,
    "folded": HEAD + b"PHOTO;ENCODING=b:AAAA\n" + LINE * (SIZE // 150) + END,
    "of vCard 2.1": HEAD + b"PHOTO;JPEG;BASE64:\n" + LINE[1:] * (SIZE // 150) + b"\n" + END,
}


def measured(given, data):
    """Return what was read, the processor time it took, and the most memory."""
    tracemalloc.start()
    began = time.process_time()
    found = given(data)
    seconds, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found, seconds, peak


@pytest.fixture
def costs(given):
    """Read a card that is made to cost much: it takes less time than 30,000 ordinary ones, and 20 MB at most."""

    def limited(data):
        _, ordinary, _ = measured(given, NEXT * 1_000)
        found, seconds, peak = measured(given, data)
        assert seconds < 30 * ordinary, seconds / ordinary
        assert peak < 20_000_000, peak
        return found

    return limited


@pytest.mark.parametrize("what", ENDLESS)
def test_a_card_that_never_ends_costs_little_and_is_told(costs, what):
    data, why = ENDLESS[what]
    assert costs(data).skipped == [(1, f"has {why}")]


@pytest.mark.parametrize("what", ENDLESS)
def test_after_a_card_without_measure_the_next_is_read(given, what):
    data, _ = ENDLESS[what]
    found = given(data[:6_000_000] + b"\n" + END + NEXT)
    assert (found.names, len(found.skipped)) == (["Theo"], 1)


@pytest.mark.parametrize("what", ["in one line", "folded", pytest.param("of vCard 2.1", marks=pytest.mark.slow)])
def test_a_photo_of_50_mb_is_passed_over(costs, what):
    found = costs(PHOTOS[what] + NEXT)
    assert found.names == ["Nan", "Theo"]
    assert "PHOTO" in found.reading.ignored


def test_cards_nested_a_thousand_deep_are_told_one_by_one(given):
    found = given(b"BEGIN:VCARD\n" * 1000 + b"FN:Nan\n" + b"END:VCARD\n" * 1000)
    assert found.names == ["Nan"]
    assert [line for line, _ in found.skipped] == list(range(1, 1000))


def test_more_cards_than_anybody_knows_are_refused(given, monkeypatch):
    from asknet.errors import InputError
    from asknet.formats.vcard import lines

    monkeypatch.setattr(lines, "MAX_CARDS", 2)
    with pytest.raises(InputError, match=r"more than 2 cards \(line 7\)"):
        given(NEXT * 3)


@pytest.mark.parametrize(
    "line",
    [
        b"FN;X=" + b'"a' * 100_000 + b":Nan",
        b"FN" + b";A=B" * 100_000 + b":Nan",
        b"CATEGORIES:" + b"\\," * 200_000,
        b"NOTE;QUOTED-PRINTABLE:" + b"=41=\n" * 50_000,
        b"NICKNAME:" + b"a," * 200_000,
        b"FN;CHARSET=punycode:" + b"\xe4a-" * 100_000,
        b"FN;CHARSET=unicode_escape:" + b"\xe4\\x41" * 100_000,
    ],
)
def test_lines_that_ask_for_much_work_get_little(costs, line):
    found = costs(b"BEGIN:VCARD\nVERSION:2.1\n" + line + b"\n" + END + NEXT)
    assert "Theo" in found.names
    assert len(found.rows) == 2
