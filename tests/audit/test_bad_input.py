"""Damaged and malicious files: each is refused with a message, in bounded time and memory."""

from __future__ import annotations

import resource
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation

from factpress.audit.readers import MOST_BYTES, read_apart, read_bytes, read_file
from factpress.audit.report import MOST
from factpress.cli import main
from factpress.cli.console import FAILED
from factpress.core import office_package as package
from factpress.core.diagnostics import ToolError
from factpress.workflows.audit_files import audit_files
from tests.audit.decks import handmade
from tests.publications import publication

LIMIT = 600_000_000
"""Bytes that reading a small bad file may take at the most, in addition to those of the tests themselves."""


def deck() -> bytes:
    out = BytesIO()
    made = Presentation()
    title = made.slides.add_slide(made.slide_layouts[5]).shapes.title
    assert title is not None
    title.text = "In 1975"
    made.save(out)
    return out.getvalue()


def with_parts(parts: dict[str, bytes], base: bytes | None = None) -> bytes:
    """A package with some of its parts replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(base or deck())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda _: None, **how: object) -> bytes:
    out = BytesIO()
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    change(made)
    made.save(out, **how)  # pyright: ignore[reportArgumentType]
    return out.getvalue()


def encrypted() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="owner", user="user"))


def lying() -> bytes:
    """A package with a part that is larger than its directory declares."""
    data = bytearray(with_parts({"ppt/slides/slide1.xml": b"<a>" + b" " * 5_000_000 + b"</a>"}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"ppt/slides/slide1.xml"))
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def circle(made: pikepdf.Pdf) -> None:
    """Make the page tree its own child."""
    pages = made.Root.Pages
    pages.Kids.append(pages)
    pages.Count = 5_000_000


def growing(made: pikepdf.Pdf) -> None:
    """Give the page 5 million lines, in a stream of 160 kB."""
    made.pages[0].obj.Contents = made.make_stream(b"0 0 m 1 1 l S " * 5_000_000)


def forms_in_forms(made: pikepdf.Pdf) -> None:
    """Paint a form that paints a form 30 times, which paints another one 30 times, and so on."""
    form = made.make_stream(b"0 0 5 5 re f ")
    for _ in range(8):
        inner, form = form, made.make_stream(b"/X Do " * 30)
        for one in (inner, form):
            one.Type, one.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            one.BBox = pikepdf.Array([0, 0, 9, 9])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
    made.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    made.pages[0].obj.Contents = made.make_stream(b"/X Do")


SLIDE = "ppt/slides/slide1.xml"
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b"]><a>&j;</a>"
)
BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "a text": (b"Dear all, ...", "neither a PDF nor a PowerPoint file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "neither a PDF nor a PowerPoint file"),
    "an encrypted booklet": (encrypted(), "is encrypted"),
    "an encrypted deck": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is encrypted"),
    "the head of a booklet": (pdf()[:60], "damaged"),
    "only the first line of a booklet": (b"%PDF-1.7\n", "damaged"),
    "a page of millions of lines": (pdf(growing), "too much memory"),
    "forms that paint forms": (pdf(forms_in_forms), "too much memory"),
    "half a deck": (deck()[: len(deck()) // 2], "damaged"),
    "a package of nothing": (b"PK\x05\x06" + b"\0" * 18, "is not a presentation"),
    "a part that grows": (with_parts({SLIDE: b"<a>" + b" " * 39_000_000 + b"</a>"}), "would grow"),
    "a part that is larger than the archive": (lying(), "damaged|larger than the archive"),
    "entities": (with_parts({SLIDE: LAUGHS}), "declares entities"),
    "no XML": (with_parts({SLIDE: b"<a><b></a>"}), "damaged"),
    "XML without end": (with_parts({SLIDE: b"<a>" * 200_000}), "damaged"),
    "a slide that is not there": (
        with_parts({"ppt/_rels/presentation.xml.rels": b"<Relationships/>"}),
        "slide 1 is missing",
    ),
    "too many parts": (with_parts({f"p/{i}": b"" for i in range(20_001)}), "parts"),
    "a workbook": (with_parts({"ppt/presentation.xml": b"<workbook/>"}), "is not a presentation"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    data, said = BAD[name]
    path = tmp_path / "given.pptx"
    path.write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with pytest.raises(ToolError, match=said) as error:
        read_apart(path)
    assert error.value.hint
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # the reading process begins as a copy of this one
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, own + LIMIT // 1024)


def test_a_cyclic_page_tree_ends(tmp_path: Path) -> None:
    (tmp_path / "round.pdf").write_bytes(pdf(circle))
    assert len(read_apart(tmp_path / "round.pdf", longest=20).places) < 3  # PDFium goes round once


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(ToolError, match="too large"):
        read_file(tmp_path / "huge.pdf")


def test_the_number_of_pages_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factpress.audit.readers.pdf.pdfium.MOST_PAGES", 0)
    with pytest.raises(ToolError, match="has 1 pages"):
        read_bytes(pdf(), tmp_path)
    monkeypatch.setattr("factpress.audit.readers.pptx.MOST_SLIDES", 0)
    with pytest.raises(ToolError, match="has 1 slides"):
        read_bytes(deck(), tmp_path)


def test_all_parts_together_have_a_limit() -> None:
    opened = package.open_package(deck())
    opened.left = 1000
    with pytest.raises(ToolError, match="would grow"):
        opened.read("ppt/presentation.xml")


def test_good_files_are_read(tmp_path: Path) -> None:
    assert [f.text for f in read_bytes(deck(), tmp_path).places[0].fragments] == ["In 1975"]
    assert len(read_bytes(pdf(), tmp_path).places) == 1


def test_the_command_reports_it_and_audits_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = publication(tmp_path / "mine")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "good.pptx").write_bytes(deck())
    arguments = ["audit", str(tmp_path / "bad.pdf"), str(tmp_path / "good.pptx"), "-C", str(folder)]
    assert main.main(arguments) == FAILED
    out, err = capsys.readouterr()
    assert "bad.pdf is damaged" in err
    assert "hint:" in err
    assert "Traceback" not in err
    assert 'no claim has the number "1975"' in err
    assert "1 finding" in out


def test_a_file_with_very_many_numbers_is_audited_in_bounded_time(tmp_path: Path) -> None:
    """Numbers in a long text and in thousands of short ones: only the first findings are listed."""
    folder = publication(tmp_path / "mine")
    text = " ".join(str(i * 7919) for i in range(20_000))
    given = handmade(
        {"What we counted": text, "Own": "\n".join(f"{i * 31} people" for i in range(5_000))},
        "Claims: visitors/counted",
    )
    (tmp_path / "endless.pptx").write_bytes(given)
    begun = time.monotonic()
    (done,) = audit_files(folder, [tmp_path / "endless.pptx"]).audits
    assert time.monotonic() - begun < 60
    assert len(done.found) == MOST + 1
    assert "more findings" in done.found[-1].message
