"""What the shapes of one slide, layout or master need to be resolved: the parts, the colours and the theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from factpress.core.office_package import A, P, Package, R
from factpress.output.deck.preflight.colours import Paint, Scheme
from factpress.output.deck.preflight.geometry import number
from factpress.output.deck.preflight.model import NO_FILL, Blip, Fill

_FILLS = tuple(f"{A}{name}" for name in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
BLIP = f"{A}blip"
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_WHOLE = 100_000


@dataclass(frozen=True, slots=True)
class Context:
    """The part that shapes are in, with its layout and master (roots of XML), and what they take from the theme."""

    package: Package
    part: str
    presentation: Any
    layout: Any | None
    master: Any | None
    theme: Any | None
    theme_part: str
    scheme: Scheme

    def at(self, part: str, *, layout: Any | None, overridden: Any = None) -> Context:
        """The context of another part with the same master; `overridden` is its own colour map."""
        return replace(self, part=part, layout=layout, scheme=self.scheme.mapped(overridden))

    # ── fonts ───────────────────────────────────────────────────────────────────────────────────────────────────

    def family(self, typeface: str | None) -> str:
        """The name of a font: "+mj-lt" and "+mn-lt" are those of the theme."""
        if typeface and not typeface.startswith("+"):
            return typeface.strip()
        kind = "majorFont" if typeface and typeface.startswith("+mj") else "minorFont"
        found = self.theme.find(f".//{A}fontScheme/{A}{kind}/{A}latin") if self.theme is not None else None
        return (found.get("typeface") or "").strip() if found is not None else ""

    # ── fills ───────────────────────────────────────────────────────────────────────────────────────────────────

    def fill(self, properties: Any | None, placeholder: Paint | None = None) -> Fill | None:
        """The fill among the children of an element; None if it has none."""
        element = None if properties is None else next((one for one in properties if one.tag in _FILLS), None)
        return None if element is None else self.fill_of(element, self.part, placeholder)

    def fill_of(self, element: Any, part: str, placeholder: Paint | None) -> Fill:
        """What an element such as `solidFill` paints. `part` has the relationships of pictures."""
        match str(element.tag).removeprefix(A):
            case "noFill":
                return NO_FILL
            case "solidFill":
                paint = self.scheme.first(element, placeholder)
                return Fill("solid", (paint,)) if paint is not None else Fill("other")
            case "gradFill":
                stops = [self.scheme.first(stop, placeholder) for stop in element.iter(f"{A}gs")]
                known = tuple(stop for stop in stops if stop is not None)
                return Fill("gradient", known) if known and len(known) == len(stops) else Fill("other")
            case "blipFill":
                return self.picture_fill(element, part)
            case _:
                return Fill("other")

    def picture_fill(self, element: Any, part: str) -> Fill:
        """The picture of a `blipFill`, and how it is cropped; unknown where it is repeated or semitransparent."""
        blip = element.find(BLIP)
        target = self.package.link(part, blip.get(f"{R}embed")).target if blip is not None else ""
        if not target or blip is None or len(blip.findall(f"{A}alphaModFix")) or element.find(f"{A}tile") is not None:
            return Fill("other")
        rectangle = element.find(f"{A}srcRect")
        sides = [number(rectangle.get(side)) / _WHOLE if rectangle is not None else 0 for side in "ltrb"]
        return Fill("picture", (), target, (sides[0], sides[1], sides[2], sides[3]))

    def styled_fill(self, style: Any | None, properties: Any | None) -> Fill:
        """The fill of a shape: its own, else that of its style."""
        own = self.fill(properties)
        if own is not None:
            return own
        reference = style.find(f"{A}fillRef") if style is not None else None
        return self.theme_fill(reference) if reference is not None else NO_FILL

    def theme_fill(self, reference: Any) -> Fill:
        """The fill of the theme that a `fillRef` or `bgRef` names, with the colour of the reference."""
        index = int(number(reference.get("idx")))
        if index % 1000 == 0:
            return NO_FILL
        kind = "bgFillStyleLst" if index > 1000 else "fillStyleLst"
        styles = self.theme.find(f".//{A}fmtScheme/{A}{kind}") if self.theme is not None else None
        if styles is None or len(styles) < index % 1000:
            return Fill("other")
        return self.fill_of(styles[index % 1000 - 1], self.theme_part, self.scheme.first(reference))

    def background(self, root: Any | None) -> Fill | None:
        """The background that this part states; None if it states none."""
        element = root.find(f"{P}cSld/{P}bg") if root is not None else None
        if element is None:
            return None
        properties, reference = element.find(f"{P}bgPr"), element.find(f"{P}bgRef")
        if properties is not None:
            return self.fill(properties) or NO_FILL
        return self.theme_fill(reference) if reference is not None else None

    def blips(self, root: Any) -> Iterator[Blip]:
        """The pictures inside an element, without those of bullets."""
        for element in root.iter(BLIP, SVG_BLIP):
            if element.getparent().tag != f"{A}buBlip":
                found = self._blip(element)
                if found is not None:
                    yield found

    # ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────

    def _blip(self, element: Any) -> Blip | None:
        """The picture that a `blip` element refers to; None if it refers to none."""
        embedded, linked = element.get(f"{R}embed"), element.get(f"{R}link")
        if not embedded and not linked:
            return None
        link = self.package.link(self.part, embedded or linked)
        if not link.kind:
            return Blip("", "the slide refers to a picture that the file does not have")
        if not link.target:
            return Blip("", "the picture is a link to another file, which other computers do not have")
        return Blip(link.target)
