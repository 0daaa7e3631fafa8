"""Edit a contact as YAML in ``$EDITOR``: what was saved is applied, or kept."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asknet.environment import DRAFT_FILE, EDITED_FILE, EDITED_FOLDER
from asknet.errors import AsknetError, ChangedMeanwhileError, InputError, SeemsThereError, UsageError, yaml_fault
from asknet.fields import FIELDS, card_values, read_card

if TYPE_CHECKING:
    from asknet.cli.session import Session
    from asknet.contacts.add import Added
    from asknet.model import Card, Contact

MAX_BYTES = 1_000_000
_EDITED = tuple(field for field in FIELDS if field != "uid")
"""The fields that are shown; a uid cannot be changed."""
_TOP = """\
# {name}: change what you like, save, and quit the editor.
# Skills are `topic` or `topic:level`; an empty file, or no change, changes nothing.
# Fields: {fields}
"""


def edit_in_editor(session: Session, name: str, *, force: bool = False) -> Added:
    """Open a contact in the editor and apply what was saved, if the contact has not been changed since.

    The text is deleted, with everything the editor left beside it, unless it cannot
    be applied: then an `AsknetError` says why, and where the text was kept.
    """
    network = session.network
    contact = network.resolve(name, writing=True)
    before = as_yaml(contact).encode()
    path = _written(before)
    network.close()
    kept = False
    try:
        done = _run_editor(path)
        after = _saved(path)
        kept = bool(after.strip()) and after != before
        if done:
            message = f"the editor {_editor()!r} failed; nothing was changed{_kept_in(path) if kept else ''}"
            raise UsageError(message, "Try again, or use options")
        if not kept:
            message = f"{contact.name} was not changed"
            raise UsageError(message)
        try:
            card = from_yaml(after, session)
            edited = session.renaming(lambda certain: network.rewrite(contact, card, force=certain), force)
        except AsknetError as error:
            error.message = f"{error.message}; nothing was changed{_kept_in(path)}"
            if isinstance(error, ChangedMeanwhileError):
                there = session.is_somebody(f"id:{contact.id}")
                error.hint = (
                    f"See `asknet show id:{contact.id}`, and edit again with what you want to keep of your text"
                    if there
                    else "See `asknet undo --list`, or add the contact again with what you want to keep of your text"
                )
            if isinstance(error, UsageError) and not isinstance(error, SeemsThereError):
                raise InputError(error.message, error.hint) from error
            raise
        kept = False
    except KeyboardInterrupt:
        kept = kept or _is_new(path, before)
        if kept:
            session.terminal.say(f"nothing was changed{_kept_in(path)}")
        raise
    finally:
        if not kept:
            _drop(path)
    return edited


def as_yaml(contact: Contact) -> str:
    """Return a contact as the YAML that the editor shows."""
    import yaml

    body = yaml.safe_dump(card_values(contact, names=_EDITED), allow_unicode=True, sort_keys=False, width=100)
    return _TOP.format(name=contact.name, fields=", ".join(_EDITED)) + body


def from_yaml(saved: bytes, session: Session) -> Card:
    """Parse what was saved. Raises `InputError` naming the line."""
    import yaml

    if len(saved) > MAX_BYTES:
        message = f"the text is larger than {MAX_BYTES:,} bytes"
        raise InputError(message, "Shorten it")
    try:
        # every value as written: a phone number is text, and so is NO
        node = yaml.compose(saved.decode("utf-8"), Loader=yaml.BaseLoader)
        found: Any = yaml.load(saved, Loader=yaml.BaseLoader)  # noqa: S506 - makes text, lists and mappings only
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        message = f"the text is not YAML: {yaml_fault(error)}"
        raise InputError(message, "Correct it and apply it again") from error
    if not isinstance(found, dict):
        message = "line 1: the text is not `field: value` lines"
        raise InputError(message, "Correct it and apply it again")
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    names = [str(key.value) for key, _ in pairs]
    twice = next((place for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        message = f"line {pairs[twice][0].start_mark.line + 1}: {names[twice][:40]!r} occurs twice"
        raise InputError(message, "Keep one of them")
    lines = {str(key.value): key.start_mark.line + 1 for key, _ in pairs}
    for field, value in found.items():
        where = f"line {lines.get(str(field), 1)}"
        if not all(isinstance(one, str) for one in (value if isinstance(value, list) else [value])):
            message = f"{where}: {str(field)[:40]!r} holds more than text, or a list of texts"
            raise InputError(message, "Write each value on a line of its own, a level as `topic:level` without a space")
        try:
            read_card({"name": "x", field: value}, session.network.today)
        except AsknetError as error:
            message = f"{where}: {error.message}"
            raise InputError(message, error.hint) from error
    return read_card(found, session.network.today)


def edit_draft(subject: str, body: str) -> tuple[str, str]:
    """Open a message in the editor; return its subject and body as saved. Raises `UsageError` if it is empty."""
    from asknet.fields import many_lines, one_line

    path = _written(f"Subject: {subject}\n\n{body}\n".encode(), DRAFT_FILE)
    try:
        if _run_editor(path):
            message = f"the editor {_editor()!r} failed; the message is unchanged"
            raise UsageError(message, "Try again")
        text = _saved(path).decode("utf-8", "replace").lstrip("\n")
    finally:
        _drop(path)
    first, _, rest = text.partition("\n")
    headed = first.startswith("Subject:")
    after = many_lines((rest if headed else text).strip("\n"), limit=MAX_BYTES, what="the message")
    if not after:
        message = "the message is empty"
        raise UsageError(message, "It was not changed")
    return one_line(first.removeprefix("Subject:"), what="the subject") if headed else subject, after


def _written(text: bytes, name: str = EDITED_FILE) -> Path:
    """Write the text to a file in a folder of its own, readable by its owner alone; return its path."""
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=EDITED_FOLDER))
        path = folder / name
        path.write_bytes(text)
    except OSError as error:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        message = f"no file for the editor can be written ({_reason(error)})"
        raise UsageError(message, "Set TMPDIR to a folder with room, or use options") from error
    return path


def has_editor() -> bool:
    """Return whether an editor is set."""
    return bool(_editor())


def _editor() -> str:
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""


def _editor_command() -> list[str]:
    """Return the editor as a program and its options; a path may contain spaces, and on Windows backslashes."""
    if shutil.which(_editor()):
        return [_editor()]
    words = shlex.shlex(_editor(), posix=True, punctuation_chars=False)
    words.whitespace_split, words.commenters = True, ""
    if os.sep == "\\":
        words.escape = ""
    return list(words)


def _run_editor(path: Path) -> int:
    """Run the editor and return its exit status. Raises `UsageError` if it cannot be run."""
    try:
        return subprocess.run([*_editor_command(), str(path)], check=False).returncode  # noqa: S603 - the user's own
    except (OSError, ValueError) as error:
        message = f"the editor {_editor()!r} cannot be run"
        raise UsageError(message, "Set EDITOR to one that is installed") from error


def _saved(path: Path) -> bytes:
    """Read what the editor left, at most `MAX_BYTES` + 1 bytes; empty if it left no file.

    A link is not followed, and a pipe not waited for. Raises `InputError` for
    anything that is not an ordinary file, or cannot be read.
    """
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        if stat.S_ISREG(os.fstat(number).st_mode):
            with os.fdopen(number, "rb") as file:
                return file.read(MAX_BYTES + 1)
        os.close(number)
        why = "it is not an ordinary file"
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        why = "it is a link" if path.is_symlink() else _reason(error)
    message = f"what the editor left cannot be read ({why}); nothing was changed"
    raise InputError(message, "Save the text as an ordinary file")


def _is_new(path: Path, before: bytes) -> bool:
    """Return whether there is a text worth keeping."""
    try:
        after = _saved(path)
    except InputError:
        return False
    return bool(after.strip()) and after != before


def _kept_in(path: Path) -> str:
    return f", your text is kept in {path}"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _drop(path: Path) -> None:
    """Delete the folder of a text with everything that an editor left in it, or put in its place."""
    folder = path.parent
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            folder.unlink(missing_ok=True)
