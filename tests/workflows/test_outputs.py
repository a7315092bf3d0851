"""Files in the output folder that somebody changed, put there, or has open: nothing is lost, and all is reported."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pptx import Presentation

from factpress.core.diagnostics import Diagnostic, Severity, ToolError
from factpress.core.paths import Places
from factpress.core.pdf_seal import sealed
from factpress.core.placing import WORK
from factpress.output.deck.writer.write import write
from factpress.workflows import ownership
from factpress.workflows.outputs import REPLACED, WrittenFiles, write_outputs
from factpress.workflows.ownership import RECORD, TICKET, Owner, WrittenRecord
from tests.audit.decks import handmade, resaved
from tests.output.deck import sample

TODAY = dt.datetime.now(dt.UTC).astimezone().date().isoformat()


@pytest.fixture(scope="module")
def deck() -> bytes:
    return write(sample.deck(), sample.theme(), Places.of(Path(__file__).parent))


def pdf(words: str, producer: str = "WeasyPrint") -> bytes:
    """A small PDF with a seal."""
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = words
        document.docinfo["/Producer"] = producer
        document.save(out, deterministic_id=True)
    return sealed(out.getvalue())


def commented(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents="Is this right?")
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])
        document.save(out)
    return out.getvalue()


def put(folder: Path, name: str, data: bytes, *, take_new: bool | None = False) -> WrittenFiles:
    return write_outputs(folder, {folder / name: data}, take_new=take_new)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".cache")


def warnings(written: WrittenFiles) -> list[str]:
    return [d.code for d in written.warnings if d.severity is Severity.WARNING]


def notes(written: WrittenFiles) -> list[str]:
    return [d.message for d in written.warnings if d.severity is Severity.INFORMATION]


def without_record(folder: Path) -> None:
    (folder / RECORD).unlink()


# ── files that are ours ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("recorded", [True, False])
def test_our_files_are_overwritten(recorded: bool, deck: bytes, tmp_path: Path) -> None:
    ticket = f"Checksum: {hashlib.sha256(pdf('one')).hexdigest()}".encode()
    old = {"talk.pptx": deck, "book.pdf": pdf("one"), f"book{TICKET}": ticket}
    write_outputs(tmp_path, {tmp_path / name: data for name, data in old.items()})
    if not recorded:
        without_record(tmp_path)
    new = {"talk.pptx": deck + b"\0", "book.pdf": pdf("two"), f"book{TICKET}": b"two"}
    written = write_outputs(tmp_path, {tmp_path / name: data for name, data in new.items()})
    assert written == WrittenFiles({tmp_path / name: tmp_path / name for name in new})
    assert {name: (tmp_path / name).read_bytes() for name in new} == new
    assert names(tmp_path) == sorted(new)


def test_the_record_has_digests_and_forgets_files_that_are_gone(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", b"one")
    put(tmp_path, "b.txt", b"two")
    (tmp_path / "a.txt").unlink()
    put(tmp_path, "c.txt", b"three")
    listed = json.loads((tmp_path / RECORD).read_text(encoding="utf-8"))["files"]
    assert listed == {"b.txt": hashlib.sha256(b"two").hexdigest(), "c.txt": hashlib.sha256(b"three").hexdigest()}


@pytest.mark.parametrize("record", [b"", b"[]", b'{"files": 1}', b'{"files": [1]}', b"\xff", b"{" * 5000])
def test_a_damaged_record_is_none(record: bytes, tmp_path: Path) -> None:
    put(tmp_path, "book.pdf", pdf("one"))
    (tmp_path / RECORD).write_bytes(record)
    assert not put(tmp_path, "book.pdf", pdf("two")).warnings
    assert not put(tmp_path, "book.pdf", pdf("three")).warnings


def test_a_record_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("mine")
    assert not put(tmp_path, "book.pdf", pdf("one")).warnings
    assert not put(tmp_path, "book.pdf", pdf("two")).warnings
    assert (tmp_path / ".cache").read_text() == "mine"


@pytest.mark.parametrize("recorded", [True, False])
def test_a_deck_that_was_saved_again_is_overwritten_and_kept_in_the_cache(
    recorded: bool, deck: bytes, tmp_path: Path
) -> None:
    put(tmp_path, "talk.pptx", deck)
    again = resaved(deck, lambda _: None)
    (tmp_path / "talk.pptx").write_bytes(again)
    if not recorded:
        without_record(tmp_path)
    assert put(tmp_path, "talk.pptx", deck) == WrittenFiles({tmp_path / "talk.pptx": tmp_path / "talk.pptx"})
    assert (tmp_path / "talk.pptx").read_bytes() == deck
    assert (tmp_path / REPLACED / "talk.pptx").read_bytes() == again
    (tmp_path / "talk.pptx").write_bytes(again)
    assert not put(tmp_path, "talk.pptx", deck).warnings  # the copy is replaced, too


def test_files_of_version_1_0_are_recognized(tmp_path: Path) -> None:
    """They have no record and no seal: a PDF as WeasyPrint writes it, and one whose ticket has its checksum."""
    page = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n"
    sheet = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\nstartxref\n9\n%%EOF\n"
    ticket = f"Checksum: {hashlib.sha256(sheet).hexdigest()}\n".encode()
    for name, data in (("page.pdf", page), ("sheet.pdf", sheet), (f"sheet{TICKET}", ticket)):
        (tmp_path / name).write_bytes(data)
    record = WrittenRecord.load(tmp_path)
    assert {record.owned(tmp_path / name).owner for name in names(tmp_path)} == {Owner.OURS}
    (tmp_path / "page.pdf").write_bytes(page + b"2 0 obj<</Type/Annot>>endobj\nstartxref\n90\n%%EOF\n")
    (tmp_path / "sheet.pdf").write_bytes(sheet + b" ")
    assert {record.owned(tmp_path / name).owner for name in names(tmp_path)} == {Owner.FOREIGN}


def test_a_ticket_that_is_younger_than_its_file_is_hers(tmp_path: Path) -> None:
    write_outputs(tmp_path, {tmp_path / "book.pdf": pdf("one")})
    ticket = tmp_path / f"book{TICKET}"
    ticket.write_text(f"Checksum: {hashlib.sha256(pdf('one')).hexdigest()}\nCopies: 300\n")
    record = WrittenRecord.load(tmp_path)
    assert record.owned(ticket).owner is Owner.OURS
    later = ticket.stat().st_mtime + 3600
    os.utime(ticket, (later, later))
    assert record.owned(ticket).owner is Owner.FOREIGN


# ── files that were changed ───────────────────────────────────────────────────────────────────────────────────────


def new_title(opened: Any) -> None:
    opened.slides[1].shapes.title.text = "4 million, I think"


@pytest.mark.parametrize("recorded", [True, False])
def test_a_deck_that_was_changed_stays(recorded: bool, deck: bytes, tmp_path: Path) -> None:
    put(tmp_path, "talk.pptx", deck)
    hers = resaved(deck, new_title)
    (tmp_path / "talk.pptx").write_bytes(hers)
    if not recorded:
        without_record(tmp_path)
    written = put(tmp_path, "talk.pptx", deck)
    assert written.paths == {tmp_path / "talk.pptx": tmp_path / "talk-new.pptx"}
    assert (tmp_path / "talk.pptx").read_bytes() == hers
    assert (tmp_path / "talk-new.pptx").read_bytes() == deck
    assert warnings(written) == ["file-changed"]
    found = written.warnings[0]
    changed = "the deck was changed (1 slide with another text)"
    assert found.message == f"{changed}, so it stays, and the new one is talk-new.pptx"
    assert found.hint is not None
    assert "factpress deck merge" in found.hint
    assert "--take-new" in found.hint
    assert notes(written) == ['slide 2 "4 million, I think" has another text: "4 million, I think"']
    assert written.changed_decks == (tmp_path / "talk.pptx",)
    put(tmp_path, "talk.pptx", deck + b"\0")  # the new one is ours, and is overwritten
    assert names(tmp_path) == ["talk-new.pptx", "talk.pptx"]
    assert (tmp_path / "talk-new.pptx").read_bytes() == deck + b"\0"


def test_every_slide_that_was_changed_is_named(deck: bytes, tmp_path: Path) -> None:
    def change(opened: Any) -> None:
        listed = opened.slides._sldIdLst
        opened.slides[3].element.set("show", "0")
        opened.slides[4].notes_slide.notes_text_frame.text = "My own words."
        opened.slides.add_slide(opened.slide_layouts[0]).shapes.title.text = "For 90 minutes"
        opened.part.drop_rel(listed[2].rId)
        listed.remove(listed[2])
        listed.append(listed[1])

    put(tmp_path, "talk.pptx", deck)
    (tmp_path / "talk.pptx").write_bytes(resaved(deck, change))
    said = notes(put(tmp_path, "talk.pptx", deck))
    kinds = ("is hidden", "has other notes", "was moved", "was added", "was deleted")
    assert [sum(kind in line for line in said) for kind in kinds] == [1] * 5
    assert said[-1].startswith(f"the slide {sample.deck().slides[2].key}")


def test_the_new_file_that_was_changed_stays_too(deck: bytes, tmp_path: Path) -> None:
    put(tmp_path, "talk.pptx", deck)
    for name in ("talk.pptx", "talk-new.pptx"):
        (tmp_path / name).write_bytes(resaved(deck, new_title))
    assert put(tmp_path, "talk.pptx", deck).paths == {tmp_path / "talk.pptx": tmp_path / "talk-new-2.pptx"}
    assert put(tmp_path, "talk.pptx", deck).paths == {tmp_path / "talk.pptx": tmp_path / "talk-new-2.pptx"}


def test_a_new_file_goes_when_nothing_is_in_the_way_any_more(tmp_path: Path) -> None:
    put(tmp_path, "book.pdf", pdf("one"))
    (tmp_path / "book.pdf").write_bytes(commented(pdf("one")))
    put(tmp_path, "book.pdf", pdf("two"))
    assert names(tmp_path) == ["book-new.pdf", "book.pdf"]
    (tmp_path / "book.pdf").unlink()
    assert put(tmp_path, "book.pdf", pdf("two")).paths == {tmp_path / "book.pdf": tmp_path / "book.pdf"}
    assert names(tmp_path) == ["book.pdf"]


@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.parametrize("change", [commented, lambda data: data + b"\n9 0 obj<</Type/Annot>>endobj\n%%EOF\n"])
def test_a_pdf_with_a_comment_stays(change: Callable[[bytes], bytes], recorded: bool, tmp_path: Path) -> None:
    put(tmp_path, "book.pdf", pdf("one"))
    hers = change(pdf("one"))
    (tmp_path / "book.pdf").write_bytes(hers)
    if not recorded:
        without_record(tmp_path)
    written = put(tmp_path, "book.pdf", pdf("two"))
    assert warnings(written) == ["file-changed"]
    assert (tmp_path / "book.pdf").read_bytes() == hers
    assert (tmp_path / "book-new.pdf").read_bytes() == pdf("two")
    said = "was changed since it was built" if recorded else "is not as factpress built it"
    assert said in written.warnings[0].message


@pytest.mark.parametrize("take_new", [False, None])
def test_a_hint_names_only_options_that_the_command_has(take_new: bool | None, tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(b"mine")
    hint = put(tmp_path, "book.pdf", pdf("one"), take_new=take_new).warnings[0].hint or ""
    assert "rename book.pdf" in hint
    assert ("--take-new" in hint) is (take_new is False)


@pytest.mark.parametrize("recorded", [True, False])
def test_a_pdf_that_was_saved_again_stays(recorded: bool, tmp_path: Path) -> None:
    put(tmp_path, "book.pdf", pdf("one"))
    out = BytesIO()
    with pikepdf.open(tmp_path / "book.pdf") as document:
        document.save(out)
    (tmp_path / "book.pdf").write_bytes(out.getvalue())
    if not recorded:
        without_record(tmp_path)
    assert put(tmp_path, "book.pdf", pdf("two")).paths == {tmp_path / "book.pdf": tmp_path / "book-new.pdf"}


def test_a_ticket_that_was_filled_in_stays(tmp_path: Path) -> None:
    put(tmp_path, f"book{TICKET}", b"Copies: ____\n")
    (tmp_path / f"book{TICKET}").write_text("Copies: 300\n")
    written = put(tmp_path, f"book{TICKET}", b"Copies: ____\nPaper: ____\n")
    assert warnings(written) == ["file-changed"]
    assert (tmp_path / f"book{TICKET}").read_text() == "Copies: 300\n"
    assert (tmp_path / "book-job-ticket-new.txt").exists()


def test_take_new_moves_what_was_changed_aside(deck: bytes, tmp_path: Path) -> None:
    put(tmp_path, "talk.pptx", deck)
    hers = [resaved(deck, new_title), resaved(deck, new_title)]
    hers[1] = resaved(hers[1], lambda opened: opened.slides[2].element.set("show", "0"))
    for data in hers:
        (tmp_path / "talk.pptx").write_bytes(data)
        written = put(tmp_path, "talk.pptx", deck, take_new=True)
        assert written.paths == {tmp_path / "talk.pptx": tmp_path / "talk.pptx"}
        assert [d.code for d in written.warnings] == ["file-kept"]
    assert names(tmp_path) == [f"talk-yours-{TODAY}-2.pptx", f"talk-yours-{TODAY}.pptx", "talk.pptx"]
    assert (tmp_path / f"talk-yours-{TODAY}.pptx").read_bytes() == hers[0]
    assert (tmp_path / f"talk-yours-{TODAY}-2.pptx").read_bytes() == hers[1]
    (tmp_path / "talk.pptx").write_bytes(hers[0])
    put(tmp_path, "talk.pptx", deck)
    assert (tmp_path / "talk-new.pptx").exists()
    put(tmp_path, "talk.pptx", deck, take_new=True)
    assert not (tmp_path / "talk-new.pptx").exists()
    assert (tmp_path / "talk.pptx").read_bytes() == deck


# ── files of others ───────────────────────────────────────────────────────────────────────────────────────────────

FOREIGN: dict[str, bytes] = {
    "text": b"Things to buy",
    "empty": b"",
    "zip": b"PK\x05\x06" + b"\0" * 18,
    "html": b"<html>",
    "old PowerPoint": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
}


@pytest.mark.parametrize("name", ["talk.pptx", "book.pdf", f"book{TICKET}"])
@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_of_another_origin_stays(kind: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FOREIGN[kind])
    written = put(tmp_path, name, b"new")
    assert warnings(written) == ["file-changed"]
    assert "is not as factpress built it" in written.warnings[0].message
    assert (tmp_path / name).read_bytes() == FOREIGN[kind]
    assert written.paths[tmp_path / name].read_bytes() == b"new"


def test_a_deck_of_another_origin_and_a_bomb_stay(deck: bytes, tmp_path: Path) -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", b" " * 39_000_000)
    for name, data in (("own.pptx", handmade({"Mine": "Two"})), ("bomb.pptx", bomb.getvalue())):
        (tmp_path / name).write_bytes(data)
        assert warnings(put(tmp_path, name, deck)) == ["file-changed"]
        assert (tmp_path / name).read_bytes() == data


@pytest.mark.parametrize("take_new", [False, True])
def test_links_and_pipes_stay(take_new: bool, deck: bytes, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.pptx").write_bytes(b"mine")
    (tmp_path / "link.pptx").symlink_to("elsewhere.pptx")
    (tmp_path / "broken.pptx").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.pptx")
    for name in ("link.pptx", "broken.pptx", "pipe.pptx"):
        written = put(tmp_path, name, deck, take_new=take_new)
        stem = name.removesuffix(".pptx")
        kept = tmp_path / (f"{stem}-yours-{TODAY}.pptx" if take_new else name)
        assert kept.is_symlink() or kept.is_fifo()
        assert written.paths[tmp_path / name].read_bytes() == deck
    assert (tmp_path / "elsewhere.pptx").read_bytes() == b"mine"


# ── files that cannot be written ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lock", ["~$talk.pptx", "~$lk.pptx", ".~lock.talk.pptx#"])
@pytest.mark.parametrize("take_new", [False, True])
def test_a_file_that_is_open_stays(lock: str, take_new: bool, deck: bytes, tmp_path: Path) -> None:
    put(tmp_path, "talk.pptx", deck)
    (tmp_path / lock).write_bytes(b"me")
    assert not put(tmp_path, "talk.pptx", deck).warnings  # nothing new to write
    written = put(tmp_path, "talk.pptx", deck + b"\0", take_new=take_new)
    assert warnings(written) == ["file-open"]
    assert (tmp_path / "talk.pptx").read_bytes() == deck
    assert written.paths == {tmp_path / "talk.pptx": tmp_path / "talk-new.pptx"}
    (tmp_path / lock).unlink()
    assert not put(tmp_path, "talk.pptx", deck + b"\0").warnings
    assert names(tmp_path) == ["talk.pptx"]


def test_a_lock_without_its_file_is_nothing(deck: bytes, tmp_path: Path) -> None:
    (tmp_path / "~$talk.pptx").write_bytes(b"me")
    assert not put(tmp_path, "talk.pptx", deck).warnings


def test_a_file_that_is_read_only_stays(tmp_path: Path) -> None:
    put(tmp_path, "book.pdf", pdf("one"))
    (tmp_path / "book.pdf").chmod(0o444)
    written = put(tmp_path, "book.pdf", pdf("two"))
    assert warnings(written) == ["file-changed"]
    assert "read-only" in written.warnings[0].message
    assert (tmp_path / "book.pdf").read_bytes() == pdf("one")


def test_nothing_changes_if_a_file_cannot_be_written(
    deck: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "talk.pptx", deck)
    hers = resaved(deck, new_title)
    (tmp_path / "talk.pptx").write_bytes(hers)
    os.mkfifo(tmp_path / "pipe.pptx")

    def fail(_: object) -> None:
        raise ToolError("no space left")

    monkeypatch.setattr("factpress.workflows.outputs.write_all", fail)
    with pytest.raises(ToolError, match="no space left"):
        write_outputs(tmp_path, {tmp_path / "talk.pptx": deck, tmp_path / "pipe.pptx": deck}, take_new=True)
    assert names(tmp_path) == ["pipe.pptx", "talk.pptx"]
    assert (tmp_path / "talk.pptx").read_bytes() == hers
    assert (tmp_path / "pipe.pptx").is_fifo()


def test_a_file_that_cannot_be_kept_is_not_overwritten(
    deck: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talk.pptx").write_bytes(b"mine")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", fail)
    monkeypatch.setattr(shutil, "copy2", fail)
    with pytest.raises(ToolError, match=r"cannot keep .*talk-yours-"):
        put(tmp_path, "talk.pptx", deck, take_new=True)
    assert (tmp_path / "talk.pptx").read_bytes() == b"mine"
    assert names(tmp_path) == ["talk.pptx"]
    assert not (tmp_path / WORK).exists()


def test_without_links_a_copy_is_kept(deck: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", fail)
    (tmp_path / "talk.pptx").write_bytes(b"mine")
    put(tmp_path, "talk.pptx", deck, take_new=True)
    assert (tmp_path / f"talk-yours-{TODAY}.pptx").read_bytes() == b"mine"
    assert (tmp_path / "talk.pptx").read_bytes() == deck


def test_a_hundred_changed_files_have_a_hundred_warnings(tmp_path: Path) -> None:
    files = {tmp_path / f"sheet-{i}.pdf": pdf(f"{i}") for i in range(100)}
    write_outputs(tmp_path, files)
    for path, data in files.items():
        path.write_bytes(data + b"\n")
    found: list[Diagnostic] = list(write_outputs(tmp_path, {path: pdf("new") for path in files}).warnings)
    assert len({d.location for d in found}) == len(found) == 100
    assert len(names(tmp_path)) == 200


def test_the_deck_is_read_in_a_child_process(deck: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that crashes a library is hers."""

    def crash(_: Path) -> None:
        os._exit(1)

    monkeypatch.setattr(ownership, "deck_changes", crash)
    (tmp_path / "talk.pptx").write_bytes(resaved(deck, lambda _: None))
    assert warnings(put(tmp_path, "talk.pptx", deck)) == ["file-changed"]


def test_a_presentation_that_python_pptx_opens(deck: bytes, tmp_path: Path) -> None:
    put(tmp_path, "talk.pptx", deck)
    assert len(Presentation(str(tmp_path / "talk.pptx")).slides) == len(sample.deck().slides)
