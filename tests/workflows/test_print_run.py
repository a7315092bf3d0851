from __future__ import annotations

import datetime as dt
import hashlib
import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest

from factpress.core.diagnostics import Findings, Problems, ToolError
from factpress.edition import Edition
from factpress.ledger import LEDGER, Printing, load_ledger
from factpress.workflows.correction_slips import build_slips
from factpress.workflows.print_run import PrintRecord, RecordedPrinting, changes, record
from factpress.workflows.tasks import output_files
from tests.publications import edition_of, text_of

TODAY = dt.date(2026, 11, 30)
FACTS = "data/facts/library.yaml"
ORDER = PrintRecord("booklet-a5", "40", "2026-11-23", "the book fair")


def files(edition: Edition) -> dict[str, Path]:
    return {product.name: path for path, product in output_files(edition).items()}


def recorded(folder: Path, order: PrintRecord = ORDER) -> RecordedPrinting:
    edition = edition_of(folder)
    return record(edition, order, files(edition), TODAY)


def printings(folder: Path) -> tuple[Printing, ...]:
    ledger = load_ledger(edition_of(folder).places, Problems())
    assert ledger is not None
    return ledger.printings


def changed(folder: Path, old: str, new: str) -> None:
    text = text_of(FACTS)
    assert old in text
    (folder / FACTS).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("product", ["booklet-a5", "slides"])
def test_a_printing_is_recorded_with_what_the_file_says(library: Path, product: str) -> None:
    done = recorded(library, replace(ORDER, product=product))
    assert done.warnings == ()
    (one,) = printings(library)
    assert one == done.printing
    path = files(edition_of(library))[product]
    assert (one.product, one.file, one.copies, one.purpose) == (product, path.name, 40, "the book fair")
    assert one.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert one.edition == edition_of(library).publication.edition
    said = {(carried.address, carried.words) for carried in one.carried}
    assert {("visitors/counted", "12,480 people"), ("readers/survey", "3,000 to 5,200 people")} <= said
    assert ("oldest-book", "Our oldest book was printed more than 400 years ago.") in said
    assert all(carried.places and carried.standing is not None for carried in one.carried)


def test_nothing_has_gone_wrong_while_the_facts_stand_still(library: Path) -> None:
    recorded(library)
    recorded(library, replace(ORDER, product="slides"))
    assert changes(edition_of(library)) == ()


def test_what_changes_is_found_with_its_pages_and_a_slip_is_set(library: Path, tmp_path: Path) -> None:
    recorded(library)
    recorded(library, replace(ORDER, product="slides"))
    changed(library, "range: [3000, 5200]", "range: [3100, 5200]")
    edition = edition_of(library)
    booklet, slides = changes(edition)
    assert [entry.address for entry in booklet.entries] == ["readers/survey"] * len(booklet.entries)
    assert {entry.reads for entry in booklet.entries} == {"3,100 to 5,200 people"}
    assert booklet.entries[0].places
    assert slides.printing.on_slides
    slips = build_slips(edition, (booklet, slides), tmp_path / "slips").paths
    assert [slip.name for slip in slips] == [
        "library-correction-slip-2026-11-23-booklet-a5.pdf",
        "library-correction-slip-2026-11-23-slides.pdf",
    ]
    assert all(slip.read_bytes().startswith(b"%PDF-") for slip in slips)
    before = [slip.read_bytes() for slip in slips]
    assert [slip.read_bytes() for slip in build_slips(edition, (booklet, slides), tmp_path / "slips").paths] == before


def test_a_file_from_before_the_facts_changed_is_recorded_as_it_is(library: Path) -> None:
    changed(library, "range: [3000, 5200]", "range: [3100, 5200]")
    done = recorded(library)
    assert {d.code for d in done.warnings} == {"file-outdated"}
    (correction,) = changes(edition_of(library))
    assert "3,000 to 5,200 people" in {entry.printed for entry in correction.entries}


def test_another_file_may_be_named(library: Path, tmp_path: Path) -> None:
    handed = tmp_path / "from the printer.pdf"
    handed.write_bytes(files(edition_of(library))["booklet-a5"].read_bytes())
    assert recorded(library, replace(ORDER, file=handed)).printing.file == "from the printer.pdf"


def test_a_day_to_come_is_a_warning(library: Path) -> None:
    done = recorded(library, replace(ORDER, on="2062-11-23"))
    assert {d.code for d in done.warnings} == {"future-date"}


@pytest.mark.parametrize(("typed", "copies"), [("300", 300), (" 1 ", 1), ("1,500", 1500), ("12 000", 12000)])
def test_copies_are_read_as_people_write_them(library: Path, typed: str, copies: int) -> None:
    assert recorded(library, replace(ORDER, copies=typed)).printing.copies == copies


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (replace(ORDER, copies="0"), '"0" is not a number of copies'),
        (replace(ORDER, copies="-3"), '"-3" is not a number of copies'),
        (replace(ORDER, copies="some"), '"some" is not a number of copies'),
        (replace(ORDER, copies="1,5"), '"1,5" is not a number of copies'),
        (replace(ORDER, copies="9" * 30), "is not a number of copies"),
        (replace(ORDER, copies="٣٠"), "is not a number of copies"),
        (replace(ORDER, on="2026-13-01"), "is not a date in the calendar"),
        (replace(ORDER, on="yesterday"), '"yesterday" is not a date'),
        (replace(ORDER, on=""), '"" is not a date'),
        (replace(ORDER, product="booklet"), 'there is no product "booklet"'),
        (replace(ORDER, purpose="a\x1b[31mb"), "characters that cannot be printed"),
        (replace(ORDER, file=Path("nowhere.pdf")), "nowhere.pdf does not exist"),
        (replace(ORDER, file=Path(__file__)), "neither a PDF"),
        (replace(ORDER, file=Path(__file__).parent), "folder"),
    ],
)
def test_an_order_that_cannot_be_understood_changes_nothing(library: Path, order: PrintRecord, message: str) -> None:
    with pytest.raises(ToolError) as raised:
        recorded(library, order)
    assert message in str(raised.value)
    assert not (library / LEDGER).exists()


def test_a_deck_is_no_booklet(library: Path) -> None:
    deck = files(edition_of(library))["slides"]
    with pytest.raises(ToolError, match="is not a file of the product"):
        recorded(library, replace(ORDER, file=deck))


@pytest.mark.parametrize("damaged", [b"old: {", b"\xff\xfe\xfa", b"a:\n  copies: 2\n", b"- 1\n"])
def test_a_damaged_ledger_keeps_its_bytes(library: Path, damaged: bytes) -> None:
    (library / LEDGER).write_bytes(damaged)
    for ask in (lambda: recorded(library), lambda: changes(edition_of(library))):
        with pytest.raises(Findings):
            ask()
    assert (library / LEDGER).read_bytes() == damaged
    assert [path.name for path in (library / "data").glob(".*")] == []


def test_a_ledger_that_leads_out_of_the_folder_is_left_alone(library: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(b"# another's\n")
    (library / LEDGER).symlink_to(outside)
    with pytest.raises(Findings):
        recorded(library)
    assert outside.read_bytes() == b"# another's\n"


def _record(folder: Path, count: int) -> None:
    recorded(folder, replace(ORDER, copies=str(count)))


def test_two_who_record_at_once_lose_nothing(library: Path) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_record, args=(library, count)) for count in (11, 12, 13)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(one.copies for one in printings(library)) == [11, 12, 13]
    assert len({one.id for one in printings(library)}) == 3


@pytest.mark.parametrize(
    ("since", "count"), [("2026-11-23", 1), ("2026-11-23-booklet-a5", 1), ("2020-01-01", 1), ("2030-01-01", 1)]
)
def test_since_takes_a_day_or_a_printing(library: Path, since: str, count: int) -> None:
    recorded(library)
    changed(library, "range: [3000, 5200]", "range: [3100, 5200]")
    assert len(changes(edition_of(library), since)) == count


@pytest.mark.parametrize("since", ["spring", "2026-11-23-booklet", "2026-02-30"])
def test_since_something_else_is_said(library: Path, since: str) -> None:
    recorded(library)
    with pytest.raises(ToolError):
        changes(edition_of(library), since)
