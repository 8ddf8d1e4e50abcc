"""Three-valued logic: true, false, and null for 'not known'."""

from collections.abc import Iterable

Truth = bool | None


def all_of(parts: Iterable[Truth]) -> Truth:
    """False as soon as one part is false; else null if one is unknown; else true."""
    known = True
    for part in parts:
        if part is False:
            return False
        known = known and part is not None
    return True if known else None


def any_of(parts: Iterable[Truth]) -> Truth:
    """True as soon as one part is true; else null if one is unknown; else false."""
    known = True
    for part in parts:
        if part is True:
            return True
        known = known and part is not None
    return False if known else None


def negate(part: Truth) -> Truth:
    return None if part is None else not part
