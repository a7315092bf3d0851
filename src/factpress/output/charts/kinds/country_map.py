"""A map: a country with its neighbors, waters, places, and at most two cards with figures."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factpress.core.clipping import clipped_line, clipped_ring, crossings, is_inside
from factpress.design.palettes import HATCHING, TEXT_ON_PAPER, contrast, mix
from factpress.document.model import Chart, CountryMap, MapCard, MapName, MapPlace
from factpress.output.charts.canvas import BOLD, SEMIBOLD, Canvas, TextBlock, TextStack
from factpress.output.charts.labels import MARK_EM, standing_height
from factpress.output.charts.scene import (
    Area,
    Box,
    Disc,
    Halo,
    Label,
    Line,
    Mark,
    Plan,
    Point,
    Scene,
    diamond,
    rectangle,
    standing_mark,
)

CARD_WIDTH = 11.5
"""The greatest width of a card, in ems."""
MARGIN = 1.2
"""The least distance of the country from the edge of the map, in ems."""
PITCH, INKED = 0.47, 0.14
"""Distance and width of the threads of the country, in ems: 1.42 mm and 0.43 mm on paper."""
WIDEST_PEN = 13.0
"""The largest em by which lines are drawn, in points: labels that are read from the last row need no thicker lines."""

CLEAR = 0.55
"""The distance of names of neighbors and waters from the middle of lines, where there is such a place, in ems."""
LEADER, LEADER_HALO = 0.13, 0.8
"""Width of the line from a card to its place, and of its ground within the country, in ems."""
REACH = 4
"""How far the name of a water may be from its place, in steps."""


def country_map(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out the country between its cards and the edge, and the names where they have room."""
    shown = chart.map
    if shown is None:
        raise ValueError(chart.id)
    cards = tuple(_card(card, canvas) for card in shown.cards)
    gap = 0.4 * canvas.em
    least = max(8 * canvas.em, sum(card.height for card in cards) + gap * (len(cards) + 1))
    left, top, right, bottom = shown.frame
    room = canvas.width - _column(cards, canvas) - 2 * (canvas.edge + MARGIN * canvas.em)
    ideal = room * (bottom - top) / (right - left) + 4 * MARGIN * canvas.em

    def place(height: float) -> Scene:
        marks, labels = _standing(chart, canvas)
        scene = _Layout(shown, cards, canvas, height, tuple(label.box for label in labels)).scene()
        return replace(scene, marks=(*scene.marks, *marks), labels=(*scene.labels, *labels))

    return Plan(least, max(least, min(ideal, 0.6 * canvas.width)), place)


def _standing(chart: Chart, canvas: Canvas) -> tuple[tuple[Mark, ...], tuple[Label, ...]]:
    """The mark and the word of the map's standing, on a ground of its own in the upper right corner."""
    if not chart.standing_text:
        return (), ()
    size, height = canvas.axis_em * MARK_EM, standing_height(chart, canvas)
    text = canvas.wrap(chart.standing_text, canvas.width / 3, size=canvas.axis_em, weight=SEMIBOLD)
    start = canvas.width - text.width - 0.5 * size
    left = start - 1.8 * size
    ground = Area(rectangle(left, 0.0, canvas.width, height), canvas.palette.background.hex)
    mark = standing_mark(chart.standing, start - 0.8 * size, height / 2, size, canvas.palette.foreground.hex)
    return (ground, *mark), text.centred(start, height / 2)


@dataclass(frozen=True, slots=True)
class Card:
    """A card, measured."""

    place: str
    text: TextStack
    padding: float

    @property
    def width(self) -> float:
        """In points."""
        return self.text.width + 2 * self.padding

    @property
    def height(self) -> float:
        """In points."""
        return self.text.height + 2 * self.padding


def _card(card: MapCard, canvas: Canvas) -> Card:
    width, heading = min(CARD_WIDTH * canvas.em, 0.34 * canvas.width), canvas.palette.heading.hex
    padding = 0.6 * canvas.em
    blocks = (
        canvas.wrap(card.title, width - 2 * padding, weight=SEMIBOLD, colour=heading),
        canvas.wrap(card.figure, width - 2 * padding, size=1.5 * canvas.em, colour=heading),
        canvas.wrap(card.text, width - 2 * padding),
    )
    return Card(card.place, TextStack(blocks, 0.1 * canvas.em), padding)


def _column(cards: Sequence[Card], canvas: Canvas) -> float:
    """The width of the cards with the space before them, in points."""
    return max((card.width for card in cards), default=0.0) + (0.8 * canvas.em if cards else 0.0)


class _Layout:
    """Lays out one map at one height. Names are placed one after the other, each where those before left room."""

    def __init__(
        self, shown: CountryMap, cards: tuple[Card, ...], canvas: Canvas, height: float, taken: tuple[Box, ...]
    ) -> None:
        self.shown, self.cards, self.canvas, self.height = shown, cards, canvas, height
        self.pen = min(canvas.em, WIDEST_PEN)
        left, top, right, bottom = shown.frame
        margin = MARGIN * canvas.em
        start = canvas.edge + _column(cards, canvas) + margin
        width, depth = canvas.width - max(canvas.edge, canvas.corner[0]) - margin - start, height - 2 * margin
        self.scale = min(width / (right - left), depth / (bottom - top))
        self.dx = start + width / 2 - self.scale * (left + right) / 2
        self.dy = height / 2 - self.scale * (top + bottom) / 2
        self.box = 0.0, 0.0, canvas.width, height
        self.country = [
            tuple(map(self.at, ring)) for land in shown.land if land.country == shown.country for ring in land.rings
        ]
        waters = (*shown.lakes, *(river.points for river in shown.rivers))
        self.lines = [
            part for line in (*shown.borders, *waters) for part in clipped_line([self.at(p) for p in line], self.box)
        ]
        self.taken = [*taken, *(self._mark_box(place) for place in shown.places)]
        if canvas.corner[0]:
            self.taken.append(Box(canvas.width - canvas.corner[0], 0.0, canvas.width, canvas.corner[1]))
        if canvas.fold:
            middle = canvas.width / 2
            self.taken.append(Box(middle - canvas.fold, -height, middle + canvas.fold, 2 * height))
        self.leaders: list[Line] = []

    def at(self, point: Point) -> Point:
        return self.scale * point[0] + self.dx, self.scale * point[1] + self.dy

    def scene(self) -> Scene:
        placed = self.places_of_cards()
        cards = [item for each in placed for item in self.card(*each)]
        ground = (*self.land(), *self.threads(), *self.grounds_of_leaders(), *self.water(), *self.outlines())
        marks = [item for place in self.shown.places for item in self.mark(place)]
        labels = [item for item in cards if isinstance(item, Label)]
        named = [label for place in self.shown.places for label in self.name(place)]
        named += [label for name in self.shown.names for label in self.other_name(name)]
        halos = [Halo(label, self.ground_of(label), 0.16 * self.canvas.em) for label in named]
        drawn = [item for item in cards if not isinstance(item, Label)]
        return Scene(
            self.canvas.width,
            self.height,
            (*ground, *self.leaders, *drawn, *halos, *marks),
            (*labels, *named),
            opaque=True,
        )

    # ── shapes ──

    def land(self) -> Iterator[Mark]:
        palette = self.canvas.palette
        yield Area(rectangle(*self.box), palette.sea.hex)
        for land in self.shown.land:
            own = land.country == self.shown.country
            if ring := clipped_ring([self.at(p) for p in land.rings[0]], self.box):
                yield Area(ring, palette.background.hex if own else palette.tint.hex)
        for border in self.shown.borders:
            yield from self.line(border, palette.line.hex, 1.6 * self.canvas.hairline)

    def line(self, points: Sequence[Point], colour: str, width: float) -> Iterator[Line]:
        for part in clipped_line([self.at(p) for p in points], self.box):
            yield Line(part, colour, width)

    def threads(self) -> Iterator[Mark]:
        palette, pitch = self.canvas.palette, PITCH * self.pen
        colour = mix(palette.third, palette.background, HATCHING).hex
        for i in range(1, int(self.height / pitch) + 1):
            found = crossings(self.country, i * pitch)
            for begin, end in zip(found[::2], found[1::2], strict=True):
                for part in clipped_line(((begin, i * pitch), (end, i * pitch)), self.box):
                    yield Line(part, colour, INKED * self.pen)

    def water(self) -> Iterator[Mark]:
        colour = self.canvas.palette.third.hex
        for lake in self.shown.lakes:
            if ring := clipped_ring([self.at(p) for p in lake], self.box):
                yield Area(ring, colour)
        for river in self.shown.rivers:
            yield from self.line(river.points, colour, max(0.08, 0.36 - 0.05 * river.rank) * self.pen)

    def outlines(self) -> Iterator[Mark]:
        for ring in self.country:
            for part in clipped_line((*ring, ring[0]), self.box):
                yield Line(part, self.canvas.palette.heading.hex, 0.21 * self.pen)

    # ── cards ──

    def places_of_cards(self) -> list[tuple[Card, float]]:
        """Each card with its upper edge, in the order of their places from north to south."""
        gap = max(0.8 * self.canvas.em, self.canvas.edge)
        points = {place.name: self.at(place.at) for place in self.shown.places}
        cards = sorted(self.cards, key=lambda card: points[card.place][1])
        free = self.height - sum(card.height for card in cards) - gap * (len(cards) + 1)
        top, out = gap, list[tuple[Card, float]]()
        for i, card in enumerate(cards):
            wanted = points[card.place][1] - card.height / 2
            moved = min(free, max(0.0, wanted - top)) if i == 0 else free
            out.append((card, top + moved))
            free -= moved
            top += moved + card.height + gap
        return out

    def card(self, card: Card, top: float) -> Iterator[Mark | Label]:
        canvas, left = self.canvas, max(0.8 * self.canvas.em, self.canvas.edge)
        palette = canvas.palette
        right, bottom = left + _column(self.cards, canvas) - 0.8 * canvas.em, top + card.height
        x, y = next(self.at(place.at) for place in self.shown.places if place.name == card.place)
        begin = min(max(y, top + 0.5 * canvas.em), bottom - 0.5 * canvas.em)
        bend = max(right, x - abs(y - begin))
        leader = Line(((right, begin), (bend, begin), (x, y)), palette.heading.hex, LEADER * self.pen)
        self.leaders.append(leader)
        self.taken.append(Box(left, top, right, bottom))
        yield Area(rectangle(left, top, right, bottom), palette.background.hex)
        yield Line(((left, top), (right, top)), palette.heading.hex, 0.22 * self.pen)
        yield from card.text.at(left + card.padding, top + card.padding)

    def grounds_of_leaders(self) -> Iterator[Mark]:
        """The ground of each leader where it is level in the country: without it, it is one more thread."""
        palette, em = self.canvas.palette, self.canvas.em
        for leader in self.leaders:
            (left, y), (right, _) = leader.points[:2]
            found = crossings(self.country, y)
            for begin, end in zip(found[::2], found[1::2], strict=True):
                start, stop = max(left, begin), min(right, end)
                if start < stop:
                    yield Line(((start, y), (stop, y)), palette.background.hex, LEADER_HALO * em)

    # ── places and names ──

    def mark(self, place: MapPlace) -> Iterator[Mark]:
        (x, y), palette, em = self.at(place.at), self.canvas.palette, self.canvas.em
        if place.told:
            yield diamond(x, y, 0.72 * em, palette.background.hex)
            yield diamond(x, y, 0.52 * em, palette.heading.hex)
        else:
            yield Disc(x, y, 0.42 * em, fill=palette.background.hex)
            yield Disc(x, y, 0.25 * em, fill=palette.foreground.hex)

    def name(self, place: MapPlace) -> tuple[Label, ...]:
        """The name of a place next to its mark, where nothing is covered; to the right where there is no such room."""
        canvas, em = self.canvas, self.canvas.em
        x, y = self.at(place.at)
        text = canvas.wrap(
            place.name,
            canvas.width,
            weight=BOLD if place.told else SEMIBOLD,
            colour=(canvas.palette.heading if place.told else canvas.palette.foreground).hex,
        )
        gap = (0.75 if place.told else 0.5) * em
        tries = (
            text.centred(x + gap, y),
            text.centred(x - gap, y, 1.0),
            text.at(x, y - gap - text.height, 0.5),
            text.at(x, y + gap, 0.5),
            text.at(x + gap / 2, y - gap / 2 - text.height),
            text.at(x + gap / 2, y + gap / 2),
            text.at(x - gap / 2, y - gap / 2 - text.height, 1.0),
            text.at(x - gap / 2, y + gap / 2, 1.0),
            # beside the fold, if it is near
            *((text.centred(canvas.width / 2 + canvas.fold, y),) if canvas.fold else ()),
            *((text.centred(canvas.width / 2 - canvas.fold, y, 1.0),) if canvas.fold else ()),
        )
        own = self._mark_box(place)
        free = [tried for tried in tries if self.is_free(tried, own)]
        free = free or [tried for tried in tries if not self.is_at_fold(tried)] or tries[:1]
        labels = min(free, key=self.crossed)
        self.taken += [label.box for label in labels]
        return labels

    def _mark_box(self, place: MapPlace) -> Box:
        (x, y), radius = self.at(place.at), 0.45 * self.canvas.em
        return Box(x - radius, y - radius, x + radius, y + radius)

    def is_free(self, labels: Sequence[Label], own: Box | None = None) -> bool:
        """Whether the labels are in the frame, and no card, name, leader or mark but their own is in their way."""
        edge = 0.3 * self.canvas.em
        rim = max(edge, self.canvas.edge)
        inside = Box(rim, rim, self.canvas.width - rim, self.height - edge)
        for box in (label.box for label in labels):
            if box.left < inside.left or box.right > inside.right or box.top < inside.top or box.bottom > inside.bottom:
                return False
            if any(box.overlaps(other, edge) for other in self.taken if other != own):
                return False
            if any(_crosses(leader.points, box) for leader in self.leaders):
                return False
        return True

    def is_at_fold(self, labels: Sequence[Label]) -> bool:
        """Whether a label is too near to the fold of two pages."""
        near, middle = self.canvas.fold, self.canvas.width / 2
        near -= 0.01
        return any(label.box.left < middle + near and label.box.right > middle - near for label in labels)

    def crossed(self, labels: Sequence[Label]) -> int:
        """How many borders and waters the labels cover."""
        return sum(_crosses(line, label.box) for label in labels for line in self.lines)

    def near(self, labels: Sequence[Label]) -> int:
        """How many borders, outlines and waters are near the labels, or cross them."""
        more = CLEAR * self.canvas.em
        boxes = [label.box for label in labels]
        wider = [Box(box.left - more, box.top - more, box.right + more, box.bottom + more) for box in boxes]
        closed = ((*ring, ring[0]) for ring in self.country)
        return sum(_crosses(line, box) for line in (*self.lines, *closed) for box in wider)

    def other_name(self, name: MapName) -> tuple[Label, ...]:
        """The name of a neighbor or of a water; none where it has no room."""
        canvas = self.canvas
        if name.country:
            text = canvas.wrap(name.text, canvas.width, weight=SEMIBOLD, colour=canvas.palette.soft.hex)
            labels = self.name_in_land(text, name.country)
        else:
            palette = canvas.palette
            legible = contrast(palette.third, palette.background) >= TEXT_ON_PAPER
            text = canvas.wrap(name.text, 6 * canvas.em, colour=(palette.third if legible else palette.soft).hex)
            text = replace(text, italic=True)
            x, y = self.at(name.at)
            step = 0.6 * canvas.em
            shifts = itertools.product(range(-REACH, REACH + 1), repeat=2)
            nearest = sorted(shifts, key=lambda shift: (shift[0] ** 2 + shift[1] ** 2, shift))
            tries = (text.centred(x + step * right, y + step * down, 0.5) for down, right in nearest)
            free = [tried for tried in tries if self.is_free(tried)]
            labels = min(free, key=lambda tried: (self.crossed(tried), self.near(tried)), default=())
        self.taken += [label.box for label in labels]
        return labels

    def name_in_land(self, text: TextBlock, country: str) -> tuple[Label, ...]:
        """The name where a country has the most room for it."""
        rings = [
            ring
            for land in self.shown.land
            if land.country == country
            for each in land.rings
            if (ring := clipped_ring([self.at(p) for p in each], self.box))
        ]
        step, best, room = 0.75 * self.canvas.em, (), (False, 0.0)
        for row in range(1, int(self.height / step)):
            for column in range(1, int(self.canvas.width / step)):
                labels = text.centred(column * step, row * step, 0.5)
                if not self.is_free(labels):
                    continue
                for share in (1.9, 1.6, 1.3, 1.0):
                    if (True, share) <= room:
                        break
                    if all(is_inside(rings, p) for p in _corners(labels[0].box, share)) and not self.crossed(labels):
                        best, room = max((best, room), (labels, (not self.near(labels), share)), key=lambda one: one[1])
                        break
        return best

    def ground_of(self, label: Label) -> str:
        """The colour around a label: of the country, of other land, or of the sea."""
        box, palette = label.box, self.canvas.palette
        middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        if is_inside(self.country, middle):
            return palette.background.hex
        land = (each for each in self.shown.land if is_inside([[self.at(p) for p in each.rings[0]]], middle))
        return palette.tint.hex if next(land, None) is not None else palette.sea.hex


def _crosses(line: Sequence[Point], box: Box) -> bool:
    xs = [point[0] for point in line]
    if max(xs) < box.left or min(xs) > box.right:
        return False
    return any(box.crossed(a, b) for a, b in itertools.pairwise(line))


def _corners(box: Box, share: float) -> Iterator[Point]:
    """Points around the box, enlarged by a share of its height."""
    more = (share - 1.0) * 2 * (box.bottom - box.top)
    left, top, right, bottom = box.left - more, box.top - more, box.right + more, box.bottom + more
    for x in (left, (left + right) / 2, right):
        for y in (top, bottom):
            yield x, y
