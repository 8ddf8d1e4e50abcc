"""What one message is: its severity, its words in both languages, its hint."""

import enum
from string import Formatter

from attrs import frozen


class Severity(enum.Enum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen
class Entry:
    """The words of one code; `{name}` in them is a blank that the finder of the fault fills."""

    severity: Severity
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""

    @property
    def blanks(self) -> frozenset[str]:
        """The names to fill in, read off the Chinese text."""
        return blanks_of(self.zh + self.hint_zh)


def blanks_of(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def error(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Entry:
    return Entry(Severity.ERROR, zh, en, hint_zh, hint_en)


def warning(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Entry:
    return Entry(Severity.WARNING, zh, en, hint_zh, hint_en)


def info(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Entry:
    return Entry(Severity.INFO, zh, en, hint_zh, hint_en)
