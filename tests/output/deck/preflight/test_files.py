"""Files that cannot be read, sound decks of other programs, and the command."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx.oxml import parse_xml
from pptx.util import Pt

from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS
from factpress.core.diagnostics import ToolError
from factpress.output.deck.preflight import preflight
from factpress.output.deck.preflight.embedded_fonts import embedded_face
from factpress.output.deck.writer.embedded_fonts import eot
from tests.output.deck.preflight.decks import add_text, changed, codes, presentation, saved

SLIDE = "ppt/slides/slide1.xml"
FONT = Path("assets/fonts/SourceSans3-Regular.ttf")
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def bomb() -> bytes:
    """A part of 300 MB that is small in the file."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(saved(presentation()))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) if name != SLIDE else b" " * 300_000_000)
    return out.getvalue()


def deep() -> bytes:
    """Groups in groups, a thousand times."""
    opening, closing = b"<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>" * 1000, b"</p:grpSp>" * 1000
    return changed(
        saved(presentation()), {SLIDE: lambda data: data.replace(b"</p:spTree>", opening + closing + b"</p:spTree>")}
    )


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "b">]>'
UNREADABLE = {
    "empty": (lambda: b"", "damaged or truncated"),
    "text": (lambda: b"Hello", "damaged or truncated"),
    "truncated": (lambda: saved(presentation())[:5000], "damaged or truncated"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old PowerPoint file"),
    "encrypted": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "bomb": (bomb, "would grow to 300 MB"),
    "deep": (deep, "damaged"),
    "entities": (lambda: changed(saved(presentation()), {SLIDE: lambda data: DOCTYPE + data}), "entities"),
    "slide missing": (lambda: changed(saved(presentation()), {SLIDE: None}), "its slide 1 is missing"),
    "no presentation": (lambda: changed(saved(presentation()), {"ppt/presentation.xml": None}), "not a presentation"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_a_sentence(name: str) -> None:
    make, message = UNREADABLE[name]
    with pytest.raises(ToolError, match=message):
        preflight(make())


@pytest.mark.parametrize(
    "part",
    [
        "ppt/slideLayouts/slideLayout2.xml",
        "ppt/slideMasters/slideMaster1.xml",
        "ppt/theme/theme1.xml",
        "docProps/core.xml",
        "ppt/slides/_rels/slide1.xml.rels",
    ],
)
def test_a_deck_without_a_part_is_checked_as_far_as_it_goes(part: str) -> None:
    assert preflight(changed(saved(presentation()), {part: None})).slides == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'sz="', b'sz="none'),
        (b"<a:p>", b'<a:p><a:pPr lvl="77" marL="x"/>'),
        (b"<p:spPr/>", b'<p:spPr><a:xfrm><a:off x="1e9" y="z"/><a:ext cx="-5" cy="0"/></a:xfrm></p:spPr>'),
        (b"<a:bodyPr/>", b'<a:bodyPr numCol="0" lIns="99in" wrap="?"><a:normAutofit fontScale="0"/></a:bodyPr>'),
    ],
)
def test_wrong_values_are_not_followed(old: bytes, new: bytes) -> None:
    assert preflight(changed(saved(presentation()), {SLIDE: lambda data: data.replace(old, new)})).slides == 1


# ── fonts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def with_font(deck: Any, name: str, data: bytes) -> bytes:
    """The deck with an embedded font."""
    relationships = "ppt/_rels/presentation.xml.rels"
    listed = (
        f'<p:embeddedFontLst><p:embeddedFont><p:font typeface="{name}"/><p:regular r:id="rIdF"/></p:embeddedFont>'
        "</p:embeddedFontLst>"
    ).encode()
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
    link = b'<Relationship Id="rIdF" Type="' + kind + b'" Target="fonts/font1.fntdata"/></Relationships>'
    return changed(
        saved(deck),
        {
            "ppt/presentation.xml": lambda part: part.replace(
                b"<p:defaultTextStyle", listed + b"<p:defaultTextStyle", 1
            ),
            relationships: lambda part: part.replace(b"</Relationships>", link),
            "ppt/fonts/font1.fntdata": data,
        },
    )


def test_an_embedded_font_is_known_and_measured() -> None:
    font = FONT.read_bytes()
    deck = presentation()
    for paragraph in deck.slides[0].placeholders[1].text_frame.paragraphs:
        paragraph.font.name = "Font of Ours"
    assert codes(preflight(saved(deck)), "warning") == ["font-not-embedded"]
    assert codes(preflight(with_font(deck, "Font of Ours", eot(font))), "warning") == []
    for data in (font, eot(font)):
        face = embedded_face(data)
        assert face is not None
        assert face.widths.widths[ord("a")] == 504
        assert 1 < face.height < 1.5


def test_a_compressed_font_is_known_and_not_measured() -> None:
    wrapped = bytearray(eot(FONT.read_bytes()))
    wrapped[12] |= 4
    assert embedded_face(bytes(wrapped)) is None
    assert embedded_face(b"no font") is None
    deck = presentation()
    box = add_text(deck.slides[0], "A long text in a low and narrow box, again and again", (1, 4, 2, 0.5))
    box.text_frame.paragraphs[0].font.name = "Font of Ours"
    assert codes(preflight(with_font(deck, "Font of Ours", bytes(wrapped))), "error") == []
    assert codes(preflight(saved(deck)), "error") == ["text-overflow"]


def test_colours_of_links_and_maps_are_those_of_the_theme() -> None:
    """A slide with an inverted colour map has white text on a dark ground."""
    deck = presentation()
    inverted = parse_xml(
        f'<p:clrMapOvr xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{A}">'
        '<a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" '
        'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        "</p:clrMapOvr>"
    )
    slide = deck.slides[0]
    old = slide._element.find(inverted.tag)
    slide._element.replace(old, inverted)
    assert "low-contrast" in codes(preflight(saved(deck)), "warning")
    slide.background.fill.solid()
    slide.background.fill.fore_color.theme_color = 14  # bg1
    assert codes(preflight(saved(deck)), "warning") == []


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def talks(tmp_path: Path) -> tuple[Path, Path]:
    """A sound deck and a damaged one."""
    sound, damaged = tmp_path / "sound.pptx", tmp_path / "damaged.PPTX"
    sound.write_bytes(saved(presentation()))
    deck = presentation()
    deck.slides[0].placeholders[1].text = "One of too many lines\n" * 20
    deck.slides[0].placeholders[1].text_frame.paragraphs[0].font.size = Pt(28)
    damaged.write_bytes(saved(deck))
    return sound, damaged


def test_findings_have_the_slide_and_the_shape(talks: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    sound, damaged = talks
    assert main.main(["preflight", str(sound)]) == CLEAN
    assert "1 slide: 2 notes" in capsys.readouterr().out
    assert main.main(["preflight", str(sound), str(damaged)]) == FINDINGS
    messages = capsys.readouterr().err
    assert f'{damaged}: error[text-overflow]: slide 1: "Content Placeholder 2": the text is about' in messages
    assert "  hint: shorten the text" in messages


def test_json_has_all_findings_of_each_file(talks: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    sound, damaged = talks
    missing = sound.with_name("missing.pptx")
    assert main.main(["preflight", "--json", str(damaged)]) == FINDINGS
    (overflow, *_) = json.loads(capsys.readouterr().out)["findings"]
    assert (overflow["code"], overflow["slides"], overflow["shape"]) == ("text-overflow", [1], "Content Placeholder 2")
    assert main.main(["preflight", "--json", str(sound), str(missing), str(damaged)]) == FAILED
    result = json.loads(capsys.readouterr().out)
    assert [one["file"] for one in result["files"]] == [str(sound), str(damaged)]
    assert len(result["failed"]) == 1


def test_a_file_that_is_no_deck_fails_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "talk.pptx"
    path.write_bytes(b"no deck")
    assert main.main(["preflight", str(path)]) == FAILED
    assert "talk.pptx cannot be read: it is damaged or truncated" in capsys.readouterr().err
