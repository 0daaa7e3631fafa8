"""Closing what the tests of matching opened."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

sys.path.insert(0, str(Path(__file__).parent))

from network import OPEN  # noqa: E402 - the folder is on the path only now


@pytest.fixture(autouse=True)
def _open_stores(tmp_path: Path) -> Iterator[None]:
    OPEN.folder = tmp_path
    yield
    for store in OPEN.stores:
        store.close()
    OPEN.stores.clear()
