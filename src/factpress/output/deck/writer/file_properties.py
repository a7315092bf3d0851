"""The properties of the file of a deck: title, author and dates, counts, and the titles of its slides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from factpress.output.deck.ooxml import A, R
from factpress.output.deck.ooxml.properties import Counts, app_properties
from factpress.output.deck.presentation import Presentation

if TYPE_CHECKING:
    from pptx.opc.package import Part
    from pptx.presentation import Presentation as Package

THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
EXTENDED_PROPERTIES = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_PROPORTIONS = {16 / 9: "Widescreen", 4 / 3: "On-screen Show (4:3)"}


def set_properties(package: Package, presentation: Presentation, theme: str, typefaces: Iterable[str]) -> None:
    """Set the properties of a deck whose slides are complete. `theme` and `typefaces` are their names."""
    core = package.core_properties
    day = dt.datetime.fromisoformat(presentation.date).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    core.title = presentation.title[:255]
    core.subject = presentation.subtitle[:255]
    core.author = core.last_modified_by = presentation.organisation[:255]
    core.language = presentation.language
    core.created = core.modified = day
    core.revision = 1
    groups = {
        "Fonts Used": tuple(sorted(set(typefaces))),
        "Theme": (theme,),
        "Slide Titles": tuple(" ".join(slide.title.split()) for slide in presentation.slides),
    }
    app = app_properties(_counts(package), _proportions(package), groups).encode()
    part = new_part(package, "/docProps/app.xml", EXTENDED_PROPERTIES, app)
    package.part.package.relate_to(part, f"{R}/extended-properties")


def _counts(package: Package) -> Counts:
    slides = tuple(package.slides)
    paragraphs = [
        "".join(each.text or "" for each in paragraph.iter(f"{{{A}}}t"))
        for slide in slides
        for paragraph in cast("Any", slide).element.iter(f"{{{A}}}p")
    ]
    return Counts(
        words=sum(len(text.split()) for text in paragraphs),
        paragraphs=sum(bool(text.strip()) for text in paragraphs),
        slides=len(slides),
        notes=sum(slide.has_notes_slide for slide in slides),
        hidden=sum(cast("Any", slide).element.get("show") in ("0", "false") for slide in slides),
    )


def _proportions(package: Package) -> str:
    size = cast("Any", package)  # its types are incomplete
    ratio = size.slide_width / size.slide_height
    return next((name for known, name in _PROPORTIONS.items() if abs(ratio - known) < 0.01), "Custom")


def add_thumbnail(package: Package, image: bytes) -> None:
    """Add the picture of the deck that file managers show (ECMA-376 Part 2, 8.6)."""
    part = new_part(package, "/docProps/thumbnail.jpeg", "image/jpeg", image)
    package.part.package.relate_to(part, THUMBNAIL)


def new_part(package: Package, name: str, content_type: str, content: bytes) -> Part:
    """Return a new part, which a relationship adds to the package."""
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    return Part(PackURI(name), content_type, package.part.package, content)
