"""A browser to test pages with; a test fails if anything is loaded, refused by the policy, or thrown."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from review.conftest import hostile, invented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["hostile", "invented"]  # fixtures of the review's tests

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = "no Chromium here"
_WATCH = """
    window.refused = [];
    const note = (what) => window.refused.push(what);
    document.addEventListener("securitypolicyviolation", (event) => note(`${event.violatedDirective}: ${event.sample}`));
    for (const name of ["alert", "confirm", "prompt", "open", "print", "fetch"]) window[name] = () => note(`${name} called`);
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, once for all tests of a worker; if there is none they are skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason=f"{NO_BROWSER}: playwright is not installed")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip(NO_BROWSER)
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield started
        with suppress(playwright.Error):
            started.close()


@pytest.fixture
def look(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page in a window of its own: with a width, a scheme, or what else a context of Playwright takes.

    The test fails if anything but the file is asked for, the policy refuses something, or the page complains.
    """
    opened: list[tuple[Any, list[str]]] = []

    def looking(path: Path, *, width: int = 1280, scheme: str = "light", address: str = "", **more: Any) -> Any:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=scheme, offline=True, **more)
        context.add_init_script(_WATCH)
        page, wrong = context.new_page(), []
        own = path.as_uri()
        page.on("request", lambda request: None if request.url == own else wrong.append(f"asked for {request.url}"))
        page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("popup", lambda _: wrong.append("opened a window"))
        page.on("dialog", lambda dialog: wrong.append(f"showed {dialog.message}"))
        page.goto(own + address)
        opened.append((page, wrong))
        return page

    yield looking
    for page, wrong in opened:
        refused = page.evaluate("window.refused")
        page.context.close()
        assert wrong + refused == []


@pytest.fixture
def written(run: Callable[..., Any], db: Path) -> Callable[..., Path]:
    """Write the page of the network with the options of the verb; return where it is."""

    def writing(*options: str) -> Path:
        ran = run("page", *options)
        assert ran.code == 0, ran.err
        return db.with_name("network.page.html")

    return writing


_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def data_of(path: Path) -> Any:
    """Return what a page knows, its rows by the names of the fields and its records as dictionaries."""
    found = _DATA.search(path.read_text(encoding="utf-8"))
    assert found is not None
    data = json.loads(found[1])
    data["contacts"] = [dict(zip(data["columns"], row, strict=False)) for row in data["contacts"]]
    data["review"] = _records(data["review"])
    return data


def _records(value: Any) -> Any:
    if isinstance(value, list):
        return [_records(each) for each in value]
    if isinstance(value, dict) and set(value) == {"f", "r"}:
        return [dict(zip(value["f"], map(_records, row), strict=True)) for row in value["r"]]
    if isinstance(value, dict):
        return {key: _records(each) for key, each in value.items()}
    return value
