"""Read a presentation: slides with their layouts and masters, notes, animations, and who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factpress.core.diagnostics import ToolError
from factpress.core.office_package import A, P, Package, R
from factpress.output.deck.preflight.colours import Paint, Scheme
from factpress.output.deck.preflight.context import Context
from factpress.output.deck.preflight.geometry import Group, number, points
from factpress.output.deck.preflight.inheritance import placeholder, role_of
from factpress.output.deck.preflight.model import Deck, Fill, Shape, Slide
from factpress.output.deck.preflight.shape_reader import ShapeReader
from factpress.output.deck.preflight.text_reader import plain_texts

MOST_SLIDES = 1_000
MOST_SHAPES = 50_000
_WHITE = Fill("solid", (Paint((1, 1, 1)),))
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_PRESET = ("entr", "exit", "emph", "path")
_CHANGES = tuple(
    f"{P}{name}" for name in ("anim", "animClr", "animEffect", "animMotion", "animRot", "animScale", "set")
)
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_EDITOR = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"


def read_deck(package: Package, size: int) -> Deck:
    """The presentation of a package; `size` is the size of the file. Raises ToolError if it is none, or too large."""
    if (package.read("mimetype") or b"").startswith(_OPEN_DOCUMENT):
        hint = "open it in LibreOffice and save it as .pptx"
        raise ToolError("it is an OpenDocument file (.odp)", hint)
    start = package.root_part("officeDocument")
    root = package.xml(start)
    if root is None or root.tag != f"{P}presentation":
        raise ToolError("it is not a presentation", "give a .pptx or .pdf file")
    names = [package.link(start, one.get(f"{R}id")).target for one in root.iter(f"{P}sldId")]
    if len(names) > MOST_SLIDES:
        raise ToolError(f"it has {len(names)} slides", f"at most {MOST_SLIDES} are checked")
    if not names:
        raise ToolError("it has no slides", "add a slide, or give another file")
    wanted = root.find(f"{P}sldSz")
    width, height = (points(wanted.get(side)) if wanted is not None else 0 for side in ("cx", "cy"))
    reader, slides, left = _DeckReader(package, root), list[Slide](), MOST_SHAPES
    for number_, part in enumerate(names, start=1):
        slides.append(reader.slide(number_, part))
        left -= len(slides[-1].shapes)
        if left < 0:
            raise ToolError(f"it has more than {MOST_SHAPES:,} shapes", "save it in several files")
    return Deck(width or 960, height or 540, tuple(slides), size, *_people(package, start))


def _people(package: Package, start: str) -> tuple[str, tuple[str, ...]]:
    """Who wrote the presentation, and who wrote comments on it."""
    core = package.xml(package.root_part("core-properties"))
    found = [core.findtext(name) or "" for name in (_CREATOR, _EDITOR)] if core is not None else []
    authors = dict.fromkeys(name.strip() for name in found if name.strip())
    lists = package.linked(start, "commentAuthors", "authors")
    people = (one.get("name") or "" for part in lists for one in package.elements(part, "{*}cmAuthor", "{*}author"))
    return ", ".join(authors), tuple(dict.fromkeys(name for name in people if name))


class _DeckReader:
    """Reads slides. Layouts, masters and themes are read once."""

    def __init__(self, package: Package, presentation: Any) -> None:
        self.package, self.presentation = package, presentation
        self._roots: dict[str, Any] = {}
        self._contexts: dict[str, Context] = {}
        self._drawn: dict[tuple[str, str], tuple[Shape, ...]] = {}

    def _root(self, part: str) -> Any | None:
        if part not in self._roots:
            self._roots[part] = self.package.xml(part) if part else None
        return self._roots[part]

    def _one(self, part: str, kind: str) -> str:
        return next(iter(self.package.linked(part, kind)), "") if part else ""

    def slide(self, order: int, part: str) -> Slide:
        root = self.package.xml(part)
        if root is None or root.tag != f"{P}sld":
            raise ToolError(f"its slide {order} is missing", "save it again in PowerPoint")
        layout_part = self._one(part, "slideLayout")
        master_part = self._one(layout_part, "slideMaster")
        layout, master = self._root(layout_part), self._root(master_part)
        base = self._context(master_part)
        on_layout = base.at(layout_part, layout=None, overridden=_own_map(layout))
        context = on_layout.at(part, layout=layout, overridden=_own_map(root))
        shapes: list[Shape] = []
        if _shows_master(root):
            if layout is None or _shows_master(layout):
                shapes += self._around(master_part, master, base)
            shapes += self._around(layout_part, layout, on_layout)
        shapes += _read(context, root, own=True)
        places = ((context, root), (on_layout, layout), (base, master))
        stated = ((place, one, fill) for place, one in places if (fill := place.background(one)) is not None)
        place, with_background, background = next(stated, (base, None, _WHITE))
        timing = root.find(f"{P}timing")
        return Slide(
            order,
            tuple(shapes),
            background,
            tuple(place.blips(with_background.find(f"{P}cSld/{P}bg"))) if with_background is not None else (),
            root.get("show") in ("0", "false"),
            self._notes(part),
            *_animation(timing),
            *_transition(root),
        )

    def _context(self, master_part: str) -> Context:
        if master_part not in self._contexts:
            master = self._root(master_part)
            theme_part = self._one(master_part, "theme")
            theme = self._root(theme_part)
            scheme = Scheme.of(theme, master.find(f"{P}clrMap") if master is not None else None)
            self._contexts[master_part] = Context(
                self.package, master_part, self.presentation, None, master, theme, theme_part, scheme
            )
        return self._contexts[master_part]

    def _around(self, part: str, root: Any | None, context: Context) -> tuple[Shape, ...]:
        """The shapes of a layout or master that slides show."""
        key = part, context.part
        if key not in self._drawn:
            self._drawn[key] = tuple(_read(context, root, own=False)) if root is not None else ()
        return self._drawn[key]

    def _notes(self, part: str) -> str:
        page = self._root(self._one(part, "notesSlide"))
        if page is None:
            return ""
        bodies = (one for one in page.iter(f"{P}sp") if role_of(placeholder(one)) == "body")
        return plain_texts(bodies)


def _read(context: Context, root: Any, *, own: bool) -> Iterator[Shape]:
    tree = root.find(f"{P}cSld/{P}spTree")
    if tree is not None:
        yield from ShapeReader(context, own=own).shapes(tree, Group())


def _own_map(root: Any | None) -> Any | None:
    return root.find(f"{P}clrMapOvr/{A}overrideClrMapping") if root is not None else None


def _shows_master(root: Any) -> bool:
    return root.get("showMasterSp") not in ("0", "false")


def _animation(timing: Any | None) -> tuple[frozenset[str], int]:
    """The ids of shapes that an animation shows or hides, and the number of effects."""
    if timing is None:
        return frozenset(), 0
    effects = [node for node in timing.iter(f"{P}cTn") if node.get("presetClass") in _PRESET]
    appearing = [node for node in effects if node.get("presetClass") in ("entr", "exit")]
    shown = {target.get("spid") or "" for node in appearing for target in node.iter(f"{P}spTgt")}
    changes = sum(1 for _ in timing.iter(*_CHANGES))
    return frozenset(shown), len(effects) or int(changes > 0)


def _transition(root: Any) -> tuple[bool, float | None, int]:
    """Whether the slide has a transition, the seconds after which it advances, and the number of its sounds."""
    found = list(root.iter(f"{P}transition"))
    shown = any(not str(child.tag).endswith(("}sndAc", "}extLst")) for one in found for child in one)
    seconds = [number(one.get("advTm")) / 1000 for one in found if one.get("advTm")]
    return shown, min(seconds, default=None), sum(1 for one in found[:1] for _ in one.iter(f"{P}stSnd"))
