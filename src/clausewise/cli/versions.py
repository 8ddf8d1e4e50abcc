"""A version of the policies: a folder, or what git has of one, taken out into a folder of its own."""

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from clausewise.cli.session import refuse

_GIT = "git:"
_WANTED = (".yaml", ".csv", ".xlsx")


@contextmanager
def version(given: str) -> Iterator[Path]:
    """The folder of `FOLDER` or `git:REV:PATH`; the latter only as long as it is used.

    PATH is as seen from where one stands, inside that repository.  Ends the call where git is not
    there, or has no such revision or path.
    """
    if not given.startswith(_GIT):
        yield Path(given)
        return
    revision, _, path = given.removeprefix(_GIT).partition(":")
    if not revision or revision.startswith("-"):
        raise refuse("CW664", given=given, reason="git:REV:PATH")
    top = Path(_git(given, "rev-parse", "--show-toplevel").decode().strip())
    try:
        inside = (Path.cwd() / (path or ".")).resolve().relative_to(top.resolve())
    except ValueError:
        raise refuse("CW664", given=given, reason=f"'{path}' is outside '{top}'") from None
    inner = "" if inside == Path() else inside.as_posix()
    _git(given, "-C", str(top), "rev-parse", "--verify", f"{revision}:{inner}")
    # All of the repository: the vocabulary may lie beside or above the handbook.
    archive = _git(given, "-C", str(top), "archive", "--format=tar", revision)
    with TemporaryDirectory(prefix="clausewise-") as folder:
        _unpack(archive, Path(folder))
        yield Path(folder) / inside


def _unpack(archive: bytes, folder: Path) -> None:
    """What policies are made of; links and everything else stay out."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        for member in packed:
            content = packed.extractfile(member) if member.isfile() else None
            if content is not None and PurePath(member.name).suffix in _WANTED:
                file = folder / member.name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())


def _git(given: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as unavailable:
        raise refuse("CW664", given=given, reason=str(unavailable)) from None
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise refuse("CW664", given=given, reason=lines[0] if lines else "git")
    return done.stdout
