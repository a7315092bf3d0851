"""The command "Reset slide" of presentation programs, which gives each placeholder the formats of its layout."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import lxml.etree
import pytest

from factpress.core.paths import Places
from factpress.document.blocks.scripture import Scripture
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.model import Chapter, Document, Paragraph
from factpress.output.deck.writer.write import write
from tests.output.deck import sample
from tests.output.deck.inherited import A, InheritedPlaceholder, P, placeholders

etree: Any = lxml.etree
RUNS = ("sz", "spc", "b", "i")
PARAGRAPHS = ("marL", "indent", "algn")


def reset(slide: bytes) -> bytes:
    """The slide with all formats removed that the command removes; levels and texts stay."""
    root = etree.fromstring(slide)
    for shape in root.iter(f"{P}sp", f"{P}pic"):
        if shape.find(f".//{P}nvPr/{P}ph") is None:
            continue
        for frame in shape.findall(f"{P}spPr/{A}xfrm"):
            frame.getparent().remove(frame)
        for body in shape.iter(f"{A}bodyPr"):
            body.attrib.clear()
        for each in shape.iter(f"{A}rPr"):
            _remove(each, RUNS, keep=f"{A}hlinkClick")
        for each in shape.iter(f"{A}pPr"):
            _remove(each, PARAGRAPHS)
    return etree.tostring(root)


def _remove(element: Any, attributes: tuple[str, ...], keep: str = "") -> None:
    for name in attributes:
        element.attrib.pop(name, None)
    for child in list(element):
        if child.tag != keep:
            element.remove(child)


def documents(direction: str) -> list[Document]:
    verse = Scripture("wells", ("1:3",), (sample.text("Like a tree by the water. " * 3),), sample.text("Psalm 1:3"))
    long = "A statement that is so long that it needs a smaller size than the largest of its kind, and some words more"
    blocks = (verse, Fence(long, (), "statement"), sample.quote(doubt="Councils disagree."))
    more = sample.document((Chapter("one", "One", (), (*blocks, Fence("Text", (Paragraph(sample.text("Words.")),)))),))
    return [sample.document(direction=direction), sample.document(more.chapters, direction=direction)]


@pytest.fixture(params=["ltr", "rtl"], scope="module")
def decks(request: pytest.FixtureRequest) -> list[Mapping[str, bytes]]:
    made: list[Mapping[str, bytes]] = []
    for document in documents(request.param):
        data = write(sample.deck(document), sample.theme(), Places.of(Path()))
        with zipfile.ZipFile(BytesIO(data)) as package:
            made.append({name: package.read(name) for name in package.namelist()})
    return made


def pages(parts: Mapping[str, bytes]) -> list[str]:
    return [name for name in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]


def formats(places: list[InheritedPlaceholder]) -> list[tuple[object, ...]]:
    """Of each placeholder the frame, and of each of its paragraphs the level and the size and spacing of its runs."""
    return [
        (
            place.index,
            place.frame,
            [(p.level, p.bullet == "buBlip", [(r.size, r.text) for r in p.runs]) for p in place.paragraphs],
        )
        for place in places
    ]


def test_frames_sizes_and_levels_stay(decks: list[Mapping[str, bytes]]) -> None:
    compared = 0
    for parts in decks:
        for name in pages(parts):
            before = formats(list(placeholders(parts, name)))
            after = formats(list(placeholders({**parts, name: reset(parts[name])}, name)))
            assert before == after, name
            compared += len(before)
    assert compared > 50


def test_every_format_of_plain_text_is_that_of_its_level(decks: list[Mapping[str, bytes]]) -> None:
    """Only emphasis, bold words and words of other scripts have formats of their own."""
    changed: set[str] = set()
    for parts in decks:
        for name in pages(parts):
            places = placeholders(parts, name), placeholders({**parts, name: reset(parts[name])}, name)
            for before, after in zip(*places, strict=True):
                runs = [[run for p in each.paragraphs for run in p.runs] for each in (before, after)]
                changed |= {one.text for one, other in zip(*runs, strict=True) if one != other}
    assert changed == {"asking", "digging", "ទឹក"}


def test_the_check_finds_sizes_and_frames_on_slides(decks: list[Mapping[str, bytes]]) -> None:
    parts, name = decks[0], pages(decks[0])[1]
    for change in (
        (b'<a:rPr lang="en-GB"', b'<a:rPr sz="999" lang="en-GB"'),
        (b"<p:spPr/>", b'<p:spPr><a:xfrm><a:off x="1" y="1"/><a:ext cx="1" cy="1"/></a:xfrm></p:spPr>'),
    ):
        assert change[0] in parts[name]
        altered = {**parts, name: parts[name].replace(*change, 1)}
        before = formats(list(placeholders(altered, name)))
        assert before != formats(list(placeholders({**altered, name: reset(altered[name])}, name)))
