"""Reads a designer's template: our layouts by their names, as she changed them.

A layout is found by its name, or by the name that it was written with, which programs keep as `matchingName`
(ECMA-376 Part 1, 19.3.1.39). Its placeholders are found by their indexes. Where they are and how their text looks is
read from the file; their levels, bullets and the order of the families stay. Other layouts are ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from factpress.core.diagnostics import Diagnostic, Findings, Location, Severity, ToolError
from factpress.core.office_package import P, Package, R, open_package
from factpress.core.units import pt
from factpress.design.font_files import FaceFile
from factpress.design.font_widths import replacement
from factpress.design.slide_templates import SlideTemplate
from factpress.design.theme import SlideGrid, TypeStyle
from factpress.output.deck.layouts.families import Families
from factpress.output.deck.layouts.placeholders import Layout, Level, Placeholder
from factpress.output.deck.layouts.styles import bold_style, is_bold
from factpress.output.deck.presentation import Frame, Rule
from factpress.output.deck.template.shapes import (
    body_property,
    frame_of,
    frames_named,
    insets,
    key,
    length,
    master_shape,
    shape_of,
    text_sources,
)
from factpress.output.deck.template.text import TextSources, theme_fonts
from factpress.output.deck.typefaces import BOLD, REGULAR, typeface

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAKE = "to start again, move it away and run: factpress deck template"
_ANCHORS = {"ctr": "middle", "b": "bottom"}
_TOLERANCE = pt(1)
_PRESENTATIONS = ("presentation.main+xml", "presentation.macroEnabled.main+xml")
THREAD = "Thread"
"""The name of the accent line of a layout."""


@dataclass(frozen=True, slots=True)
class TemplateLayouts:
    """The layouts of a template, what was found in it, and the families of its fonts that are not the brand's."""

    families: Families
    found: tuple[Diagnostic, ...]
    fonts: tuple[str, ...]


class _FoundFamilies(dict[str, tuple[Layout, ...]]):
    """Families of layouts. A family that a deck needs and the template lacks is an error of the template."""

    def __init__(self, families: Mapping[str, tuple[Layout, ...]], generated: Families, path: Path) -> None:
        super().__init__(families)
        self._generated, self._path = generated, path

    def __missing__(self, family: str) -> NoReturn:
        names = [layout.title for layout in self._generated[family]]
        listed = f'"{names[0]}"' if len(names) == 1 else f'"{names[0]}", nor a smaller one of that kind'
        message = f"the deck needs the layout {listed}, which the template does not have"
        raise Findings((_error(self._path, message, f"put it back from a new template; {_MAKE}"),))


def read_layouts(
    template: SlideTemplate, generated: Families, faces: tuple[FaceFile, ...], m: SlideGrid, *, rtl: bool
) -> TemplateLayouts:
    """Return the layouts of a template, for slides of that grid. `generated` are the layouts that we would make."""
    try:
        return _Reader(template.path, _opened(template.data), faces, m, rtl).read(generated)
    except ToolError as error:
        message = f"the template cannot be used: {error.message}"
        return TemplateLayouts({}, (_error(template.path, message, error.hint or _MAKE),), ())


def _opened(data: bytes) -> Package:
    if data.startswith(_OLD_OFFICE):
        hint = "open it in PowerPoint, remove its password if it has one, and save it as .pptx"
        raise ToolError("it is encrypted, or a file of an old Office version (.ppt)", hint)
    return open_package(data)


def _error(path: Path, message: str, hint: str) -> Diagnostic:
    return Diagnostic("bad-template", message, Location(path), hint)


@dataclass(frozen=True, slots=True)
class _FileLayout:
    """A layout of the file with its master and the fonts of its theme."""

    name: str
    root: Any
    master: Any
    fonts: Mapping[str, str]


class _Reader:
    """Reads one template."""

    def __init__(self, path: Path, package: Package, faces: tuple[FaceFile, ...], m: SlideGrid, rtl: bool) -> None:
        self.path, self.package, self.m, self.rtl = path, package, m, rtl
        self.faces, self.found = faces, list[Diagnostic]()
        self.fonts: dict[str, None] = {}
        # the name of a family in its files, which programs show, may differ from the brand's name for it
        families = dict.fromkeys(face.family for face in faces)
        named = ((typeface(faces, f, weight, italic=False).name, f) for f in families for weight in (BOLD, REGULAR))
        self.own = {key(name): f for name, f in (*named, *zip(families, families, strict=True))}

    def read(self, generated: Families) -> TemplateLayouts:
        by_name, by_first = self._layouts()
        families: dict[str, tuple[Layout, ...]] = {}
        for family, layouts in generated.items():
            for layout in layouts:
                there = by_name.get(key(layout.title)) or by_first.get(key(layout.title))
                if there is not None:
                    families[family] = (*families.get(family, ()), self._layout(layout, there))
        if not families:
            self._error("the template has none of the layouts of the deck", f"keep their names; {_MAKE}")
        unknown = [name for name in self.fonts if replacement(name) is None]
        if unknown:
            message = f"the template has a font of unknown widths: {', '.join(unknown)}"
            hint = "text is measured in the brand's own and the usual replacing fonts; add the font to the brand"
            self.found.append(Diagnostic("unknown-family", message, Location(self.path), hint, Severity.WARNING))
        complete = _FoundFamilies(families, generated, self.path)
        return TemplateLayouts(complete, tuple(self.found), tuple(self.fonts))

    def _error(self, message: str, hint: str) -> None:
        self.found.append(_error(self.path, message, hint))

    def _layouts(self) -> tuple[dict[str, _FileLayout], dict[str, _FileLayout]]:
        """Return the layouts by their names, and by the names that they were written with."""
        name = self.package.root_part("officeDocument")
        root = self.package.xml(name) if name else None
        if root is None or root.tag != f"{P}presentation" or not self._is_deck(name):
            raise ToolError("it is no PowerPoint presentation (.pptx)", "save it as a presentation in PowerPoint")
        self._check_size(root)
        by_name: dict[str, _FileLayout] = {}
        by_first: dict[str, _FileLayout] = {}
        for master, part in self._linked(name, root.iter(f"{P}sldMasterId")):
            theme = next(iter(self.package.linked(part, "theme")), "")
            fonts = theme_fonts(self.package.xml(theme))
            for layout, _ in self._linked(part, master.iter(f"{P}sldLayoutId")):
                common = layout.find(f"{P}cSld")
                title = " ".join((common.get("name") or "").split()) if common is not None else ""
                made = _FileLayout(title, layout, master, fonts)
                by_name.setdefault(key(title), made)
                by_first.setdefault(key(layout.get("matchingName") or ""), made)
        return by_name, by_first

    def _is_deck(self, name: str) -> bool:
        types = self.package.xml("[Content_Types].xml")
        listed: Iterable[Any] = types if types is not None else ()
        kinds = (one.get("ContentType") or "" for one in listed if one.get("PartName") == f"/{name}")
        return any(kind.endswith(_PRESENTATIONS) for kind in kinds)

    def _linked(self, part: str, elements: Iterable[Any]) -> Iterator[tuple[Any, str]]:
        """Yield the roots of the parts that these elements refer to, with their names."""
        for one in elements:
            target = self.package.link(part, one.get(f"{R}id")).target
            root = self.package.xml(target)
            if root is None:
                raise ToolError("a part that it refers to is missing", "save it again in PowerPoint")
            yield root, target

    def _check_size(self, root: Any) -> None:
        size = root.find(f"{P}sldSz")
        width, height = (length(size, name) for name in ("cx", "cy"))
        wanted = self.m.width, self.m.height
        if any(abs((one - other).pt) > _TOLERANCE.pt for one, other in zip((width, height), wanted, strict=True)):
            message = f"the slides of the template are {width.pt:g} × {height.pt:g} points"
            hint = f"the deck needs {wanted[0].pt:g} × {wanted[1].pt:g} points; set this size in PowerPoint"
            self._error(message, hint)

    # layouts ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _layout(self, ours: Layout, there: _FileLayout) -> Layout:
        places = tuple(filter(None, (self._place(place, ours, there) for place in ours.places)))
        thread = next(frames_named(there.root, THREAD), None) if ours.accent_y is not None else None
        frames = {rule.name: frames_named(there.root, rule.name) for rule in ours.rules}
        rules = ((rule, next(frames[rule.name], None)) for rule in ours.rules)
        kept = tuple(Rule(rule.name, frame, rule.colour) for rule, frame in rules if frame is not None)
        return Layout(ours.family, there.name, places, thread.top.pt if thread is not None else None, kept)

    def _place(self, ours: Placeholder, layout: Layout, there: _FileLayout) -> Placeholder | None:
        called = f'the placeholder "{ours.name}" ({ours.index}) of the layout "{there.name}"'
        shape = shape_of(there.root, ours)
        if shape is None:
            if ours.kind != "number":  # without it a slide has no number
                hint = f'put it back from a new template, or delete the layout if there is a larger "{layout.title}"'
                self._error(f"{called} is missing", f"{hint}; {_MAKE}")
            return None
        above = master_shape(there.master, ours)
        frame = next((frame for one in (shape, above) if one is not None and (frame := frame_of(one))), None)
        is_text = ours.kind not in ("picture", "table")
        left, top, right, bottom = insets([shape, above]) if is_text else (pt(0),) * 4
        if frame is None or min((frame.width - left - right).emu, (frame.height - top - bottom).emu) <= 0:
            self._error(f"{called} has no size", "make it larger")
            return None
        if min(frame.left.emu, frame.top.emu) < -_TOLERANCE.emu or (
            max((frame.left + frame.width - self.m.width).emu, (frame.bottom - self.m.height).emu) > _TOLERANCE.emu
        ):
            self._error(f"{called} is partly outside the slide", "move it onto the slide")
        inside = Frame(frame.left + left, frame.top + top, frame.width - left - right, frame.height - top - bottom)
        sources = text_sources(shape, above, there.master, ours)
        levels = tuple(self._level(level, number, sources, there) for number, level in enumerate(ours.levels, start=1))
        right_aligned = sources.level(1).align in ("r", "ctr")
        return replace(
            ours,
            frame=inside,
            levels=levels,
            anchor=_ANCHORS.get(body_property([shape, above], "anchor") or "", "top"),
            align="end" if right_aligned != self.rtl else "start",
            sides=(left, right),
        )

    def _level(self, ours: Level, number: int, sources: TextSources, there: _FileLayout) -> Level:
        read, style = sources.level(number), ours.style
        if ours.style.size.emu and read.size.emu <= 0:
            return ours
        name = there.fonts.get(read.typeface, read.typeface)
        style = replace(style, family=self._family(name, style))
        style = self._with_face(style, bold=read.bold, italic=read.italic)
        style = replace(style, size=read.size, leading=read.leading)
        if style.letter_spacing != read.spacing:
            style = replace(style, tracking=round(read.spacing.pt * 1000 / read.size.pt))
        wider = read.margins - ours.margin
        return replace(ours, style=style, before=read.before, narrower=wider if wider.emu > 0 else pt(0))

    def _family(self, name: str, style: TypeStyle) -> str:
        """Return the family that the text is measured in."""
        if key(typeface(self.faces, style.family, REGULAR, italic=False).name) == key(name):
            return style.family
        known = self.own.get(key(name))
        if known is None and name and not name.startswith("+"):
            self.fonts[name] = None
        return known or style.family

    def _with_face(self, style: TypeStyle, *, bold: bool, italic: bool) -> TypeStyle:
        """Return the style with that weight and slope; the same one if its face has them."""
        face = typeface(self.faces, style.family, style.weight, italic=style.italic)
        if face.bold != bold and is_bold(style) != bold:
            style = bold_style(style) if bold else replace(style, weight=REGULAR)
        return replace(style, italic=italic) if face.italic != italic else style
