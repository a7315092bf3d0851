from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings
from factpress.publication.editing.source_text import SourceText
from factpress.publication.editing.yaml_edit import record_change
from factpress.publication.editing.yaml_nodes import read_yaml
from factpress.publication.editing.yaml_series import ordered_change
from factpress.publication.sheets.numbers import first_day

FILE = Path("data/facts/a.yaml")
PATH = ("a", "series")


def changed(text: str, values: dict[str, int]) -> str:
    return ordered_change(text, PATH, values, first_day, file=FILE).applied(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{1970: 1, 1980: 3}", "{1970: 1, 1975: 2, 1980: 3}"),
        ("{1976: 1}", "{1975: 2, 1976: 1}"),
        ("{1970: 1}", "{1970: 1, 1975: 2}"),
        ("{1975: 9, 1980: 3}", "{1975: 2, 1980: 3}"),
        ("{\n    1970: 1,  # counted\n    1980: 3}", "{\n    1970: 1,  # counted\n    1975: 2, 1980: 3}"),
        (
            "\n    1970: 1  # counted\n    # later\n    1980: 3",
            "\n    1970: 1  # counted\n    # later\n    1975: 2\n    1980: 3",
        ),
        ("\r\n    1970: 1\r\n    1980: 3", "\r\n    1970: 1\r\n    1975: 2\r\n    1980: 3"),
    ],
)
def test_a_year_is_put_in_its_place_and_nothing_else_changes(before: str, after: str) -> None:
    end = "\r\n" if "\r" in before else "\n"
    head, tail = (
        f"# kept{end}a:{end}  series:{'' if before[0] in chr(13) + chr(10) else ' '}",
        f"{end}b: 'x'  # kept{end}",
    )
    assert changed(head + before + tail, {"1975": 2}) == head + after + tail


def test_a_series_out_of_order_is_not_made_worse() -> None:
    assert changed("a: {series: {1980: 1, 1970: 2}}", {"1980": 3}) == "a: {series: {1980: 3, 1970: 2}}"


def test_what_is_no_mapping_is_refused() -> None:
    with pytest.raises(Findings):
        changed("a: {series: [1, 2]}", {"1975": 2})


_SERIES = st.dictionaries(st.integers(1000, 9999).map(str), st.integers(0, 10**9), min_size=1, max_size=12)


@settings(deadline=None, max_examples=80)
@given(_SERIES, _SERIES)
def test_any_series_takes_in_any_other_in_order(old: dict[str, int], new: dict[str, int]) -> None:
    old = {year: old[year] for year in sorted(old)}
    text = record_change("# head\nfirst: {b: 1}\n", "a", {"series": old, "unit": "people"}, file=FILE)
    whole = text.applied("# head\nfirst: {b: 1}\n")
    data = read_yaml(SourceText(changed(whole, new), FILE)).data
    merged = {**old, **new}
    assert list(data["a"]["series"].items()) == [(year, merged[year]) for year in sorted(merged)]
    assert (data["first"], data["a"]["unit"]) == ({"b": 1}, "people")
