"""Charts and images in their places."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from factpress.core.diagnostics import Problems, did_you_mean
from factpress.core.foreign_files import foreign_picture, nearest_file
from factpress.core.regular_files import read_begin
from factpress.document.blocks.scripture import Scripture
from factpress.document.model import Block, Chapter, Figure, Heading, Image, Only, notes, plain
from factpress.document.model.blocks import Place, Tone
from factpress.document.model.targets import BOOKLET
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.charts import compose_chart
from factpress.document.resolve.images import CHECKS, image_error
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.document.walk import for_target, walk

SHOWS = ("people", "nobody")


def _chart(fence: Fence, resolver: Resolver) -> Block | None:
    """A chart of `data/charts.yaml`, as a numbered figure.

    None, with errors, if there is none of that id or it has no rows.
    """
    charts = resolver.charts
    if charts is None:
        return None  # the errors of the file of charts are reported already
    spec = charts.get(fence.argument)
    if spec is None:
        hint = did_you_mean(fence.argument, charts)
        resolver.problems.error("unknown-chart", f'there is no chart "{fence.argument}"', fence.location, hint)
        return None
    chart = compose_chart(spec, resolver)
    if chart is not None and _choice(fence, "place", CHART_PLACES, resolver.problems, "a chart") == "opening":
        opens = chart.map is not None or chart.kind == _BELOW
        if not opens:
            hint = "leave out the place; it stands in the text"
            message = "only a map, and a timeline below it, open a part"
            resolver.problems.error("bad-value", message, fence.options["place"][1], hint)
        chart = replace(chart, opening=opens)
    return Figure(chart, next(resolver.figures)) if chart is not None else None


CHART_PLACES = ("column", "opening")
_BELOW = "timeline"
"""The kind of chart that may stand below a map which opens a part."""

PLACES: Mapping[str, Place] = {"column": "column", "half": "half", "bleed": "bleed"}
TONES: Mapping[str, Tone] = {"duotone": "duotone"}


def _begin(path: Path | None) -> bytes:
    """The first bytes of a picture; none if it cannot be read."""
    try:
        return read_begin(path, 32) if path is not None else b""
    except OSError:
        return b""


def _image(fence: Fence, resolver: Resolver) -> Block | None:
    """An image with alternative text and a caption.

    None, with errors, if the file is missing, outside the folder or damaged, or has no alternative text.
    """
    problems, place = resolver.problems, fence.location
    path = resolver.places.own(fence.argument)
    if (kind := foreign_picture(fence.argument, _begin(path))) is not None:
        problems.error("bad-picture", f'"{fence.argument}" is {kind.name}', place, kind.hint)
        return None
    if Path(fence.argument).suffix.lower() not in CHECKS:
        problems.error("bad-picture", f'"{fence.argument}" is not an image', place, f"allowed: {', '.join(CHECKS)}")
        return None
    if path is None:
        near = nearest_file(resolver.places.root, fence.argument, tuple(CHECKS))
        hint = "write its path from the publication's folder, such as assets/photo.jpg; files outside are not read"
        hint = f'did you mean "{near}"?' if near is not None else hint
        problems.error("missing-picture", f'there is no image "{fence.argument}"', place, hint)
        return None
    if (fault := image_error(path)) is not None:
        hint = "open it in an image editor and save it again, as PNG, JPEG or plain SVG"
        problems.error("bad-picture", f'"{fence.argument}" {fault}', place, hint)
        return None
    alt, alt_place = fence.options.get("alt", ("", place))
    if not alt.strip():
        hint = "describe in a sentence what it shows: :alt: …"
        problems.error("missing-alt", "an image needs alternative text, for those who cannot see it", alt_place, hint)
        return None
    shows, shows_place = fence.options.get("shows", (SHOWS[0], place))
    if shows.strip() not in SHOWS:
        problems.error("bad-value", f'an image shows people or nobody, not "{shows}"', shows_place, ":shows: nobody")
        return None
    words, described = resolver.label(alt, alt_place)
    caption, credit = (resolver.noted_inlines(*fence.options.get(key, ("", place))) for key in ("caption", "credit"))
    where, tone = _choice(fence, "place", PLACES, problems), _choice(fence, "tone", TONES, problems)
    if tone and path.suffix.lower() == ".svg":
        hint = "a tone is for photographs"
        problems.error("bad-value", "a drawing keeps its colours", fence.options["tone"][1], hint)
    focus = _focus(fence, problems)
    return Image(
        fence.argument, words, caption, described, credit, PLACES.get(where, "column"), focus, TONES.get(tone, "")
    )


def _choice(fence: Fence, key: str, known: Collection[str], problems: Problems, what: str = "an image") -> str:
    """The value of an option, one of the known ones; "" without it, and with an error if it is another one."""
    written, place = fence.options.get(key, ("", fence.location))
    name = written.strip()
    if key not in fence.options or name in known:
        return name
    hint = did_you_mean(name, known) or f"one of {', '.join(known)}"
    problems.error("bad-value", f'{what} has no {key} "{name}"', place, hint)
    return ""


def _focus(fence: Fence, problems: Problems) -> tuple[float, float]:
    """The point that stays in a cropped image; its middle if none is given, with an error if it is no such point."""
    if "focus" not in fence.options:
        return 0.5, 0.5
    written, place = fence.options["focus"]
    if match := re.fullmatch(r"\[?\s?([01](?:\.\d{1,4})?),\s?([01](?:\.\d{1,4})?)\s?\]?", written.strip()):
        across, down = float(match[1]), float(match[2])
        if across <= 1 and down <= 1:
            return across, down
    hint = ":focus: [0.5, 0.3] is half of the width from the left and three tenths of the height from the top"
    problems.error("bad-value", f'"{written}" is not a point of the image: two numbers from 0 to 1', place, hint)
    return 0.5, 0.5


def settled(chapters: tuple[Chapter, ...], problems: Problems) -> tuple[Chapter, ...]:
    """The chapters with what charts know only from the text around them.

    A map that opens a part has a corner for the title if a timeline follows it, and a chart does not repeat a doubt
    that its section says. Charts that should open a part and are not at its beginning are reported.
    """
    return tuple(_without_repeated_doubts(_with_opening(chapter, problems)) for chapter in chapters)


def _with_opening(chapter: Chapter, problems: Problems) -> Chapter:
    shown = [block for block in for_target(chapter.blocks, BOOKLET.name) if not isinstance(block, Scripture)]
    allowed: list[Figure] = []
    for block in shown[:2] if chapter.part else ():
        if not isinstance(block, Figure) or not block.chart.opening or (block.chart.map is None) != bool(allowed):
            break
        allowed.append(block)
    for block in (node.block for node in walk(chapter.blocks) if isinstance(node.block, Figure)):
        if block.chart.opening and block.origin is not None and not any(block is one for one in allowed):
            message = f'the {block.chart.kind} "{block.chart.id}" is not at the beginning of a part'
            hint = "put a map behind the lead and the first verse of a chapter with part=yes"
            problems.error(
                "bad-value", message, block.origin, f"{hint}, and a timeline behind it; or leave out its place"
            )
    if len(allowed) < 2:
        return chapter
    above = replace(allowed[0], chart=replace(allowed[0].chart, corner=True))
    return replace(chapter, blocks=_replaced(chapter.blocks, {id(allowed[0]): above}))


def _without_repeated_doubts(chapter: Chapter) -> Chapter:
    """The chapter in which a chart says no doubt that is between the heading before it and the chart."""
    said, changed = "", dict[int, Block]()
    for node in walk(chapter.blocks, BOOKLET.name, chapter=chapter):
        match node.block:
            case Heading():
                said = ""
            case Figure(chart) as figure if chart.page_reason == "" and chart.doubt and chart.doubt in said:
                changed[id(figure)] = replace(figure, chart=replace(chart, doubt_said=True))
            case _:
                notes_of = (note for run in node.inlines for note in notes(run))
                said = " ".join((said, *map(plain, node.inlines), *(plain(note.children) for note in notes_of)))
    return replace(chapter, blocks=_replaced(chapter.blocks, changed)) if changed else chapter


def _replaced(blocks: tuple[Block, ...], changed: Mapping[int, Block]) -> tuple[Block, ...]:
    """The blocks, also those of one target, of which some are replaced: `changed` has them by their identity."""
    return tuple(
        replace(block, blocks=_replaced(block.blocks, changed))
        if isinstance(block, Only)
        else changed.get(id(block), block)
        for block in blocks
    )


CHART = Directive(FenceRule("the chart's id in charts.yaml", ("place",), body=False, names="chart", slide=True), _chart)
IMAGE = Directive(
    FenceRule(
        "the picture's file, seen from the publication's folder",
        ("alt", "caption", "shows", "credit", "place", "focus", "tone"),
        body=False,
        names="file",
    ),
    _image,
)
