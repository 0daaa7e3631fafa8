"""The long sweeps: every write of every verb killed or failed, every byte of the header flipped, and more.

``python tests/faults/sweep.py [MOST] [SECTION[:VERB,VERB] ...]`` prints a table: the fault, how it
was made to happen, how often it was tried, how often all was well afterwards,
and what failed. MOST is how many calls of one kind are interfered with, at most (by default
160 are killed and 50 failed).
A short version of each runs with the tests.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from bytes_changed import flipped_headers, foreign_files, truncated
from hostile_screens import hostile
from interrupting import SWEPT, Sweep, make_base
from small_disk import small_disks
from together import all_at_once, mixed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST, MOST_FAILED = 160, 50
"""Calls of one kind that are killed and failed; of more, as many evenly from the first to the last."""
WORKERS = 2


class Line(NamedTuple):
    """A line of the table; `wrong` describes the failures."""

    fault: str
    how: str
    tried: int
    wrong: list[str]


def swept(fault: str, how: str, verbs: list[str], most: int) -> Iterator[Line]:
    """Interfere with these verbs, or with every one, at every write."""
    with tempfile.TemporaryDirectory() as top:
        base = Path(top) / "base"
        base.mkdir()
        make_base(base)

        def one(name: str) -> Line:
            sweep = Sweep(name, base, Path(top) / name)
            tried, wrong = 0, []
            for call, count in sweep.calls.items():
                for when in sorted({max(1, round(count * part / most)) for part in range(1, most + 1)}):
                    tried += 1
                    said = sweep.at(call, fault, f"{when}{'+' if how.endswith('on') else ''}")
                    wrong += [f"{call} {when}: {said}"] if said else []
            return Line(f"{how}: {name}", f"strace inject={fault}", tried, wrong)

        with ThreadPoolExecutor(WORKERS) as pool:
            yield from pool.map(one, verbs or SWEPT)


def table(found: list[tuple[str, str, int, list[str]]]) -> Iterator[Line]:
    """Make lines of what another sweep found."""
    yield from (Line(*line) for line in found)


FAULTS: dict[str, Callable[[list[str], int], Iterator[Line]]] = {
    "kill": lambda verbs, most: swept("signal=KILL", "SIGKILL at a write", verbs, most or MOST),
    "eio": lambda verbs, most: swept("error=EIO", "EIO at a write", verbs, most or MOST_FAILED),
    "enospc": lambda verbs, most: swept("error=ENOSPC", "ENOSPC at a write", verbs, most or MOST_FAILED),
    "full": lambda verbs, most: swept("error=ENOSPC", "ENOSPC from a write on", verbs, most or MOST_FAILED),
}
SECTIONS: dict[str, Callable[[], Iterator[Line]]] = {
    "header": lambda: table(flipped_headers()),
    "cut": lambda: table(truncated()),
    "foreign": lambda: table(foreign_files()),
    "tmpfs": lambda: table(small_disks()),
    "screens": lambda: table(hostile()),
    "together": lambda: table([*all_at_once(), *mixed()]),
}


def main(names: list[str]) -> int:
    """Run the sections with these names, or all; exit with status 1 if anything failed."""
    bad = 0
    most = int(names.pop(0)) if names and names[0].isdigit() else 0
    for name in names or [*FAULTS, *SECTIONS]:
        section, _, verbs = name.partition(":")
        chosen = verbs.split(",") if verbs else []
        for line in FAULTS[section](chosen, most) if section in FAULTS else SECTIONS[name]():
            print(f"| {line.fault} | {line.how} | {line.tried} | {line.tried - len(line.wrong)} |", flush=True)
            for said in line.wrong[:5]:
                print(f"    {said}", flush=True)
            bad += len(line.wrong)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
