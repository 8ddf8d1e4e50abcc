"""What all commands share: the reader's language, colours, and how things are told."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathlib import Path

    from clausewise.report.table import Ink
    from clausewise.source.diagnostic import Diagnostic, Language, Remark

ERRORS, USAGE, UNDECIDED, INTERRUPTED = 1, 2, 3, 130
"""Exit codes besides 0: faults of policies or tests; wrong usage or input; `--strict`; Ctrl-C."""


class Session:
    """One call of the command line.  `doing` is what an internal error says was going on.

    Plain Python: `clausewise --version` answers before any library but click is loaded.
    """

    def __init__(self, language: "Language") -> None:
        self.language = language
        self.doing = "clausewise"


def default_language(environment: Mapping[str, str]) -> "Language":
    """CLAUSEWISE_LANG where it is zh or en; else what the locale says; English for any other."""
    for name in ("CLAUSEWISE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        said = environment.get(name, "")
        if said:
            return "zh" if said.lower().startswith("zh") else "en"
    return "en"


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--lang zh|en`, on the group and on each command; the inner one counts."""

    def choose(context: click.Context, _: click.Parameter, given: "Language | None") -> None:
        session = session_of(context)
        if given is not None:
            session.language = given

    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        expose_value=False,
        callback=choose,
        is_eager=True,
        help="Language of messages and answers.  [default: that of the locale]",
    )(command)


def session_of(context: click.Context) -> Session:
    """The one session of a call, begun when it is first asked for."""
    root = context.find_root()
    if not isinstance(root.obj, Session):
        root.obj = Session(default_language(os.environ))
    return root.obj


def current() -> Session:
    return session_of(click.get_current_context())


def home_of(path: "Path") -> "Path":
    """The folder to check for a single file; a file of vocabulary belongs to all handbooks beside."""
    return path.parent.parent if path.parent.name == "vocabulary" else path.parent


def told(one: "Diagnostic | Remark", language: "Language") -> str:
    """A message as a person sees it: with its place and line where it has one, and its hint."""
    from clausewise.source.diagnostic import Diagnostic, render

    if isinstance(one, Diagnostic):
        return render(one, language)
    hint = one.hint(language)
    head = f"{one.severity.value}[{one.code}] {one.message(language)}"
    return f"{head}\n  = {hint}" if hint else head


def tell(messages: Iterable["Diagnostic | Remark"], language: "Language") -> None:
    """Each message to standard error."""
    for one in messages:
        click.echo(told(one, language), err=True)


def refuse(code: str, /, **blanks: str) -> "click.exceptions.Exit":
    """Tells why it cannot be done; raise what this gives, to end with exit code 2."""
    from clausewise.source.diagnostic import Remark

    tell([Remark(code, blanks)], current().language)
    return click.exceptions.Exit(USAGE)


def ink_for(stream: Any) -> "Ink":
    """Colours on a terminal, unless NO_COLOR is set to something."""
    from clausewise.report.table import COLOUR, NO_COLOUR

    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return COLOUR if is_terminal(stream) and not plain else NO_COLOUR


def is_terminal(stream: Any) -> bool:
    return bool(getattr(stream, "isatty", lambda: False)())


def write_out(pieces: Iterable[bytes]) -> None:
    """To standard output, piece by piece."""
    output = sys.stdout.buffer
    for piece in pieces:
        output.write(piece)
    output.flush()


def stop_writing() -> None:
    """After the reader of a pipe has gone: what is still held back goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
