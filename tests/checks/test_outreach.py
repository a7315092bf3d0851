"""Prayer points and gifts that are out of date or lack a basis, and sources that only a record cites."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.checks.test_helplines import HELPLINES, TODAY, found, made
from tests.publications import edition_of, text_of


def test_prayer_points_are_those_of_the_day_of_the_edition(tmp_path: Path) -> None:
    prayers = (
        "now: {text: For rain., from: 2026-11-01, until: 2026-12-31}\n"
        "past: {text: For sun., until: 2026-10-31}\n"
        "later: {text: For snow., from: 2026-11-02, until: 2027-12-31}\n"
    )
    folder = made(tmp_path / "all", ":::{prayers}\n:::", prayers=prayers)  # the edition is of 2026-11-01
    edition = edition_of(folder)
    assert "For rain." in str(edition.document.chapters)
    assert "For sun." not in str(edition.document.chapters)
    assert "For snow." not in str(edition.document.chapters)
    assert found(folder, TODAY, "prayer-stale") == []
    assert "ended on 2026-12-31" in found(folder, dt.date(2027, 1, 1), "prayer-stale")[0]
    folder = made(tmp_path / "named", ":::{prayers} past later\n:::", prayers=prayers)
    assert "ended on 2026-10-31" in found(folder, dt.date(2026, 11, 1), "prayer-stale")[0]
    assert "begins on 2026-11-02" in found(folder, dt.date(2026, 11, 1), "prayer-stale")[1]


def test_gifts_need_a_basis_and_an_approval(tmp_path: Path) -> None:
    gifts = "week: {does: Books., until: 2027-01-01}\nyear: {does: Tea., basis: budget, until: 2027-01-01}\n"
    folder = made(tmp_path, ":::{gifts} week\n:::", gifts=gifts)
    assert found(folder, TODAY, "gift-without-basis") == [
        'data/gifts.yaml:1:1: the gift "week" has no basis and no approved_by, and is printed in booklet-a5, slides'
    ]
    assert len(found(folder, dt.date(2027, 1, 2), "gift-stale")) == 1


def test_a_source_that_only_a_record_cites_is_cited(tmp_path: Path) -> None:
    sources = text_of("data/sources.yaml") + '\nhelp: {type: webpage, title: "[Help]"}\n'
    helplines = HELPLINES.replace("annual-report", "help")
    folder = made(tmp_path, "Nothing.", helplines=helplines)
    (folder / "data/sources.yaml").write_text(sources, encoding="utf-8")
    assert found(folder, TODAY, "uncited-source") == []
