"""A presentation as text, for golden files: one line for each paragraph and shape, in reading order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from factpress.output.deck.presentation import (
    Frame,
    Group,
    Item,
    Photograph,
    Picture,
    PlaceholderText,
    Presentation,
    RangeBar,
    Rule,
    Run,
    Slide,
    TableShape,
    TextBox,
    TextParagraph,
)


def outline(presentation: Presentation) -> str:
    """Return the presentation as text. Lengths are points; pictures are shown by hash."""
    p = presentation
    head = [f"{p.title} | {p.subtitle} | {p.organisation}", f"{p.language} {p.direction} {p.date} {p.palette}"]
    number = 0
    for section in p.sections:
        head += ["", f"# {section.title}"]
        for slide in section.slides:
            number += 1
            head += ["", f"## {number} {slide.layout}", *_slide(slide)]
    return "\n".join(head) + "\n"


def _slide(slide: Slide) -> Iterator[str]:
    for item in slide.items:
        yield from _item(item)
    for name, lines in (("say", slide.notes.spoken), ("source", slide.notes.sources)):
        yield from (f"  {name}> {_line(line)}" for line in lines)
    if slide.notes.claims:
        yield f"  claims> {', '.join(slide.notes.claims)}"


def _item(item: Item) -> Iterator[str]:
    match item:
        case PlaceholderText():
            yield item.place + (f" inset {item.inset.pt:g}" if item.inset.emu else "")
            yield from (f"  {_line(line)}" for line in item.paragraphs)
        case TableShape():
            yield f"table {item.size.pt:g}/{item.leading.pt:g}{_frame(item.frame)}"
            yield f"  columns {', '.join(f'{width.pt:g}' for width in item.columns)}"
            for row in item.rows:
                cells = (f"{_line(cell.text)}{' >' if cell.numeric else ''}" for cell in row.cells)
                yield f"  {row.height.pt:g}: {' | '.join(cells)}"
        case Picture():
            digest = hashlib.sha256(item.svg).hexdigest()[:8]
            yield f"picture {item.place or 'decoration'}{_frame(item.frame)} svg:{digest} {item.alt!r}"
        case Photograph():
            yield f"photograph {item.place or _frame(item.frame).strip()} {item.path} {item.alt!r}"
        case RangeBar():
            yield f"bar{_frame(item.frame)} {item.alt!r}"
        case Rule():
            yield f"rule {item.name} {item.colour}{_frame(item.frame)}"
        case TextBox():
            style = f"{item.style.size.pt:g}/{item.style.leading.pt:g} {item.colour} {item.align}"
            yield f"label {item.name} {style}{_frame(item.frame)}"
            yield f"  {_line(item.paragraph)}"
        case Group():
            yield f"group {item.name} {item.alt!r}"
            yield from (f"  {line}" for each in item.items for line in _item(each))


def _frame(frame: Frame | None) -> str:
    if frame is None:
        return ""
    return " @" + ",".join(f"{length.pt:g}" for length in (frame.left, frame.top, frame.width, frame.height))


def _line(line: TextParagraph) -> str:
    bullet = "  " * line.level + f"{line.bullet} " if line.bullet else ""
    role = f"<{line.role}> " if line.role else ""
    leading = f" /{line.leading.pt:g}" if line.leading else ""
    return role + bullet + "".join(_run(run) for run in line.runs) + leading


def _run(run: Run) -> str:
    marks = [run.script and f"{run.language}/{run.script}", run.link]
    marks += ["strong" if run.strong else "", "emphasis" if run.emphasis else ""]
    said = " ".join(mark for mark in marks if mark)
    return f"[{run.text}|{said}]" if said else run.text
