"""Three-valued logic, as in the tables of the standard."""

from itertools import product

import pytest

from clausewise.values.truth import Truth, all_of, any_of, negate

TRUTHS: tuple[Truth, ...] = (True, False, None)


@pytest.mark.parametrize(("one", "other"), list(product(TRUTHS, TRUTHS)))
def test_false_wins_in_all_of_and_true_in_any_of(one: Truth, other: Truth) -> None:
    both, either = all_of([one, other]), any_of([one, other])

    assert both is (False if False in (one, other) else None if None in (one, other) else True)
    assert either is (True if True in (one, other) else None if None in (one, other) else False)


@pytest.mark.parametrize(("one", "other"), list(product(TRUTHS, TRUTHS)))
def test_de_morgan(one: Truth, other: Truth) -> None:
    assert negate(all_of([one, other])) is any_of([negate(one), negate(other)])


def test_all_of_nothing_is_true_and_any_of_nothing_false() -> None:
    assert all_of([]) is True
    assert any_of([]) is False
