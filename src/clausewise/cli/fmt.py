"""`clausewise fmt`: files of policies written the usual way."""

from collections.abc import Iterator
from pathlib import Path

import click

from clausewise.cli.session import ERRORS, current, language_option, tell


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--check", is_flag=True, help="Write nothing; end with 1 where something would change."
)
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@language_option
def fmt_command(paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Write YAML files the usual way: stray blanks, quotes, the order of a rule's keys, expressions.

    PATHS are files, or folders of which every .yaml file is meant; without any, the folder
    `policies`.  Comments and line breaks stay, and what the files mean.  A file that YAML cannot read
    is told and left as it is.
    """
    from clausewise.cli.rewrite import Rewrite, write
    from clausewise.intake.formatting import formatted
    from clausewise.source.yaml_reader import read_yaml_file

    session = current()
    session.doing = f"fmt {' '.join(map(str, paths))}"
    unreadable = changed = 0
    for path in _files(paths or (Path("policies"),)):
        node, told = read_yaml_file(path)
        if node is None:
            tell(told, session.language)
            unreadable += 1
            continue
        before = path.read_bytes().decode("utf-8")
        rewrite = Rewrite(path, before, formatted(before))
        if rewrite.before == rewrite.after:
            continue
        changed += 1
        click.echo(rewrite.diff if diff else str(path))
        if not (check or diff):
            write(rewrite)
    if unreadable or (check and changed):
        raise click.exceptions.Exit(ERRORS)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Each file once, those of a folder by name; folders whose names begin with a dot are left out."""
    from clausewise.intake.rows import UnreadableInput

    seen: set[Path] = set()
    for given in paths:
        if not given.exists():
            raise UnreadableInput("CW510", file=str(given))
        inside = sorted(given.rglob("*.yaml")) if given.is_dir() else [given]
        for path in inside:
            hidden = given.is_dir() and any(
                part.startswith(".") for part in path.relative_to(given).parts
            )
            if path.is_file() and not hidden and path.resolve() not in seen:
                seen.add(path.resolve())
                yield path
