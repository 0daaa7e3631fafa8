"""Why a call did nothing, as data: a word for what it is, a sentence without other people's words, and candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.assistant.sharing import Hidden, without_paths
from asknet.assistant.tools import known_by
from asknet.errors import (
    AmbiguousNameError,
    AsknetError,
    ChangedMeanwhileError,
    InternalError,
    NothingFoundError,
    SeemsThereError,
    StoreError,
    UsageError,
)
from asknet.logbook.log import NotHappenedError, UnclearDayError, UnknownNamesError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asknet.assistant import answers
    from asknet.network import Network

_SENTENCES: tuple[tuple[type[AsknetError], str, str], ...] = (
    (
        AmbiguousNameError,
        "unclear-name",
        "several contacts may be meant, or one only nearly: ask the user which, and name the uid",
    ),
    (SeemsThereError, "seems-there", "somebody like that is in the network already"),
    (UnknownNamesError, "unknown-name", ""),
    (UnclearDayError, "unclear-day", ""),
    (
        NotHappenedError,
        "not-happened",
        "the sentence says a fact or a plan, not what the user and a contact did together",
    ),
    (ChangedMeanwhileError, "changed", "it was changed meanwhile: look again"),
    (NothingFoundError, "not-found", ""),
    (UsageError, "usage", ""),
    (StoreError, "store", ""),
    (InternalError, "internal", ""),
)
"""What an error is called, and the sentence that stands for its own where that holds words of contacts."""


class Refused(Exception):  # noqa: N818 - it says what happened to the call
    """A call that does not fit the tool."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(message)
        self.refusal: answers.Refusal = {"error": error, "message": message}


def refusal(error: AsknetError, network: Network) -> answers.Refusal:
    """Return an error of the network as an assistant may see it; nobody who is never suggested is named."""
    name, sentence = next(((n, s) for kind, n, s in _SENTENCES if isinstance(error, kind)), ("failed", ""))
    message = sentence or without_paths(error.message, network.path)
    if isinstance(error, StoreError):
        return {"error": name, "message": message}
    hidden = Hidden(network.not_suggested())
    found: answers.Refusal = {"error": name, "message": hidden.without(message)}
    if isinstance(error, (AmbiguousNameError, SeemsThereError)):
        found["candidates"] = list(
            _candidates([number for number, _ in error.candidates if number not in hidden], network)
        )
    return found


def _candidates(numbers: Sequence[int], network: Network) -> Iterator[answers.CandidateAnswer]:
    for number in numbers:
        try:
            yield known_by(network.resolve(f"id:{number}"))
        except NothingFoundError:  # removed meanwhile
            continue
