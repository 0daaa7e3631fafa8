"""Draw an answer: who, why, and the way in."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

from asknet.cli.options import harmless
from asknet.cli.render.contact import name_cell
from asknet.model import Verdict
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.cli.terminal import Cell, Part, Terminal
    from asknet.model import Answer, Contact, Match, Suggestion, Why

_SHOWN = 120
"""Characters of a piece of evidence that are drawn; a pipe gets all of it."""
_SKILLS = 3
_REASONS = 2
"""Reasons of a match that are drawn; all with ``--explain``."""
_TIES_SHOWN = 3
"""Ways in whose weakest tie is shown in addition to the rows in a pipe."""
_SAID = {
    Verdict.STRONG: (" strong ", "black on green"),
    Verdict.POSSIBLE: (" possible ", "black on yellow"),
    Verdict.WEAK: (" perhaps ", "black on yellow"),
    Verdict.NONE: ("nobody here seems to fit", "red"),
}
"""How a verdict is drawn: green, yellow and cyan letters can hardly be read on white, so they are backgrounds."""


def _reasons(match: Match) -> list[Why]:
    """Return one reason for each piece of evidence, the weightiest first."""
    seen: dict[tuple[str, str], Why] = {}
    for why in match.why:
        seen.setdefault((why.source, why.evidence), why)
    return list(seen.values())


def write_matches(terminal: Terminal, answer: Answer, *, explain: bool) -> None:
    """Write the matches that have a reason as tab-separated lines."""
    rows = _rows(answer, explain=explain)
    terminal.rows(rows)
    if _is_elsewhere(answer):
        terminal.say(_elsewhere(answer.suggestions[0]))
    elif answer.verdict is Verdict.NONE:
        terminal.say("nobody here seems to fit" + ("; the nearest are listed" if rows else ""))
    if answer.more:
        terminal.say(more_in_words(answer))
    for match in [m for m in answer.matches if m.weakest][:_TIES_SHOWN]:
        name, why = match.weakest or ("", "")
        terminal.say(f"{' > '.join(('you', *match.via, match.contact.name))}; weakest tie: {name} ({why})")
    for suggestion in answer.suggestions:
        if suggestion.do == "via":
            terminal.say(f"{suggestion.why}: {suggestion.command}")
    for lead in answer.leads:
        about = f" --ask {answer.ask}" if answer.ask is not None else ""
        terminal.say(
            f"through others: {lead.contact.name} ({lead.evidence[:_SHOWN]}):"
            f" asknet message {as_typed(lead.contact)} --for way-in{about}"
        )


def more_in_words(answer: Answer) -> str:
    """Return how many others there are, if everybody was asked for."""
    return f"and {answer.more:,} more: -n {min(1000, len(answer.matches) + answer.more)} shows them"


def write_answer_rows(terminal: Terminal, answer: Answer, *, explain: bool) -> None:
    """Write one of many answers: the rows of `write_matches` with the problem as the last column.

    A problem that nobody fits gives one row, empty except for the verdict and the problem.
    """
    rows = _rows(answer, explain=explain)
    if answer.verdict is Verdict.NONE:
        rows = [["", str(Verdict.NONE), *[""] * (_COLUMNS - 2 + (_FACTORS if explain else 0))]]
    terminal.rows([*row, answer.problem] for row in rows)


_COLUMNS, _FACTORS = 8, 6
"""Columns of a match in a pipe, and those that ``--explain`` adds."""


def _rows(answer: Answer, *, explain: bool) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for m in answer.matches:
        if not m.why:
            continue
        why = "; ".join(_in_words(w) for w in _reasons(m))
        c = m.contact
        row: list[Cell] = [str(m.rank), str(m.verdict), f"{m.score:.2f}", str(c.kind), c.name]
        row += [why, " > ".join(m.via), _address(m)]
        if explain:
            f = m.factors
            parts = (m.fit, f.tie, f.record, f.balance, f.availability, f.product)
            row += [f"{value:.3f}" for value in parts]
        rows.append(row)
    return rows


def _in_words(why: Why) -> str:
    level = f" ({why.level})" if why.level else ""
    return f"{_near(why)}{why.evidence}{level}{_how(why)}"


def _near(why: Why) -> str:
    """Return what the evidence is similar to in meaning: ``landlord ~ tenancy law``."""
    return f"{why.term} ~ " if why.how == "meaning" and why.term else ""


def _how(why: Why) -> str:
    """Return how the problem matched the evidence, if it is not obvious."""
    if why.how == "helper" and fold(why.term) not in fold(why.evidence):
        return f" [kind of helper: {why.term}]"
    if why.how in ("spelling", "synonym") and why.term != why.word:
        return f" [{why.term} ~ {_as_written(why)}]"
    return ""


def _as_written(why: Why) -> str:
    """Return the word that matched as the evidence has it, with its accents; if it is not found there, as it was compared."""
    words, length = why.evidence.split(), why.word.count(" ") + 1
    runs = (" ".join(words[at : at + length]).strip(".,;:!?()") for at in range(len(words)))
    return next((run for run in runs if fold(run) == why.word), why.word)


def draw_answer(terminal: Terminal, answer: Answer, *, explain: bool) -> None:
    """Draw the answer as a table, and what to do instead when nobody fits."""
    if _is_elsewhere(answer):
        terminal.line(_elsewhere(answer.suggestions[0]))
        return
    said, colour = _SAID[answer.verdict]
    terminal.line([(answer.problem, "bold"), ("  ", ""), (said, colour)])
    shown = [m for m in answer.matches if m.why and m.verdict is not Verdict.NONE]
    if shown:
        _draw_matches(terminal, shown, answer.verdict, explain=explain)
    if answer.more:
        terminal.line([(more_in_words(answer), "")])
    if explain and answer.matches:
        _draw_factors(terminal, answer)
    if answer.ask is not None and shown:
        terminal.block([("write       ", ""), (f"asknet message {shown[0].rank}", "bold")])
        terminal.block([("afterwards  ", ""), (log_line(answer.ask, shown[0]), "bold")])
    _draw_leads(terminal, answer)
    _draw_suggestions(terminal, answer)


def _draw_leads(terminal: Terminal, answer: Answer) -> None:
    if answer.leads:
        terminal.line([("Through others", "bold")])
    about = f" --ask {answer.ask}" if answer.ask is not None else ""
    for lead in answer.leads:
        evidence = lead.evidence if len(lead.evidence) <= _SHOWN else lead.evidence[:_SHOWN] + "…"
        terminal.line([(f"  {lead.contact.name}", "bold"), (" knows somebody: ", ""), (evidence, "")])
        terminal.line([(f"    asknet message {as_typed(lead.contact)} --for way-in{about}", "bold")])


def _draw_suggestions(terminal: Terminal, answer: Answer) -> None:
    if answer.suggestions:
        terminal.line([("Instead", "bold")])
    for suggestion in answer.suggestions:
        do = _DO[suggestion.do].format(name=suggestion.name)
        terminal.line([(f"  {do}", ""), (f" ({suggestion.why})  ", ""), (suggestion.command, "bold")])
    if answer.verdict is Verdict.NONE:
        terminal.line([("  When you have found somebody: ", ""), ("asknet add NAME SKILL", "bold")])


def _draw_matches(terminal: Terminal, shown: Sequence[Match], verdict: Verdict, *, explain: bool) -> None:
    most = terminal.width * 2 // 5
    terminal.table(
        ["#", "who", "why", "the way in"],
        [[str(m.rank), _who(m, verdict), _why(m, explain=explain), _way_in(m, most)] for m in shown],
        wide={"who": 5, "why": 6},
        whole=["the way in"],
    )
    for match in shown:
        address = _address(match)
        if len(address) > most:
            terminal.line([(f" {match.rank}  ", ""), (address, "bold")])


def _is_elsewhere(answer: Answer) -> bool:
    return bool(answer.suggestions) and answer.suggestions[0].do == "command"


def _elsewhere(suggestion: Suggestion) -> str:
    """Return the command that answers a question about the network itself."""
    return f"`{suggestion.command}` {suggestion.why}" if suggestion.command else suggestion.why


_DO = {
    "post": "Ask in {name}",
    "introduce": "Ask {name} whom they know",
    "topic": "Try {name}",
    "via": "Record who could introduce you to {name}",
}


def log_line(ask: int, match: Match) -> str:
    """Return the command to type if it helped; with the contact's number if a shell could misread the name."""
    return f'asknet log --ask {ask} --with {as_typed(match.contact)} --got "..."'


def as_typed(contact: Contact) -> str:
    """Return a contact as typed in a command; with its number if a shell could misread the name."""
    return f'"{contact.name}"' if harmless(contact.name) else f"id:{contact.id}"


def _who(match: Match, verdict: Verdict) -> Cell:
    """Draw who it is, by title and organisation or else by skills, and how well they fit if that is below the best."""
    parts = list(name_cell(match.contact))
    contact = match.contact
    role = ", ".join(part for part in (contact.title, contact.org) if part)
    role = role or ", ".join(skill.topic for skill in contact.skills[:_SKILLS])
    if role:
        parts.insert(1, (f"\n{role}", ""))
    if match.verdict is not verdict:
        parts.append((f"\n{_SAID[match.verdict][0].strip()}", "italic"))
    return parts


def _why(match: Match, *, explain: bool) -> Cell:
    parts: list[Part] = []
    for why in _reasons(match)[: None if explain else _REASONS]:
        if parts:
            parts.append(("\n", ""))
        text = why.evidence if len(why.evidence) <= _SHOWN else why.evidence[:_SHOWN] + "…"
        parts.append((_near(why), ""))
        parts += [(text, "")] if why.how == "meaning" else _marked(text, why.word)
        if why.level:
            parts.append((f" ({why.level})", ""))
        parts.append((_how(why), ""))
    parts += [(f"\n{reason}", "italic") for reason in match.factors.description]
    if match.dormant:
        parts.append(("\nworth reconnecting", "italic"))
    return parts


def _marked(text: str, word: str) -> list[Part]:
    """Mark the words of the evidence that matched."""
    words = "|".join(re.escape(w) for w in word.split())
    if not words:
        return [(text, "")]
    pieces = re.split(rf"((?<!\w)(?:{words})(?!\w))", text, flags=re.IGNORECASE)
    return [(piece, "bold" if i % 2 else "") for i, piece in enumerate(pieces) if piece]


def _way_in(match: Match, most: int) -> Cell:
    """Draw through whom or where to reach them; an address of more than `most` cells is on a line of its own below."""
    c, address = match.contact, _address(match)
    parts: list[Part] = []
    if match.weakest:
        parts = [(" > ".join(("you", *match.via, c.name)), "")]
        parts.append((f"weakest tie: {match.weakest[0]} ({match.weakest[1]})", "italic"))
    elif match.via:
        parts = [(f"via {match.via[-1]}", "")]
    if len(c.via) > 1 and match.via:
        others = [name for name in c.via if name != match.via[-1]]
        parts.insert(1, (f"or via {' or '.join(others[:_REASONS])}", ""))
    parts = [("\n".join(wrap(text, most)), style) for text, style in parts]
    if address:
        parts.append((address, "") if len(address) <= most else ("see below", ""))
    return [piece for n, part in enumerate(parts) for piece in ([("\n", "")] if n else []) + [part]]


def _address(match: Match) -> str:
    """Return the first address of a match, else link, else number; empty if there is none."""
    return next(iter((*match.contact.email, *match.contact.url, *match.contact.phone)), "")


def _draw_factors(terminal: Terminal, answer: Answer) -> None:
    rows: list[list[Cell]] = []
    for m in answer.matches:
        f = m.factors
        values = (m.fit, f.tie, f.record, f.balance, f.availability, f.product, m.score)
        rows.append([m.contact.name, *(f"{value:.2f}" for value in values)])
    columns = ["", "fit", "tie", "record", "balance", "avail.", "product", "score"]
    terminal.table(columns, rows, title="score = fit x product, at most 1")
