"""Tables (ECMA-376 Part 1, 21.1.3) without a table style: each cell has its margins and the rule below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factpress.core.units import Length, pt
from factpress.output.deck.ooxml import NAMESPACES, A, attribute, colour
from factpress.output.deck.ooxml.parts import NO_TABLE_STYLE
from factpress.output.deck.ooxml.shapes import transform
from factpress.output.deck.presentation import Frame


@dataclass(frozen=True, slots=True)
class CellSpace:
    """The space in a cell left and right of its text, and above and below it."""

    left: Length
    right: Length
    padding: Length


@dataclass(frozen=True, slots=True)
class CellRule:
    """The rule below a cell; `colour` is a role."""

    weight: Length
    colour: str


HEADER_COLOUR, CELL_COLOUR = "heading", "foreground"
HEADER_RULE, RULE = CellRule(pt(1.5), "heading"), CellRule(pt(0.75), "line")


def cell(paragraph: str, space: CellSpace, rule: CellRule) -> str:
    """Return a cell with a paragraph at its top."""
    margins = (("marL", space.left), ("marR", space.right), ("marT", space.padding), ("marB", space.padding))
    spaces = "".join(f' {name}="{length.emu}"' for name, length in margins)
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    below = f'<a:lnB w="{rule.weight.emu}" cap="flat" cmpd="sng" algn="ctr">{colour(rule.colour)}</a:lnB>'
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody>"
        f'<a:tcPr{spaces} anchor="t">{none}{below}<a:noFill/></a:tcPr></a:tc>'
    )


def row(cells: Iterable[str], height: Length) -> str:
    """Return a row of cells."""
    return f'<a:tr h="{height.emu}">{"".join(cells)}</a:tr>'


def table(
    number: int, name: str, frame: Frame, columns: Iterable[Length], rows: Iterable[str], mark: str, *, rtl: bool
) -> str:
    """Return a table whose first row is its header. `columns` are their widths; `mark` refers to its placeholder."""
    direction = ' rtl="1"' if rtl else ""
    grid = "".join(f'<a:gridCol w="{width.emu}"/>' for width in columns)
    return (
        f'<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id="{number}" name={attribute(name)}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{mark}</p:nvPr>'
        f'</p:nvGraphicFramePr>{transform(frame, "p:xfrm")}<a:graphic><a:graphicData uri="{A.rsplit("/", 1)[0]}/table">'
        f'<a:tbl><a:tblPr{direction} firstRow="1"><a:tableStyleId>{NO_TABLE_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
