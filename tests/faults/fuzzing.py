"""Files and sentences made from good ones by breaking them at random: each is read, or refused in a sentence.

``python tests/faults/fuzzing.py SECONDS [KIND ...]`` runs for so long on each
kind; a short set of seeds runs with the tests. The inputs depend only on the seed.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from fuzzing_files import ARCHIVES, BINARY, TEXTS, packed

from asknet import Network
from asknet.errors import AsknetError
from asknet.formats.registry import read
from asknet.formats.rows import Options

DAY = date(2026, 11, 20)
SLOW_SECONDS = 5.0
PIECES = [
    b"", b",", b";", b"\t", b"|", b'"', b'""', b"\n", b"\r\n", b"\r", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x80",
    b"\xff", "\u202e".encode(), "é".encode("cp1252"), "王".encode(), "🧶".encode(), b"=cmd()", b":::", b"BEGIN:VCARD\n",
    b"END:VCARD\n", b"VERSION:4.0\n", b"N:;;;;\n", b"FN;CHARSET=X:", b"ENCODING=QUOTED-PRINTABLE:=\n", b"PHOTO;BASE64:",
    b"a" * 5000, b"," * 300, b"name", b"skills", b"&a *a", b"{", b"[", b"- ", b"!!python/object", b"999999999999999999999",
    b"2026-02-30", b"\\n\\,\\;", b" ", b"#", b"@", b"yesterday:", b"with", b"about", b"met", b"introduced me to", b"(", b")",
]  # fmt: skip
SEEDS = {
    "csv": [
        b'name,skills,place,notes\nNan Okafor,crochet:expert;knitting,Hobart,"one, two"\nSam Lee,,,\n',
        b"First Name;Last Name;E-mail Address\r\nNan;Okafor;nan@example.org\r\n",
        "Name\tTags\nZo\u00eb\tart\n".encode("utf-16"),
        b"Notes:\n\nFirst Name,Last Name,URL,Connected On\nNan,Okafor,https://www.linkedin.com/in/nan,20 Nov 2026\n",
        b"Name,Given Name,Group Membership,E-mail 1 - Value\nNan Okafor,Nan,* myContacts ::: Craft,nan@example.org\n",
    ],
    "vcard": [
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Okafor;Nan;;;\r\nTEL;TYPE=home:0499\r\nNOTE:a\\, b\r\n folded\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Zo=C3=AB\nEND:VCARD\n",
    ],
    "linkedin": [
        (b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
         b"Nan,'Okafor, PhD',https://www.linkedin.com/in/nan,nan@example.org,Acme,Baker,08 Feb 2026\n,,,,,,08 Feb 2026\n"),
        ("Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"
         "Zo\u00eb,M\u00fcller,,,Werft,B\u00e4cker,8. Mai 2025\n").encode(),
        (b"Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status\n"
         b"2024/01/02 10:00:00 UTC,Baking,Nan,Okafor,www.linkedin.com/in/nan,ACCEPTED\n"),
    ],
    "sentence": [
        b"yesterday: coffee with Nan and Sam Lee about yarn, she helped me #crochet",
        b"Nan introduced me to Carla Reyes (books)",
        b"on 3 May I gave Theo Brandt a lift to the station +driving",
        b"met Ola Berg at the club last Tuesday; he knows sailing",
        "caf\u00e9 avec Zo\u00eb, 2026-02-08".encode(), b"@nan 12/11 call: tax return",
    ],
    "question": [b"who can help me with a crochet pattern?", "wie h\u00e4kelt man".encode(),
                 b'"tax" OR NEAR(x) ^a -b *', b"c++ k8s"],
    **TEXTS,
    **BINARY,
    **ARCHIVES,
}  # fmt: skip
ENDINGS = {"linkedin": "csv", "vcard": "vcf", "objects": "json", "telegram": "json", "facebook": "json", "lines": "jsonl",
           "mastodon": "csv", "notes": "md", "markdown": "md", "friends": "md", "khard": "yaml", "takeout": "zip",
           "addresses": "txt"}  # fmt: skip


def broken(seed: int, kind: str) -> bytes:
    """Make one input: a good one, broken in one to eight places."""
    chance = random.Random(f"{kind} {seed}")
    good = chance.choice(SEEDS[kind])
    if isinstance(good, bytes):
        return _broken(good, chance)
    if chance.random() < 0.2:
        return _broken(packed(good), chance)
    name = chance.choice(list(good))
    return packed({**good, name: _broken(good[name], chance)})


def _broken(good: bytes, chance: random.Random) -> bytes:
    data = bytearray(good)
    for _ in range(chance.randint(1, 8)):
        place = chance.randint(0, len(data))
        length = chance.choice((0, 0, 1, 3, 20))
        what = chance.randrange(4)
        if what == 0:
            data[place : place + length] = chance.choice(PIECES)
        elif what == 1 and data:
            data[place % len(data)] ^= 1 << chance.randrange(8)
        elif what == 2:
            data[place:place] = data[place : place + 200] * chance.randint(1, 5)
        else:
            del data[place : place + length]
    return bytes(data)


def taken(kind: str, data: bytes, network: Network) -> str:
    """Give one input to the program; return what is not as promised."""
    began = time.monotonic()
    try:
        if kind == "sentence":
            logged = network.log(data.decode("utf-8", "replace"))
            assert logged.entry.with_, logged
        elif kind == "question":
            json.dumps([m.score for m in network.ask(data.decode("utf-8", "surrogateescape"), save=False).matches])
        else:
            reading = read(data, f"in.{ENDINGS.get(kind, kind)}", Options(today=DAY))
            rows = list(reading.rows)
            assert all((row.card is None) == bool(row.why) for row in rows), rows
            assert isinstance(reading.rejects([row for row in rows if row.why]), bytes)
    except AsknetError:
        pass
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"{type(error).__name__}: {error}"
    took = time.monotonic() - began
    return f"it took {took:.1f} s" if took > SLOW_SECONDS else ""


def kinds() -> list[str]:
    """Return the kinds of input that the program reads."""
    return list(SEEDS)


def fuzzed(kind: str, *, seconds: float = 1e9, most: int = 10**9, first: int = 0) -> tuple[int, dict[int, str]]:
    """Give inputs of one kind to the program; return how many, and what was wrong by seed."""
    wrong: dict[int, str] = {}
    tried = 0
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        network = _network(folder, tried)
        while tried < most and time.monotonic() < end:
            if tried % 500 == 499:
                network.close()
                network = _network(folder, tried)
            seed = first + tried
            said = taken(kind, broken(seed, kind), network)
            tried += 1
            if said:
                wrong[seed] = said
        network.close()
    return tried, wrong


def _network(folder: str, number: int) -> Network:
    network = Network(Path(folder) / f"{number}.db", today=DAY, now="2026-11-20T12:00:00")
    for name in ("Nan Okafor", "Sam Lee", "Theo Brandt", "Zo\u00eb M\u00fcller"):
        network.add(name, skills=["crochet", "tax return"])
    return network


if __name__ == "__main__":
    for one in sys.argv[2:] or kinds():
        count, odd = fuzzed(one, seconds=float(sys.argv[1]))
        sys.stdout.write(
            f"| fuzzed: {one} | random.Random seeds 0.., {sys.argv[1]} s | {count} | {count - len(odd)} |\n"
        )
        for number, said in list(odd.items())[:10]:
            sys.stdout.write(f"    seed {number}: {said}: {broken(number, one)[:120]!r}\n")
        sys.stdout.flush()
    sys.stdout.write(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB\n")
