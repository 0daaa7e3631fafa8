"""Write the bundled example network as the files in examples/.

    python tools/write_examples.py

``network.yaml`` is the bundled file as it is; ``contacts.csv`` holds its
contacts, with asknet's own column names. Run it when
``src/asknet/data/demo.yaml`` has changed; a test compares.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from asknet.fields import FIELDS, MANY, card_values
from asknet.formats.registry import read
from asknet.formats.rows import Options

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = ROOT / "src" / "asknet" / "data" / "demo.yaml"


def contacts_csv(data: bytes) -> str:
    """Return the contacts of a network file as CSV, several values separated by semicolons."""
    rows = read(data, BUNDLED.name, Options(format="yaml", today=date(2026, 1, 1))).rows
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        if row.card is None:
            message = f"{BUNDLED.name}, line {row.line}: {row.why}"
            raise ValueError(message)
        values = card_values(row.card)
        writer.writerow({f: "; ".join(v) if f in MANY else v for f, v in values.items()})
    return out.getvalue()


def main() -> None:
    """Write both files."""
    data = BUNDLED.read_bytes()
    examples = ROOT / "examples"
    (examples / "network.yaml").write_bytes(data)
    (examples / "contacts.csv").write_text(contacts_csv(data), encoding="utf-8")


if __name__ == "__main__":
    main()
