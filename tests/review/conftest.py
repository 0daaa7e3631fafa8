"""The invented network, made once, and what its review should say."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from review.invented import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the invented network; nobody may write to it."""
    path = tmp_path_factory.mktemp("invented") / "network.db"
    build(path)
    path.chmod(0o400)
    return path


HOSTILE = (
    "[bold]red[/]", "[/]", "x" * 400, "\x1b[31mred\x1b[0m\x1b]0;owned\x07", "\u202eevil\u2066", "漢字の名前" * 40,
    "👩‍👩‍👧 🏳️‍🌈 👍🏽 " * 20, "e\u0301\u0323" * 90, "line\none\r\ntwo\tthree",
    "\x00\x07\x9b31m\x85", "שלום עולם " * 20,
    "مرحبا بالعالم", "ｗｉｄｅ ＡＮＤ ｗｉｄｅ " * 20, "--help", "'; DROP TABLE contacts; --\"$(reboot)`",
    "\u200b\u2028\ufeff", "한글 이름 " * 30,
    "https://example.org/" + "a" * 300, "{name} %s \\u001b \\x1b", "🇩🇪" * 100,
)  # fmt: skip
"""Text that would drive, widen or break a terminal, were it let through."""


@pytest.fixture(scope="session")
def hostile(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented network with such text in every field, as another program could write it."""
    path = tmp_path_factory.mktemp("hostile") / "network.db"
    shutil.copyfile(invented, path)
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.create_function("hostile", 1, lambda number: HOSTILE[number % len(HOSTILE)])
        for table, columns in (
            ("contacts", ("name", "title", "org", "place", "notes")),
            ("details", ("value",)),
            ("skills", ("topic",)),
            ("interactions", ("text", "kind")),
            ("interaction_topics", ("topic",)),
            ("asks", ("problem", "note")),
            ("outcomes", ("note",)),
        ):
            for place, column in enumerate(columns):
                conn.execute(f"UPDATE {table} SET {column} = hostile(id + {7 * place})")
    path.chmod(0o400)
    return path
