"""`clausewise init`: a new folder with a handbook, its tests and a month that pass, ready for editors."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from clausewise.cli.schemas import write_schemas
from clausewise.cli.session import current, language_option, refuse

MONTH = "2024-06"
SCHEMAS = "schemas"
"""Where the first lines of the starter's files look for them."""

_AFTER_WORDS = {
    "zh": "改了词汇或条款之后，让编辑器也认识：",
    "en": "After a change of the vocabulary or of clauses, so that editors know of it:",
}


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@language_option
def init_command(folder: Path) -> None:
    """Make FOLDER, with a small handbook to begin from: commented policies, tests, a month of data,
    and the schemas by which editors complete them.

    A folder that holds anything is left as it is.
    """
    from clausewise.intake.library import read_library

    session = current()
    session.doing = f"init {folder}"
    policies, month, schemas = folder / "policies", folder / MONTH, folder / SCHEMAS
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refuse("CW670", folder=str(folder))
    try:
        made = _copy(files("clausewise") / "cli" / "starter", folder)
        made += write_schemas(read_library(policies), schemas)
    except OSError as refused:
        reason = refused.strerror or str(refused)
        raise refuse("CW656", file=refused.filename or str(folder), reason=reason) from None
    lines = [str(path) for path in made]
    lines += ["", "接下来可以运行：" if session.language == "zh" else "What to run next:"]
    lines += [
        f"  clausewise check {policies}",
        f"  clausewise test {policies}",
        f"  clausewise evaluate {policies} {month}",
        "",
        _AFTER_WORDS[session.language],
        f"  clausewise vocabulary --policies {policies} --schemas {schemas}",
    ]
    click.echo("\n".join(lines))


def _copy(given: Traversable, folder: Path) -> list[Path]:
    """Each file of the starter written below the folder; where they are, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for one in sorted(given.iterdir(), key=lambda one: one.name):
        target = folder / one.name
        if one.is_dir():
            made += _copy(one, target)
        else:
            target.write_bytes(one.read_bytes())
            made.append(target)
    return made
