"""Close what the tests of matching opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from network import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _open_stores(tmp_path: Path) -> Iterator[None]:
    OPEN.folder = tmp_path
    yield
    for store in OPEN.stores:
        store.close()
    OPEN.stores.clear()
