"""`asknet mcp` on the command line: what it needs, what it refuses, and that it costs the other verbs nothing."""

import pytest


@pytest.fixture
def without_the_sdk(home):
    """Hide the SDK as if it were not installed."""
    (home / "site").mkdir()
    for name in ("mcp", "mcp_types"):
        (home / "site" / f"{name}.py").write_text(
            f"raise ModuleNotFoundError('No module named {name}', name='{name}')\n"
        )
    return {"PYTHONPATH": str(home / "site")}


def test_without_the_sdk_it_says_how_to_install_it(process, without_the_sdk):
    ran = process("mcp", env=without_the_sdk)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "asknet: the assistant server needs mcp, which is not installed."
        " Type `pip install 'asknet[mcp]'`, or `pipx inject asknet mcp`.\n"
    )


def test_without_the_sdk_its_help_is_there(process, without_the_sdk):
    assert "--write" in process("mcp", "--help", env=without_the_sdk).out


@pytest.mark.parametrize("words", [("ask", "crochet"), ("log", "tea with Nan"), ("list",), ("mcp", "--help")])
def test_no_other_command_imports_the_sdk(process, without_the_sdk, words):
    process("add", "Nan Okafor", "crochet")
    assert process(*words, env=without_the_sdk).code == 0


@pytest.mark.parametrize("given", ["secrets", "notes,everything", "notes;log"])
def test_what_cannot_be_shared_is_refused(process, given):
    ran = process("mcp", "--with", given)
    assert (ran.code, ran.out) == (2, "")
    assert "--with takes addresses, notes, log" in ran.err
