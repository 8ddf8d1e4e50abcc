"""A handbook's own text, clause by clause, and the digest of each."""

import hashlib
import re
from pathlib import Path

from clausewise.intake.rows import contents_of, decoded

_HEADING = re.compile(r"^##\s+(\S+)\s*$", re.MULTILINE)


def clause_digests(path: Path) -> dict[str, str]:
    """sha256 of each clause's text, by id; a clause is a heading `## ID` and the quotation under it.

    White space does not count, so that a text broken anew keeps its digest.  UnreadableInput where
    the file cannot be read.
    """
    text = decoded(contents_of(path, str(path)), str(path))
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    return {
        heading[1]: _digest(text[heading.end() : end])
        for heading, end in zip(headings, ends, strict=True)
    }


def _digest(section: str) -> str:
    quoted = (line.removeprefix(">") for line in section.splitlines() if line.startswith(">"))
    return hashlib.sha256("".join("".join(quoted).split()).encode()).hexdigest()
