"""clausewise: clauses in, rulings out.

    import clausewise as cw

    book = cw.load("policies/22-foreign-trade-management-and-commission")
    result = book.evaluate("examples/foreign-trade-2024-06")
    for ruling in result.rulings:
        print(ruling.employee, ruling.amount, ruling.explain("zh"))

What is not named here may change in any release.
"""

from typing import TYPE_CHECKING, Any

from clausewise._version import __version__

if TYPE_CHECKING:
    from clausewise import feel
    from clausewise.book import Book, PolicyError, Result, WrongRequest, load
    from clausewise.intake.rows import UnreadableInput

# Where each name of the face lives: nothing is imported before it is used.
_HOMES = {
    "load": "clausewise.book",
    "Book": "clausewise.book",
    "Result": "clausewise.book",
    "PolicyError": "clausewise.book",
    "WrongRequest": "clausewise.book",
    "UnreadableInput": "clausewise.intake.rows",
}

__all__ = [
    "Book",
    "PolicyError",
    "Result",
    "UnreadableInput",
    "WrongRequest",
    "__version__",
    "feel",
    "load",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "feel":
        return import_module("clausewise.feel")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'clausewise' has no attribute '{name}'")
