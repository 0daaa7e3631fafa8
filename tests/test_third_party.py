"""Everything by others that ships, or that asknet needs, is listed with its licence."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICES = (ROOT / "src" / "asknet" / "data" / "NOTICES.txt").read_text(encoding="utf-8")


def test_every_package_that_is_needed_is_listed_with_the_licence_it_states():
    ran = subprocess.run(
        [sys.executable, ROOT / "tools" / "write_third_party.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_every_work_that_went_into_the_data_is_named_with_its_terms():
    assert [
        work for work in ("WordNet 3.0", "SCOWL", "all-MiniLM-L6-v2", "Python documentation") if work not in NOTICES
    ] == []
