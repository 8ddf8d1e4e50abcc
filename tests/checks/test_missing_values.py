"""Money that hangs on what may be missing (CW404): where it is told, and what guards it."""

import pytest

from tests.checks.tea_house import TeaHouse, tea_house
from tests.docs.rule_examples import fine, rule, rules

__all__ = ["tea_house"]

STAY = "minutes(clocking.check_out - opening)"
MONTH = "with: {others: {kind: clocking, window: {before: month}}}"
LEAVES = "with: {leaves: {kind: leave, window: service, where: leave.decided_at != null}}"


def late(minutes: str) -> str:
    return f"then:\n      outcome: late\n      minutes: {minutes}"


def missing(tea_house: TeaHouse, *lines: str) -> list[str]:
    told = tea_house.told(rules(rule("tardy", *lines)))
    return [one.blanks["path"] for one in told if one.code == "CW404"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((late(STAY),), ["clocking.check_out"]),
        ((late("minutes(subject.check_out - opening)"),), ["subject.check_out"]),
        ((fine("minutes(clocking.check_out - opening)"),), ["clocking.check_out"]),
        (
            ("let: {left: clocking.check_out}", late("minutes(left - opening)")),
            ["clocking.check_out"],
        ),
        (("when: clocking.check_out > opening", late(STAY)), []),
        (("when: clocking.check_out != null", late(STAY)), []),
        (("let: {known: clocking.check_out != null}", "when: known", late(STAY)), []),
        (
            (
                "let: {left: if clocking.check_out = null then opening else clocking.check_out}",
                late("minutes(left - opening)"),
            ),
            [],
        ),
        ((MONTH, late("max(others.check_in).hour")), ["others.check_in"]),
        ((MONTH, late("max(others[item.check_in != null].check_in).hour")), []),
        ((MONTH, late("count(others.check_in)")), []),
        (
            (MONTH, "let: {seen: 'others[item.away = false]'}", late("max(seen.check_in).hour")),
            ["seen.check_in"],
        ),
        ((LEAVES, late("max(leaves.decided_at).hour")), []),
        # Whom the roster says too little about is asked about, not guarded against.
        ((fine("employee.base_salary"),), []),
    ],
)
def test_what_may_be_missing_is_told_unless_something_asks_about_it(
    lines: tuple[str, ...], told: list[str], tea_house: TeaHouse
) -> None:
    assert missing(tea_house, *lines) == told


def test_what_was_considered_is_not_told(tea_house: TeaHouse) -> None:
    allowed = "allow: [{code: CW404, because: {zh: 先问清, en: to be asked for}}]"

    assert missing(tea_house, allowed, late(STAY)) == []
