"""No network: the suite runs with sockets forbidden, and no verb makes a network call, in its libraries either."""

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


@pytest.mark.skipif(not shutil.which("strace"), reason="system calls are watched by strace")
@pytest.mark.parametrize("verb", COMMANDS)
def test_a_verb_makes_no_network_call(run, once, home, environment, verb):
    once("watched", lambda: (run("add", "Nan Okafor", "crochet"), run("ask", "crochet")))
    run("backup")
    (home / "people.csv").write_text("name\nMo Ray\n")
    subprocess.run(
        ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=%network", "-o", "calls", sys.executable, "-m", "asknet",
         verb, *WORDS.get(verb, [])],
        cwd=home, env=environment, check=False, capture_output=True, timeout=60,
    )  # fmt: skip
    made = [line for line in (home / "calls").read_text().splitlines() if "(" in line]
    assert made == []
