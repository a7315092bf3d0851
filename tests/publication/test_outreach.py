"""Works, helplines, prayer points and gifts: what their files may say, and what is wrong with others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.core.yaml_positions import read_text
from factpress.publication.facts.dates import Moment
from factpress.publication.helplines import country_hint
from factpress.publication.outreach import Outreach, load_outreach
from factpress.publication.validity import Window
from factpress.publication.works import WORKS, without_names
from tests.publications import publication

WORK = "room: {name: Reading room, what: It has tea., cites: {source: annual-report}}\n"
HELPLINE = """children:
  country: GB
  name: A helpline for children
  number: "0800 1111"
  cites: {source: annual-report}
  checked: 2026-11-20
"""
PRAYER = "rain: {text: For rain., until: 2027-06-30}\n"
GIFT = "week: {does: Books for a week., until: 2027-06-30}\n"


def loaded(folder: Path, **files: str) -> tuple[Outreach, list[str]]:
    """The records, and the findings as they are shown."""
    root = publication(folder, {f"data/{kind}.yaml": text for kind, text in files.items()})
    problems = Problems()
    found = load_outreach(Places.of(root), problems)
    return found, [f"{one} ({one.hint})" for one in problems]


def test_without_files_there_are_no_records(tmp_path: Path) -> None:
    assert loaded(tmp_path) == (Outreach(), [])


def test_records_are_read_with_all_their_keys(tmp_path: Path) -> None:
    outreach, found = loaded(
        tmp_path,
        works=(
            "room:\n  name: Reading room\n  what: It has tea.\n  for_whom: girls\n  since: 2011-03\n  as_of: 2025\n"
            "  names: {zh-Hant: 閱覽室}\n  cites: [{source: annual-report, locator: p. 3}, {source: visitor-survey}]\n"
        ),
        helplines=HELPLINE + '  rung: 2026-11-22\n  text: "85258"\n  words: free\n  valid_days: 30\n',
        prayers="rain: {text: For rain., from: 2026-01-01, until: 2027-06-30, cites: {source: annual-report}}\n",
        gifts="week: {gift: 30 dollars, does: buy books., basis: budget, approved_by: A., until: 2027-06-30}\n",
    )
    assert found == []
    work = outreach.works["room"]
    assert (work.since, work.as_of, work.names["zh-Hant"]) == (Moment(2011, 3), Moment(2025), "閱覽室")
    assert [cite.source for cite in work.cites] == ["annual-report", "visitor-survey"]
    helpline = outreach.helplines["children"]
    assert (helpline.last_checked, helpline.last_valid_day) == (dt.date(2026, 11, 22), dt.date(2026, 12, 22))
    assert outreach.prayers["rain"].window.includes(dt.date(2026, 1, 1))
    assert outreach.gifts["week"].basis == "budget"
    assert len(list(outreach.citations)) == 4
    assert outreach.kinds == {"works", "helplines", "prayers", "gifts"}


def test_names_in_other_languages_are_not_printed(tmp_path: Path) -> None:
    text = "room:\n  name: Room\n  names: {zh-Hant: 閱覽室, 'ja': \"閲覧室\"} # 室\n  what: 閱 Tea.\n"
    root = publication(tmp_path, {"data/works.yaml": text})
    assert read_text(root, WORKS, Problems()) is not None
    assert without_names(text) == text.replace("閱覽室", "   ").replace("閲覧室", "   ")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("works", WORK.replace("}}", "}, place: Little Town}"), 'work-with-place]: a work has no "place"'),
        ("works", WORK.replace("}}", "}, Address: 1 Elm Street}"), 'work-with-place]: a work has no "Address"'),
        ("works", WORK.replace("annual-report", "anual-report"), 'unknown-source]: there is no source "anual-report"'),
        ("works", WORK.replace(", cites: {source: annual-report}", ""), "missing-key]"),
        ("works", WORK.replace("{source: annual-report}", "[]"), "cites"),
        ("works", WORK.replace("}}", "}, since: 2011, as_of: 2010-12}"), "window-reversed]"),
        ("works", WORK.replace("}}", "}, since: 2011-13}"), "not-a-date]"),
        ("works", WORK.replace("}}", "}, names: {Chinese: x}}"), "bad-language]"),
        ("works", WORK.replace("It has tea.", "''"), "empty-text]"),
        ("works", WORK + WORK, "duplicate-key]"),
        ("works", "- room\n", "wrong-type]: expected entries by id, found a list"),
        ("works", "room: tea\n", "wrong-type]"),
        ("works", "", "empty-file]"),
        ("works", "Reading Room: {name: x}\n", "bad-id]"),
        ("helplines", HELPLINE.replace('"0800 1111"', "1280"), '(write it in quotes: "1280")'),
        ("helplines", HELPLINE.replace("0800 1111", "call us"), 'bad-phone]: "call us" is not a phone number'),
        ("helplines", HELPLINE.replace("0800 1111", "1" * 16), "bad-phone]"),
        ("helplines", HELPLINE.replace("0800 1111", "٠٨٠٠"), "bad-phone]"),
        ("helplines", HELPLINE.replace("GB", "gb"), "(write GB)"),
        ("helplines", HELPLINE.replace("GB", "UK"), "(write GB)"),
        ("helplines", HELPLINE.replace("GB", "Cambodia"), "(write KH)"),
        ("helplines", HELPLINE.replace("GB", "Camboda"), "Cambodia"),
        ("helplines", HELPLINE.replace("GB", "ZQ"), "bad-country]"),
        ("helplines", HELPLINE.replace("GB", "44"), "bad-country]"),
        ("helplines", HELPLINE.replace("  checked: 2026-11-20\n", ""), "missing-key]"),
        ("helplines", HELPLINE + "  valid_days: 0\n", "too small"),
        ("helplines", HELPLINE.replace("number:", "phone:"), "number"),
        ("works", WORK.replace("what:", "description:"), "what"),
        ("prayers", PRAYER.replace("until", "from: 2027-07-01, until"), "window-reversed]"),
        ("prayers", PRAYER.replace(", until: 2027-06-30", ""), "missing-key]"),
        ("gifts", GIFT.replace("2027-06-30", "soon"), "not-a-date]"),
        ("gifts", GIFT.replace("until", "price: 30, until"), "price"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(tmp_path: Path, kind: str, text: str, expected: str) -> None:
    outreach, found = loaded(tmp_path, **{kind: text})
    assert [one for one in found if expected in one], found
    assert all(one.startswith(f"data/{kind}.yaml:") for one in found)
    assert outreach.unread == {kind}


def test_norway_may_be_written_without_quotes_or_with(tmp_path: Path) -> None:
    outreach, found = loaded(tmp_path, helplines=HELPLINE.replace("GB", '"NO"'))
    assert (outreach.helplines["children"].country, found) == ("NO", [])


@pytest.mark.parametrize(("written", "hint"), [("usa", "write US"), ("cambodia", "write KH"), ("x", "two letters")])
def test_a_country_is_told_by_its_name(written: str, hint: str) -> None:
    assert hint in country_hint(written)


def test_a_window_includes_its_first_and_last_day() -> None:
    begin, end = dt.date(2026, 11, 1), dt.date(2026, 11, 30)
    window = Window(begin, end)
    assert window.includes(begin)
    assert window.includes(end)
    assert not window.includes(dt.date(2026, 10, 31))
    assert not window.includes(dt.date(2026, 12, 1))
    assert Window(None, end).includes(dt.date(1900, 1, 1))
