"""The valid name most like one that is not valid."""

import difflib
from collections.abc import Iterable


def alike(name: str, known: Iterable[str]) -> str | None:
    """The one known name that this one is probably meant to be; None where none is much like it.

    >>> alike("stock_report", ["stock-report", "no-smoking"])
    'stock-report'
    """
    folded = {_folded(one): one for one in sorted(set(known), reverse=True)}
    close = difflib.get_close_matches(_folded(name), folded, 1, 0.6)
    if close:
        return folded[close[0]]
    # A short Chinese name has few characters to be alike in.
    shared = [
        one for one in folded if not name.isascii() and 2 * len(set(one) & set(name)) > len(name)
    ]
    return folded[min(shared, key=len)] if shared and len(name) <= 4 else None


def nearest(name: str, known: Iterable[str]) -> str:
    """For hints: the one name that is much like it, or the first few that there are.

    >>> nearest("atendance", ["attendance", "order"])
    'attendance'
    """
    names = sorted(set(known))
    return alike(name, names) or ", ".join(names[:8]) + (" …" if len(names) > 8 else "")


def _folded(name: str) -> str:
    return name.lower().replace("_", "-").replace(" ", "-")
