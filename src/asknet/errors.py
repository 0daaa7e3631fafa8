"""Every error raised on purpose: a sentence, what to do next, and an exit code.

A message names the thing and the reason; the hint names the next step. The
command line prints both on one line and exits with the code; Python callers
catch `AsknetError` or one of its kinds.
"""

from __future__ import annotations

from enum import IntEnum

_LINKS = ("mailto:", "sms:", "tel:", "https:", "http:")
"""Beginnings of the last word of a hint that is to be copied, so that no full stop is added."""


class ExitCode(IntEnum):
    """The exit statuses of the command line (scripts rely on them)."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOBODY = 3
    STORE = 4
    INPUT = 5
    INTERRUPTED = 130


def yaml_fault(error: Exception) -> str:
    """Return what PyYAML found wrong, after the line number if it gives one: ``line 3: did not find expected key``."""
    mark = getattr(error, "problem_mark", None)
    why = getattr(error, "problem", None) or getattr(error, "reason", None)
    if not why:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else "a value cannot be read"
    return f"{f'line {mark.line + 1}: ' if mark else ''}{why[:100]}"


class AsknetError(Exception):
    """Something failed: `message` says what and why, `hint` what to do next."""

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return message and hint as the one line that is shown."""
        if not self.hint:
            return self.message
        copied = self.hint.endswith("...") or self.hint.rpartition(" ")[2].startswith(_LINKS)
        return f"{self.message}{'' if self.message.endswith('?') else '.'} {self.hint}{'' if copied else '.'}"


class InternalError(AsknetError):
    """An error that asknet did not foresee; its ``__cause__`` is the original exception."""


class UsageError(AsknetError):
    """The command was used wrongly: an unknown option, a bad value."""

    exit_code = ExitCode.USAGE


class AmbiguousNameError(UsageError):
    """A name fits several contacts, or fits one only loosely.

    `candidates` are ``(id, label)`` pairs, best first, for a prompt.
    """

    def __init__(self, message: str, candidates: list[tuple[int, str]], hint: str = "") -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class SeemsThereError(UsageError):
    """A contact to be added seems to exist already.

    `candidates` are ``(id, label)`` pairs.
    """

    def __init__(self, message: str, candidates: list[tuple[int, str]], hint: str = "") -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class NothingFoundError(AsknetError):
    """There is no contact of that name or number."""

    exit_code = ExitCode.NOBODY


class ChangedMeanwhileError(AsknetError):
    """What was shown before a change is out of date; nothing was written."""


class StoreError(AsknetError):
    """The database cannot be used: newer, foreign, damaged, locked or unwritable."""

    exit_code = ExitCode.STORE


class InputError(AsknetError):
    """A file or text given as input was rejected; nothing was changed."""

    exit_code = ExitCode.INPUT
