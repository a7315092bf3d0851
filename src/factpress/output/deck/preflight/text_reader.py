"""Read the text of shapes and cells, with all properties resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from factpress.core.office_package import A
from factpress.output.deck.preflight.colours import Paint
from factpress.output.deck.preflight.context import Context
from factpress.output.deck.preflight.geometry import number, points
from factpress.output.deck.preflight.inheritance import TextStyles, attribute, child, run_properties
from factpress.output.deck.preflight.model import Autofit, Body, Face, Paragraph, Run, Spacing

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXT_FILLS = tuple(f"{A}{name}" for name in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_BULLETS = tuple(f"{A}{name}" for name in ("buNone", "buChar", "buAutoNum", "buBlip"))
_AUTOFITS = {f"{A}noAutofit": Autofit.NONE, f"{A}normAutofit": Autofit.SHRINK, f"{A}spAutoFit": Autofit.GROW}
_LINK_COLOUR = "{http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor}hlinkClr"
_PERCENT = 100_000
_USUAL_SIZE = 18.0
_EMPTY = Paint((0, 0, 0), 0)


class TextReader:
    """Reads text in the context of its part. `usual` is the colour of text without one; None if that is not known."""

    def __init__(self, context: Context, styles: TextStyles, usual: Paint | None, reference: Any | None = None) -> None:
        self.context, self.styles, self.usual, self.reference = context, styles, usual, reference

    def body(self, text: Any, properties: Sequence[Any], area: tuple[float, float, float, float]) -> Body:
        """The text of a shape. `properties` are the `bodyPr` elements, nearest first."""
        insets = [attribute(properties, name) for name in ("lIns", "tIns", "rIns", "bIns")]
        left, top, right, bottom = (
            points(inset) if inset is not None else usual
            for inset, usual in zip(insets, (7.2, 3.6, 7.2, 3.6), strict=True)
        )
        fitted = child(properties, *_AUTOFITS)
        warp = child(properties, f"{A}prstTxWarp")
        plain = (
            (attribute(properties, "vert") or "horz") == "horz"
            and (warp is None or warp.get("prst") in (None, "textNoShape"))
            and next(text.iter(f"{_MATH}oMath"), None) is None
        )
        return Body(
            tuple(self.paragraphs(text)),
            (left, top, right, bottom),
            area,
            anchor=attribute(properties, "anchor") or "t",
            wrap=attribute(properties, "wrap") != "none",
            columns=min(max(int(number(attribute(properties, "numCol"), 1)), 1), 16),
            gap=points(attribute(properties, "spcCol")),
            autofit=_AUTOFITS[fitted.tag] if fitted is not None else Autofit.NONE,
            scale=_share(fitted, "fontScale", 1),
            reduction=_share(fitted, "lnSpcReduction", 0),
            upright=attribute(properties, "upright") in ("1", "true"),
            plain=plain,
        )

    def paragraphs(self, text: Any) -> Iterator[Paragraph]:
        """The paragraphs of a `txBody`."""
        for paragraph in text.findall(f"{A}p"):
            yield self._paragraph(paragraph)

    def _paragraph(self, paragraph: Any) -> Paragraph:
        near, far = self.styles.level(paragraph)
        level = (*near, *far)
        end = run_properties(paragraph.find(f"{A}endParaRPr"), level)
        bullet = child(level, *_BULLETS)
        left, first = points(attribute(level, "marL")), points(attribute(level, "indent"))
        align = attribute(level, "algn") or "l"
        return Paragraph(
            tuple(self._runs(paragraph, near, far)),
            left,
            first,
            points(attribute(level, "marR")),
            _spacing(child(level, f"{A}lnSpc"), Spacing(share=1)),
            _spacing(child(level, f"{A}spcBef"), Spacing(points=0)),
            _spacing(child(level, f"{A}spcAft"), Spacing(points=0)),
            align,
            bullet is not None and bullet.tag != f"{A}buNone",
            bullet is not None and bullet.tag == f"{A}buBlip",
            number(attribute(end, "sz"), _USUAL_SIZE * 100) / 100,
            self._face(end),
        )

    def _runs(self, paragraph: Any, near: tuple[Any, ...], far: tuple[Any, ...]) -> Iterator[Run]:
        for element in paragraph:
            if element.tag in (f"{A}r", f"{A}fld"):
                text = element.findtext(f"{A}t") or ""
            elif element.tag == f"{A}br":
                text = "\n"
            else:
                continue
            own = element.find(f"{A}rPr")
            properties = run_properties(own, (*near, *far))
            if attribute(properties, "cap") == "all":
                text = text.upper()
            yield Run(
                text.replace("\v", "\n"),
                self._face(properties),
                number(attribute(properties, "sz"), _USUAL_SIZE * 100) / 100,
                number(attribute(properties, "spc")) / 100,
                self._paint(own, run_properties(own, near), properties),
                bool(number(attribute(properties, "baseline"))),
            )

    def _face(self, properties: tuple[Any, ...]) -> Face:
        latin = child(properties, f"{A}latin")
        named = latin.get("typeface") if latin is not None else None
        if named is None and self.reference is not None:
            named = {"major": "+mj-lt", "minor": "+mn-lt"}.get(self.reference.get("idx"))
        bold, italic = (attribute(properties, name) in ("1", "true") for name in "bi")
        return Face(self.context.family(named), bold, italic)

    def _paint(self, own: Any | None, near: tuple[Any, ...], properties: tuple[Any, ...]) -> Paint | None:
        """The colour of a run: of a link, of its own, of its style; None if it is none or many."""
        scheme = self.context.scheme
        link = own.find(f"{A}hlinkClick") if own is not None else None
        if link is not None and next((one.get("val") for one in link.iter(_LINK_COLOUR)), None) != "tx":
            rgb = scheme.named("hlink")
            return Paint(rgb) if rgb is not None else None
        fill = child(near, *_TEXT_FILLS)
        if fill is None and self.reference is not None and len(self.reference):
            return scheme.first(self.reference)
        if fill is None and self.usual is None:
            return None
        fill = fill if fill is not None else child(properties, *_TEXT_FILLS)
        if fill is None:
            return self.usual
        if fill.tag == f"{A}noFill":
            return _EMPTY
        return scheme.first(fill) if fill.tag == f"{A}solidFill" else None


def _share(element: Any | None, name: str, default: float) -> float:
    return number(element.get(name), default * _PERCENT) / _PERCENT if element is not None else default


def _spacing(element: Any | None, default: Spacing) -> Spacing:
    for one in () if element is None else element:
        if one.tag == f"{A}spcPct":
            return Spacing(share=number(one.get("val"), _PERCENT) / _PERCENT)
        if one.tag == f"{A}spcPts":
            return Spacing(points=number(one.get("val")) / 100)
    return default


def plain_texts(elements: Iterable[Any]) -> str:
    """The text of all paragraphs in these elements, a line for each."""
    lines = ("".join(run.text or "" for run in line.iter(f"{A}t")) for one in elements for line in one.iter(f"{A}p"))
    return "\n".join(line for line in lines if line.strip())
