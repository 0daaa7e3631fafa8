"""Why a call did nothing, as data: an error code, a sentence without other people's words, and candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.assistant.sharing import Hidden, without_paths
from asknet.assistant.tools import candidate_of
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
        "several contacts may be meant, or only a similar one was found: ask the user which, and use the uid",
    ),
    (SeemsThereError, "seems-there", "a similar contact is in the network already"),
    (UnknownNamesError, "unknown-name", ""),
    (UnclearDayError, "unclear-day", ""),
    (
        NotHappenedError,
        "not-happened",
        "the sentence states a fact or a plan, not what the user and a contact did together",
    ),
    (ChangedMeanwhileError, "changed", "it was changed in the meantime: look again"),
    (NothingFoundError, "not-found", ""),
    (UsageError, "usage", ""),
    (StoreError, "store", ""),
    (InternalError, "internal", ""),
)
"""The code of an error, and the sentence that replaces its own if that contains words of contacts."""


class Refused(Exception):  # noqa: N818 - it describes the call, not an error of the program
    """A call that does not fit the tool."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(message)
        self.refusal: answers.Refusal = {"error": error, "message": message}


def refusal(error: AsknetError, network: Network) -> answers.Refusal:
    """Return an error of the network in the form that an assistant may see; contacts never suggested are not named."""
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
            yield candidate_of(network.resolve(f"id:{number}"))
        except NothingFoundError:  # removed in the meantime
            continue
