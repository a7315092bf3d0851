"""Small presentations, written part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from factpress.audit.readers import read_bytes
from factpress.audit.reading import Place, Reading

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "a": f"{DRAWING}/main",
        "p": PRESENTATION,
        "r": f"{OFFICE}/relationships",
        "c": f"{DRAWING}/chart",
        "dgm": f"{DRAWING}/diagram",
        "m": f"{OFFICE}/math",
        "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
        "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
        "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
        "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
        "cdr": f"{DRAWING}/chartDrawing",
    }.items()
)
PATH = Path("talk.pptx")
WIDE, HIGH = 9_144_000, 6_858_000

Relations = Mapping[str, tuple[str, str]]
"""The relationships of a part: by id, the kind and the target; a target with "://" is outside of the package."""


def relationships(named: Relations) -> bytes:
    """A relationships part."""
    outside = ' TargetMode="External"'
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/relationships/{kind}" Target="{target}"'
        f"{outside if '://' in target else ''}/>"
        for name, (kind, target) in named.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'.encode()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def slide(shapes: str, *, attributes: str = "", background: str = "") -> str:
    """The markup of a slide with these shapes."""
    return f"<p:sld {NAMESPACES}{attributes}><p:cSld>{background}<p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"


def shape(paragraphs: str, *, kind: str = "", place: str = "", fill: str = "") -> str:
    """A shape with these paragraphs; `kind` is that of its placeholder, `place` its xfrm."""
    mark = f'<p:ph type="{kind}"/>' if kind else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="A"/><p:cNvSpPr/><p:nvPr>{mark}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}{fill}</p:spPr><p:txBody><a:bodyPr/>{paragraphs}</p:txBody></p:sp>"
    )


def at(left: int, top: int, wide: int = 1_000_000, high: int = 500_000, *, more: str = "") -> str:
    """A frame in EMU."""
    return f'<a:xfrm{more}><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def words(*texts: str) -> str:
    """A paragraph for each text."""
    return "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)


def frame(graphic: str, uri: str = f"{DRAWING}/chart", alt: str = "") -> str:
    """A graphic frame with a chart, a table, an object."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="B" descr="{alt}"/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="0" y="0"/><a:ext cx="99" cy="99"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def picture(name: str, *, alt: str = "", place: str = "", svg: str = "", linked: bool = False, more: str = "") -> str:
    """A picture by the id of its relationship."""
    vectors = f'<a:extLst><a:ext uri="x"><asvg:svgBlip r:embed="{svg}"/></a:ext></a:extLst>' if svg else ""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="5" name="C" descr="{alt}"/><p:nvPr>{more}</p:nvPr></p:nvPicPr><p:blipFill>'
        f'<a:blip r:{"link" if linked else "embed"}="{name}">{vectors}</a:blip></p:blipFill>'
        f"<p:spPr>{place}</p:spPr></p:pic>"
    )


def alternative(choice: str, fallback: str) -> str:
    """Two alternatives."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="a14">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def package(
    slides: Sequence[str],
    relations: Relations | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    *,
    also: Mapping[str, Relations] | None = None,
) -> bytes:
    """A presentation. All slides have the same `relations`; `also` are those of other parts, by the part's name."""
    listed = "".join(f'<p:sldId id="{256 + i}" r:id="s{i}"/>' for i in range(len(slides)))
    start = (
        f"<p:presentation {NAMESPACES}><p:sldIdLst>{listed}</p:sldIdLst>"
        f'<p:sldSz cx="{WIDE}" cy="{HIGH}"/></p:presentation>'
    )
    main: dict[str, tuple[str, str]] = {f"s{i}": ("slide", f"slides/slide{i}.xml") for i in range(len(slides))}
    main |= dict((also or {}).get("ppt/presentation.xml", {}))
    content: dict[str, bytes] = {
        "_rels/.rels": relationships({"r1": ("officeDocument", "ppt/presentation.xml")}),
        "ppt/presentation.xml": start.encode(),
        "ppt/_rels/presentation.xml.rels": relationships(main),
    }
    for i, markup in enumerate(slides):
        content[f"ppt/slides/slide{i}.xml"] = markup.encode()
        content[f"ppt/slides/_rels/slide{i}.xml.rels"] = relationships(relations or {})
    for name, named in (also or {}).items():
        folder, _, base = name.rpartition("/")
        content.setdefault(f"{folder}/_rels/{base}.rels", relationships(named))
    content |= {name: part if isinstance(part, bytes) else part.encode() for name, part in (parts or {}).items()}
    return packed(content)


def read(data: bytes) -> Reading:
    """The reading of a presentation."""
    return read_bytes(data, PATH)


def first(shapes: str, relations: Relations | None = None, parts: Mapping[str, str | bytes] | None = None) -> Place:
    """The reading of one slide with these shapes."""
    return read(package([slide(shapes)], relations, parts)).places[0]


def texts(place: Place) -> list[tuple[str, str]]:
    """The fragments of a slide: the part, and the text."""
    return [(one.where, one.text) for one in place.fragments]


def unread(place: Place) -> list[str]:
    """What was not read."""
    return [one.what for one in place.unread]


def png(colour: str = "red", size: tuple[int, int] = (8, 8)) -> bytes:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()
