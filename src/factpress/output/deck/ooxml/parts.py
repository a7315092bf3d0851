"""The parts of a template: theme, masters, layouts, the presentation part, and the package's own lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factpress.core.units import Length
from factpress.output.deck.ooxml import (
    GUIDES_EXTENSION,
    NAMESPACES,
    P14,
    P15,
    PROLOGUE,
    SECTIONS_EXTENSION,
    A,
    P,
    R,
    attribute,
    escaped,
)
from factpress.output.deck.ooxml.shapes import transform
from factpress.output.deck.ooxml.text import ScriptFonts
from factpress.output.deck.presentation import Frame

NO_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_BACKGROUND = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def colour_map(*, dark: bool) -> str:
    """Return the map of colour slots. A dark deck swaps background and text, so all decks use the same slots."""
    background, text = ("dk", "lt") if dark else ("lt", "dk")
    accents = "".join(f' accent{i}="accent{i}"' for i in range(1, 7))
    slots = f'bg1="{background}1" tx1="{text}1" bg2="{background}2" tx2="{text}2"{accents}'
    return f'<p:clrMap {slots} hlink="hlink" folHlink="folHlink"/>'


def master(
    shapes: str,
    layout_ids: Iterable[tuple[int, str]],
    title: str,
    text_levels: str,
    other: str,
    dark: bool,
    guides: Iterable[tuple[str, Length]],
) -> str:
    """Return the slide master.

    `layout_ids` are pairs of a number and a relationship id; `guides` are as in `guide_list`.
    """
    listed = "".join(f'<p:sldLayoutId id="{number}" r:id="{rel}"/>' for number, rel in layout_ids)
    return (
        f'{PROLOGUE}<p:sldMaster {NAMESPACES} preserve="1">'
        f"<p:cSld>{_BACKGROUND}<p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>"
        f"{colour_map(dark=dark)}<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>"
        '<p:hf hdr="0" dt="0"/>'
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{text_levels}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>{guide_list(guides)}</p:sldMaster>"
    )


def guide_list(guides: Iterable[tuple[str, Length]]) -> str:
    """Return guides of a master ([MS-PPTX] 2.7.1.3). Each is "horz" or "vert", and its distance from the first edge."""
    inner = "".join(
        # positions are in eighths of a point; the colour is the one that PowerPoint gives to guides of a master
        f'<p15:guide id="{number}" orient="{orient}" pos="{round(position.pt * 8)}"'
        ' userDrawn="1"><p15:clr><a:srgbClr val="F26B43"/></p15:clr></p15:guide>'
        for number, (orient, position) in enumerate(guides, start=1)
    )
    return (
        f'<p:extLst><p:ext uri="{GUIDES_EXTENSION}"><p15:sldGuideLst xmlns:p15="{P15}">{inner}</p15:sldGuideLst>'
        "</p:ext></p:extLst>"
    )


def layout(name: str, kind: str, shapes: str) -> str:
    """Return a slide layout. `kind` is its ST_SlideLayoutType, or "" for a custom layout."""
    type_ = f' type="{kind}"' if kind else ""
    # the layout is found by this name, too, after a designer renamed it
    matching = f" matchingName={attribute(name)}"
    return (
        f'{PROLOGUE}<p:sldLayout {NAMESPACES}{matching}{type_} preserve="1" userDrawn="1">'
        f"<p:cSld name={attribute(name)}><p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def notes_master(shapes: str, levels: str) -> str:
    """Return the notes master: always dark on light, since notes are printed."""
    return (
        f"{PROLOGUE}<p:notesMaster {NAMESPACES}><p:cSld>{_BACKGROUND}<p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>"
        f"{colour_map(dark=False)}<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def slide_image(number: int, frame: Frame | None = None) -> str:
    """Return the picture of the slide on its notes page; without a frame it is where the notes master has it."""
    own = "<p:spPr/>"
    if frame is not None:
        own = f'<p:spPr>{transform(frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        f'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>{own}</p:sp>'
    )


def presentation(width: Length, height: Length, language: str, rtl: bool) -> str:
    """Return the presentation part of a template: one master, one notes master, no slides."""
    direction = ' rtl="1"' if rtl else ""
    default = f"<a:defPPr><a:defRPr lang={attribute(language)}/></a:defPPr>"
    return (
        # embedTrueTypeFonts without saveSubsetFonts: PowerPoint keeps the fonts when it saves, with all their letters
        f'{PROLOGUE}<p:presentation {NAMESPACES} embedTrueTypeFonts="1" autoCompressPictures="0"{direction}>'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{width.emu}" cy="{height.emu}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{default}</p:defaultTextStyle></p:presentation>"
    )


def sections(named: Iterable[tuple[str, str, tuple[int, ...]]]) -> str:
    """Return the sections of a deck: for each its name, GUID and the ids of its slides ([MS-PPTX] 2.3.12)."""
    inner = "".join(
        f"<p14:section name={attribute(name)} id={attribute(identity)}><p14:sldIdLst>"
        + "".join(f'<p14:sldId id="{number}"/>' for number in numbers)
        + "</p14:sldIdLst></p14:section>"
        for name, identity, numbers in named
    )
    listed = f'<p14:sectionLst xmlns:p14="{P14}">{inner}</p14:sectionLst>'
    return f'<p:extLst xmlns:p="{P}"><p:ext uri="{SECTIONS_EXTENSION}">{listed}</p:ext></p:extLst>'


def embedded_fonts(faces: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> str:
    """Return the list of embedded fonts: typefaces, with a relationship for each style ("regular", "bold" …)."""
    inner = "".join(
        f"<p:embeddedFont><p:font typeface={attribute(name)}/>"
        + "".join(f'<p:{style} r:id="{rel}"/>' for style, rel in files)
        + "</p:embeddedFont>"
        for name, files in faces
    )
    return f"<p:embeddedFontLst {NAMESPACES}>{inner}</p:embeddedFontLst>"


def small_parts() -> dict[str, str]:
    """Return the parts with fixed content that every presentation has."""
    return {
        "ppt/presProps.xml": f"{PROLOGUE}<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"{PROLOGUE}<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": f'{PROLOGUE}<a:tblStyleLst xmlns:a="{A}" def="{NO_TABLE_STYLE}"/>',
        "docProps/core.xml": (
            f'{PROLOGUE}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
        ),
    }


def custom_properties(named: Iterable[tuple[str, str]]) -> str:
    """Return custom properties as text (ECMA-376 Part 1, 22.3); their numbers begin at 2, as required there."""
    inner = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={attribute(name)}>'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(named, start=2)
    )
    kind = R.rsplit("/", 1)[0]
    return (
        f'{PROLOGUE}<Properties xmlns="{kind}/custom-properties" xmlns:vt="{kind}/docPropsVTypes">{inner}</Properties>'
    )


def tag(name: str, value: str) -> str:
    """Return a part with one tag of a slide (ECMA-376 Part 1, 19.3.1.47)."""
    return f"{PROLOGUE}<p:tagLst {NAMESPACES}><p:tag name={attribute(name)} val={attribute(value)}/></p:tagLst>"


def custom_data(relationship: str) -> str:
    """Return the reference of a slide to the part with its tags."""
    return f'<p:custDataLst {NAMESPACES}><p:tags r:id="{relationship}"/></p:custDataLst>'


def relationships(targets: Iterable[tuple[str, str, str]]) -> str:
    """Return a relationships part from ids, types and targets.

    A type that begins with "/" is appended to the namespace of relationships.
    """
    inner = "".join(
        f'<Relationship Id="{rel}" Type="{R + kind if kind.startswith("/") else kind}" Target="{escaped(target)}"/>'
        for rel, kind, target in targets
    )
    return f'{PROLOGUE}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


CORE_PROPERTIES = f"{_PACKAGE}/relationships/metadata/core-properties"


def content_types(parts: Iterable[tuple[str, str]]) -> str:
    """Return the list of content types from part names and types.

    A media type is declared for its extension, as PowerPoint does. It repairs decks in which svg is declared part by
    part (PHPPresentation #732).
    """
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    overrides = ""
    for name, kind in parts:
        if defaults.setdefault(name.rpartition(".")[2].lower(), kind) != kind:
            overrides += f'<Override PartName="/{name}" ContentType={attribute(kind)}/>'
    inner = "".join(
        f'<Default Extension="{extension}" ContentType={attribute(kind)}/>' for extension, kind in defaults.items()
    )
    return f'{PROLOGUE}<Types xmlns="{_PACKAGE}/content-types">{inner}{overrides}</Types>'


SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{i}" for i in range(1, 7)), "hlink", "folHlink")
"""The colour slots of a theme, in the order of the schema."""

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme(
    name: str,
    colours: Mapping[str, str],
    major: ScriptFonts,
    minor: ScriptFonts,
    scripts: Mapping[str, tuple[str, str]],
) -> str:
    """Return a theme part (ECMA-376 Part 1, 20.1.6).

    `colours` are six hexadecimal digits by slot; `scripts` are (heading, text) typefaces by ISO 15924 code.
    """
    scheme = "".join(f'<a:{slot}><a:srgbClr val="{colours[slot]}"/></a:{slot}>' for slot in SLOTS)

    def fonts(tag: str, own: ScriptFonts, which: int) -> str:
        others = "".join(
            f"<a:font script={attribute(code)} typeface={attribute(pair[which])}/>"
            for code, pair in sorted(scripts.items())
        )
        return f"<a:{tag}>{own.markup}{others}</a:{tag}>"

    lines = "".join(f'<a:ln w="{w}" cap="flat" cmpd="sng" algn="ctr">{_FILL}</a:ln>' for w in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{PROLOGUE}<a:theme xmlns:a="{A}" name={attribute(name)}><a:themeElements>'
        f"<a:clrScheme name={attribute(name)}>{scheme}</a:clrScheme>"
        f"<a:fontScheme name={attribute(name)}>"
        f"{fonts('majorFont', major, 0)}{fonts('minorFont', minor, 1)}</a:fontScheme>"
        f"<a:fmtScheme name={attribute(name)}>"
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
