"""The command line: one group, its commands loaded when they are called, and how a call may end."""

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import click

from clausewise._version import __version__
from clausewise.cli.session import (
    ERRORS,
    INTERRUPTED,
    USAGE,
    language_option,
    refuse,
    session_of,
    stop_writing,
    tell,
)

COMMANDS = {
    "check": ("clausewise.cli.check", "check_command"),
    "evaluate": ("clausewise.cli.evaluate", "evaluate_command"),
    "explain": ("clausewise.cli.explain", "explain_command"),
    "why": ("clausewise.cli.why", "why_command"),
    "diff": ("clausewise.cli.diff", "diff_command"),
    "what-if": ("clausewise.cli.what_if", "what_if_command"),
    "test": ("clausewise.cli.test", "test_command"),
    "coverage": ("clausewise.cli.coverage", "coverage_command"),
    "fmt": ("clausewise.cli.fmt", "fmt_command"),
    "vocabulary": ("clausewise.cli.vocabulary", "vocabulary_command"),
    "init": ("clausewise.cli.init", "init_command"),
    "feel": ("clausewise.cli.feel", "feel_command"),
}
"""Where each command is; nothing of it is imported before it is called."""


class Commands(click.Group):
    """The group; whatever a command raises ends here, in words and with an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from clausewise.source.nearest import nearest

            ctx.fail(f"No such command '{args[0]}'. Did you mean: {nearest(args[0], COMMANDS)}?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            with suppress(OSError, ValueError):
                stop_writing()
            raise click.exceptions.Exit(0) from None
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except Exception as raised:
            with ctx.scope(cleanup=False):
                raise _ending(ctx, raised) from None


def _ending(ctx: click.Context, raised: Exception) -> click.exceptions.Exit:
    """What is said of an exception, and how the call ends; whatever happens, without a traceback."""
    try:
        return _told(ctx, raised)
    except Exception as again:
        return refuse("CW690", what=_fault(again), doing=session_of(ctx).doing)


def _told(ctx: click.Context, raised: Exception) -> click.exceptions.Exit:
    from clausewise.book import PolicyError, WrongRequest
    from clausewise.feel.limits import LimitReached
    from clausewise.intake.rows import UnreadableInput
    from clausewise.source.diagnostic import Diagnostic, Remark

    language = session_of(ctx).language
    match raised:
        case PolicyError(diagnostics=diagnostics):
            errors = [one for one in diagnostics if one.severity.value == "error"]
            tell([*errors, Remark("CW657", {"count": str(len(errors))})], language)
            return click.exceptions.Exit(ERRORS)
        case UnreadableInput(code=code, blanks=blanks, diagnostics=diagnostics):
            tell([*diagnostics, Remark(code, blanks)], language)
        case WrongRequest(told=told):
            tell(told, language)
        case LimitReached(code=code, span=span, blanks=blanks):
            if span is None:
                tell([Remark(code, blanks)], language)
            else:
                tell([Diagnostic.at(span, code, **blanks)], language)
            return click.exceptions.Exit(ERRORS)
        case _:
            return refuse("CW690", what=_fault(raised), doing=session_of(ctx).doing)
    return click.exceptions.Exit(USAGE)


def _fault(raised: Exception) -> str:
    """The kind of error, what it says, and the innermost place of ours."""
    import traceback
    from pathlib import PurePath

    frames = traceback.extract_tb(raised.__traceback__)
    own = [frame for frame in frames if "clausewise" in PurePath(frame.filename).parts]
    where = f", {PurePath(own[-1].filename).name}:{own[-1].lineno}" if own else ""
    said = " ".join(str(raised).split())[:200]
    return f"{type(raised).__name__}: {said}{where}"


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="clausewise %(version)s")
@language_option
def main() -> None:
    """A rule engine for company handbooks: clauses in, rulings out."""


def run() -> None:
    """The console script."""
    # A command is one short process: what it reads lives until it ends, and looking through it
    # for garbage took a quarter of the time.  Now and then still, for months of many employees.
    gc.set_threshold(1_000_000, 10, 10)
    for stream in (sys.stdout, sys.stderr):
        # A name in a script that the terminal lacks is shown as a question mark, not as a crash.
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # of a text stream
    try:
        main()
    except SystemExit as ending:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            stop_writing()
        _leave(ending.code)


def _leave(code: str | int | None) -> NoReturn:
    """Ends the process without taking down, value by value, all that it has read.

    That took a tenth of a check, and nothing is left to do: files are closed where they were
    opened.  A profiler wants an ordinary end: give it `main`.
    """
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    if isinstance(code, int):
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    run()
