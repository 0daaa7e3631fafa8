"""Write THIRD-PARTY.md: the packages that asknet's wheel needs, under what licence each is, and the data that ships.

    python tools/write_third_party.py            # rewrites THIRD-PARTY.md
    python tools/write_third_party.py --check    # exits with status 1 if the installed packages say something else

The licences are what the installed packages state. Licences other than those of `PERMISSIVE` are refused.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).resolve().parent.parent / "THIRD-PARTY.md"
PERMISSIVE = {
    "Apache License, Version 2.0", "Apache Software License", "Apache-2.0", "BSD License", "BSD-2-Clause", "BSD-3-Clause",
    "ISC License (ISCL)", "MIT", "MIT License", "MIT-0", "PSF-2.0", "Public Domain", "Apache-2.0 OR BSD-3-Clause",
    "MIT OR Apache-2.0", "BSD-3-Clause OR Apache-2.0",
}  # fmt: skip
ELSEWHERE = {"colorama": "BSD-3-Clause", "pywin32": "PSF-2.0"}
"""What is installed on Windows alone, so that its licence cannot be read here."""
HEAD = """# Third-party notices

asknet is under the MIT licence (`LICENSE`). It contains no code of others. `pip` installs the packages below with it, each
under its own licence, whose text comes with the package.

The data in `src/asknet/data/` was made from works of others: the lexicon, the thesaurus and the rare words
(`lexicon.bin`, `thesaurus.bin`, `rare_words.txt`) from WordNet, MiniLM and the other works that
`src/asknet/data/NOTICES.txt` names with their terms. That file is part of the wheel.
[docs/LEXICON.md](docs/LEXICON.md) says what was made from what. Calling codes and what is dialled in front of a number
(`calling_codes.tsv`) are from libphonenumber (Apache-2.0), taken by `tools/build_calling_codes.py`. `headers.tsv` has names of
columns as other programs write them, joined by `tools/build_headers.py` from the files in `tools/headers`, which name their
sources; nothing else of those programs is in it. `name_words.txt` has names from the census of the United States of 1990, which
are in the public domain, taken by `tools/build_name_words.py`. Our own writing, under asknet's licence, are `given_names.txt`,
`short_forms.tsv`, the helpers of the thesaurus (`tools/helpers/`), the words and sentences from which `deeds.json` and
`directions.bin` were trained (`tools/deeds.txt`, `tools/conversations.txt`, `tests/logbook`), and the invented people of
`demo.yaml` and `examples/`.

`tools/write_third_party.py` writes this file from what the installed packages state.
"""


def needed(name: str, extras: frozenset[str] = frozenset(), found: dict[str, str] | None = None) -> dict[str, str]:
    """Return every package that `name` with `extras` needs on this machine, and its licence."""
    found = {} if found is None else found
    for line in distribution(name).requires or []:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            continue
        package = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if package not in found:
            found[package] = licence(package)
            needed(package, frozenset(requirement.extras), found)
        elif requirement.extras:
            needed(package, frozenset(requirement.extras), found)
    return found


def licence(package: str) -> str:
    """Return the licence that an installed package states: an expression, else a classifier, else a free text."""
    metadata = distribution(package).metadata
    classifiers = [
        line.split(" :: ")[-1] for line in metadata.get_all("Classifier") or [] if line.startswith("License")
    ]
    stated = metadata.get("License-Expression") or " OR ".join(classifiers) or metadata.get("License") or ""
    if stated not in PERMISSIVE:
        message = (
            f"{package} is under {stated.splitlines()[0] if stated else 'no stated licence'}, which is not permissive"
        )
        raise SystemExit(message)
    return stated


def tables() -> list[str]:
    """Return the page's lines of the packages: those of every installation, then those of ``asknet[mcp]`` alone."""
    always = needed("asknet") | {"colorama": ELSEWHERE["colorama"]}
    with_mcp = {**needed("asknet", frozenset({"mcp"})), "pywin32": ELSEWHERE["pywin32"]}
    only = {package: terms for package, terms in with_mcp.items() if package not in always}
    return [
        "## Every installation\n", *_table(always), "\n`colorama` is installed on Windows only.\n",
        "## With `asknet[mcp]`\n", *_table(only), "\n`pywin32` is installed on Windows only.",
    ]  # fmt: skip


def _table(packages: dict[str, str]) -> list[str]:
    rows = (f"| [{name}](https://pypi.org/project/{name}/) | {terms} |" for name, terms in sorted(packages.items()))
    return ["| package | licence |", "|---|---|", *rows]


if __name__ == "__main__":
    lines = tables()
    if sys.argv[1:] == ["--check"]:
        kept = PAGE.read_text(encoding="utf-8").splitlines()
        missing = [line for line in lines if line.startswith("| [") and line not in kept]
        sys.exit("\n".join(["THIRD-PARTY.md lacks:", *missing]) if missing else 0)
    PAGE.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
