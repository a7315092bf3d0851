from __future__ import annotations

from factpress.audit.trace.report import column_widths, format_table


def test_columns_are_aligned_and_the_last_is_wrapped() -> None:
    rows = [("page", "booklet", "3, 4"), ("page", "b", "5"), ("slide", "c", "one two three four five six seven eight")]
    assert format_table(rows, width=50) == [
        "  page   booklet  3, 4",
        "         b        5",
        "  slide  c        one two three four five six",
        "                  seven eight",
    ]
    assert format_table([]) == []
    assert column_widths(rows) == [5, 7]
