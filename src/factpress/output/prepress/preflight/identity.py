"""Properties of the file: the standard it claims, its output intent, its fonts; and whether it conforms."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pikepdf

from factpress.core.diagnostics import Severity
from factpress.output.prepress.ink.pdfx4 import profile_name
from factpress.output.prepress.preflight.findings import Finding
from factpress.output.prepress.preflight.limits import filters_of, unpacked
from factpress.output.prepress.preflight.name_text import text_of
from factpress.output.prepress.sheets import CREEP_KEY, SHEETS_KEY

_X4_WORDS = (
    "CreateDate",
    "ModifyDate",
    "MetadataDate",
    "DocumentID",
    "RenditionClass",
    "VersionID",
    "Trapped",
    "title",
)
_AS_X4 = "export it again as PDF/X-4"


Printing = Literal["full", "coarse", "none"]
"""What the encryption of a file allows."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The file as a whole: claimed standard, output intent, and what it lacks."""

    claims: str  # "PDF/X-4", "PDF/X-1a:2003" … or ""
    version: str
    intent: str  # the condition of print by its name
    profile: bytes | None  # the ICC profile that is embedded
    loose_fonts: tuple[str, ...]  # fonts that are not in the file
    lacks: tuple[str, ...]  # what keeps it from being PDF/X-4
    imposed_pages: int = 0  # the number of pages on its sheets, if it is imposed by factpress
    creep: tuple[float, ...] = ()  # how much more each side of its sheets is cut, in points
    encrypted: bool = False
    printing: Printing = "full"


def identity_of(file: pikepdf.Pdf) -> Identity:
    """Read the properties of the file."""
    xmp = _xmp(file)
    found = re.search(r"GTS_PDFXVersion(?:>|\s*=\s*[\"'])\s*(PDF/X-[\w:]+)", xmp)
    info = _part(file.trailer, "/Info")
    claims = found[1] if found else text_of(info.get("/GTS_PDFXConformance", info.get("/GTS_PDFXVersion", "")))
    intents = _intents(file)
    profile = _profile(intents[0]) if len(intents) == 1 else None
    condition = text_of(intents[0].get("/OutputConditionIdentifier", "")) if intents else ""
    lacks = tuple(dict.fromkeys(_lacks(file, xmp, intents, profile)))
    return Identity(
        claims=claims,
        version=file.pdf_version,
        intent=condition,
        profile=profile,
        loose_fonts=_loose_fonts(file),
        lacks=lacks,
        imposed_pages=_imposed_pages(info),
        creep=_creep(info),
        encrypted=file.is_encrypted,
        printing=_printing(file),
    )


def _printing(file: pikepdf.Pdf) -> Printing:
    """What the permissions of the file allow (ISO 32000-2, 7.6.4.2); all of it without encryption."""
    if not file.is_encrypted or file.allow.print_highres:
        return "full"
    return "coarse" if file.allow.print_lowres else "none"


def _imposed_pages(info: pikepdf.Dictionary) -> int:
    """The number of pages on imposed sheets of factpress (`audit.readers.sheets`)."""
    with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
        return len(json.loads(text_of(info.get(SHEETS_KEY, "")))["pages"])
    return 0


def _creep(info: pikepdf.Dictionary) -> tuple[float, ...]:
    with contextlib.suppress(ValueError):
        return tuple(float(side) for side in text_of(info.get(CREEP_KEY, "")).split())
    return ()


def _part(of: pikepdf.Object, key: str) -> pikepdf.Dictionary:
    """The dictionary of that name, and an empty one where there is none."""
    part = of.get(key)
    return part if isinstance(part, pikepdf.Dictionary) else pikepdf.Dictionary()


def _xmp(file: pikepdf.Pdf) -> str:
    metadata = file.Root.get("/Metadata")
    return unpacked(metadata).decode("utf-8", "replace") if isinstance(metadata, pikepdf.Stream) else ""


def _intents(file: pikepdf.Pdf) -> list[Any]:
    listed: Any = file.Root.get("/OutputIntents", [])
    return [intent for intent in listed if isinstance(intent, pikepdf.Dictionary) and intent.get("/S") == "/GTS_PDFX"]


def _profile(intent: Any) -> bytes | None:
    stream = intent.get("/DestOutputProfile")
    return unpacked(stream) if isinstance(stream, pikepdf.Stream) else None


def _lacks(file: pikepdf.Pdf, xmp: str, intents: list[Any], profile: bytes | None) -> Iterator[str]:
    """Requirements of ISO 15930-7 for the file as a whole that are not met."""
    if tuple(int(part) for part in file.pdf_version.split(".")) > (1, 6):
        yield f"it is written in PDF {file.pdf_version}, and X-4 is PDF 1.6"
    if "/ID" not in file.trailer:
        yield "it has no identifier (ID)"
    lacking = [word for word in _X4_WORDS if word not in xmp]
    if lacking:
        yield f"its metadata lacks {', '.join(lacking)}"
    info = _part(file.trailer, "/Info")
    if text_of(info.get("/Trapped", "")) not in ("True", "False"):
        yield "it does not say whether it is trapped"
    if len(intents) != 1:
        yield f"it has {len(intents) or 'no'} output intent{'s' if len(intents) > 1 else ''}, and needs one"
    elif profile is None:
        yield "the profile of its colours is not in the file"
    elif profile[16:20] != b"CMYK" or profile[12:16] != b"prtr":
        yield "its output intent is no profile of a printer with CMYK inks"
    root = file.Root
    names = _part(root, "/Names")
    if "/JavaScript" in names:
        yield "it holds a program (JavaScript)"
    opening = root.get("/OpenAction")
    if "/AA" in root or (isinstance(opening, pikepdf.Dictionary) and opening.get("/S") not in (None, "/GoTo")):
        yield "it does something when it is opened"
    form = _part(root, "/AcroForm")
    if "/XFA" in form:
        yield "it is a form that is filled in"
    for thing in file.objects:
        if isinstance(thing, pikepdf.Stream) and "LZWDecode" in filters_of(thing):
            yield "it is packed in an old way (LZW)"


def _loose_fonts(file: pikepdf.Pdf) -> tuple[str, ...]:
    """Fonts that are not embedded."""
    loose: set[str] = set()
    for font in _fonts(file):
        if font.get("/Subtype") in ("/Type0", "/Type3"):  # the one has its font below it, the other is drawn
            continue
        written = _part(font, "/FontDescriptor")
        if not any(key in written for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            loose.add(text_of(font.get("/BaseFont", "a font without a name")))
    return tuple(sorted(loose))


def _fonts(file: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """All fonts: indirect objects, and fonts inside resource dictionaries."""
    for thing in file.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        named: list[Any] = [thing]
        for resources in (thing, _part(thing, "/Resources")):
            named += [font for _, font in _part(resources, "/Font").items()]
        for font in named:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font":
                yield font
                below: Any = font.get("/DescendantFonts", [])
                yield from (one for one in below if isinstance(one, pikepdf.Dictionary))


def _encryption_findings(identity: Identity, *, press: bool) -> Iterator[Finding]:
    """An encrypted file may be printed, and in full resolution. Standards for presses allow no encryption at all."""
    hint = "ask the sender for a copy that is not encrypted"
    standard = "; PDF/X-4 (ISO 15930-7) allows no encryption" if press else ""
    if identity.printing == "none":
        message = f"the file is encrypted and forbids printing{standard}"
        yield Finding(Severity.ERROR, "printing-not-allowed", message, hint)
    elif identity.printing == "coarse":
        message = f"the file is encrypted and allows printing only in low resolution{standard}"
        yield Finding(Severity.ERROR if press else Severity.WARNING, "printing-not-allowed", message, hint)
    elif identity.encrypted and press:
        message = f"the file is encrypted{standard}"
        yield Finding(Severity.ERROR, "not-pdfx4", message, hint)


def conformance_findings(
    identity: Identity, transparent: tuple[int, ...], asked_standard: str, wanted: bytes
) -> Iterator[Finding]:
    """Whether the file may be printed, and conforms to the standard that it claims and to the one that is required."""
    yield from _encryption_findings(identity, press=asked_standard != "none")
    for name in identity.loose_fonts:
        hint = "export it again with all fonts embedded"
        yield Finding(Severity.ERROR, "font-not-embedded", f'the font "{name}" is not in the file', hint)
    if identity.claims.startswith("PDF/X-1") and transparent:
        message = f"the file calls itself {identity.claims}, and has transparent parts"
        yield Finding(Severity.ERROR, "transparency", message, f"{_AS_X4}, which allows them", transparent)
    if asked_standard != "pdf/x-4":
        return
    if identity.claims != "PDF/X-4":
        called = f"calls itself {identity.claims}" if identity.claims else "claims no standard"
        message = f"the printer takes PDF/X-4, and the file {called}"
        yield Finding(Severity.ERROR, "no-standard", message, _AS_X4)
    for lack in identity.lacks:
        yield Finding(Severity.ERROR, "not-pdfx4", f"the file is not PDF/X-4: {lack}", _AS_X4)
    if identity.profile is not None and identity.profile != wanted:
        mine, theirs = profile_name(identity.profile) or "another", profile_name(wanted) or "its own"
        message = f"the file is made for {mine}, and the printer prints {theirs}"
        yield Finding(Severity.WARNING, "wrong-output-profile", message, "ask the printer which of them it wants")
