"""Works of one name are one entry of a chart's source line, and no year of a work is written twice."""

from __future__ import annotations

import pytest

from factpress.document.resolve.source_line import source_line
from tests.tongues import english

SHORTS = (
    "Board, Survey 2014",
    "Board, Survey 2016",
    "Board, Survey 2017",
    "Board, Survey 2018",
    "Board",
    "Board of Weavers 2014",
    "Board of Weavers 2016",
    "Mail, June 17, 2009",
    "Mail, June 17, 2010",
    "Mail, June 2011",
    "Mail, June 2012",
    "Census",
)


def line(*cited: str) -> str:
    return source_line(cited, SHORTS, english())


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (("Board, Survey 2014",), "Board, Survey 2014"),
        (("Board, Survey 2014", "Board, Survey 2018"), "Board, Survey 2014, 2018"),
        (("Board, Survey 2018", "Census", "Board, Survey 2014"), "Board, Survey 2014, 2018; Census"),
        (("Board, Survey 2016; Board, Survey 2017; Board, Survey 2018",), "Board, Survey 2016 to 2018"),
        (("Board, Survey 2014, 2014",), "Board, Survey 2014"),
        (("Board, Survey 2014, 2014", "Board, Survey 2014"), "Board, Survey 2014"),
        (("Board, Survey 2014, 2013", "Board, Survey 2017"), "Board, Survey 2014 (2013), 2017"),
        (("Board, Survey 2014, p. 3", "Board, Survey 2016, p. 3"), "Board, Survey 2014 (p. 3), 2016 (p. 3)"),
        (("Board, Survey 2014, p. 3",), "Board, Survey 2014, p. 3"),
        (("Census, as of 2001", "Census, as of 2004", "Census"), "Census, as of 2001, 2004"),
        (("Census, 2001, 2002 and 2005",), "Census, 2001, 2002 and 2005"),
    ],
)
def test_years_of_one_name_are_one_entry(cited: tuple[str, ...], expected: str) -> None:
    assert line(*cited) == expected


def test_a_name_that_begins_another_is_not_the_same_name() -> None:
    cited = ("Board of Weavers 2014", "Board, Survey 2014", "Board of Weavers 2016", "Board", "Board, Survey 2016")
    assert line(*cited) == "Board of Weavers 2014, 2016; Board, Survey 2014, 2016; Board"


def test_dates_are_not_taken_apart() -> None:
    assert line("Mail, June 17, 2009", "Mail, June 17, 2010") == "Mail, June 17, 2009; Mail, June 17, 2010"
    assert line("Mail, June 2011", "Mail, June 2012") == "Mail, June 2011; Mail, June 2012"


def test_what_was_seen_in_another_work_is_by_itself() -> None:
    """The short form of the line on a slide leaves out what is in those brackets, so no year may follow them."""
    cited = (
        "Board, Survey 2014, 2014 (seen in Census)",
        "Board, Survey 2016",
        "Board, Survey 2018",
        "Board, Survey 2014",
    )
    assert line(*cited) == "Board, Survey 2014 (seen in Census); Board, Survey 2014, 2016, 2018"


def test_words_that_are_no_short_form_stay_as_they_are() -> None:
    assert line("", "A map 2011", "A map 2012", "A map 2011") == "A map 2011; A map 2012"
    assert line() == ""
