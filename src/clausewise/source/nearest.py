"""The valid name most like one that is not valid."""

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """For hints: the one name that is much like it, or the first few that there are.

    >>> nearest("atendance", ["attendance", "order"])
    'attendance'
    """
    names = sorted(set(known))
    close = difflib.get_close_matches(name, names, 1, 0.6)
    return close[0] if close else ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
