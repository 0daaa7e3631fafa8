"""How long the assistant server takes to start and to answer, and what memory it holds.

    python tests/bench/assistant.py [--contacts 1000 10000] [--calls 80]

Prints the wall time from the start of the process to its first answer, its memory then and at the end, and the
processor time of a call of ``who_can_help`` in the running process, everything that the protocol costs included: the
median and the slowest of ten. No problem is asked twice. Needs `asknet[mcp]` and Linux (`/proc`).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import words, write_contacts

HELPERS = Path(__file__).parents[2] / "tools" / "helpers"
STARTS = 5
TICK = 1000 / os.sysconf("SC_CLK_TCK")


def problems(count: int) -> list[str]:
    """Return problems as people type them, the same every time."""
    lines = [line for path in sorted(HELPERS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return random.Random(20).sample([ask for line in lines for ask in json.loads(line)["asks"]], count)


class Server:
    """A running server, used line by line."""

    def __init__(self, db: Path) -> None:
        begun = time.perf_counter()
        command = [sys.executable, "-m", "asknet", "--db", str(db), "mcp"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.ask("initialize", {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"},
        })  # fmt: skip
        self.started = time.perf_counter() - begun
        self._send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Send a request and return the answer."""
        self._send({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())["result"]

    def processor_ms(self) -> float:
        """Return the processor time so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * TICK

    def memory_mb(self) -> float:
        """Return the memory that it holds."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1000

    def close(self) -> None:
        """Close its input and wait for its end."""
        self._process.communicate()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--calls", type=int, default=80)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in given.contacts:
            db, file = Path(folder) / f"{count}.db", Path(folder) / f"{count}.csv"
            write_contacts(file, count, words(), random.Random(count))
            command = [sys.executable, "-m", "asknet", "--db", str(db), "import", str(file)]
            subprocess.run(command, check=True, capture_output=True)
            starts = []
            for _ in range(STARTS):
                server = Server(db)
                starts.append(server.started)
                server.close()
            server = Server(db)
            server.ask("tools/call", {"name": "open_asks", "arguments": {}})
            early, groups = server.memory_mb(), []
            asked = problems(given.calls)
            for start in range(0, len(asked), 10):  # a tick is 10 ms: ten calls are measured together
                before = server.processor_ms()
                for problem in asked[start : start + 10]:
                    result = server.ask("tools/call", {"name": "who_can_help", "arguments": {"problem": problem}})
                    assert not result.get("isError")
                groups.append((server.processor_ms() - before) / len(asked[start : start + 10]))
            print(
                f"{count:7,} contacts: starts in {statistics.median(starts):.2f} s; {early:.0f} MB, then"
                f" {server.memory_mb():.0f}; a call {statistics.median(groups):.0f} ms, slowest ten {max(groups):.0f}"
            )
            server.close()


if __name__ == "__main__":
    main()
