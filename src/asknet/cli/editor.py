"""Editing a contact as YAML in ``$EDITOR``: what was saved is applied, or kept."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asknet.environment import EDITED_FILE, EDITED_FOLDER
from asknet.errors import AsknetError, InputError, UsageError
from asknet.fields import FIELDS, plain, read_card

if TYPE_CHECKING:
    from asknet.cli.session import Session
    from asknet.contacts.add import Added
    from asknet.model import Card, Contact

MAX_BYTES = 1_000_000
_EDITED = tuple(field for field in FIELDS if field != "uid")
"""The fields that are shown; a uid stays."""
_TOP = """\
# {name}: change what you like, save, and leave the editor.
# Skills are `topic` or `topic:level`; an empty file, or no change, changes nothing.
# Fields: {fields}
"""


def edit_in_editor(session: Session, name: str) -> Added:
    """Open a contact in the editor and apply what was saved.

    Raises `InputError` with line and reason, and where the text was kept, when
    what was saved cannot be understood.
    """
    contact = session.network.resolve(name, writing=True)
    folder = Path(tempfile.mkdtemp(prefix=EDITED_FOLDER))
    path = folder / EDITED_FILE
    path.write_text(as_yaml(contact), encoding="utf-8")
    before = path.read_bytes()
    session.network.close()
    _run_editor(path)
    after = path.read_bytes() if path.exists() else b""
    if after == before or not after.strip():
        _drop(path)
        message = f"{contact.name} was not changed"
        raise UsageError(message)
    try:
        card = from_yaml(after, session)
        edited = session.network.rewrite(contact.id, card)
    except AsknetError as error:
        message = f"{error.message}; nothing was changed, your text is kept in {path}"
        raise InputError(message, error.hint) from error
    _drop(path)
    return edited


def as_yaml(contact: Contact) -> str:
    """Write a contact as the YAML that the editor shows."""
    import yaml

    body = yaml.safe_dump(plain(contact, names=_EDITED), allow_unicode=True, sort_keys=False, width=100)
    return _TOP.format(name=contact.name, fields=", ".join(_EDITED)) + body


def from_yaml(saved: bytes, session: Session) -> Card:
    """Read what was saved. Raises `InputError` naming the line."""
    import yaml

    if len(saved) > MAX_BYTES:
        message = f"the text is larger than {MAX_BYTES:,} bytes"
        raise InputError(message, "Shorten it")
    try:
        # every value as it is written: a phone number is text, and so is NO
        node = yaml.compose(saved.decode("utf-8"), Loader=yaml.BaseLoader)
        found: Any = yaml.load(saved, Loader=yaml.BaseLoader)  # noqa: S506 - makes text, lists and mappings only
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        why = getattr(error, "problem", None) or "it is not YAML text"
        message = f"{where}{why}"
        raise InputError(message, "Mend it and apply it again") from error
    if not isinstance(found, dict):
        message = "line 1: the text is not `field: value` lines"
        raise InputError(message, "Mend it and apply it again")
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    names = [str(key.value) for key, _ in pairs]
    twice = next((place for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        message = f"line {pairs[twice][0].start_mark.line + 1}: {names[twice][:40]!r} is there twice"
        raise InputError(message, "Keep one of them")
    lines = {str(key.value): key.start_mark.line + 1 for key, _ in pairs}
    for field, value in found.items():
        try:
            read_card({"name": "x", field: value}, session.network.today)
        except AsknetError as error:
            message = f"line {lines.get(str(field), 1)}: {error.message}"
            raise InputError(message, error.hint) from error
    return read_card(found, session.network.today)


def _run_editor(path: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        done = subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        _drop(path)
        message = f"the editor {editor!r} cannot be run"
        raise UsageError(message, "Set EDITOR to one that is installed") from error
    if done.returncode:
        message = f"the editor {editor!r} failed; nothing was changed, your text is kept in {path}"
        raise UsageError(message, "Try again, or use options")


def _drop(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.parent.rmdir()
