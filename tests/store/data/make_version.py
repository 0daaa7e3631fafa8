"""Write version_N.db.gz: a small network as the current schema keeps it (run once for each released version)."""

import gzip
import sys
import tempfile
from datetime import date
from pathlib import Path

from asknet import Network
from asknet.store.schema import VERSION

DAY = date(2026, 2, 8)


def main() -> None:
    """Make the network by its own verbs, and write it beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.db"
        with Network(path, today=DAY, now="2026-02-08T12:00:00") as network:
            network.add("Nan Okafor", skills=["crochet:expert", "knitting"], email=["nan@example.org"],
                        via="Sam Lee", notes="designs her own patterns", place="Hobart", reach="local")  # fmt: skip
            network.add("Crochet Crowd", skills=["crochet"], kind="community", reach="global", aliases=["The Hook"])
            network.me(["python:advanced"])
            network.import_file(b"name,org\nNan Okafor,Loom\n", "people.csv")
            network.undo()
            network.ask("crochet pattern")
        packed = gzip.compress(path.read_bytes(), mtime=0)
    (Path(__file__).parent / f"version_{VERSION}.db.gz").write_bytes(packed)
    sys.stdout.write(f"wrote {len(packed):,} bytes\n")


if __name__ == "__main__":
    main()
