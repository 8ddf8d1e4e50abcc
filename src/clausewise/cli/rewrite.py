"""A file as it is and as it would be: shown as a difference, written whole."""

import difflib
import os
from pathlib import Path

from attrs import frozen

from clausewise.cli.session import refuse


@frozen
class Rewrite:
    path: Path
    before: str
    after: str

    @property
    def diff(self) -> str:
        """Unified, with the lines around each change; no line end at the end."""
        name = str(self.path)
        one, other = self.before.splitlines(), self.after.splitlines()
        return "\n".join(difflib.unified_diff(one, other, name, name, lineterm=""))


def write(rewrite: Rewrite) -> None:
    """The file, whole or not at all; one that cannot be written ends the call."""
    beside = rewrite.path.with_name(f".{rewrite.path.name}.new")
    try:
        beside.write_bytes(rewrite.after.encode("utf-8"))
        os.replace(beside, rewrite.path)
    except OSError as refused:
        reason = refused.strerror or str(refused)
        raise refuse("CW656", file=str(rewrite.path), reason=reason) from None
    finally:
        beside.unlink(missing_ok=True)
