"""The answer of the small shop of tests/golden, worked out once."""

from pathlib import Path

import pytest

from clausewise.book import Result, load
from clausewise.model.ruling import Answer
from clausewise.report.words import Words

SHOP = Path(__file__).parents[1] / "golden" / "shop"


@pytest.fixture(scope="session")
def result() -> Result:
    return load(SHOP / "policies").evaluate(SHOP / "month")


@pytest.fixture(scope="session")
def answer(result: Result) -> Answer:
    return result.answer


@pytest.fixture(scope="session")
def english(result: Result) -> Words:
    return Words.of("en", result.plans[0].vocabulary, result.plans)
