"""The whole way from a finished PDF to the file that a press takes: paint, pictures, pages, papers."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import engine_folder
from factpress.design.theme import Theme
from factpress.output.prepress.ink.colour_map import Table
from factpress.output.prepress.ink.images import convert_pictures
from factpress.output.prepress.ink.job import Job
from factpress.output.prepress.ink.pdfx4 import mark_as_x4, trim_pages
from factpress.output.prepress.ink.recolour_stream import ForeignColourError, inks_of, repaint, space_of
from factpress.publication.printers import Printer

ENGINES_OWN = Path("assets/icc/FOGRA39L_coated.icc")
"""The profile of a printer that names none: offset on coated paper. `assets/icc/README.md` has its origin."""


def profile_of(printer: Printer) -> bytes:
    """The ICC profile that the printer prints with."""
    return (printer.icc or engine_folder() / ENGINES_OWN).read_bytes()


def to_press(pdf: bytes, theme: Theme, job: Job) -> bytes:
    """The same pages in PDF/X-4 (ISO 15930-7): inks, boxes, a whole number of sheets; the same bytes every time.

    What a press has no use for is left out: links, and every colour that is none of the theme's.

    Raises Findings where a colour has no inks or too many, a picture in RGB has no rule, or a colour is written in
    a space that cannot be turned into inks.
    """
    problems, table, profile = Problems(), Table(theme), profile_of(job.printer)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        _repaint_all(file, table, job.at, problems)
        convert_pictures(file, profile, job, problems)
        table.note(job.printer, problems)
        problems.raise_errors()
        trim_pages(file, job.printer.multiple)
        mark_as_x4(file, profile, title=job.title, author=job.author, date=job.date, name=job.name)
        out = io.BytesIO()
        file.save(
            out,
            force_version="1.6",  # what PDF/X-4 is written in (ISO 15930-7, 6.1)
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
        )
    return out.getvalue()


def _repaint_all(file: pikepdf.Pdf, table: Table, place: Location, problems: Problems) -> None:
    """Every page, form, pattern and shading in inks."""
    for number, page in enumerate(file.pages, start=1):
        table.page = number
        with _Noted(problems, place, f"page {number}: "):
            page.Contents = pikepdf.Stream(file, repaint(page, page.resources, table, inherits=False))
    table.page = 0
    for thing in file.objects:
        with _Noted(problems, place, ""):
            if isinstance(thing, pikepdf.Stream) and _is_drawn(thing):
                resources = thing.get("/Resources")
                if not isinstance(resources, Dictionary):
                    resources = thing["/Resources"] = Dictionary()
                thing.write(repaint(thing, resources, table, inherits=thing.get("/Subtype") == "/Form"))
            _set_group(thing)
            for shading in _shadings(thing):
                _shade(shading, table)


class _Noted:
    """A colour that cannot be turned into inks becomes a finding, and the rest is looked at."""

    def __init__(self, problems: Problems, place: Location, page: str) -> None:
        self.problems, self.place, self.page = problems, place, page

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: object, _trace: object) -> bool:
        if not isinstance(error, ForeignColourError):
            return False
        message = f"{self.page}a colour is written as {error}, which has no inks of its own"
        hint = 'write it as a colour of the brand: "#1d3057"'
        self.problems.error("foreign-colour", message, self.place, hint)
        return True


def _shadings(thing: pikepdf.Object) -> list[pikepdf.Object]:
    """The gradients that a dictionary of resources names, or that a pattern stands on."""
    if not isinstance(thing, Dictionary):
        return []
    found: Any = thing.get("/Shading", None)
    if thing.get("/PatternType") == 2:
        return [found]
    return list(found.values()) if isinstance(found, Dictionary) and "/ShadingType" not in found else []


def _is_drawn(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1


def _set_group(thing: pikepdf.Object) -> None:
    """Transparency is blended in inks, too."""
    if not isinstance(thing, Dictionary | pikepdf.Stream):
        return
    group = thing.get("/Group")
    if isinstance(group, Dictionary) and group.get("/S") == "/Transparency" and "/CS" in group:
        group["/CS"] = Name("/DeviceCMYK")


def _shade(shading: pikepdf.Object, table: Table) -> None:
    """A gradient between colours of the theme, in inks; a grey one, as of a mask, stays."""
    if space_of(shading["/ColorSpace"]) in ("/DeviceGray", "/DeviceCMYK"):
        return
    functions = shading["/Function"]
    for function in functions if isinstance(functions, pikepdf.Array) else [functions]:
        for part in function.get("/Functions", [function]):
            if part.get("/FunctionType") != 2:  # anything but a blend of two colours
                raise ForeignColourError("a gradient that is calculated")
            for end, default in (("/C0", [0, 0, 0]), ("/C1", [1, 1, 1])):
                inks = inks_of(table, [float(share) for share in part.get(end, default)])
                part[end] = pikepdf.Array([round(share / 100, 4) for share in inks])
    shading["/ColorSpace"] = Name("/DeviceCMYK")
