"""The theme part: colours and fonts by slot (ECMA-376 Part 1, 20.1.6)."""

from __future__ import annotations

from collections.abc import Mapping

from factpress.output.deck.ooxml.names import PROLOGUE, A, attribute
from factpress.output.deck.ooxml.text import Fonts

SLOTS = (
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)

_PLAIN = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme(
    name: str, colours: Mapping[str, str], major: Fonts, minor: Fonts, scripts: Mapping[str, tuple[str, str]]
) -> str:
    """A theme: `colours` as six digits by slot; `scripts` as (heading, text) typefaces by ISO 15924 code."""
    scheme = "".join(f'<a:{slot}><a:srgbClr val="{colours[slot]}"/></a:{slot}>' for slot in SLOTS)

    def fonts(tag: str, own: Fonts, which: int) -> str:
        others = "".join(
            f"<a:font script={attribute(code)} typeface={attribute(pair[which])}/>"
            for code, pair in sorted(scripts.items())
        )
        return f"<a:{tag}>{own.markup}{others}</a:{tag}>"

    lines = "".join(f'<a:ln w="{w}" cap="flat" cmpd="sng" algn="ctr">{_PLAIN}</a:ln>' for w in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{PROLOGUE}<a:theme xmlns:a="{A}" name={attribute(name)}><a:themeElements>'
        f"<a:clrScheme name={attribute(name)}>{scheme}</a:clrScheme>"
        f"<a:fontScheme name={attribute(name)}>"
        f"{fonts('majorFont', major, 0)}{fonts('minorFont', minor, 1)}</a:fontScheme>"
        f"<a:fmtScheme name={attribute(name)}>"
        f"<a:fillStyleLst>{_PLAIN * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_PLAIN * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
