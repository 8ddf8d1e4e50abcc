"""An answer written to a file, whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from clausewise.model.ruling import Answer
from clausewise.plan.plan import Plan
from clausewise.report.formats import FORMATS, format_of
from clausewise.report.words import NO_WORDS, Words
from clausewise.source.diagnostic import Language


class UnknownFormat(ValueError):  # noqa: N818  # it says what is so
    """A file's suffix that no format has; `known` are those there are."""

    def __init__(self, path: Path) -> None:
        self.known = ", ".join(suffix for one in FORMATS.values() for suffix in one.suffixes)
        super().__init__(f"no format is written to '{path.name}'; there are {self.known}")


def write_answer(
    answer: Answer, path: Path, plans: Iterable[Plan] = (), language: Language = "zh"
) -> None:
    """Writes everything in the format that the suffix stands for; UnknownFormat for any other.

    An interrupted run leaves an older file as it was.
    """
    form = format_of(path)
    if form is None:
        raise UnknownFormat(path)
    plans = tuple(plans)
    vocabulary = plans[0].vocabulary if plans else NO_WORDS
    write_whole(path, form.write(answer, Words.of(language, vocabulary, plans)))


def write_whole(path: Path, pieces: Iterator[bytes]) -> None:
    """Writes beside the target, then puts the new file in the place of the old one."""
    target = path.resolve()
    handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
        os.chmod(beside, _mode_of(target))
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _mode_of(target: Path) -> int:
    """That of the file there was; else what the user's mask leaves of reading and writing."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
