"""Check the thesaurus of who helps with what: `tools/helpers/*.jsonl`, or the files that are named.

    python tools/check_helpers.py [FILE ...]

Each line is a JSON object for one kind of helper:

    helper    its plainest name, lower case but for proper names: one kind of person, community or source
    also      how such a contact is written in an address book: titles, tags (sloppy ones too), firms, scribbled notes;
    what
              is a helper with a line of its own only if one of the two is `near` the other
    asks      problems with which people turn to them, as they type them; half or more without the helper's own words
    near      other helpers who could help second-best; they need not have a line of their own

Prints one line a fault (file, line, helper, reason) and exits with status 1 if there is any.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HELPERS = Path(__file__).resolve().parent / "helpers"

HOW_MANY = {"also": (8, 30), "asks": (18, 64), "near": (2, 10)}  # entries, fewest and most
LONGEST = {"helper": 8, "also": 8, "asks": 25, "near": 8}  # words
LONGEST_ENTRY = 160  # characters

_word = re.compile(r"\w+")


def folded(text: str) -> str:
    """The words alone, so that entries that differ in case and signs only are the same."""
    return " ".join(_word.findall(text.casefold()))


def faults_of_entry(field: str, text: object) -> Iterator[str]:
    """What is wrong with one text."""
    if not isinstance(text, str) or not folded(text):
        yield f"{field}: {text!r} has no words"
    elif text != " ".join(text.split()) or not text.isprintable():
        yield f"{field}: {text!r} has spaces or signs that are not printed"
    elif len(text.split()) > LONGEST[field] or len(text) > LONGEST_ENTRY:
        yield f"{field}: {text!r} has {len(text.split())} words and {len(text)} characters, too many"


def faults_of_line(line: str) -> Iterator[str]:
    """What is wrong with one line by itself."""
    try:
        kind = json.loads(line)
    except ValueError as error:
        yield f"no JSON ({error})"
        return
    if not isinstance(kind, dict) or set(kind) != set(LONGEST):
        yield f"the fields are not {', '.join(LONGEST)}"
        return
    yield from faults_of_entry("helper", kind["helper"])
    for field, (fewest, most) in HOW_MANY.items():
        texts = kind[field]
        if not isinstance(texts, list) or not fewest <= len(texts) <= most:
            yield f"{field}: not a list of {fewest} to {most} entries"
            continue
        seen = {folded(str(kind["helper"]))} if field != "asks" else set()
        for text in texts:
            yield from faults_of_entry(field, text)
            if folded(str(text)) in seen:
                yield f"{field}: {text!r} stands there twice"
            seen.add(folded(str(text)))


def faults(files: Sequence[Path]) -> Iterator[str]:
    """Every fault of the files together: `file:line: reason`."""
    kinds: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for file in files:
        for number, line in enumerate(file.read_text("utf8").splitlines(), 1):
            where = f"{file.name}:{number}"
            found = list(faults_of_line(line))
            if not found:
                kind = json.loads(line)
                name = folded(kind["helper"])
                if name in kinds:
                    found = [f"helper: {name!r} stands in {kinds[name][0]} too"]
                kinds.setdefault(name, (where, kind))
            yield from (f"{where}: {fault}" for fault in found)
    near = {name: {folded(other) for other in kind["near"]} for name, (_, kind) in kinds.items()}
    for name, (where, kind) in kinds.items():
        for other in {folded(text) for text in kind["also"]} & set(kinds):
            if other not in near[name] and name not in near[other]:
                yield f"{where}: also: {other!r} has a line of its own, and neither is near the other"


def main() -> None:
    """Print the faults and the counts."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", nargs="*", type=Path, metavar="FILE")
    files = ap.parse_args().files or sorted(HELPERS.glob("*.jsonl"))
    found = list(faults(files))
    print("\n".join(found) if found else f"{len(files)} files, no faults")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
