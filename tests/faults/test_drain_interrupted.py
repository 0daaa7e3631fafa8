"""An inbox that is drained by a process which is killed at any write: each line is logged once, and none is lost."""

import re
import subprocess
import sys

import pytest
from interrupting import STRACE

pytestmark = pytest.mark.skipif(not STRACE, reason="strace stops the program")

CALLS = ("rename", "fsync", "fdatasync", "unlink", "pwrite64", "write")
INBOX = "2026-10-02 coffee with Mira about hives\n2026-10-05 Theo rang\n2026-10-06 coffee with Zed Unknown\n"
LEFT = "# asknet: nobody here is called 'Zed Unknown'\n2026-10-06 coffee with Zed Unknown\n"
LATER = "2026-10-05 Theo rang\n"


@pytest.fixture
def drain(environment, home, db, run):
    run("add", "Mira Olsen")
    run("add", "Theo Brandt")
    begun = db.read_bytes()
    inbox = home / "inbox.txt"

    def drained(*stop):
        db.write_bytes(begun)
        for journal in db.parent.glob("network.db-journal"):
            journal.unlink()
        inbox.write_text(INBOX)
        trace = home / "trace"
        command = [STRACE, "-f", "-o", trace, "-e", f"trace={','.join(CALLS)}", *stop]
        words = [sys.executable, "-m", "asknet", "log", "--from", "inbox.txt", "--drain"]
        subprocess.run(
            [*command, *words],
            env=environment | {"PYTHONDONTWRITEBYTECODE": "1"},
            cwd=home,
            check=False,
            capture_output=True,
            timeout=60,
        )
        return trace.read_text(errors="replace")

    drained.inbox = inbox
    return drained


@pytest.mark.slow
def test_killed_at_any_write_each_line_is_logged_once_and_an_equal_one_added_later_again(drain, run, home):
    counts = {call: len(re.findall(rf"^\d+ +{call}\(", drain(), re.MULTILINE)) for call in CALLS}
    assert drain.inbox.read_text() == LEFT
    assert counts["rename"] == 1
    for call, count in counts.items():
        for place in range(max(1, count - 11), count + 1):
            drain("-e", f"inject={call}:signal=KILL:when={place}")
            with drain.inbox.open("a") as inbox:
                inbox.write(LATER)
            assert run("log", "--from", drain.inbox, "--drain").code == 0
            days = sorted(row[1] for row in run("history").rows)
            assert days == ["2026-10-02", "2026-10-05", "2026-10-05"], (call, place)
            assert drain.inbox.read_text() == LEFT
            assert [path.name for path in home.iterdir() if path.name.endswith(".draining")] == []
