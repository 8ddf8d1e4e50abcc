"""Sets of rows, or of stretches of a column, as whole numbers: a bit for each member."""

from collections.abc import Iterator


def lowest(members: int) -> int:
    """The first member of a set that has one.

    >>> lowest(0b1100)
    2
    """
    return (members & -members).bit_length() - 1


def members_of(members: int) -> Iterator[int]:
    """Every member, the first one first.

    >>> list(members_of(0b1100))
    [2, 3]
    """
    while members:
        yield lowest(members)
        members &= members - 1
