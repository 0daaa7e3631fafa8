"""The clock, the paths and the settings: from the environment, and from the config file.

Everything else receives plain values, so that a test can simulate any machine on any day.
"""

from __future__ import annotations

import os
import stat
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from asknet.days import DayOutOfRangeError, parse_period, read_date
from asknet.errors import AsknetError, StoreError, UsageError, yaml_fault
from asknet.file_ownership import foreign_link, is_own

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_CONFIG_BYTES = 100_000
MAX_NAME_BYTES = 200
"""Bytes in the name of a network's file: systems allow 255, and the files beside it have longer names."""
EDITED_FOLDER, EDITED_FILE, DRAFT_FILE = "asknet-", "contact.yaml", "message.txt"
"""The prefix of the temporary folder for a text in an editor, and the names of a contact and a message in it."""
OLD_ASK_DAYS = 60
"""Days after which an open question that nobody was asked about is no longer remembered: such are closed together."""
WAIT_DAYS = 5
"""Days after which to write again if a message was not answered, unless the settings say otherwise."""
DORMANT_DAYS = 365
"""Days of silence after which a tie is dormant."""


class Settings(NamedTuple):
    """The content of the config file.

    `save_asks`: note each question (otherwise as with ``--no-save``); `matches`: how
    many matches `ask` shows; `wait`: days to wait for an answer to a message,
    written as a period in the file.
    """

    save_asks: bool = True
    matches: int = 5
    wait: int = WAIT_DAYS


def named_path(typed: str | os.PathLike[str], refusal: type[AsknetError] = UsageError) -> Path:
    """Return a path given by a user, with ``~`` expanded and one slash at its start.

    Every path that is typed, set in the environment or given to `asknet.Network` passes
    through here. Raises `refusal` for a text that cannot be a path.
    """
    try:
        text = os.fspath(typed)
        name = os.fsencode(text).decode(errors="replace")[:80]
        path = Path(text).expanduser()
    except TypeError as error:
        message = f"a path is text, not {type(typed).__name__}"
        raise refusal(message, "Write it in quotes") from error
    except UnicodeEncodeError as error:
        message = f"{str(typed)[:80]!r} holds half a character, which a file name cannot"
        raise refusal(message, "Check the name") from error
    except RuntimeError as error:
        message = f"{name} begins with a home folder that cannot be found"
        raise refusal(message, "Write the path in full, or ./~name for a file of such a name") from error
    if "\0" in text:
        message = f"{name!r} holds a NUL character, which a file name cannot"
        raise refusal(message, "Check the name")
    # a path that begins with two slashes has a special meaning on some systems, and in SQLite's URIs
    return Path(f"/{str(path).lstrip('/')}") if path.root == "//" else path


def today(env: Mapping[str, str] = os.environ) -> date:
    """Return today's date, or the one in ``ASKNET_TODAY``. Raises `UsageError`."""
    typed = env.get("ASKNET_TODAY", "")
    if not typed:
        return date.today()  # noqa: DTZ011 - a person's day is a local day
    try:
        day = read_date(typed)
    except DayOutOfRangeError as error:
        message = f"ASKNET_TODAY: {error.message}"
        raise UsageError(message, error.hint) from error
    if day is None:
        message = f"ASKNET_TODAY is {typed[:40]!r}, which is not a date"
        raise UsageError(message, "Write it as 2026-02-08, or unset it")
    return day


def now(env: Mapping[str, str] = os.environ) -> str:
    """Return the local time as ISO 8601 to the second, for the undo log."""
    if env.get("ASKNET_TODAY"):
        return f"{today(env).isoformat()}T12:00:00"
    return datetime.now().isoformat(timespec="seconds")  # noqa: DTZ005 - local, as `today`


def database_path(option: str | os.PathLike[str] | None, env: Mapping[str, str] = os.environ) -> Path:
    """Return the path of the network: ``--db``, else ``ASKNET_DB``, else in the data folder. Raises `StoreError`."""
    typed = option if option is not None else env.get("ASKNET_DB") or None
    if typed is None:
        return _folder(env, "XDG_DATA_HOME", ".local/share", "LOCALAPPDATA") / "network.db"
    path = named_path(typed, StoreError)
    if path.name in ("", ".."):
        message = f"{path} is a folder"
        raise StoreError(message, "Use --db with the path of a file")
    if len(os.fsencode(path.name)) > MAX_NAME_BYTES:
        message = f"{path.name[:40]}... is longer than {MAX_NAME_BYTES} bytes"
        raise StoreError(message, "Use --db with a shorter name: the files beside the database have longer ones")
    return path


def texts_left(env: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the texts that `edit` left behind in temporary folders (see `asknet.cli.prompts.editor`)."""
    import tempfile

    folder = Path(env.get("TMPDIR") or tempfile.gettempdir())
    try:
        found = sorted(path for name in (EDITED_FILE, DRAFT_FILE) for path in folder.glob(f"{EDITED_FOLDER}*/{name}"))
        return [path for path in found if is_own(status := path.lstat()) and stat.S_ISREG(status.st_mode)]
    except OSError:
        return []


def keeps_folder(path: Path, env: Mapping[str, str] = os.environ) -> bool:
    """Return whether `path` is in asknet's own data folder, rather than where ``--db`` put it."""
    return path.absolute().parent == _folder(env, "XDG_DATA_HOME", ".local/share", "LOCALAPPDATA").absolute()


def config_path(env: Mapping[str, str] = os.environ) -> Path:
    """Return the path of the config file, whether or not it exists."""
    return _folder(env, "XDG_CONFIG_HOME", ".config", "APPDATA") / "config.yaml"


def templates_folder(env: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the user's own message templates, whether or not it exists."""
    return config_path(env).parent / "templates"


def _folder(env: Mapping[str, str], xdg: str, under_home: str, windows: str) -> Path:
    chosen = env.get(xdg, "")
    if chosen and Path(chosen).is_absolute():
        return Path(chosen) / "asknet"
    if sys.platform == "win32" and env.get(windows):
        return Path(env[windows]) / "asknet"
    home = named_path("~")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "asknet"
    return home / under_home / "asknet"


def settings(env: Mapping[str, str] = os.environ) -> Settings:
    """Read the config file, if there is one. Raises `UsageError` naming the entry."""
    path = config_path(env)
    link = foreign_link(path)
    if link is not None:
        message = f"{path} is not read: {link} is a link that belongs to another user"
        raise UsageError(message, "Replace it with a file of your own")
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_CONFIG_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        message = f"{path} cannot be read ({(error.strerror or str(error)).lower()})"
        raise UsageError(message, "Check its permissions, or move it away") from error
    return _read_settings(path, raw)


def _read_settings(path: Path, raw: bytes) -> Settings:
    import yaml

    if len(raw) > MAX_CONFIG_BYTES:
        message = f"{path} is larger than {MAX_CONFIG_BYTES:,} bytes"
        raise UsageError(message, "It holds a few lines at most")
    try:
        found = yaml.safe_load(raw)
    except Exception as error:  # its constructors raise anything: a day that cannot be, ``!!bool x``
        message = f"{path} is not valid YAML: {yaml_fault(error)}"
        raise UsageError(message, "Correct the line, or move the file away") from error
    if found is None:
        return Settings()
    known: dict[str, type] = {"save_asks": bool, "matches": int, "wait": int}
    for key, value in list(found.items()) if isinstance(found, dict) else [(str(found), None)]:
        if key not in known:
            message = f"{path}: {str(key)[:40]!r} is not a setting"
            raise UsageError(message, f"Settings are {', '.join(known)}")
        if key == "wait":
            found[key] = _period(path, value)
            continue
        if type(value) is not known[key] or (isinstance(value, int) and not 0 <= value <= 1000):  # noqa: PLR2004
            message = f"{path}: {key} cannot be {str(value)[:40]!r}"
            raise UsageError(message, "save_asks is true or false, matches is 1 to 1000")
    return Settings(**found)


def _period(path: Path, value: object) -> int:
    try:
        return parse_period(str(value))
    except UsageError as error:
        message = f"{path}: wait cannot be {str(value)[:40]!r}"
        raise UsageError(message, "Write it as 5d or 2w") from error
