"""The only access to a terminal: safe text, tables, TSV, JSON, progress, prompts.

Everything that is shown passes through `safe`, because names, notes, file names
and arguments are other people's text: an escape sequence in them must never reach
the terminal. Text is passed to rich as `Text`, never as markup.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TextIO, cast

from asknet.errors import UsageError
from asknet.numbers import read_number
from asknet.text import cells, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rich.console import Console
    from rich.text import Text

Part = tuple[str, str]
"""A piece of text and its style: ``("Nan", "bold")``."""
Cell = str | list[Part]

_PIECE = r"\s*(?:`[^`]*`|\[\w+\](?: [^\s\[]+)+|\basknet [a-z-]+(?: [^\s;]+)*|\S)+\s*"
"""A word of a message with the blanks around it; a command, in backticks or up to a semicolon, is one, and so is a key."""
_PROGRESS_AFTER_SECONDS = 1.0
_PLAIN_WIDTH, _MOST_WIDTH = 80, 1_000
MAX_COMPLAINT, _BEGINNING, _NEXT_STEP = 1_500, 800, 400
"""Characters of an error that is written in full, and those that are kept of both ends of a longer one."""
_NARROW, _READABLE = 12, 16
"""Cells that a column keeps on any terminal, and those that text needs to be readable."""
_ROWS_AT_ONCE = 1_000
"""Rows of a table that are drawn or written together: rich keeps all of them in memory, 8 KB each."""


def cell_text(cell: Cell) -> str:
    """Return a cell's text without its styles."""
    return cell if isinstance(cell, str) else "".join(text for text, _ in cell)


def _tab_separated(row: Sequence[Cell]) -> str:
    try:
        plain = "".join(cast("Sequence[str]", row)).isprintable()  # a whole row is checked faster than its cells
    except TypeError:  # cells with styles
        plain = False
    texts = cast("Sequence[str]", row) if plain else [safe(cell_text(cell)) for cell in row]
    return "\t".join(texts) + "\n"


class ProgressCalls(NamedTuple):
    """Callbacks of a long job: `moved` takes the number done so far, `expected` the total."""

    moved: Callable[[int], None]
    expected: Callable[[int], None]


class Terminal:
    """Where results, messages and prompts go.

    `stdout` gets results, `stderr` messages, progress and prompts. `colour` is
    what the user wants; it only counts if the stream is a terminal.
    """

    def __init__(
        self,
        *,
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        env: Mapping[str, str],
    ) -> None:
        self._nothing = Path(os.devnull).open("r+", encoding="utf-8")  # noqa: SIM115 - `close` closes it
        nothing = cast("TextIO", self._nothing)
        self.stdin = stdin or sys.stdin or nothing
        self.stdout = stdout or sys.stdout or nothing
        self.stderr = stderr or sys.stderr or nothing
        self._env = env
        self.as_json = False
        self.colour = True
        self.quiet = False
        self.no_input = False
        for stream in (self.stdout, self.stderr):
            if hasattr(stream, "reconfigure"):  # a pipe gets UTF-8 whatever the locale; a terminal, what it can show
                stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")

    def close(self) -> None:
        """Close the replacement for streams that were closed from the start."""
        self._nothing.close()

    @property
    def plain(self) -> bool:
        """Return whether no escape sequence may be written."""
        return not self.colour or bool(self._env.get("NO_COLOR")) or self._env.get("TERM") == "dumb"

    @property
    def rich(self) -> bool:
        """Return whether results are drawn for a person rather than a pipe."""
        return self.stdout.isatty() and not self.as_json

    @property
    def interactive(self) -> bool:
        """Return whether somebody can be asked."""
        return not self.no_input and self.stdin.isatty() and self.stderr.isatty()

    def line(self, cell: Cell = "") -> None:
        """Write one line of result."""
        if self.rich and not isinstance(cell, str):
            self._console().print(_text(cell), soft_wrap=True)
        else:
            text = safe(cell_text(cell))
            self.stdout.write((self._folded(text) if self.rich else text) + "\n")

    @property
    def width(self) -> int:
        """The width of the terminal, in cells; ``COLUMNS`` is used up to the width of the widest screens."""
        return min(shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns, _MOST_WIDTH)

    def fitted(self, parts: Sequence[Part]) -> None:
        """Write one line of result, cut to the width of the terminal."""
        text = _text(list(parts))
        console = self._console()
        text.truncate(console.width, overflow="ellipsis")
        console.print(text, soft_wrap=True)

    def height(self, cell: Cell, *, least: int) -> int:
        """Return how many lines uncut text takes, on this terminal or on one of `least` columns if that is wider."""
        return -(-_text(cell).cell_len // max(least, self._console().width))

    def block(self, cell: Cell, *, indent: int = 0) -> None:
        """Write text folded to the width of the terminal, indented."""
        from rich.padding import Padding

        self._console().print(Padding(_text(cell, lines=True), (0, 0, 0, indent)))

    def say(self, message: str) -> None:
        """Write a message in addition to the result, unless quiet."""
        if not self.quiet:
            self._write_message(safe(message))

    def complain(self, message: str) -> None:
        """Write an error on one line; of a very long one, only the beginning and the next step."""
        shown = message if len(message) <= MAX_COMPLAINT else f"{message[:_BEGINNING]} ... {message[-_NEXT_STEP:]}"
        self._write_message(f"asknet: {safe(shown)}")

    def _write_message(self, message: str) -> None:
        """Write a message: on a terminal broken between words.

        If messages cannot be written, for example to a full disk, the command continues, and its exit status shows the
        outcome.
        """
        with suppress(OSError):
            self.stderr.write((self._folded(message) if self.stderr.isatty() else message) + "\n")

    def _folded(self, text: str, width: int = 0) -> str:
        """Break a line that is wider than the terminal between words, but never within a command, which can be pasted."""
        width = width or self.width
        if cells(text) <= width:
            return text
        lines = [""]
        for piece in re.findall(_PIECE, text):
            if cells(lines[-1]) + cells(piece.rstrip()) > width and lines[-1].strip():
                lines[-1] = lines[-1].rstrip()
                lines.append("")
            lines[-1] += piece
        return "\n".join(lines)

    def trace(self) -> None:
        """Write where in the code the current error comes from."""
        import traceback

        with suppress(OSError):
            self.stderr.write(safe(traceback.format_exc(), lines=True))

    def json(self, value: Any) -> None:  # noqa: ANN401 - any JSON value
        """Write one JSON value on one line, ASCII only."""
        self.stdout.write(json.dumps(value) + "\n")

    def json_list(self, values: Iterable[str]) -> None:
        """Write one JSON list on one line, from values that are already JSON."""
        between = "["
        for value in values:
            self.stdout.write(between + value)
            between = ", "
        self.stdout.write("[]\n" if between == "[" else "]\n")

    def copy(self, file: IO[bytes]) -> None:
        """Copy a UTF-8 file to standard output, byte for byte unless that is a terminal."""
        if self.stdout.isatty() or not hasattr(self.stdout, "buffer"):
            for line in file:
                self.stdout.write(safe(line.decode(), lines=True))
            return
        self.stdout.flush()
        shutil.copyfileobj(file, self.stdout.buffer)
        self.stdout.buffer.flush()

    def rows(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write tab-separated lines, never cut."""
        lines = map(_tab_separated, rows)
        while together := "".join(islice(lines, _ROWS_AT_ONCE)):  # where output is not buffered, each write is a call
            self.stdout.write(together)

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        *,
        title: str = "",
        wide: Mapping[str, int] | None = None,
        least: Mapping[str, int] | None = None,
        lines: bool = True,
        whole: Sequence[str] = (),
    ) -> None:
        """Draw a table on a terminal, if it has rows, or write its rows tab-separated in a pipe.

        Columns named in `wide` share the width that the others leave, by those
        shares, but none is wider than its text; the others keep their full text as far as it
        fits. Without `lines` a row is one line, and what does not fit is cut; columns in `whole`
        are never folded. If `least` gives the width of all others, a long table is drawn in pieces.
        """
        if not self.rich:
            self.rows(rows)
            return
        left = iter(rows)
        at_once = _ROWS_AT_ONCE if least else None
        piece = list(islice(left, at_once))
        first = True
        while piece:
            more = list(islice(left, at_once))
            drawn = self._drawn(
                columns,
                piece,
                wide or {},
                least or {},
                title=title if first else "",
                header=first,
                lines=lines,
                alone=first and not more,
                whole=whole,
            )
            self.stdout.writelines(drawn[0 if first else 1 : -1 if more else None])
            piece, first = more, False

    def _drawn(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        wide: Mapping[str, int],
        least: Mapping[str, int],
        *,
        title: str,
        header: bool,
        lines: bool,
        alone: bool,
        whole: Sequence[str],
    ) -> list[str]:
        """Return the lines of a table, an empty one above and below; pieces that are not `alone` have columns of one width."""
        from rich import box
        from rich.table import Table

        table = Table(
            title=_text([(title, "bold")]) if title else None,
            title_justify="left",
            box=box.SIMPLE_HEAD,
            pad_edge=False,
            show_header=header and any(columns),
            expand=bool(wide) and not (lines or alone),
        )
        texts = [[_text(cell, lines=lines) for cell in row] for row in rows]
        console = self._console()
        widths = _widths(columns, texts, console.width, wide, whole) if lines or alone else {}
        for column in columns:
            table.add_column(
                column, overflow="fold" if lines else "ellipsis", no_wrap=not lines or column in whole,
                ratio=None if lines or alone else wide.get(column), width=widths.get(column), min_width=least.get(column),
                justify="right" if column in ("#", "id", "contacts") else "left",
            )  # fmt: skip
        for row in texts:
            table.add_row(*row)
        with console.capture() as drawn:
            console.print(table)
        return drawn.get().splitlines(keepends=True)

    def _console(self, stream: TextIO | None = None) -> Console:
        from rich.console import Console

        stream = stream or self.stdout
        return Console(
            file=stream,
            width=self.width,
            markup=False,
            emoji=False,
            highlight=False,
            color_system=None if self.plain else "auto",
            force_terminal=stream.isatty(),
            _environ=dict(self._env),
        )

    @contextmanager
    def progress(self, what: str) -> Iterator[ProgressCalls]:
        """Show the progress of a long job on a terminal, after its first second.

        Yields a function to call with the number done so far, and one to call first with the total, if that is known.
        """
        dumb = self._env.get("TERM") == "dumb"
        if self.quiet or self.as_json or dumb or not self.stderr.isatty():
            yield ProgressCalls(lambda _done: None, lambda _total: None)
            return
        from time import monotonic

        show, stop = self._line_of_progress(what) if self.plain else self._bar(what)
        began = monotonic()
        total = 0

        def expected(number: int) -> None:
            nonlocal total
            total = number

        def moved(done: int) -> None:
            if monotonic() - began > _PROGRESS_AFTER_SECONDS:
                known = total >= done > 0
                far = f"{done / total:.0%}, {done:,} of {total:,}" if known else f"{done:,} done"
                show(far, done, total if known else None)

        try:
            yield ProgressCalls(moved, expected)
        finally:
            stop()

    def _bar(self, what: str) -> tuple[Callable[[str, int, int | None], None], Callable[[], None]]:
        """Return how to show that a job has moved, and how to remove that, drawn as a bar."""
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[far]}"), TimeElapsedColumn())
        bar = Progress(*columns, console=self._console(self.stderr), transient=True)
        task = bar.add_task(safe(what).replace("[", "\\["), total=None, far="")

        def show(far: str, done: int, total: int | None) -> None:
            bar.start()
            bar.update(task, completed=done, total=total, far=far)

        return show, bar.stop

    def _line_of_progress(self, what: str) -> tuple[Callable[[str, int, int | None], None], Callable[[], None]]:
        """Return the same as text on one line, without escape sequences."""
        width = self.width - 1
        shown = False

        def write(text: str) -> None:
            self.stderr.write(f"\r{text[:width]:<{width}}\r")
            self.stderr.flush()

        def show(far: str, _done: int, _total: int | None) -> None:
            nonlocal shown
            shown = True
            write(f"{safe(what)} {far}")

        return show, lambda: write("") if shown else None

    def ask(self, question: str) -> str:
        """Ask for one line. Raises `UsageError` when the input ends."""
        from asknet.cli.keys import wait_for_input  # before the question, so that Ctrl-C then interrupts the wait

        self.stdout.flush()
        self.stderr.write(self._folded(safe(question)) + " ")
        self.stderr.flush()
        if self.stdin.isatty():
            wait_for_input(self.stdin.fileno())
        answer = self.stdin.readline()
        if not answer:
            self.stderr.write("\n")
            message = "the input ended before an answer"
            raise UsageError(message, "Nothing was changed")
        return answer.strip()

    def edit(self, question: str, text: str) -> str:
        """Ask for one line, with a text that can be changed; on a terminal without line editing, that is shown above.

        Raises `UsageError` when the input ends.
        """
        text = safe(text)
        try:
            import readline
        except ImportError:  # Windows
            self.say(text)
            return self.ask(question)
        if not (self.stdin is sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
            self.say(text)
            return self.ask(question)
        readline.set_startup_hook(lambda: readline.insert_text(text))
        try:
            return input(f"{question} ").strip()
        except EOFError:
            message = "the input ended before an answer"
            raise UsageError(message, "Nothing was changed") from None
        finally:
            readline.set_startup_hook()

    def key(self, question: str, keys: Sequence[str]) -> str:
        r"""Ask for one key of `keys` (each one lower-case character; Enter is ``"\n"``) and return it.

        Any other key is ignored. At the end of the input (Ctrl-D, a terminal
        that is gone) it is ``q``, so that every prompt can be left at any time;
        Ctrl-C raises `KeyboardInterrupt`. Whatever should be visible must be
        written to stdout before.
        """
        from asknet.cli.keys import single_keys

        self.stdout.flush()
        with single_keys(self.stdin) as pressed:
            self.stderr.write(self._folded(safe(question)) + " ")
            self.stderr.flush()
            chosen = next((key for key in iter(pressed, "") if key in keys), "q")
        self.stderr.write(safe(chosen.strip()) + "\n")
        return chosen

    def confirm(self, question: str) -> bool:
        """Ask yes or no; anything but yes is no."""
        return self.ask(f"{question} [y/N]").lower() in ("y", "yes")

    def choose(self, question: str, options: Sequence[tuple[int, str]]) -> int | None:
        """Ask which of ``(number, label)`` is meant; return None for none of them."""
        for place, (_, text) in enumerate(options, 1):
            beginning = f"  {place}  "
            shown = self._folded(safe(text), self.width - len(beginning))
            self.stderr.write(beginning + shown.replace("\n", "\n" + " " * len(beginning)) + "\n")
        numbers = f"1-{len(options)}" if len(options) > 1 else "1"
        answer = self.ask(f"{question} [{numbers}, empty for none]")
        chosen = read_number(answer, len(options))
        return options[chosen - 1][0] if chosen else None


def _widths(
    columns: Sequence[str], rows: Sequence[Sequence[Text]], width: int, wide: Mapping[str, int], whole: Sequence[str]
) -> dict[str, int]:
    """Return the widths of the columns of a table that is wider than its terminal; none if it fits.

    Those that are `wide` share what the others leave; if that is hardly anything, others that are not `whole` keep at
    most a quarter of the terminal.
    """
    texts = {column: [cells(column), *(_longest_line(row[at]) for row in rows)] for at, column in enumerate(columns)}
    most = {column: max(lengths) for column, lengths in texts.items()}
    room = width - (3 * len(columns) - 1)  # rich's padding and dividers, without those of the outer edges
    if sum(most.values()) <= room or not most.keys() & wide.keys() or len(most) < len(columns):
        return {}
    widths = {column: length for column, length in most.items() if column not in wide}
    if room - sum(widths.values()) < _READABLE * (len(most) - len(widths)):
        widths = {c: n if c in whole else min(n, max(_NARROW, width // 4)) for c, n in widths.items()}
    left, shares = room - sum(widths.values()), {c: wide[c] for c in most if c in wide}
    while shares:
        unit = left / sum(shares.values())
        small = [column for column, share in shares.items() if most[column] <= unit * share] or list(shares)
        for column in small:
            widths[column] = max(1, min(most[column], int(unit * shares[column])))
            left -= widths[column]
            del shares[column]
    return widths


def _longest_line(text: Text) -> int:
    return max((cells(line) for line in text.plain.split("\n")), default=0)


def _text(cell: Cell, *, lines: bool = False) -> Text:
    from rich.text import Text

    parts = [(cell, "")] if isinstance(cell, str) else cell
    return Text.assemble(*((safe(text, lines=lines), style) for text, style in parts))
