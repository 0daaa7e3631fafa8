"""Files of other programs that are recognised but not read, so that the message can say what to do instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import InputError
from asknet.formats.encodings import utf16

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.formats.input_file import InputFile

_HEAD = 8_192
_MUTT = re.compile(
    rb"^[ \t]*alias[ \t]+(?:-group[ \t]+\S+[ \t]+)*\S+[ \t]+[^\n]*@"
    rb"|^set[ \t]+(?:realname|from|folder|spoolfile|record|postponed|sendmail|imap_user|imap_pass|smtp_url|alias_file)[ \t]*=",
    re.MULTILINE,
)
"""Aliases, perhaps below other settings, or settings that only mutt has."""
_ORG = re.compile(rb"^\*+[ \t][^\n]*\n(?:[^\n]*\n){0,5}?[ \t]*:PROPERTIES:[ \t]*\r?$", re.MULTILINE)
_WHATSAPP = re.compile(
    rb"^(?:\xef\xbb\xbf)?(?:\xe2\x80\x8e)?\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?[ \xc2\xa0]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    rb"(?:[ \xe2\x80\xaf\xc2\xa0]*[AaPp]\.?[Mm]\.?)?(?:\]| -) [^\n:]{1,80}:",
    re.MULTILINE,
)
_LEAST_MESSAGES = 2


class _Program(NamedTuple):
    """A file that is recognised: what it is, and what to do instead.

    It is recognised by the end of its name, its beginning, a pattern in its first bytes, or the end of a name in an archive.
    """

    what: str
    instead: str
    names: tuple[str, ...] = ()
    begins: tuple[bytes, ...] = ()
    pattern: re.Pattern[bytes] | None = None
    holds: tuple[str, ...] = ()
    least: int = 1


_PROGRAMS: Sequence[_Program] = (
    _Program(
        "an archive of Apple's Contacts",
        "In Contacts, select all and choose File > Export > Export vCard; import that",
        names=(".abbu",),
        holds=(".abcddb", ".abcdp"),
    ),
    _Program(
        "a backup of a phone's contacts that only its own program reads",
        "In the phone's Contacts, choose Manage contacts > Export, and import the vCard (.vcf)",
        names=(".spb", ".spba", ".sbu", ".nbu", ".nbf", ".arc"),
    ),
    _Program(
        "an address book of abook",
        "Run `abook --convert --informat abook --infile FILE --outformat vcard --outfile abook.vcf`, and import abook.vcf",
        begins=(b"# abook addressbook file", b"[format]\nprogram=abook", b"[format]\r\nprogram=abook"),
    ),
    _Program(
        "mutt's aliases or settings",
        "Run `abook --convert --informat mutt --infile FILE --outformat vcard --outfile mutt.vcf` on the file with the aliases,"
        " and import mutt.vcf",
        names=("muttrc",),
        pattern=_MUTT,
    ),
    _Program(
        "an org file",
        "In Emacs, M-x org-contacts-export-as-vcard; import that",
        pattern=_ORG,
    ),
    _Program(
        "part of X's (Twitter's) archive, which has numbers of accounts and no names",
        "Add those whom you know: asknet add NAME --url https://x.com/ACCOUNT",
        begins=(b"window.YTD.",),
        holds=("data/following.js", "data/follower.js"),
    ),
    _Program(
        "Instagram's list of accounts, which has no names of people",
        "Add those whom you know: asknet add NAME --url https://www.instagram.com/ACCOUNT",
        pattern=re.compile(rb'"(?:relationships_\w+|string_list_data)"\s*:'),
        holds=("followers_and_following/following.json", "followers_and_following/followers_1.json"),
    ),
    _Program(
        "a calendar (iCalendar), which has no contacts",
        "Export the address book instead, as vCard",
        pattern=re.compile(rb"\A(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE),
    ),
    _Program(
        "a chat of WhatsApp",
        "Its contacts are the phone's: export those as vCard. A diary is read by `asknet log --from`",
        pattern=_WHATSAPP,
        holds=("_chat.txt",),
        least=_LEAST_MESSAGES,
    ),
    _Program(
        "a sheet of Apple's Numbers",
        "In Numbers, choose File > Export To > CSV, and import that",
        names=(".numbers",),
        holds=(".iwa",),
    ),
    _Program(
        "a data file of Outlook",
        "In Outlook, choose File > Open & Export > Import/Export > Export to a file > CSV > Contacts; import that",
        names=(".pst", ".ost", ".olm"),
        begins=(b"!BDN",),
    ),
    _Program(
        "mail, not an address book",
        "Log a message by `asknet log --mail`; export the address book of the mail program as vCard or CSV",
        names=(".eml", ".mbox", ".msg"),
        pattern=re.compile(rb"\AFrom \S+@\S+ [A-Z][a-z]{2} "),
    ),
    _Program(
        "a contact of Windows Contacts",
        "In Windows Contacts, choose Export > vCards, and import the folder",
        pattern=re.compile(rb"<c:contact[\s>]"),
    ),
)


def refuse(source: InputFile) -> None:
    """Raise `InputError` for a file of another program that is recognised but not read."""
    head = source.data[:_HEAD]
    if utf16(head) or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    inside = source.archive.names if source.archive else ()
    for program in _PROGRAMS:
        named = source.name.lower().rstrip("/").endswith(program.names) if program.names else False
        begins = head.startswith(program.begins) if program.begins else False
        holds = bool(program.holds) and any(name.endswith(program.holds) for name in inside)
        matched = program.pattern is not None and len(program.pattern.findall(head)) >= program.least
        if named or begins or holds or matched:
            message = f"{source.name} is {program.what}"
            raise InputError(message, program.instead)
