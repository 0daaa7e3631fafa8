"""`asknet edit`: parse changes to a contact and show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from asknet.cli import options as o
from asknet.cli.render.contact import changes, echo_change
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.cli.typed_words import settle_words
from asknet.errors import UsageError
from asknet.json_values import contact_json

if TYPE_CHECKING:
    from asknet.model import Contact


@o.contact_options
def run(
    ctx: typer.Context,
    name: o.OneName,
    skills: o.Skills = None,
    rename: Annotated[str | None, typer.Option("--name", help="A new name.")] = None,
    *,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VALUE",
            help="Remove a skill, circle, address, number, alias, introducer, referral or want (repeatable).",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Rename even if somebody has that name.")] = False,
    **typed: Any,  # noqa: ANN401 - options of many types
) -> None:
    """Change a contact.

    \b
    Examples:
      asknet edit Nan --title "Textile artist" --note "moved studio"
      asknet edit Nan macrame:beginner --without knitting
      asknet edit Nan --place ""
      asknet edit Nan

    A single value replaces the old one, and an empty one clears it; skills,
    circles, addresses, aliases, introducers, referrals and wants are added to
    the existing ones, and a note is added as a line. Without any option, on a
    terminal, the contact opens in $EDITOR, or field by field if that is not set.
    """
    session: Session = ctx.obj
    fields = o.given({"skills": skills, "rename": rename, **typed})
    name, fields = settle_words(session, "edit", name, fields)
    terminal = session.terminal
    if fields or without:
        who = session.meant(name)
        if "via" in fields:
            if "" in fields["via"] and any(fields["via"]):  # --via "" --via Bea: Bea instead of all others
                without = [*(without or []), *session.network.resolve(who).via]
            fields["via"] = session.introducers(fields["via"])
        edited = session.renaming(
            lambda certain: session.network.edit(who, without=without or [], force=certain, **fields), force
        )
    else:
        if not terminal.interactive:
            message = "there is nothing to change"
            raise UsageError(message, "Use options (see `asknet edit --help`), or a terminal")
        from asknet.cli.prompts.editor import edit_in_editor, has_editor

        if has_editor():
            edited = edit_in_editor(session, session.meant(name), force=force)
        else:
            from asknet.cli.prompts.edit_fields import edit_field_by_field

            edited = edit_field_by_field(session, session.meant(name), force=force)
    if terminal.as_json:
        terminal.json(contact_json(edited.contact))
        return
    terminal.line(echo_change(edited.before or edited.contact, edited.contact))
    for introducer in edited.introducers:
        terminal.say(f"added {introducer.name} too, who introduced them")
    _say_former(session, edited.before, edited.contact)
    if edited.before and _recognised_by(edited.before) != _recognised_by(edited.contact):
        session.say_possible_duplicates(edited.contact)
    if edited.before is None or changes(edited.before, edited.contact):
        session.say_undo()


def _recognised_by(contact: Contact) -> tuple[object, ...]:
    return contact.name, contact.aliases, contact.email, contact.phone, contact.url


def _say_former(session: Session, before: Contact | None, now: Contact) -> None:
    """If a number or an address was added to an existing one, say how to remove the old one."""
    for former, there in ((before.phone, now.phone), (before.email, now.email)) if before else ():
        if len(there) > len(former) == 1:
            session.terminal.say(
                f"{former[0]} is kept too: `asknet edit id:{now.id} --without {quoted(former[0])}` removes it"
            )
