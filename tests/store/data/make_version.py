"""Write version_N.db.gz and full_N.db.gz: networks as the schema of the code that runs this keeps them (once a version).

In the full one every table has rows. That of an older version was written by its own program.
"""

import gzip
import sys
import tempfile
from datetime import date
from pathlib import Path

from asknet import Network
from asknet.logbook.log_request import LogRequest
from asknet.model import Direction, Outcome
from asknet.store.schema import VERSION

DAY = date(2026, 2, 8)

TEAMS = b"name,org,title\nTeam,Loom,choir\nTeam,Kiln,club\nTeam#2,Barn,band\nSam Lee,Loom,tuner\n"
"""Two rows of one name and no id, and one whose name looks like a further row of it."""
CARDS = b"".join(
    b"BEGIN:VCARD\r\nVERSION:4.0\r\nUID:%b\r\nFN:%b\r\nEND:VCARD\r\n" % card
    for card in (
        (b"https://cards.example.org/ada/card", b"Ada Marsh"),
        (b"https://cards.example.org/ada/card#2", b"Bo Marsh"),
        (b"urn:uuid:11111111-2222-4333-8444-555555555555", b"Cy Marsh"),
    )
)


def main() -> None:
    """Make the networks by their own verbs, and write them beside this file."""
    for name, fill in (("version", fill_few), ("full", fill_all)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "network.db"
            with Network(path, today=DAY, now="2026-02-08T12:00:00") as network:
                fill(network)
            packed = gzip.compress(path.read_bytes(), mtime=0)
        (Path(__file__).parent / f"{name}_{VERSION}.db.gz").write_bytes(packed)
        sys.stdout.write(f"wrote {len(packed):,} bytes\n")


def fill_few(network: Network) -> None:
    """Add a few contacts and a question."""
    network.add("Nan Okafor", skills=["crochet:expert", "knitting"], email=["nan@example.org"],
                via="Sam Lee", notes="designs her own patterns", place="Hobart", reach="local")  # fmt: skip
    network.add("Crochet Crowd", skills=["crochet"], kind="community", reach="global", aliases=["The Hook"])
    network.me(["python:advanced"])
    network.import_file(b"name,org\nNan Okafor,Loom\n", "people.csv")
    network.undo()
    network.ask("crochet pattern")


def fill_all(network: Network) -> None:
    """Add contacts, entries, asks, imports, a step that waits, a pair marked as different, a synonym."""
    network.add("Nan Okafor", skills=["crochet:expert", "knitting"], email=["nan@example.org"],
                via="Sam Lee", notes="designs her own patterns", place="Hobart", reach="local")  # fmt: skip
    network.add("Crochet Crowd", skills=["crochet"], kind="community", reach="global", aliases=["The Hook"])
    network.add("Theo Brandt", skills=["boilers"], via="Nan Okafor", met="2025-05-01", every="30d", closeness="4",
                wants=["python"], phone=["0491 570 006"], url=["https://theo.example.org"])  # fmt: skip
    network.add("Una Brandt", no_suggest="yes")
    network.me(["python:advanced"])
    network.ask("crochet pattern")
    network.ask("the boiler is cold")
    network.ask("who repairs clocks")
    network.log(
        LogRequest(
            sentence="helped me with the boiler",
            with_=["Theo Brandt"],
            about=["boilers", "pumps"],
            ask="2",
            direction=Direction.RECEIVED,
        )
    )
    network.log(LogRequest(sentence="coffee and a chat", with_=["Nan Okafor", "Theo Brandt"]))
    network.close_ask("1", [("Nan Okafor", Outcome.HELPED), ("Una Brandt", Outcome.NO_ANSWER)], note="lovely")
    network.import_file(TEAMS, "teams.csv")
    network.import_file(CARDS, "cards.vcf")
    network.add("Somebody Else")
    network.remove("Somebody Else")
    network.add_synonym("k8s", "kubernetes")
    network.mark_different("Theo Brandt", "Una Brandt")
    step = next(iter(network.review(["next"], everything=True).next or ()))
    network.put_off_step(step)


if __name__ == "__main__":
    main()
