"""`data/printers/*.yaml`: the requirements of printers: bleed, margins, marks, paper, inks.

The engine's own printers are in `assets/printers`; those of the publication have priority. The numbers of the engine's
are common defaults, to be replaced by those that a printer gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from factpress.core.diagnostics import Findings, Location, Problems, ToolError, did_you_mean
from factpress.core.paths import Places
from factpress.core.regular_files import read_regular
from factpress.core.units import Length, mm
from factpress.core.validation import Extent, Number, Record, json_schema, read_record
from factpress.core.yaml_positions import Tree


class Mark(StrEnum):
    """A mark on an imposed sheet, outside the trim."""

    CROP = "crop"
    FOLD = "fold"
    STAPLE = "staple"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer's requirements.

    `icc` is the ICC profile of its inks; None for the engine's default. `creep` is the share of the paper's thickness
    by which each inner sheet is shifted: 0 if the printer shifts pages itself.
    """

    name: str
    title: str
    inches: bool  # whether job tickets have inches
    standard: str  # "none" or "pdf/x-4"
    bleed: Length  # extent of colours beyond the trim
    safety: Length  # minimum distance between text and trim
    margin: Length  # the edge of the sheet that cannot be printed
    marks: frozenset[Mark]
    multiple: int  # the number of pages is rounded up to a multiple: 4 or 8
    caliper: Length  # thickness of a sheet
    creep: float
    ink_limit: int | None  # limit of the sum of all inks, in percent
    icc: Path | None


# ── from data/printers/*.yaml ───────────────────────────────────────────────────────────────────────────────────


class PrinterRecord(Record):
    """`data/printers/<name>.yaml`: what one printer takes."""

    title: str = Field(min_length=1, description="Who or what it is, for people: The office printer.")
    units: Literal["mm", "in"] = Field(description="The unit of lengths in job tickets.")
    standard: Literal["none", "pdf/x-4"] = Field(description="The standard its files keep: none, or pdf/x-4.")
    bleed: Extent = Field(description="How far colour goes beyond the trim: 3mm, 0.125in; 0mm for none.")
    safety: Extent = Field(description="How far text keeps from the trim.")
    margin: Extent = Field(description="The edge of a sheet that it cannot print; 0mm where it trims the sheets.")
    marks: list[Literal["crop", "fold", "staple", "registration"]] = Field(
        description="Marks that it wants on imposed sheets, outside the trim."
    )
    multiple: Literal[4, 8] = Field(4, description="Pages of a folded booklet come in fours or in eights.")
    caliper: Extent = Field(description="How thick one sheet of its paper is: 0.1mm for 80 g office paper.")
    creep: Number = Field(
        strict=False,
        ge=0,
        le=2,
        description="Shift of inner sheets towards the spine, as a share of their thickness; 0 where it shifts itself.",
    )
    ink_limit: int | None = Field(None, ge=100, le=400, description="All inks on one spot together, in percent.")
    icc: str | None = Field(
        None, min_length=1, description="The file of its colours, an ICC profile for CMYK, below assets: icc/press.icc."
    )


def printer_schema() -> dict[str, Any]:
    """Return the JSON Schema of `data/printers/*.yaml`."""
    return json_schema(PrinterRecord, "A printer")


_MAX = {"bleed": mm(20), "safety": mm(30), "margin": mm(15), "caliper": mm(1)}
"""Maximum values. Larger ones are typing errors, and would result in cut or empty sheets."""


def load_printers(places: Places, problems: Problems) -> dict[str, Printer | None]:
    """Return all printers of the publication and the engine by name; None, with errors, if a file is invalid."""
    return {name: _read(name, places, problems) for name in sorted(places.data_names("printers"))}


def find_printer(name: str, printers: Mapping[str, Printer | None], problems: Problems, at: Location) -> Printer | None:
    """Return the printer of that name; None if its file is invalid, or, with an error, if there is none."""
    if name not in printers:
        problems.error("unknown-printer", f'there is no printer "{name}"', at, did_you_mean(name, printers))
        return None
    return printers[name]


def load_printer(name: str, places: Places) -> Printer:
    """Return the printer of that name. Raises ToolError if there is none, and Findings if its file is invalid."""
    known = places.data_names("printers")
    if name not in known:
        raise ToolError(f'there is no printer "{name}"', did_you_mean(name, known))
    problems = Problems()
    printer = _read(name, places, problems)
    if printer is None:
        raise Findings(problems)
    return printer


def _read(name: str, places: Places, problems: Problems) -> Printer | None:
    """The printer of that name, which exists; None, with errors, if its file is invalid."""
    found = places.data_file("printers", name)
    loaded = read_record(*found, PrinterRecord, problems) if found is not None else None
    return _printer(name, *loaded, places, problems) if loaded is not None else None


def _printer(name: str, record: PrinterRecord, tree: Tree, places: Places, problems: Problems) -> Printer | None:
    before = len(problems.errors)
    if record.standard == "pdf/x-4" and record.ink_limit is None:
        hint = "ask the printer; 300 is usual on coated paper, 280 on uncoated"
        problems.error("missing-key", 'PDF/X needs a limit of ink: "ink_limit"', tree.at("standard"), hint)
    for key, most in _MAX.items():
        if getattr(record, key) > most:
            message = f"{key} of {getattr(record, key).css}: the maximum is {most.css}"
            problems.error("bad-value", message, tree.at(key), "ask the printer, or measure a printed printer test")
    icc = _profile(record.icc, tree, places, problems) if record.icc is not None else None
    if len(problems.errors) > before:
        return None
    return Printer(
        name=name,
        title=record.title,
        inches=record.units == "in",
        standard=record.standard,
        bleed=record.bleed,
        safety=record.safety,
        margin=record.margin,
        marks=frozenset(Mark(mark) for mark in record.marks),
        multiple=record.multiple,
        caliper=record.caliper,
        creep=float(record.creep),
        ink_limit=record.ink_limit,
        icc=icc,
    )


def _profile(written: str, tree: Tree, places: Places, problems: Problems) -> Path | None:
    """The asset of that name; None, with an error, if it is not an ICC profile for CMYK."""
    path = places.asset(written)
    if path is None:
        hint = "add the file; the printer has it, or a link to it"
        problems.error("missing-file", f'there is no "{written}" in assets', tree.at("icc"), hint)
        return None
    wrong = _not_cmyk(path)
    if wrong is not None:
        hint = "use the printer's ICC profile for CMYK"
        problems.error("bad-icc", f'"{written}" {wrong}', tree.at("icc"), hint)
        return None
    return path


def _not_cmyk(path: Path) -> str | None:
    """Return why a file is not an ICC profile for CMYK (ICC.1:2022, 7.2: the header); None if it is."""
    try:
        data = read_regular(path)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    header, size = data[:128], len(data)
    if len(header) < 128 or header[36:40] != b"acsp":
        return "is not an ICC profile"
    if int.from_bytes(header[:4], "big") != size:
        return "is a truncated ICC profile"
    if header[16:20] != b"CMYK" or header[12:16] != b"prtr":
        return "is not the ICC profile of a CMYK printer"
    return None if _opens(data) else "is a damaged ICC profile"


def _opens(data: bytes) -> bool:
    """Whether the library that converts colours accepts the profile."""
    from PIL import ImageCms

    cms: Any = ImageCms  # its types are incomplete
    try:
        cms.buildTransform(cms.ImageCmsProfile(BytesIO(data)), cms.createProfile("LAB"), "CMYK", "LAB")
    except (OSError, ImageCms.PyCMSError):
        return False
    return True
