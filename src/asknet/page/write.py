"""Write the page of a network to a file: atomically, and readable by its owner alone."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from asknet.atomic_write import placing
from asknet.environment import named_path
from asknet.errors import UsageError
from asknet.network_files import page_beside
from asknet.page.data import WITH, Contents, page_data

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from pathlib import Path

    from asknet.network import Network

SCRIPTS = ("element.js", "data.js", "search.js", "charts.js", "sunburst.js", "card.js", "sections.js", "start.js")
"""The files that a page's script is assembled from, in order."""


class Written(NamedTuple):
    """A written page: path, number of contacts, size in bytes; `noted` is False if `forget` will not know about it."""

    path: Path
    contacts: int
    bytes: int
    noted: bool


def write_page(
    network: Network, out: str | os.PathLike[str] | None = None, *, with_: Sequence[str] = (), initials: bool = False
) -> Written:
    """Write the page of a network to `out`, by default ``NAME.page.html`` beside ``NAME.db``.

    `with_` names which of `WITH` to include, `initials` calls people by their initials. Raises `UsageError` for another word,
    for both together, and for a path that belongs to a network, `AsknetError` if the file cannot be written.
    """
    contents = _contents(with_, initials=initials)
    overview = network.overview(addresses="addresses" in contents.with_, texts="log" in contents.with_)
    page = document(json_text(page_data(overview, contents)))
    path = named_path(out) if out is not None else page_beside(network.path)
    if out is None:
        network.make_folder()
    with placing(path, network=network.path) as file:
        noted = network.remember_page(path.resolve())
        file.write(page)
    return Written(path, len(overview.members), len(page), noted)


def _contents(with_: Sequence[str], *, initials: bool) -> Contents:
    for word in with_:
        if word not in WITH:
            message = f"{word[:30]!r} cannot be included in a page"
            raise UsageError(message, f"--with takes {', '.join(WITH)}")
    if initials and with_:
        message = "addresses, notes and log texts name people in full"
        raise UsageError(message, "Leave out --initials or --with")
    return Contents(frozenset(with_), initials)


def json_text(value: object) -> str:
    """Return JSON that cannot end the script element that contains it: every ``<`` is escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def document(data: str) -> bytes:
    """Return the page as bytes: its frame, style and script, which alone may run, and the data as text.

    The policy (https://www.w3.org/TR/CSP3/) allows nothing to be loaded or sent, no script or style without a hash in it,
    and no text to be parsed as HTML.
    """
    folder = files("asknet.page") / "web"
    style = (folder / "style.css").read_text(encoding="utf-8")
    script = "".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none';"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    )
    frame = (folder / "page.html").read_text(encoding="utf-8")
    parts = {"policy": policy, "style": style, "data": data, "script": script}
    pieces = frame.split("@@")  # text, name, text, name, ..., so that inserted text is never searched
    return "".join(parts[piece] if odd % 2 else piece for odd, piece in enumerate(pieces)).encode()


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
