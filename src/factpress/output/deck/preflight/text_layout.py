"""Lay out text as programs draw it: lines, their places, and the height of all.

Widths are those of the faces. They are shortened by a hundredth, so that a line that may just fit is one that fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from factpress.design.line_breaks import pieces
from factpress.output.deck.preflight.model import Body, Face, Paragraph, Run, Spacing

FITS = 0.99
"""Programs place letters differently by less than this share: kerning, rounding to pixels."""
_BASELINE = 0.8
"""The share of a line's height that is above its baseline."""
_RISE, _FALL = 0.72, 0.2
"""The height of capitals and the depth of descenders, in ems."""
_TAB = 72.0


class Measures(Protocol):
    """What is known of faces."""

    def width(self, text: str, face: Face) -> float | None:
        """The width of a text in ems; None if it is not known."""
        ...

    def height(self, face: Face) -> float:
        """The height of a line in ems."""
        ...


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a line in one run: where it begins and ends."""

    left: float
    right: float
    run: Run


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its letters from `top` to `bottom`, from the upper left corner of the text."""

    left: float
    right: float
    top: float
    bottom: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Laid out text. `last` is the height of the last line with its spacing."""

    lines: tuple[Line, ...]
    height: float
    last: float


@dataclass(slots=True)
class _Open:
    """A line that is being filled."""

    pieces: list[tuple[Run, str, float]]
    width: float = 0
    trailing: float = 0  # width of the spaces at its end

    @property
    def drawn(self) -> float:
        return self.width - self.trailing


def laid_out(body: Body, width: float, measures: Measures) -> Block | None:
    """The text in lines of that width; None if the width of a character is not known."""
    columns = body.columns
    width = (width - body.gap * (columns - 1)) / columns if columns > 1 else width
    lines: list[Line] = []
    y, last, after = 0.0, 0.0, 0.0
    for i, paragraph in enumerate(body.paragraphs):
        filled = _filled(paragraph, body, width, measures)
        if filled is None:
            return None
        size = _size(paragraph, body)
        if i:
            y += after + _space(paragraph.before, size)
        after = _space(paragraph.after, size)
        for j, line in enumerate(filled):
            indent = 0 if j else _first_indent(paragraph)
            height = _line_height(line, paragraph, body, measures)
            last = height
            if line.pieces:
                lines.append(_placed(line, paragraph, body, (indent, width), y + height * _BASELINE))
            y += height
    return Block(tuple(lines), y, last)


def _size(paragraph: Paragraph, body: Body) -> float:
    sizes = [run.size for run in paragraph.runs if run.text.strip()]
    return max(sizes, default=paragraph.end_size) * body.scale


def _space(spacing: Spacing, size: float) -> float:
    return spacing.points if spacing.points is not None else (spacing.share or 0) * size * 1.2


def _line_height(line: _Open, paragraph: Paragraph, body: Body, measures: Measures) -> float:
    if paragraph.line.points is not None:
        return paragraph.line.points
    share = max((paragraph.line.share or 0) - body.reduction, 0.1)
    heights = [run.size * measures.height(run.face) for run, text, _ in line.pieces if text.strip()]
    usual = paragraph.end_size if not paragraph.runs else paragraph.runs[0].size
    return share * max(heights, default=usual * measures.height(paragraph.end_face)) * body.scale


def _filled(paragraph: Paragraph, body: Body, width: float, measures: Measures) -> list[_Open] | None:
    """The lines of a paragraph, filled greedily. A word that is wider than a line is broken anywhere."""
    others = max(width - paragraph.left - paragraph.right, 1)
    first = max(others - _first_indent(paragraph), 1)
    lines = [_Open([])]
    for piece in _pieces(paragraph):
        parts: list[tuple[Run, str, float]] = []
        for run, text in piece:
            measured = _width(run, text, body, measures)
            if measured is None:
                return None
            parts.append((run, text, measured))
        trailing = sum(w for _, text, w in parts[-1:] if not text.strip())
        whole = sum(w for *_, w in parts)
        room = (first if len(lines) == 1 else others) if body.wrap else float("inf")
        if lines[-1].pieces and (lines[-1].width + whole - trailing) * FITS > room:
            lines.append(_Open([]))
            room = others if body.wrap else float("inf")
        if (whole - trailing) * FITS > room:
            for part in _broken(parts, room, body, measures):
                if lines[-1].pieces and (lines[-1].width + part[2]) * FITS > room:
                    lines.append(_Open([]))
                _add(lines[-1], [part], 0)
        else:
            _add(lines[-1], parts, trailing)
        if parts and parts[-1][1].endswith("\n"):
            lines.append(_Open([]))
    return lines


def _first_indent(paragraph: Paragraph) -> float:
    """How far the first line begins after the others. A bullet stands in the space of a negative indent."""
    return max(paragraph.first, 0) if paragraph.bullet else paragraph.first


def _add(line: _Open, parts: Iterable[tuple[Run, str, float]], trailing: float) -> None:
    for run, text, width in parts:
        wide = _TAB - line.width % _TAB if text.endswith("\t") else width
        line.pieces.append((run, text, wide))
        line.width += wide
    line.trailing = trailing


def _broken(
    parts: Iterable[tuple[Run, str, float]], room: float, body: Body, measures: Measures
) -> Iterator[tuple[Run, str, float]]:
    """The characters of a word that is wider than a line."""
    for run, text, _ in parts:
        for character in text:
            yield run, character, min(_width(run, character, body, measures) or 0, room)


def _width(run: Run, text: str, body: Body, measures: Measures) -> float | None:
    shown = text.replace("\n", "")
    ems = measures.width(shown, run.face) if shown else 0
    if ems is None:
        return None
    return (ems * run.size + run.tracking * len(shown)) * body.scale * (2 / 3 if run.raised else 1)


def _pieces(paragraph: Paragraph) -> Iterator[list[tuple[Run, str]]]:
    """The paragraph, divided wherever a line may end (UAX #14); each piece by runs, with its spaces apart."""
    runs = iter([run for run in paragraph.runs if run.text])
    run = next(runs, None)
    at = 0
    for piece in pieces(paragraph.text, "en"):
        out: list[tuple[Run, str]] = []
        for text in _with_spaces_apart(piece):
            left = text
            while left and run is not None:
                taken = left[: len(run.text) - at]
                out.append((run, taken))
                left, at = left[len(taken) :], at + len(taken)
                if at >= len(run.text):
                    run, at = next(runs, None), 0
        yield out


def _with_spaces_apart(piece: str) -> list[str]:
    word = piece.rstrip()
    return [part for part in (word, piece[len(word) :]) if part]


def _placed(line: _Open, paragraph: Paragraph, body: Body, span: tuple[float, float], baseline: float) -> Line:
    """The line at its place by the alignment of the paragraph. `span` is its indent, and the width of the text."""
    left, right = paragraph.left + span[0], span[1] - paragraph.right
    drawn = line.drawn
    start = {"ctr": (left + right - drawn) / 2, "r": right - drawn}.get(paragraph.align, left)
    x, segments = start, list[Segment]()
    for run, text, part in line.pieces:
        if text.strip():
            left = segments.pop().left if segments and segments[-1].run is run else x
            segments.append(Segment(left, x + part, run))
        x += part
    size = max((segment.run.size for segment in segments), default=0) * body.scale
    return Line(start, start + drawn, baseline - _RISE * size, baseline + _FALL * size, tuple(segments))
