"""`asknet message`: find whom a draft goes to, and act on it, one key each."""

from __future__ import annotations

from contextlib import suppress
from itertools import dropwhile
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from asknet.cli import options as o
from asknet.cli.render.draft import draft_json, draw_draft, has_subject, write_draft
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.cli.trailing_words import names_in_front
from asknet.errors import AmbiguousNameError, AsknetError, NothingFoundError, StoreError, UsageError
from asknet.fields import many_lines, one_line
from asknet.numbers import read_number

if TYPE_CHECKING:
    from asknet.drafting.drafts import Draft

_BY = {"mail": "open in mail", "sms": "open as SMS", "chat": "open in WhatsApp", "copy": "copy"}
_ALSO_BY = {"whatsapp": "chat", "email": "mail", "e-mail": "mail", "text": "sms", "clipboard": "copy"}
_PURPOSES = "ask|way-in|introduce|thank|again"
_ALSO_PURPOSES = {
    "thanks": "thank", "thank you": "thank", "thank-you": "thank", "introduction": "introduce", "intro": "introduce",
    "reminder": "again", "remind": "again", "question": "ask", "help": "ask",
}  # fmt: skip
_ABOUT = frozenset({"about", "regarding", "re", "re:", "concerning", "on", "for", "because"})
"""Words before what a message is about."""
_SEVERAL = 2


def run(
    ctx: typer.Context,
    who: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="MATCH|NAME ...",
            autocompletion=o.complete_name,
            show_default=False,
            help="The number of a match in the last answer, or a name.",
        ),
    ] = None,
    purpose: Annotated[
        str, typer.Option("--for", metavar=_PURPOSES, help="What it is for; by default what fits.")
    ] = "",
    ask: Annotated[
        str, typer.Option(metavar="ID|last", help="The question it is about.", autocompletion=o.complete_ask)
    ] = "",
    by: Annotated[
        str, typer.Option(metavar="|".join(_BY), help="How to send it; by default mail if there is an address.")
    ] = "",
    edit: Annotated[bool, typer.Option("--edit", help="Edit it first, in an editor or here if none is set.")] = False,
    opening: Annotated[bool, typer.Option("--open", help="Open it in the other program, and record nothing.")] = False,
    printing: Annotated[bool, typer.Option("--print", help="Only print it.")] = False,
    sent: Annotated[bool, typer.Option("--sent", help="Only record that it was sent.")] = False,
) -> None:
    """Write to somebody who can help.

    \b
    Examples:
      asknet message
      asknet message 1
      asknet message "Nan Okafor" --ask last --print
      asknet message Nan about the tax letter
      asknet message "Nan Okafor" --for thank
      asknet message "Mei-Ling Zhou" "Theo Brandt" --for introduce

    A draft for you to send: asknet itself sends nothing. 1, 2, ... are the matches
    of the last answer, if that is at most a day old; a script names the answer with
    --ask. On a terminal one key opens the draft in your mail program, copies or
    edits it, or records that you sent it: then the question waits for an answer
    (`asknet asks`). Without an address it goes to an introducer. In a pipe it is
    only printed. Your own templates are text files in templates/ beside the
    settings: ask.txt, way-in.txt, introduce.txt, thank.txt, again.txt.
    """
    session: Session = ctx.obj
    purpose, by = _ALSO_PURPOSES.get(purpose.lower(), purpose), _ALSO_BY.get(by.lower(), by)
    _check(by, purpose, alone=printing and (opening or sent))
    asking = session.terminal.interactive and session.terminal.rich and not printing
    if not who:
        who, ask = _chosen(session, ask, asking=asking)
    else:
        who, purpose, ask = _with_what_it_is_about(session, who, purpose, ask)
    if not asking and not printing and not ask and any(read_number(word) for word in who):
        number = next(word for word in who if read_number(word))
        message = f"{number} is the number of a match, and a script has to say to which question it belongs"
        raise UsageError(
            message, f"Add --ask ID (`asknet asks` lists them), or --print to see match {number} of the last answer"
        )
    meant = [_named(session, word, ask) for word in (who if purpose == "introduce" else _each(session, who))]
    if asking and not sent:
        _ask_signature(session)
    for each in meant if asking and not ask else ():
        _confirm(session, each)
    drafts = _drafts(session, meant, purpose, guessing=asking or printing)
    for draft in drafts:
        changed = _edited(session, draft, by) if edit else draft
        if opening:
            _open(session, changed, by)
        if sent:
            _note(session, changed)
        elif not opening and asking:
            _walk(session, changed, by)
        elif not opening:
            _print(session, changed, by)


_AND = frozenset({"and", "or", "&"})


def _check(by: str, purpose: str, *, alone: bool) -> None:
    if purpose and purpose not in _PURPOSES.split("|"):
        message = f"{purpose[:30]!r} is not what a message can be for"
        raise UsageError(message, f"Use one of {_PURPOSES.replace('|', ', ')}; your own words are typed with --edit")
    if by and by not in _BY:
        message = f"{by[:30]!r} is not a way to send a message"
        raise UsageError(message, f"Use one of {', '.join(_BY)}")
    if alone:
        message = "--print writes and opens nothing"
        raise UsageError(message, "Leave it out, or --open and --sent")


class _Meant(NamedTuple):
    """A recipient: the contact by number, the ask that was named or that they match, and what to confirm."""

    who: str
    ask: str
    question: str = ""


def _drafts(session: Session, meant: list[_Meant], purpose: str, *, guessing: bool) -> list[Draft]:
    """Draft one message for each recipient. With `guessing`, one without a named ask is about the likely one."""
    network = session.network
    if purpose == "introduce":
        if len(meant) != _SEVERAL:
            message = "an introduction needs two contacts"
            raise UsageError(
                message, "Name both, a name of several words in quotes: asknet message NAME NAME --for introduce"
            )
        return network.draft_introduction(meant[0].who, meant[1].who)
    return [
        network.draft(
            each.who, purpose=purpose, ask=each.ask or (network.likely_ask(each.who, purpose) if guessing else "")
        )
        for each in meant
    ]


def _chosen(session: Session, ask: str, *, asking: bool) -> tuple[list[str], str]:
    """Let the user choose a match if nobody was named; return the recipients and their ask."""
    named = "Name them: asknet message 1 for the first of the last answer, or asknet message NAME"
    if not asking:
        message = "no recipient is given"
        raise UsageError(message, named)
    try:
        found, contacts = session.network.shown_matches(ask)
    except AsknetError as error:
        raise UsageError(
            error.message, named if ask else "Ask first: asknet ask; or name them: asknet message NAME"
        ) from error
    session.terminal.say(f'the matches for "{found.problem[:60]}"')
    chosen = session.terminal.choose("Write to whom?", [(contact.id, contact.name) for contact in contacts])
    if chosen is None:
        message = "nobody was chosen"
        raise UsageError(message, named)
    return [f"id:{chosen}"], str(found.id)


def _each(session: Session, who: list[str]) -> list[str]:
    """Return the recipients: one, if the words together are a name, else one for each."""
    if len(who) == 1 or any(read_number(word) for word in who):
        return who
    whole = " ".join(who)
    try:
        return [f"id:{session.network.resolve(whole, writing=True).id}"]
    except (NothingFoundError, AmbiguousNameError):
        if all(map(session.is_somebody, who)):
            return who
        raise


def _with_what_it_is_about(session: Session, who: list[str], purpose: str, ask: str) -> tuple[list[str], str, str]:
    """Return the recipients without the words behind their names, and the purpose and the question that these are.

    The words are a purpose (``Nan thanks``), those of an open question, or a new one (``Nan about the tax letter``), which a
    script is to ask first.
    """
    names, words = _split(session, who)
    found = "" if purpose else _purpose_in(" ".join(words))
    if found:
        return names, found, ask
    if not words or ask or read_number(names[0]) or purpose == "introduce":
        return (names if not words else who), purpose, ask
    about = " ".join(dropwhile(lambda word: word.lower() in _ABOUT, words)) or " ".join(words)
    return names, purpose, _question(session, names, about)


def _split(session: Session, who: list[str]) -> tuple[list[str], list[str]]:
    """Return the names at the front (or the number of a match), and the words behind them that go on with none."""
    names, rest = names_in_front(session, who)
    if not names and read_number(who[0]):
        names, rest = who[:1], who[1:]
    goes_on = bool(rest) and (all(word[:1].isupper() for word in rest[0].split()) or rest[0].lower() in _AND)
    return (names, " ".join(rest).split()) if names and not goes_on else (who, [])


def _question(session: Session, names: list[str], about: str) -> str:
    """Return the number of the open question with these words; a new one is asked, or in a script refused."""
    try:
        return session.network.ask_number(about)
    except NothingFoundError as unknown:
        if not session.terminal.interactive:
            command = f"Type `asknet ask {quoted(about)}`, and then `asknet message {' '.join(map(quoted, names))} --ask last`"
            raise UsageError(unknown.message, command) from unknown
    noted = session.network.ask(about).ask
    if noted is not None:
        session.terminal.say(f"asked: {about} (question {noted})")
    return str(noted or "")


def _purpose_in(said: str) -> str:
    """Return the purpose that words are, or thank for those that begin with it; '' if they are none."""
    word = said.lower().strip(" .!?")
    if word.startswith(("thanks", "thank you", "thank ")):
        return "thank"
    return word if word in _PURPOSES.split("|") else _ALSO_PURPOSES.get(word, "")


def _named(session: Session, word: str, ask: str) -> _Meant:
    """Return the contact that a word means: a name, or the number of a match in an answer."""
    rank = read_number(word)
    if rank is None:
        return _Meant(session.meant(word), ask)
    found, contact = session.network.shown_match(rank, ask)
    question = f'{contact.name}, for "{found.problem[:60]}"?  [enter] yes  [n] no:'
    return _Meant(session.meant(f"id:{contact.id}"), str(found.id), question)


def _confirm(session: Session, meant: _Meant) -> None:
    """Ask for a key to confirm a match named only by its number. Raises `UsageError` if it is not confirmed."""
    if meant.question and session.terminal.key(meant.question, ("\n", "y", "n", "q")) in ("n", "q"):
        message = "nothing was drafted"
        raise UsageError(message, "Name the contact, or the question with --ask; see `asknet asks`")


def _ask_signature(session: Session) -> None:
    """Ask once how messages are signed, before the first one."""
    me = session.network.me()
    if me is not None and me.sign:
        return
    with suppress(StoreError):
        if session.network.ask_once("sign"):
            text = session.terminal.ask("How do you sign a message? Your name will do (empty: not at all):")
            if text:
                session.network.me(sign=text)
                session.terminal.say("saved; `asknet me --sign TEXT` changes it")


def _print(session: Session, draft: Draft, by: str) -> None:
    if session.terminal.as_json:
        session.terminal.json(draft_json(draft))
    else:
        write_draft(session.terminal, draft, by=by)


def _walk(session: Session, draft: Draft, by: str) -> None:
    """Show a draft and do what the keys say, until it is marked as sent or left."""
    terminal = session.terminal
    shown = None
    while True:
        if draft is not shown:
            draw_draft(terminal, draft, by=by)
            shown = draft
        way = _way(draft, by)
        keys = {"o": _BY[way]} if way != "copy" else {}
        keys |= {"c": "copy", "e": "edit", "s": "mark as sent", "q": "leave"}
        listed = "  ".join(f"[{key}] {what}" for key, what in keys.items())
        key = terminal.key(f"{listed}:", tuple(keys))
        try:
            if key == "q":
                return
            if key == "s":
                _note(session, draft)
                return
            if key == "e":
                draft = _edited(session, draft, by)
            else:
                _open(session, draft, "copy" if key == "c" else way)
        except AsknetError as error:
            terminal.complain(str(error))


def _way(draft: Draft, by: str) -> str:
    """Return how to send a draft: as requested, else the first way for which there is a link."""
    links = draft.links
    return by or ("mail" if links.mail else "sms" if links.sms else "copy")


def _open(session: Session, draft: Draft, by: str) -> None:
    """Open a draft in another program, or copy it; a part that a link cannot hold is copied, and printed."""
    from asknet.drafting.opener import copy_text, open_link

    terminal = session.terminal
    way, links = _way(draft, by), draft.links
    link = {"mail": links.mail, "sms": links.sms, "chat": links.chat}.get(way, "")
    if way != "copy" and not link:
        need = "number with its country (me --country)" if way == "chat" else "number" if way == "sms" else "address"
        message = f"{draft.to.name} has no {need}"
        option = "--email" if way == "mail" else "--phone"
        raise UsageError(message, f"Add it: asknet edit id:{draft.to.id} {option} ...; or use --by copy")
    apart = way in ("copy", "chat") or "body=" not in link
    copied = copy_text(draft.body) if apart else False
    if apart and not terminal.rich:
        _print(session, draft, by="")
    if apart:
        why = "" if way in ("copy", "chat") else "the text is too long for a link; "
        also = (
            "it is on the clipboard: paste it" if copied else "there is no clipboard to put it on: copy the text shown"
        )
        terminal.say(f"{why}{also}")
    if link:
        open_link(link)
        terminal.say(f"opened {link.partition('?')[0]}; when it is sent, mark it so")


def _note(session: Session, draft: Draft) -> None:
    network, terminal = session.network, session.terminal
    with network.as_shown((draft.to.id, draft.to.name)):
        noted = network.record_sent(draft)
    if terminal.as_json:
        terminal.json(draft_json(draft) | {"sent": noted})
        return
    terminal.line(noted)
    session.say_undo()


def _edited(session: Session, draft: Draft, by: str) -> Draft:
    """Return a draft as changed in the editor, or as typed at the terminal if no editor is set."""
    from asknet.cli.prompts.editor import edit_draft, has_editor

    terminal = session.terminal
    if not has_editor() and not terminal.interactive:
        message = "no editor is set"
        raise UsageError(message, f"Set EDITOR, as in: EDITOR=nano asknet message {quoted(draft.to.name)}")
    session.network.close()
    if has_editor():
        subject, body = edit_draft(draft.subject, draft.body)
        return draft._replace(subject=subject, body=body)
    titled = has_subject(draft, by)
    keeps = "Enter keeps the subject; " if titled else ""
    terminal.say(f"no editor is set: {keeps}type the text, and . alone on a line to end it or to keep it")
    subject = (terminal.ask(f"subject [{draft.subject}]:") if titled else "") or draft.subject
    body = many_lines("\n".join(iter(lambda: terminal.ask(">"), ".")).strip("\n"), what="the message")
    return draft._replace(subject=one_line(subject, what="the subject"), body=body or draft.body)
