"""Files that nobody here made: judged, or refused in a sentence; with an end, whatever is in them."""

from __future__ import annotations

import io
import os
import resource
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS
from factpress.core.diagnostics import ToolError
from factpress.output.prepress.preflight import limits, preflight, preflight_file
from tests.output.prepress.pressed import SECTION, damaged, good, printer, set_pages


def saved(file: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    file.save(out, **how)
    return out.getvalue()


def plain(content: bytes = b"", pages: int = 1) -> bytes:
    """Pages by another program: US letter, no boxes but one, no standard."""
    file = pikepdf.new()
    for _ in range(pages):
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, 612, 792]), Resources=Dictionary(), Contents=file.make_stream(content)
        )
        file.pages.append(pikepdf.Page(page))
    return saved(file)


def locked() -> bytes:
    with pikepdf.open(io.BytesIO(good())) as file:
        return saved(file, encryption=pikepdf.Encryption(owner="a", user="b"))


def packed(size: int) -> bytes:
    """A stream of a few bytes that unpacks into very many."""
    file = pikepdf.open(io.BytesIO(plain()))
    bomb = file.make_stream(b"")
    bomb.write(zlib.compress(b" " * size, 9), filter=Name.FlateDecode)
    file.pages[0].Contents = bomb
    return saved(file, recompress_flate=False, compress_streams=False)


def without_pages() -> bytes:
    with pikepdf.open(io.BytesIO(plain())) as file:
        file.Root.Pages.Kids = Array()
        file.Root.Pages.Count = 0
        return saved(file)


def test_a_booklet_for_reading_is_judged() -> None:
    found = {finding.code for finding in preflight(set_pages(SECTION * 4), printer()).findings}
    assert {"rgb-colour", "no-standard", "not-pdfx4"} <= found


def test_a_plain_page_of_another_program_is_judged_and_told() -> None:
    report = preflight(plain(b"1 0 0 rg 100 100 200 200 re f"), printer())
    assert {"no-trim", "short-bleed", "rgb-colour", "no-standard", "not-pdfx4"} == {
        finding.code for finding in report.findings
    }
    assert report.printer_notes[0] == "It has 1 page of 215.9 × 279.4 mm (US letter), in reading order."
    assert "without a standard for print" in " ".join(report.printer_notes)


def test_a_file_that_pdfium_wrote_is_judged() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(420, 595)
    out = io.BytesIO()
    document.save(out)
    document.close()
    assert {"no-trim", "blank-page"} <= {finding.code for finding in preflight(out.getvalue(), printer()).findings}


@pytest.mark.parametrize(("make", "says"), [
    (lambda: b"", "is no PDF"),
    (lambda: b"GIF89a", "is no PDF"),
    (locked, "is locked with a password"),
    (lambda: good()[: len(good()) // 2], "is damaged, or was cut short"),
    (lambda: b"%PDF-1.6\n" + bytes(2000), "is damaged, or was cut short"),
    (without_pages, "has no pages"),
    (lambda: plain(pages=2_001), "has more than 2000 pages"),
    (lambda: packed(limits.MOST_UNPACKED + 1), "unpacks into more than 100 MB"),
])  # fmt: skip
def test_what_cannot_be_judged_is_said(make: Callable[[], bytes], says: str) -> None:
    with pytest.raises(ToolError, match=says):
        preflight(make(), printer())


def test_a_stream_packed_twice_is_unpacked_no_further_than_is_right() -> None:
    file = pikepdf.open(io.BytesIO(plain()))
    twice = zlib.compress(zlib.compress(bytes(limits.MOST_UNPACKED + 1), 9), 9)
    file.pages[0].Contents.write(twice, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    with pytest.raises(ToolError, match="unpacks into more"):
        preflight(saved(file, compress_streams=False, recompress_flate=False), printer())


@pytest.mark.parametrize("orders", [b"q ", b"1 ", b"/a", b"[]", b"<a>", b"0 0 m\n"])
def test_a_page_of_very_many_orders_is_not_read(orders: bytes) -> None:
    """Read whole, one of these pages would take gigabytes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ToolError, match="more drawing orders than a page can need"):
        preflight(plain(orders * (40_000_000 // len(orders))), printer())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000  # KiB


def test_drawing_orders_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that draws another one ten times, which does the same: an end comes long before the last one."""
    monkeypatch.setattr(limits, "MOST_OPERATORS", 20_000)

    def multiply(file: Any) -> None:
        form: Any = file.make_stream(b"0 0 1 1 re f " * 100)
        form.Subtype, form.BBox = Name.Form, Array([0, 0, 9, 9])
        for _ in range(8):
            outer: Any = file.make_stream(b"/F Do " * 10)
            outer.Subtype, outer.BBox = Name.Form, Array([0, 0, 9, 9])
            outer.Resources = Dictionary(XObject=Dictionary(F=form))
            form = outer
        file.pages[0].Contents = file.make_stream(b"/F Do")
        file.pages[0].Resources.XObject = Dictionary(F=form)

    with pytest.raises(ToolError, match="more than 20,000 drawing orders"):
        preflight(damaged(multiply), printer())


def test_time_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter(range(0, 10_000, 20))
    monkeypatch.setattr("time.thread_time", lambda: next(now))
    with pytest.raises(ToolError, match="takes longer than 30 seconds"):
        preflight(good(), printer())


@pytest.mark.parametrize("cut", range(50, 1_000, 50))
def test_no_damage_brings_out_anything_but_a_sentence(cut: int) -> None:
    """Bytes overwritten anywhere: a report, or a ToolError, and nothing else."""
    data = bytearray(good())
    at = len(data) * cut // 1_000
    data[at : at + 24] = b"\xff" * 24
    said: tuple[str, ...] | str | None
    try:
        said = preflight(bytes(data), printer()).printer_notes
    except ToolError as error:
        said = error.hint
    assert said


def test_a_missing_file_an_empty_one_and_a_folder_are_said(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    for name, says in (("none.pdf", "cannot be read"), ("empty.pdf", "is empty"), (".", "is a folder")):
        with pytest.raises(ToolError, match=says):
            preflight_file(tmp_path / name, printer())


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(ToolError, match="not a regular file"):
        preflight_file(tmp_path / "pipe.pdf", printer())


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("make", "status"), [
    (good, CLEAN),
    (plain, FINDINGS),
    (locked, FAILED),
    (lambda: good()[:900], FAILED),
])  # fmt: skip
def test_the_exit_status_tells_good_from_bad_and_from_unreadable(
    tmp_path: Path, make: Callable[[], bytes], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").write_bytes(make())
    assert main.main(["preflight", str(tmp_path / "a.pdf")]) == status
    said = capsys.readouterr()
    assert ("What to tell the printer" in said.out) == (status != FAILED)
    assert "Traceback" not in said.err


def test_an_unknown_printer_is_answered_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(good())
    assert main.main(["preflight", "--profile", "print-shop", str(tmp_path / "a.pdf")]) == FAILED
    assert "print-shop-mm" in capsys.readouterr().err


def test_a_printer_of_the_publication_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From its folder, and from anywhere with `-C`."""
    shop = Path(__file__).parents[4] / "assets/printers/print-shop-mm.yaml"
    (tmp_path / "data/printers").mkdir(parents=True)
    text = shop.read_text(encoding="utf-8").replace("bleed: 3mm", "bleed: 5mm")
    (tmp_path / "data/printers/kampot.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(good())
    wanted = ["preflight", "--profile", "kampot", str(tmp_path / "a.pdf")]
    assert main.main(wanted) == FAILED
    assert main.main([*wanted, "-C", str(tmp_path)]) == FINDINGS
    monkeypatch.chdir(tmp_path)
    assert main.main(wanted) == FINDINGS
    assert capsys.readouterr().err.count("5 mm are required") == 2


@pytest.mark.parametrize("folder", ["none", "a.pdf", "x" * 5_000])
def test_a_folder_that_is_none_is_said(tmp_path: Path, folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(good())
    assert main.main(["preflight", str(tmp_path / "a.pdf"), "-C", str(tmp_path / folder)]) == FAILED
    err = capsys.readouterr().err
    assert "folder" in err
    assert "hint:" in err
