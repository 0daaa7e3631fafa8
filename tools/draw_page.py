"""Draw the other picture in README: the page of the example network, as Chromium shows it.

    python tools/draw_page.py

Writes the page of ``asknet demo``'s network on the day after its last entry, and what the head of it looks like, the search
left out, as ``examples/page.png``. Needs Chromium, and Playwright from the `dev` extra.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import sync_playwright

from asknet import Network
from asknet.page.write import write_page

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT, SCALE = 1160, 1440, 0.7


def main() -> None:
    """Write the picture."""
    data = (files("asknet") / "data" / "demo.yaml").read_bytes()
    day = date.fromisoformat(max(re.findall(rb"\bdate: (\d{4}-\d\d-\d\d)", data)).decode()) + timedelta(days=1)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        with Network(Path(folder) / "demo.db", today=day) as network:
            network.import_file(data, "demo.yaml")
            written = write_page(network)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE)
        page.goto(written.path.as_uri())
        page.evaluate("document.getElementById('find').hidden = true")
        page.screenshot(path=ROOT / "examples" / "page.png")
        browser.close()


if __name__ == "__main__":
    main()
