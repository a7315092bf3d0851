"""LibreOffice as a real reader of the deck: it opens, shows every slide, and no word leaves its shape.

Autofit is switched off in a copy first: LibreOffice shrinks text until it fits, and hides what PowerPoint would show.
The faces that are embedded in the deck are lent to it, since it passes over them, and a stand-in has other widths.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2
from pptx.enum.shapes import MSO_SHAPE_TYPE

from checkers.slides import all_shapes, open_deck

_SLACK = 60_000  # EMU, under 5 pt: accents and descenders may reach a little out of the line
_AUTOFIT = re.compile(rb"<a:(?:normAutofit|spAutoFit)\b[^>]*?/>|<a:(normAutofit|spAutoFit)\b[^>]*?>.*?</a:\1>")
_FONTS = """\
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{faces}</dir><cachedir>{cache}</cachedir>
</fontconfig>
"""
_SHOW_ALL = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def is_there() -> bool:
    """Whether LibreOffice is on this machine."""
    return shutil.which("soffice") is not None


FILTERS = {"pptx": "pptx:Impress MS PowerPoint 2007 XML", "odp": "odp"}


def saved_again(deck: Path, folder: Path, *formats: str) -> Path:
    """The deck opened and saved by LibreOffice in each of these formats in turn, under its own name."""
    settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    screenless = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
    for i, name in enumerate(formats):
        target = folder / f"{i}-{name}"
        kind = ["--convert-to", FILTERS[name], "--outdir", str(target)]
        command = ["soffice", "--headless", "--norestore", settings, *kind, str(deck)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=screenless)
        deck = target / f"{deck.stem}.{name}"
        if not deck.exists():
            raise RuntimeError(f"LibreOffice did not save the deck as {name}: {done.stderr}")
    shutil.rmtree(folder / "settings", ignore_errors=True)
    return deck


def embedded_faces(deck: Path, folder: Path) -> Path:
    """The fonts that are embedded in a deck, as files in the folder: each is at the end of its wrapping."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(deck) as package:
        for name in (name for name in package.namelist() if name.endswith(".fntdata")):
            wrapped = package.read(name)
            size, length = struct.unpack("<II", wrapped[:8])
            (folder / f"{Path(name).stem}.ttf").write_bytes(wrapped[size - length : size])
    return folder


def shown(deck: Path, folder: Path) -> Path:
    """The deck as a PDF, as LibreOffice shows it with the fonts in the deck. Everything is made in `folder`."""
    faces = embedded_faces(deck, folder / "faces")
    copy = folder / deck.name
    with zipfile.ZipFile(deck) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if re.fullmatch(r"ppt/slide\w*/\w+\.xml", entry.filename):
                data = _AUTOFIT.sub(b"<a:noAutofit/>", data)
            target.writestr(entry, data)
    settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    command = ["soffice", "--headless", "--norestore", settings, "--convert-to", _SHOW_ALL, "--outdir", str(folder)]
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(faces=escape(str(faces)), cache=escape(str(folder / "fontcache"))), encoding="utf-8")
    screenless = {**os.environ, "SAL_USE_VCLPLUGIN": "svp", "FONTCONFIG_FILE": str(fonts)}
    result = subprocess.run(
        [*command, str(copy)], capture_output=True, text=True, check=False, timeout=300, env=screenless
    )
    made = copy.with_suffix(".pdf")
    if not made.is_file():
        raise RuntimeError(f"LibreOffice made no PDF: {result.stderr[-300:]}")
    return made


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was painted, in EMU from the top left corner of the slide."""

    text: str
    box: Box


def words(pdf: Path, width: int) -> list[list[Word]]:
    """The painted words of each page; `width` is the slide's, in EMU."""
    found: list[list[Word]] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            scale, height = width / page.get_width(), page.get_height()
            found.append(list(_words_of(page.get_textpage(), scale, height)))
    return found


def _words_of(text: Any, scale: float, height: float) -> Iterator[Word]:
    whole = "".join(text.get_text_range(i, 1) or " " for i in range(text.count_chars()))
    for match in re.finditer(r"\S+", whole):
        boxes = [text.get_charbox(i) for i in range(match.start(), match.end())]
        left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
        yield Word(match[0], (left * scale, (height - top) * scale, right * scale, (height - bottom) * scale))


def faults(deck: Path, pdf: Path) -> list[str]:
    """What LibreOffice shows of the deck that should not be so: slides lost or blank, words outside their shapes."""
    presentation = open_deck(deck)
    slides = list(presentation.slides)
    pages = words(pdf, presentation.slide_width)
    if len(pages) != len(slides):
        return [f"{len(slides)} slides became {len(pages)} pages"]
    found: list[str] = []
    for number, (slide, painted) in enumerate(zip(slides, pages, strict=True), 1):
        if not painted:
            found.append(f"slide {number}: nothing to read")
        shapes = [*all_shapes(slide.shapes), *slide.slide_layout.shapes]
        # the frame of a group is around all of its shapes
        single = (shape for shape in shapes if shape.shape_type != MSO_SHAPE_TYPE.GROUP and shape.left is not None)
        boxes = list(map(_box, single))
        for word in painted:
            if not _within(word.box, (0, 0, presentation.slide_width, presentation.slide_height)):
                found.append(f"slide {number}: {word.text!r} leaves the slide")
            elif not any(_within(word.box, box) for box in boxes):
                found.append(f"slide {number}: {word.text!r} is outside every shape")
    return found


def _box(shape: Any) -> Box:
    return (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)


def _within(inner: Box, outer: Box) -> bool:
    # the foot of an italic f hangs out of its line by a quarter of its height, as its maker meant it to
    aside = max(_SLACK, (inner[3] - inner[1]) / 4)
    return (
        inner[0] >= outer[0] - aside
        and inner[1] >= outer[1] - _SLACK
        and inner[2] <= outer[2] + aside
        and inner[3] <= outer[3] + _SLACK
    )
