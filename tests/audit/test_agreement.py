from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from factpress.audit.agreement import agrees
from factpress.audit.statements import statements
from factpress.core.diagnostics import Severity
from factpress.document.wording.quantities import format_quantity
from factpress.publication.facts.claims import Amount, Base, Measure, Point, Qualifier, Quantity, Range, Series, Value
from factpress.publication.facts.dates import Moment, Period
from tests.document.wording.test_wording import amounts
from tests.tongues import english

IN_2025 = Period(Moment(2025), Moment(2025))
SEVENTEEN = Decimal(17_000)


def people(qualifier: Qualifier = Qualifier.EXACTLY) -> Quantity:
    return Quantity(Point(SEVENTEEN, qualifier), "people")


def found(text: str, measure: Measure, when: Period | None = None) -> dict[str, Severity]:
    """The differences of the first statement of a text, with their severities."""
    value = Value("v", measure, period=when)
    return {one.kind: one.severity for one in agrees(statements(text, english())[0], value)}


@given(amounts())
def test_what_wording_writes_agrees(amount: Amount) -> None:
    quantity = Quantity(amount, "people")
    first, *others = statements(f"There: {format_quantity(quantity, english())}", english())
    if not others and not first.is_date:
        assert agrees(first, Value("v", quantity)) == ()


@pytest.mark.parametrize(
    ("text", "qualifier", "differences"),
    [
        ("17,000 people", Qualifier.EXACTLY, {}),
        ("about 17,000 people", Qualifier.EXACTLY, {"hedge": Severity.INFORMATION}),
        ("nearly 17,000 people", Qualifier.EXACTLY, {"hedge": Severity.ERROR}),
        ("17,000 people", Qualifier.NEARLY, {"hedge": Severity.ERROR}),
        ("almost 17,000 people", Qualifier.NEARLY, {}),
        ("about 17,000 people", Qualifier.NEARLY, {"hedge": Severity.INFORMATION}),
        ("at most 17,000 people", Qualifier.AT_LEAST, {"hedge": Severity.ERROR}),
        ("no fewer than 17,000 people", Qualifier.AT_LEAST, {}),
        ("17,000 families", Qualifier.EXACTLY, {"unit": Severity.ERROR}),
        ("17,000 killed", Qualifier.EXACTLY, {}),
        ("−17,000 people", Qualifier.EXACTLY, {"sign": Severity.ERROR}),
        ("17,000‰", Qualifier.EXACTLY, {"unit": Severity.ERROR}),
        ("17,000 people per year", Qualifier.EXACTLY, {"base": Severity.ERROR}),
        ("17,000 to 18,000 people", Qualifier.EXACTLY, {"number": Severity.ERROR}),
        ("not 17,000 people", Qualifier.EXACTLY, {"negation": Severity.ERROR}),
        ("They did not see 17,000 people", Qualifier.EXACTLY, {"negation": Severity.WARNING}),
        ("16,000 people", Qualifier.EXACTLY, {"number": Severity.ERROR}),
    ],
)
def test_differences(text: str, qualifier: Qualifier, differences: dict[str, Severity]) -> None:
    assert found(text, people(qualifier)) == differences


@pytest.mark.parametrize(
    ("text", "differences"),
    [
        ("3,000 to 5,200 people", {}),
        ("3,000 people", {"range": Severity.ERROR}),
        ("at least 3,000 people", {"range": Severity.INFORMATION}),
        ("at least 5,200 people", {"range": Severity.ERROR}),
        ("about 3,000 to 5,200 people", {"hedge": Severity.INFORMATION}),
    ],
)
def test_a_range(text: str, differences: dict[str, Severity]) -> None:
    assert found(text, Quantity(Range(Decimal(3000), Decimal(5200)), "people")) == differences


@pytest.mark.parametrize(
    ("text", "differences"),
    [
        ("17,000 people in 2025", {}),
        ("17,000 people", {}),
        ("17,000 people in 2019", {"period": Severity.ERROR}),
        ("17,000 people, says the report of the year 2019", {"period": Severity.INFORMATION}),
    ],
)
def test_another_period(text: str, differences: dict[str, Severity]) -> None:
    assert found(text, people(), IN_2025) == differences


def test_a_point_of_a_series_has_its_own_moment() -> None:
    series = Series(((Moment(2024), Quantity(Point(Decimal(5)), "people")), (Moment(2025), people())))
    assert found("17,000 people in 2025", series) == {}
    assert found("17,000 people in 2024", series) == {"period": Severity.ERROR}


def test_a_rate_without_its_base() -> None:
    rate = Quantity(Point(SEVENTEEN), "people", per=Base(Decimal(1000), "people"))
    assert found("17,000 people per 1,000 people", rate) == {}
    assert found("17,000 people", rate) == {"base": Severity.ERROR}


def test_a_year_may_be_the_time_of_a_value_but_not_a_count() -> None:
    assert found("In 2025 they came", people(), IN_2025) == {}
    assert found("2025 people came", people(), IN_2025) == {"number": Severity.ERROR}


def test_half_is_fifty_percent() -> None:
    assert found("Half of them", Quantity(Point(Decimal(50)), "percent", of="them")) == {}
