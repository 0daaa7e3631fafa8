"""Write src/asknet/data/calling_codes.tsv: countries with their calling code, their trunk prefixes, and names.

    pip install phonenumbers==9.0.43
    python tools/build_calling_codes.py

Codes and prefixes are those of libphonenumber (Apache-2.0), of which the package phonenumbers is a translation; it is
needed here only. The names are the English one of its table of places, and the ones below. Each is kept with its accents,
since what is typed is compared without them.
"""

from __future__ import annotations

import re
from pathlib import Path

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata
from phonenumbers.geodata.locale import LOCALE_DATA

OUT = Path(__file__).parents[1] / "src" / "asknet" / "data" / "calling_codes.tsv"
NAMES = {
    "AE": ["UAE"], "AT": ["Österreich"], "BA": ["Bosnia"], "BE": ["België", "Belgique"], "BR": ["Brasil"],
    "CD": ["DR Congo", "Democratic Republic of the Congo"], "CG": ["Congo"], "CH": ["Schweiz", "Suisse", "Svizzera"],
    "CI": ["Ivory Coast"], "CV": ["Cape Verde"], "CZ": ["Czech Republic", "Czechia"], "DE": ["Deutschland"],
    "DK": ["Danmark"], "ES": ["España"], "FI": ["Suomi"],
    "GB": ["UK", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"], "HK": ["Hong Kong"],
    "HR": ["Hrvatska"], "HU": ["Magyarország"], "IE": ["Éire"], "IT": ["Italia"], "KR": ["Korea"],
    "MK": ["North Macedonia"], "MM": ["Myanmar"], "MO": ["Macau"], "MX": ["México"], "NL": ["Nederland", "Holland"],
    "NO": ["Norge"], "PE": ["Perú"], "PL": ["Polska"], "PS": ["Palestine"], "SE": ["Sverige"],
    "SZ": ["Eswatini"], "TR": ["Türkiye"], "US": ["USA", "America", "United States of America"], "XK": ["Kosovo"],
}  # fmt: skip
"""Further names of countries as people type them: our own writing. A name is that of one country only."""
HEAD = """\
# Countries by their two letters (ISO 3166-1): calling code, what is dialled in front of a number inside the country
# (- for nothing), names; several are separated by ;. Written by tools/build_calling_codes.py. Codes, prefixes and
# English names are from libphonenumber (Apache-2.0, see NOTICES.txt); the other names are our own writing.
"""


def named(region: str) -> list[str]:
    """Return the English name of a region in the package's table, in which ``*xx`` means "as in language xx"."""
    names = LOCALE_DATA.get(region, {})
    name = names.get("en", "")
    return [names[name[1:]] if name.startswith("*") else name] if name else []


def fronts(region: str) -> list[str]:
    """Return the prefixes dialled before a number inside the country, the longest first.

    Patterns with groups also take codes of carriers: there it is the usual prefix.
    """
    about = PhoneMetadata.metadata_for_region(region)
    pattern, usual = about.national_prefix_for_parsing, about.national_prefix
    if not pattern or "(" in pattern:
        return [usual] if usual else []
    digits = (f"{n:0{length}}" for length in (3, 2, 1) for n in range(10**length))
    return [front for front in digits if re.fullmatch(pattern, front)]


def main() -> None:
    """Write the table, in the order of the letters."""
    codes = {
        region: code for code, regions in COUNTRY_CODE_TO_REGION_CODE.items() for region in regions if region.isalpha()
    }
    lines = []
    for region in sorted(codes):
        front = ";".join(fronts(region)) or "-"
        names = list(dict.fromkeys([*named(region), *NAMES.get(region, [])]))
        lines.append(f"{region}\t{codes[region]}\t{front}\t{';'.join(names)}\n")
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
