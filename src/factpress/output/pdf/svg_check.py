"""A trial of an SVG image: it is drawn as on a page, so that one that cannot be drawn is found before a build."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from factpress.core.diagnostics import Findings, Problems, ToolError
from factpress.core.paths import Places
from factpress.core.processes import gc_disabled
from factpress.output.pdf import layout_checks, weasyprint_patches
from factpress.output.pdf.template_places import place_of
from factpress.output.pdf.url_fetcher import read_page
from factpress.output.pdf.weasyprint_import import log_as_problems

_OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/a-2a", "pdf_tags": True}
_PAGE = "@page { size: 200mm; margin: 10mm } img { display: block; width: 100%; max-height: 150mm }"


@dataclass(frozen=True, slots=True)
class SvgFault:
    """Why an SVG cannot be set, as a predicate to its name, and what to do about it."""

    what: str
    hint: str


@lru_cache(maxsize=64)  # several texts and products have the same image
def svg_fault(svg: bytes, faces: str, families: tuple[str, ...], places: Places) -> SvgFault | None:
    """Why WeasyPrint cannot draw the SVG with these `faces` alone; None if it can.

    `faces` are the @font-face rules of those `families`. Call this for images that `svg_error` accepts.
    """
    address = "data:image/svg+xml;base64," + base64.b64encode(svg).decode("ascii")
    html = f'<html lang="en"><title>-</title><body><img alt="-" src="{address}"></body></html>'
    problems = Problems()
    with log_as_problems(problems, partial(place_of, places=places)), weasyprint_patches.patched(), gc_disabled():
        try:
            page, options = read_page(html, f"{faces}\n{_PAGE}", places, {}, problems)
            document = page.render(**options, **_OPTIONS)
            document.write_pdf(**_OPTIONS)
            letters = layout_checks.foreign_letters(document, faces)
            asked = layout_checks.families_in_drawings(document)
        except (Findings, ToolError):
            raise
        except Exception as error:  # noqa: BLE001 - a value that WeasyPrint does not expect may fail anywhere in it
            return _cannot_be_drawn(f"{type(error).__name__}")
    if problems.errors:
        return _cannot_be_drawn(problems.errors[0].message)
    return _font_fault(letters, asked, families) if letters else None


def _cannot_be_drawn(why: str) -> SvgFault:
    known = "" if "Failed to render SVG" in why else f" ({why if len(why) < 120 else why[:119] + '…'})"
    return SvgFault(
        f"cannot be drawn: a path, a number, a transform or a style in it is not valid{known}",
        "open it in an image editor and save it again as plain SVG, or as a PNG of 300 pixels per inch",
    )


def _font_fault(letters: Sequence[str], asked: Sequence[str], families: tuple[str, ...]) -> SvgFault:
    foreign = [family for family in asked if family not in families]
    use = f"set its text in a font of the brand ({', '.join(families)}), or convert it to paths"
    if not foreign:
        shown = " ".join(letters[:12]) + (" …" if len(letters) > 12 else "")
        return SvgFault(f"has letters that no font of the brand has: {shown}", f"write it another way, or {use}")
    named = " and ".join(f'"{family}"' for family in foreign if family)
    if not named:
        return SvgFault("has text without a font-family", use)
    return SvgFault(f"has text in {named}, which is no font of the brand", use)
