"""Scans and outlines: what may show text and has none."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from tests.audit.conftest import BuiltLibrary
from tests.audit.readers.pdf.pdf_files import changed, pdf, places, read, saved, text, unread

PICTURE = ["a picture without alternative text"]
SCAN = "q 400 0 0 600 0 0 cm /I Do Q "
LETTER = "".join(f"{x} 300 m {x} 310 l {x + 3} 312 l {x + 5} 310 l {x + 5} 300 l {x + 3} 305 l h f " for x in range(9))


def test_a_scanned_page_was_not_read() -> None:
    assert unread(pdf(SCAN)) == ["a picture that covers the page"]
    assert unread(pdf(SCAN + text("- 7 -"))) == ["a picture that covers the page"]
    strips = "".join(f"q 400 0 0 60 0 {y} cm /I Do Q " for y in range(0, 600, 60))
    assert unread(pdf(strips)) == ["a picture that covers the page"]
    assert unread(pdf("q 200 0 0 100 0 300 cm /I Do Q ")) == PICTURE


def test_a_large_picture_beside_text_was_not_read() -> None:
    page = SCAN + "".join(text("Every word of this page is here", y=y, more="1 0 0 rg") for y in (300, 320))
    assert unread(pdf(page)) == PICTURE
    assert "Every word" in read(pdf(page), "text")[0]
    assert unread(pdf("q 20 0 0 20 0 300 cm /I Do Q " + text("A logo"))) == []


def test_letters_that_are_drawn_were_not_read() -> None:
    assert unread(pdf(LETTER * 5)) == ["line art that may show text"]
    assert unread(pdf(LETTER * 5 + text("Words of this page, 12,480 in all"))) == []
    assert unread(pdf("".join(f"{x} 300 5 {x} re f " for x in range(100)))) == []


def test_the_pictures_of_a_page_are_known_by_their_content() -> None:
    data = pdf(SCAN + SCAN)
    one, other = places(data)[0].pictures
    assert one == other
    assert len(one.digest) == 64
    with pikepdf.open(BytesIO(data)) as made:
        packed = saved(made, recompress_flate=True, compress_streams=True)
        plain = saved(made, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)

    def other_pixels(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.Resources.XObject.I.write(bytes(1024))

    assert places(packed)[0].pictures == places(plain)[0].pictures == (one, other)
    assert places(changed(data, other_pixels))[0].pictures[0] != one


def test_all_of_a_built_booklet_is_read(built: BuiltLibrary) -> None:
    assert [place.unread for place in places(built.files["pdf"].read_bytes()) if place.unread] == []
