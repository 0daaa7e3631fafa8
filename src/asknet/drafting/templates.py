"""The text of a draft: a template for each purpose, replaced by the user's own if there is one in the config folder.

A template is plain text. A placeholder stands for a whole sentence, or for nothing if there is nothing to say;
a line that becomes empty is dropped.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from asknet.errors import UsageError
from asknet.file_ownership import foreign_link

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_TEMPLATE_BYTES = 100_000

PLACEHOLDERS = (
    "subject", "greeting", "last", "problem", "reason", "request", "offer", "decline", "thanks", "signature",
)  # fmt: skip

_SHIPPED = Path(__file__).parent / "templates"
_PLACEHOLDER = re.compile(r" ?\{(\w+)\}")
_SUBJECT = "Subject:"


def read_template(name: str, folder: Path) -> str:
    """Return the template of a purpose: the user's ``NAME.txt`` in `folder`, else the one that ships.

    Raises `UsageError` for a file that cannot be used, or that contains an unknown placeholder.
    """
    path = folder / f"{name}.txt"
    if not path.exists():
        return (_SHIPPED / f"{name}.txt").read_text(encoding="utf-8")
    link = foreign_link(path)
    if link is not None:
        message = f"{path} is not read: {link} is a link that belongs to another user"
        raise UsageError(message, "Replace it with a file of your own")
    if not path.is_file():  # reading a pipe would wait for somebody to write to it
        message = f"{path} is not a text file"
        raise UsageError(message, "Put a text file there, or move it away")
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_TEMPLATE_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or "it is not UTF-8 text").lower()
        message = f"{path} cannot be read ({why})"
        raise UsageError(message, "Correct it, or move it away") from error
    if len(raw) > MAX_TEMPLATE_BYTES:
        message = f"{path} is larger than {MAX_TEMPLATE_BYTES:,} bytes"
        raise UsageError(message, "Shorten it")
    unknown = next((found for found in _PLACEHOLDER.findall(text) if found not in PLACEHOLDERS), None)
    if unknown:
        message = f"{path}: {{{unknown}}} is not a placeholder"
        raise UsageError(message, f"Placeholders are {', '.join(PLACEHOLDERS)}")
    return text.replace("\r\n", "\n")


def fill(template: str, sentences: Mapping[str, str]) -> tuple[str, str]:
    """Return the subject and the body of a template with its placeholders filled.

    Each placeholder is replaced once: braces in a sentence are just text.
    """
    first, _, rest = template.lstrip("\n").partition("\n")
    own = first.startswith(_SUBJECT)
    subject = _filled(first.removeprefix(_SUBJECT), sentences) if own else sentences.get("subject", "")
    lines: list[str] = []
    for line in (rest if own else template).split("\n"):
        filled = _filled(line, sentences)
        if not filled and _PLACEHOLDER.search(line):
            continue
        if filled or (lines and lines[-1]):
            lines.append(filled)
    return subject, "\n".join(lines).strip("\n")


def _filled(line: str, sentences: Mapping[str, str]) -> str:
    def sentence(found: re.Match[str]) -> str:
        said = sentences.get(found[1], "")
        return f"{' ' if found[0].startswith(' ') else ''}{said}" if said else ""

    return _PLACEHOLDER.sub(sentence, line).strip()
