"""Write src/asknet/data/headers.tsv: what the names of columns mean, joined from the files in tools/headers.

    python tools/build_headers.py

Each of those files is one source, and says in its first lines which, and under what licence: its lines are a language, a
meaning and names, separated by ``" | "``. Names that several sources have are written once. A name has one meaning in a
language: if two files differ, or asknet does not know a meaning, the faults are printed and nothing is written.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from asknet.fields import FIELDS  # noqa: E402 - the package beside this file
from asknet.formats import headers  # noqa: E402

FILES = [ROOT / "tools" / "headers" / f"{name}.tsv" for name in (
    "services", "zimbra", "thunderbird", "roundcube", "django", "plain")]  # fmt: skip
"""The sources; of names that fold to the same text, the first spelling is kept."""
LANGUAGES = "en de fr es it pt nl sv da nb fi pl cs sk hu ru uk bg hr sl ca el ro tr ja zh ko he ar vi id".split()
"""The order in which languages are searched for a name that the language of its table does not have."""
MEANINGS = [
    "name", headers.RENAMED, headers.DISPLAY, headers.FIRST, headers.MIDDLE, headers.LAST, headers.MAIDEN,
    "skills", headers.TAGS, headers.LABELS, "title", headers.HONORIFIC, headers.WORKPLACE, "place", headers.HOME, headers.WORK,
    headers.RELATION, headers.EITHER,
]  # fmt: skip
MEANINGS += [field for field in FIELDS if field not in MEANINGS] + [headers.SKIP]
HEAD = """\
# The names of columns in the languages of the programs that write them: language, meaning, names.
# Written by tools/build_headers.py from the files in tools/headers, which say where each name comes from.
# A meaning is a field, a part of one (name/first), or - for a column that is known and not read.
"""


def joined(files: list[Path]) -> tuple[str, list[str]]:
    """Return the table that the files make, and their faults as sentences."""
    names: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    meaning_of: dict[tuple[str, str], tuple[str, str]] = {}
    faults = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        faults += [f"{file.name} names no {what}" for what in ("source", "licence") if f"\n# {what}: " not in text]
        for number, line in enumerate(text.splitlines(), start=1):
            if line.startswith("#"):
                continue
            language, meaning, written = line.split("\t")
            if language not in LANGUAGES or meaning not in MEANINGS:
                faults.append(f"{file.name}, line {number}: {language} {meaning} is not known")
            for name in written.split(" | "):
                key = headers.folded(name)
                other, where = meaning_of.setdefault((language, key), (meaning, f"{file.name}, line {number}"))
                if other != meaning:
                    faults.append(f"{file.name}, line {number}: {name!r} is {meaning}, and {other} in {where}")
                names[language, meaning].setdefault(key, name)
    lines = [
        f"{language}\t{meaning}\t{' | '.join(names[language, meaning].values())}\n"
        for language in LANGUAGES
        for meaning in MEANINGS
        if (language, meaning) in names
    ]
    return HEAD + "".join(lines), faults


def main() -> int:
    """Write the table, or print the faults."""
    table, faults = joined(FILES)
    if faults:
        print("\n".join(faults))
        return 1
    (ROOT / "src" / "asknet" / "data" / "headers.tsv").write_text(table, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
