"""Text that tries to control the terminal, and the control characters that may reach it anyway."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f\udc80-\udcff]"
)


@pytest.fixture
def unsafe() -> Callable[[str], list[str]]:
    """List what in a text could drive a terminal, colours and ends of line aside."""
    return lambda text: _UNSAFE.findall(_COLOURS.sub("", text).replace("\r\n", "\n"))
