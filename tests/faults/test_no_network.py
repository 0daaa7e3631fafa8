"""No network: the suite runs with sockets forbidden, and no verb makes a network call, in its libraries either."""

import re
import shutil
import socket
import subprocess
import sys

import pytest

from asknet.cli.app import COMMANDS

WORDS = {
    "ask": ["crochet"], "add": ["Theo Brandt", "pies"], "log": ["coffee with Nan"], "close": ["last"], "me": ["python"],
    "edit": ["Nan", "--place", "Perth"], "show": ["Nan"], "path": ["Nan"], "import": ["people.csv"],
    "synonym": ["add", "k8s", "kubernetes"], "remove": ["Nan"], "demo": ["bread"], "backup": ["copy.db"],
    "restore": ["last", "--yes"], "forget": ["Nan", "--confirm", "Nan Okafor"],
}  # fmt: skip


def test_a_socket_cannot_be_opened_here():
    with pytest.raises(PermissionError, match="reached for the network"):
        socket.socket()


def test_nor_in_a_program_that_is_started(environment):
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"], env=environment, check=False, capture_output=True
    )
    assert done.returncode == 97
    assert b"reached for the network" in done.stderr


ASYNCIO_LOOP = "import asyncio; asyncio.run(asyncio.sleep(0)); print('ran')"
OTHERS = {
    "a pair of ones own": "import socket; socket.socketpair()",
    "a pair made inside a loop": "import asyncio, socket\nasync def main(): socket.socketpair()\nasyncio.run(main())",
    "a connection of asyncio's": "import asyncio; asyncio.run(asyncio.open_unix_connection('/tmp/x'))",
    "a server of asyncio's": "import asyncio; asyncio.run(asyncio.start_unix_server(print, 'x'))",
    "a name that is looked up": "import socket; socket.getaddrinfo('example.org', 80)",
}


def started(program, environment, home):
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=environment, cwd=home, check=False, capture_output=True)


def test_the_pair_that_wakes_an_event_loop_is_allowed(environment, home):
    assert started(ASYNCIO_LOOP, environment, home).stdout == b"ran\n"


@pytest.mark.parametrize("program", OTHERS.values(), ids=OTHERS)
def test_no_other_socket_is(environment, home, program):
    done = started(program, environment, home)
    assert (done.returncode, done.stderr[:30]) == (97, b"asknet reached for the network")


PAIR = re.compile(r"\d+ +socketpair\(AF_UNIX, .*\[(\d+), (\d+)\]\) = 0")
ON_IT = re.compile(r"\d+ +(?:getsockname|getsockopt|sendto|recvfrom)\((\d+),.*")


def besides_the_loops_pair(calls):
    """Return the calls that are not the making of one pair of sockets, and the use of it."""
    pairs = [pair for call in calls if (pair := PAIR.fullmatch(call))]
    if len(pairs) != 1:
        return calls
    own = pairs[0].groups()
    return [c for c in calls if c != pairs[0].string and not ((on := ON_IT.fullmatch(c)) and on[1] in own)]


@pytest.mark.skipif(not shutil.which("strace"), reason="system calls are watched by strace")
@pytest.mark.parametrize("verb", COMMANDS)
def test_a_verb_makes_no_network_call(run, once, home, environment, verb):
    once("watched", lambda: (run("add", "Nan Okafor", "crochet"), run("ask", "crochet")))
    run("backup")
    (home / "people.csv").write_text("name\nMo Ray\n")
    subprocess.run(
        ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=%network", "-o", "calls", sys.executable, "-m", "asknet",
         verb, *WORDS.get(verb, [])],
        cwd=home, env=environment, check=False, capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    made = [line for line in (home / "calls").read_text().splitlines() if "(" in line]
    assert (besides_the_loops_pair(made) if verb == "mcp" else made) == []
