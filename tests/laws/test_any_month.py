"""Whatever comes in, handbook 22 answers: it never fails, and what it answers adds up."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.engine import derive_with, evaluate, read_plans, zone_of
from clausewise.intake.events import read_facts
from clausewise.intake.month import period_of, read_completeness
from clausewise.intake.roster import read_roster
from clausewise.intake.rows import rows_of
from clausewise.intake.settings import setting_of
from clausewise.intake.typed import Fault
from tests.strategies import any_facts, law, rosters

POLICIES = Path(__file__).parents[2] / "policies"
PLANS = read_plans(POLICIES / "22-foreign-trade-management-and-commission").plans
VOCABULARY = PLANS[0].vocabulary
periods = st.sampled_from(["2024-05", "2024-06", "2024-06-14", "2024-Q2", "2024-05-27..2024-06-09"])
completions = st.sampled_from(
    [None, "all", [], ["attendance"], {"all_except": ["attendance", "report"]}]
)


@law()
@given(any_facts(VOCABULARY), rosters(VOCABULARY), periods, completions)
def test_no_month_makes_it_fail(
    facts: list[dict[str, Any]], staff: list[dict[str, Any]], period: str, complete: Any
) -> None:
    zone = zone_of(PLANS)
    days = period_of(period)
    assert not isinstance(days, Fault)
    completeness, _ = read_completeness(complete, VOCABULARY.event_words)
    roster, rejected = read_roster(staff, VOCABULARY, zone)
    assert rejected == []
    ledger = read_facts(
        rows_of(facts), VOCABULARY, zone, PLANS[0].handbook.day_starts, derive_with(PLANS[0])
    )
    setting, _ = setting_of(PLANS[0], days, days.last, completeness)
    answer = evaluate(PLANS, roster, ledger, lambda _: setting)
    assert answer.account.balanced
    assert answer.account.read == len(facts)
    assert all(days.first <= one.date <= days.last for one in answer.rulings)
    for finding in answer.findings:
        assert (finding.status == "undetermined") == bool(finding.missing)
        assert (finding.status == "pending") == (finding.due is not None)
        assert (finding.status in ("excepted", "displaced", "waived")) == (finding.by is not None)


def test_the_vocabulary_offers_every_kind() -> None:
    assert len(VOCABULARY.events) > 30


if not PLANS:
    pytest.skip("the policies are not here", allow_module_level=True)
