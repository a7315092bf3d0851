"""Wording, weekdays, events and quotations: what is found and where, and what is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factpress.checks import registry
from factpress.checks.dates import calendar_of
from factpress.checks.rule import Rule
from factpress.core.diagnostics import Severity
from tests.checks.examples import laid, subject
from tests.publications import publication, text_of

CONTENT = "# data/content/briefing.en.md\n"
CODES = ("refused-wording", "avoided-wording", "quoted-wording", "wrong-weekday", "past-event", "altered-quotation")
RULES = {rule.code: rule for rule in registry.RULES if rule.code in CODES}


def found(folder: Path, example: str, *rules: Rule, today: dt.date = dt.date(2026, 11, 22)) -> list[tuple[str, str]]:
    """The codes that the rules find, each with its words: what stands in quotation marks in its message."""
    looked_at = subject(laid(example, folder), today)
    return [(d.code, d.message.split('"')[1]) for rule in rules or RULES.values() for d in rule.check(looked_at)]


# ── wording ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A child\nprostitute.", [("refused-wording", "child prostitute")]),
        ("A *victim*.", [("avoided-wording", "victim")]),
        ("They say “child prostitute”.", [("quoted-wording", "child prostitute")]),
        ("> A victim\n>\n> — A work{cite}`annual-report`", [("quoted-wording", "victim")]),
        (":::{aside} The victim\nWords.\n:::", [("avoided-wording", "victim")]),
        (":::{notes}\nA victim.\n:::", [("avoided-wording", "victim")]),
        (":::{statistic} readers/survey\n:title: How many victims?\n:::", [("avoided-wording", "victims")]),
        ("| a |\n|---|\n| victims |", [("avoided-wording", "victims")]),
        ("Victim support and a bookworm.", [("avoided-wording", "bookworm")]),
        ("Handcuffs and chains.", []),  # these are for pictures
        ("See {claim}`visitors/counted`.", []),
        ("[words](https://example.org/victim)", []),
    ],
)
def test_wording_in_a_text(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(tmp_path, f"{CONTENT}\n{text}\n") == expected


@pytest.mark.parametrize(
    ("name", "alt", "expected"),
    [
        ("girl_in_chains", "A road", ["chains"]),
        ("road", "A girl behind prison bars", ["prison bars"]),
        ("road", "A barcode on a wrist", ["barcode"]),
        ("road", "Two hands, tied with rope", ["rope"]),
        ("road", "A mountain chain, a bar chart and a skipping rope", []),
    ],
)
def test_wording_for_pictures(tmp_path: Path, name: str, alt: str, expected: list[str]) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    picture = f":::{{image}} data/{name}.svg\n:alt: {alt}\n:shows: nobody\n:::"
    example = f"# data/{name}.svg\n{drawing}\n{CONTENT}\n{picture}\n"
    assert found(tmp_path, example) == [("refused-wording", words) for words in expected]


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("data/charts.yaml", "title: More people", "title: More victims", 5),
        ("data/charts.yaml", "label: Survey", "label: Victims", 14),
        ("data/publication.yaml", "in its place.", "in its place, victim.", 13),
        ("data/facts/library.yaml", "claim: People in town who read", "claim: Victims in town who read", 18),
        ("data/facts/library.yaml", "asked different people", "asked different victims", 20),
        ("data/events.yaml", "title: A long", "title: A victim’s long", 4),
    ],
)
def test_wording_in_data_files(tmp_path: Path, name: str, old: str, new: str, line: int) -> None:
    text = text_of(name)
    assert old in text
    looked_at = subject(publication(tmp_path, {name: text.replace(old, new)}))
    (hit,) = RULES["avoided-wording"].check(looked_at)
    assert hit.location is not None
    assert (hit.location.path.as_posix(), hit.location.line) == (name, line)
    written = (tmp_path / name).read_text(encoding="utf-8").split("\n")[line - 1]
    assert written[hit.location.column - 1 :][: hit.location.length].lower().startswith("victim")


def test_of_an_expression_inside_another_only_the_longer_is_named(tmp_path: Path) -> None:
    assert found(tmp_path, f"{CONTENT}\nA child sex worker, a slave, a sex slave.\n") == [
        ("refused-wording", "child sex worker"),
        ("refused-wording", "sex slave"),
        ("avoided-wording", "slave"),
    ]


# ── weekdays and events ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tag", "text", "weekday"),
    [
        ("en-GB", "on Friday, 13 June 2014", 4),
        ("en-GB", "Thursday the 13th of June 2014", 3),
        ("en-GB", "13 June 2014 (a Thursday)", 3),
        ("en-US", "Fri, Jun 13, 2014", 4),
        ("en-US", "Thurs., June 13, 2014", 3),
        ("en-US", "June 13, 2014 (Thursday)", 3),
        ("en-US", "Thursday, 6/13/2014", 3),
        ("en-US", "Thursday, 13/6/2014", 3),
        ("en-GB", "Thursday, 13/06/2014", 3),
        ("en-GB", "Thursday, 6/13/2014", 3),
        ("de", "am Freitag, den 13. Juni 2014", 4),
        ("fr", "jeudi 13 juin 2014", 3),
        ("es", "viernes, 13 de junio de 2014", 4),
        ("pt", "sexta-feira, 13 de junho de 2014", 4),
        ("ru", "пятница, 13 июня 2014 г.", 4),
        ("ar", "الجمعة، ١٣ يونيو ٢٠١٤", 4),
        ("km", "សុក្រ ទី១៣ ខែមិថុនា ឆ្នាំ២០១៤", 4),
        ("ja", "2014年6月13日木曜日", 3),
        ("zh", "2014年6月13日星期五", 4),
        ("ko", "2014년 6월 13일 금요일", 4),
        ("vi", "Thứ Sáu, 13 tháng 6, 2014", 4),
        ("hu", "2014. június 13., péntek", 4),
    ],
)
def test_a_weekday_with_its_date_is_read_in_many_languages(tag: str, text: str, weekday: int) -> None:
    calendar = calendar_of(tag)
    assert calendar is not None
    (dated,) = calendar.find(text)
    assert (dated.weekday, dated.day, dated.month, dated.year) == (weekday, 13, 6, 2014)


@pytest.mark.parametrize(
    "text",
    [
        "We sat 13 June 2014",
        "Friday evening",
        "13 June 2014",
        "On Fridays we rest. 13 June",
        "She weds on 13 June 2014",
    ],
)
def test_what_is_no_weekday_with_a_date(text: str) -> None:
    calendar = calendar_of("en-GB")
    assert calendar is not None
    assert list(calendar.find(text)) == []


def test_a_language_that_nobody_knows_has_no_calendar() -> None:
    assert calendar_of("xx") is None


OPENED = """opened:
  claim: The day on which the house was opened
  standing: verified
  values: [{period: 2014-06-13, cites: {source: annual-report, locator: p. 1}}]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was opened on Thursday, {begin}`opened`.", ["Thursday, 13 June 2014"]),
        ("It was opened on Friday, {begin}`opened`.", []),
        ("It was opened on {period}`opened`, a Thursday.", ["13 June 2014, a Thursday"]),
        ("It was opened on a Thursday in {years}`opened`.", []),
    ],
)
def test_a_weekday_beside_a_date_that_a_role_says(tmp_path: Path, text: str, expected: list[str]) -> None:
    example = f"# data/facts/example.yaml\n{OPENED}{CONTENT}\n{text}\n"
    assert found(tmp_path, example, RULES["wrong-weekday"]) == [("wrong-weekday", words) for words in expected]


EVENT = """# data/events.yaml
reading:
  title: A reading
  starts: {{date: 2026-11-13, time: "18:30", zone: Europe/London}}
  ends: {{date: 2026-11-15}}
  place: The library
  languages: [en, de]
  note: {note}
"""


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("It begins on Thursday, 13 November.", ["Thursday, 13 November"]),
        ("It begins on Friday, 13 November.", []),
        ("Es beginnt am Donnerstag, den 13. November.", ["Donnerstag, den 13. November"]),
        ("It ends on Monday, 15 November.", ["Monday, 15 November"]),
        ("Not like Monday, 1 June.", []),  # a day without a year that is not the event's says nothing
        ("It was on Friday, 31 June 2026.", ["Friday, 31 June 2026"]),
    ],
)
def test_a_weekday_in_an_event(tmp_path: Path, note: str, expected: list[str]) -> None:
    example = EVENT.format(note=f'"{note}"')
    assert found(tmp_path, example, RULES["wrong-weekday"]) == [("wrong-weekday", words) for words in expected]


@pytest.mark.parametrize(("today", "over"), [(dt.date(2026, 11, 15), False), (dt.date(2026, 11, 16), True)])
def test_an_event_is_over_after_its_last_day(tmp_path: Path, today: dt.date, over: bool) -> None:
    result = found(tmp_path, EVENT.format(note='"x"'), RULES["past-event"], today=today)
    assert result == ([("past-event", "A reading")] if over else [])


# ── quotations ────────────────────────────────────────────────────────────────────────────────────────────────────

SAID = """said:
  claim: What was said
  as_supplied: "Of the persons who came, “most” are women and girls, and they came on foot."
  attributed_to: town-website
  standing: untraced
  reason: Nobody knows.
"""


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        ("They say: “Of the persons who came, “most” are women and girls.”", False),
        ("They say: “of the persons who came, ‘most’ are women\nand girls”", False),
        ('They say: "Of the persons who came, most are women and girls."', False),
        ("They say: “Of the persons … they came on foot.”", False),
        ("They say: “Of the people who came, most are women and girls.”", True),
        ("They say: “Of the [people] who came, most are women and girls.”", False),
        ("They say: “Of the persons who came, most are girls, and they came on foot.”", True),
        ("They say: “women and girls.”", False),  # too few words to be anybody's
        ("They say: “Something else that nobody has on record, at some length.”", False),
        ("> Of the people who came, most are women and girls.\n>\n> — A page{cite}`town-website`", True),
        ("They say: “Of the people who came, most are women and girls.”{cite}`annual-report`", False),
        ("They say: “Of the people who came, most are women and girls.”{cite}`town-website`", True),
        ("Of the people who came, most are women and girls.", False),
    ],
)
def test_a_quotation_is_held_against_the_record(tmp_path: Path, text: str, altered: bool) -> None:
    example = f"# data/facts/example.yaml\n{SAID}{CONTENT}\n{text}\n"
    hits = RULES["altered-quotation"].check(subject(laid(example, tmp_path)))
    assert [d.severity for d in hits] == [Severity.WARNING] * altered
    assert [at.path.as_posix() for d in hits for at in d.related] == ["data/facts/example.yaml"] * altered


def test_what_differs_is_said(tmp_path: Path) -> None:
    text = "They say: “Of the people who came, most are women and girls.”"
    (hit,) = RULES["altered-quotation"].check(
        subject(laid(f"# data/facts/example.yaml\n{SAID}{CONTENT}\n{text}\n", tmp_path))
    )
    assert hit.message == 'the quotation differs from the text as supplied of "said": "people" is "persons" there'


@pytest.mark.parametrize(
    ("tag", "text"), [("ja", "2014年6月13日木曜日"), ("en", "(Thu 13 June 2014)"), ("km", "ថ្ងៃសុក្រ")]
)
def test_a_page_with_a_weekday_is_looked_into(tag: str, text: str) -> None:
    calendar = calendar_of(tag)
    assert calendar is not None
    assert calendar.any_weekday.search(text)
    assert not calendar.any_weekday.search("satisfied, monument")
