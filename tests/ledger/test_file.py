from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.ledger import LEDGER, Ledger, load_ledger
from factpress.ledger.entry import entry
from tests.ledger.sample import SURVEY, printing


def written(root: Path, text: str) -> tuple[Ledger | None, Problems]:
    (root / "data").mkdir(exist_ok=True)
    (root / LEDGER).write_text(text, encoding="utf-8")
    problems = Problems()
    return load_ledger(Places.of(root), problems), problems


def test_without_a_file_nothing_was_printed(tmp_path: Path) -> None:
    problems = Problems()
    assert load_ledger(Places.of(tmp_path), problems) == Ledger()
    assert list(problems) == []


def test_an_entry_is_read_with_its_place(tmp_path: Path) -> None:
    ledger, problems = written(tmp_path, "# kept\n" + entry(printing(SURVEY)))
    assert list(problems) == []
    assert ledger is not None
    assert ledger.printings == (printing(SURVEY),)
    assert str(ledger.printings[0].location) == "data/ledger.yaml:2:1"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("copies: 300", "copies: 0", "bad-value", 6),
        ("copies: 300", "copies: many", "wrong-type", 6),
        ("copies: 300", "copies: true", "wrong-type", 6),
        ("copies: 300", "copies: 2.5", "wrong-type", 6),
        ("printed: 2026-11-23", "printed: 2026-11-31", "not-a-date", 5),
        ("printed: 2026-11-23", "printed: yesterday", "not-a-date", 5),
        ("abab", "xyxy", "bad-value", 4),
        ("product:", "prodct:", "unknown-key", 2),
        ("standing: contested", "standing: sure", "bad-value", 8),
        ("pages: [3, 4]", "pages: 3", "wrong-type", 8),
        ("pages: [3, 4]", "pages: [[3]]", "wrong-type", 8),
        ("2026-11-23-booklet-a5:\n", "'':\n", "empty-text", 2),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    text = entry(printing(SURVEY))
    assert old in text
    ledger, problems = written(tmp_path, text.replace(old, new))
    assert ledger is None
    assert (code, line) in {(d.code, d.location.line) for d in problems if d.location}


def test_a_link_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(entry(printing()), encoding="utf-8")
    (tmp_path / "in/data").mkdir(parents=True)
    (tmp_path / "in" / LEDGER).symlink_to(outside)
    problems = Problems()
    assert load_ledger(Places.of(tmp_path / "in"), problems) is None
    assert [d.code for d in problems] == ["outside-folder"]


def test_a_second_printing_of_a_day_gets_a_name_of_its_own() -> None:
    one = printing()
    ledger = Ledger((one, printing(id=f"{one.id}-2")))
    assert ledger.free_id(one.product, one.printed) == f"{one.id}-3"
    assert Ledger().free_id(one.product, one.printed) == one.id
