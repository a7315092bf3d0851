"""What a printer takes: its edges, its marks, its paper and its inks. One file a printer; a new one touches no code.

`assets/printers` has those that come with the engine; a publication's `data/printers` comes first. Every figure in them
is a common default that a printer's own word replaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from factpress.core.diagnostics import Findings, Location, Problems, ToolError, did_you_mean
from factpress.core.paths import Places, engine_folder, path_exists, yaml_stems
from factpress.core.units import Length, mm
from factpress.core.validation import Extent, Number, Record, json_schema, read_record
from factpress.core.yaml_positions import Tree


class Mark(StrEnum):
    """A mark that a printer wants on a sheet, outside the trim."""

    CROP = "crop"
    FOLD = "fold"
    STAPLE = "staple"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer's profile: what a file has to be so that it is taken, and what its sheets do to the pages.

    `icc` is the file of the colours it prints with; None leaves it to the engine's own. `creep` is the share of the
    paper's thickness by which a folded sheet pushes the next one out: 0 where the printer shifts pages by itself.
    """

    name: str
    title: str
    inches: bool  # the unit in which it is told lengths
    standard: str  # "none" or "pdf/x-4"
    bleed: Length  # what is printed beyond the trim
    safety: Length  # how far text keeps from the trim
    margin: Length  # the edge of the sheet that it cannot print
    marks: frozenset[Mark]
    multiple: int  # pages go up to the next multiple: 4 or 8
    caliper: Length  # how thick a sheet is
    creep: float
    ink_limit: int | None  # all inks on one spot together, in percent
    icc: Path | None


# ── from data/printers/*.yaml ───────────────────────────────────────────────────────────────────────────────────


class PrinterRecord(Record):
    """`data/printers/<name>.yaml`: what one printer takes."""

    title: str = Field(min_length=1, description="Who or what it is, for people: The office printer.")
    units: Literal["mm", "in"] = Field(description="The unit that it is told lengths in.")
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
    """The JSON Schema of `data/printers/*.yaml`."""
    return json_schema(PrinterRecord, "A printer")


PRINTERS = Path("data/printers")

_MOST = {"bleed": mm(20), "safety": mm(30), "margin": mm(15), "caliper": mm(1)}
"""What is more was mistyped: with it, sheets come out cut, or empty."""


def load_printers(places: Places, problems: Problems) -> dict[str, Printer | None]:
    """All printers by name, the publication's own and the engine's; None, with errors, where a file is wrong."""
    return {name: _read(name, places, problems) for name in sorted(known_printers(places))}


def find_printer(name: str, printers: Mapping[str, Printer | None], problems: Problems, at: Location) -> Printer | None:
    """The printer of that name; None where its file is wrong, or, with an error at its place, where there is none."""
    if name not in printers:
        problems.error("unknown-printer", f'there is no printer "{name}"', at, did_you_mean(name, printers))
        return None
    return printers[name]


def load_printer(name: str, places: Places) -> Printer:
    """The printer that somebody asks for by name. Raises ToolError where there is none, Findings where it is wrong."""
    known = known_printers(places)
    if name not in known:
        raise ToolError(f'there is no printer "{name}"', did_you_mean(name, known))
    problems = Problems()
    printer = _read(name, places, problems)
    if printer is None:
        raise Findings(problems)
    return printer


def known_printers(places: Places) -> frozenset[str]:
    """The names of all printers: the publication's own and the engine's."""
    return frozenset(yaml_stems(places.root / PRINTERS) | yaml_stems(engine_folder() / "assets" / "printers"))


def _read(name: str, places: Places, problems: Problems) -> Printer | None:
    """The printer in the file of that name; the publication's own goes before the engine's."""
    own = PRINTERS / f"{name}.yaml"
    engine = engine_folder() / "assets" / "printers"
    root, path = (places.root, own) if path_exists(places.root / own) else (engine, engine / f"{name}.yaml")
    loaded = read_record(root, path, PrinterRecord, problems)
    return _printer(name, *loaded, places, problems) if loaded is not None else None


def _printer(name: str, record: PrinterRecord, tree: Tree, places: Places, problems: Problems) -> Printer | None:
    before = len(problems.errors)
    if record.standard == "pdf/x-4" and record.ink_limit is None:
        hint = "ask the printer; 300 is usual on coated paper, 280 on uncoated"
        problems.error("missing-key", 'a file for a press needs a limit of ink: "ink_limit"', tree.at("standard"), hint)
    for key, most in _MOST.items():
        if getattr(record, key) > most:
            message = f"{key} of {getattr(record, key).css}: no printer has more than {most.css}"
            problems.error("bad-value", message, tree.at(key), "ask the printer, or measure the one-sheet test")
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
    """The file of that name among the assets, if it is an ICC profile for CMYK; else an error at its place."""
    path = places.asset(written)
    if path is None:
        hint = "put the file there; the printer has it, or says where to load it"
        problems.error("missing-file", f'there is no "{written}" in assets', tree.at("icc"), hint)
        return None
    wrong = _not_cmyk(path)
    if wrong is not None:
        hint = "take the printer's own, an ICC profile for CMYK"
        problems.error("bad-icc", f'"{written}" {wrong}', tree.at("icc"), hint)
        return None
    return path


def _not_cmyk(path: Path) -> str | None:
    """Why that file describes no CMYK colours (ICC.1:2022, 7.2: the header); None where it does."""
    try:
        with path.open("rb") as file:
            header = file.read(128)
        size = path.stat().st_size
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if len(header) < 128 or header[36:40] != b"acsp":
        return "is no ICC profile"
    if int.from_bytes(header[:4], "big") != size:
        return "is an ICC profile that was cut short"
    if header[16:20] != b"CMYK" or header[12:16] != b"prtr":
        return "is an ICC profile, but not of a printer with CMYK inks"
    return None if _opens(path) else "is an ICC profile, and damaged"


def _opens(path: Path) -> bool:
    """Whether the library that will take colours through the profile can."""
    from PIL import ImageCms

    cms: Any = ImageCms  # whose types are half there
    try:
        cms.buildTransform(cms.ImageCmsProfile(str(path)), cms.createProfile("LAB"), "CMYK", "LAB")
    except (OSError, ImageCms.PyCMSError):
        return False
    return True
