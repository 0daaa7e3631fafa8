"""Write a network file: its sections as JSON or YAML."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from asknet.errors import UsageError
from asknet.fields import FIELDS, card_values, parse_skill
from asknet.formats.network_file.sections import END, ONCE
from asknet.model import Provenance, Skill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asknet.model import Contact

_WIDE = 1 << 30
_OTHER_ENDS = re.compile("[\r\x85\u2028\u2029]")


def contact_entry(contact: Contact, number: int, via: Sequence[Mapping[str, Any] | str]) -> dict[str, Any]:
    """Return a contact as an entry of a network file; `number` is its id there."""
    entry: dict[str, Any] = {"id": number} if number else {}
    values = card_values(contact)
    for field in FIELDS:
        if field == "skills" and contact.skills:
            entry[field] = [_skill(skill) for skill in contact.skills]
        elif field == "via":
            entry |= {"via": via[0] if len(via) == 1 else list(via)} if via else {}
        elif field in values:
            entry[field] = values[field]
    return entry | {"added": contact.added.isoformat()}


def _skill(skill: Skill) -> str | dict[str, str]:
    """Return a skill as it is typed, if that is complete and reads back as the same."""
    written = str(skill)
    try:
        if skill.provenance is Provenance.STATED and parse_skill(written) == skill:
            return written
    except UsageError:
        pass
    level = {"level": skill.level.value} if skill.level else {}
    return {"topic": skill.topic} | level | {"provenance": skill.provenance.value}


def write_json(sections: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """Yield a network file as JSON in ASCII, one entry per line.

    `sections` are pairs ``(section, its one value)``, or ``(section, entry)`` for each entry of a list.
    """
    opened, before = "", "{"
    for section, value in sections:
        written = json.dumps(value)
        if section == opened:
            yield f",\n{written}"
            continue
        close = "\n]" if opened and opened not in ONCE else ""
        listed = "" if section in ONCE else "[\n"
        yield f"{close}{before}{json.dumps(section)}: {listed}{written}"
        opened, before = section, ",\n"
    yield "\n]}\n" if opened not in ONCE else "}\n"


def write_yaml(sections: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """Yield a network file as YAML, as a person would write it, with a mark at its end; `sections` as in `write_json`."""
    import yaml

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
        """A dumper that writes notes of several lines as lines."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
            return True

    def text(dumper: Any, value: str) -> Any:  # noqa: ANN401 - PyYAML's own types
        # a literal block would lose any other kind of line end
        style = '"' if _OTHER_ENDS.search(value) else "|" if "\n" in value else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    opened = ""
    for section, value in sections:
        listed = section not in ONCE
        heading = f"{section}:\n" if listed and section != opened else ""
        opened = section
        written: str = yaml.dump(
            [value] if listed else {section: value},
            Dumper=Dumper,
            allow_unicode=True,
            sort_keys=False,
            width=_WIDE,
            default_flow_style=None if isinstance(value, (dict, list)) else False,
        )
        # after text that ends in empty lines PyYAML ends the document, but more follows
        yield heading + (written[: -len("...\n")] if written.endswith("\n...\n") else written)
    yield f"{END}: true\n"
