"""Measure whether combining words and meaning loses what one of them knows.

    python tools/compare_voices.py FOLDER ...

A FOLDER holds one set of people, problems and who can help with them, as `tools/fit_verdict.py` reads it. Every answerable
problem is ranked by words alone, by meaning alone, and by both joined, as asknet does it. Printed, as nDCG@10 (gain 2^g - 1):
the three; what the better voice of each problem would give, if one knew which; that of a third of the way there; and the
share of the problems that joining ranks worse than the better voice does.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING

from fit_verdict import opened, read_everyday, read_people

from asknet.ask.match.combine import combined
from asknet.ask.match.fit import breadth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asknet.ask.match.answer import Fits

WORSE = 0.01
"""Difference in nDCG from which a problem counts as ranked worse."""


def gain(fits: Mapping[int, float], names: Mapping[int, str], gold: Mapping[str, int]) -> float:
    """The nDCG@10 of a ranking, of equal fits the lower number first."""
    first = sorted(fits, key=lambda contact: (-fits[contact], contact))[:10]
    return _sum(gold.get(names[contact], 0) for contact in first) / _sum(sorted(gold.values(), reverse=True)[:10])


def _sum(gains: Iterable[int]) -> float:
    return math.fsum((2**each - 1) / math.log2(place + 2) for place, each in enumerate(gains))


def voices(fits: Fits) -> tuple[Mapping[int, float], Mapping[int, float], Mapping[int, float]]:
    """The fits by words alone, by meaning alone, and by both."""
    words, meaning, share = fits._words, fits._meaning, fits._shares  # noqa: SLF001
    alone = combined({}, meaning, breadth(share.values()), 0.0) if meaning and share else {}
    return words, alone, fits.fits


def main() -> None:
    """Print a line a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    print(
        "| set | words | meaning | joined | better voice | a third of it | joined is worse |\n|---|---|---|---|---|---|---|"
    )
    for folder in parser.parse_args().folders:
        whole = read_everyday(folder) if (folder / "contacts.csv").exists() else read_people(folder)
        with opened(whole) as (names, fits_to):
            rows = [
                [gain(voice, names, problem.gold) for voice in voices(fits_to(problem.text))]
                for problem in whole.problems
                if problem.gold
            ]
        words, meaning, joined = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        better = sum(max(row[:2]) for row in rows) / len(rows)
        worse = sum(row[2] < max(row[:2]) - WORSE for row in rows) / len(rows)
        third = joined + (better - joined) / 3
        figures = " | ".join(f"{x:.3f}" for x in (words, meaning, joined, better, third))
        print(f"| {whole.name} | {figures} | {worse:.2f} |", flush=True)


if __name__ == "__main__":
    main()
