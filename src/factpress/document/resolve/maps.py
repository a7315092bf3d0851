"""Maps as plain values: shapes of the atlas around a country, and places and cards as an editor specifies them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factpress.core.clipping import Point, clipped_line, clipped_ring, distance_from, is_inside, ring_area
from factpress.core.diagnostics import did_you_mean
from factpress.design.atlas import Atlas, Ring, read_atlas
from factpress.document.model import (
    Chart,
    CountryMap,
    Inlines,
    Land,
    MapCard,
    MapName,
    MapPlace,
    River,
    notes,
    plain,
    statements,
)
from factpress.document.parse.charts_file import ChartSpec, LatLon
from factpress.document.resolve.chart_text import chart_text
from factpress.document.resolve.resolver import Resolver
from factpress.document.resolve.source_line import source_line
from factpress.publication.facts.claims import PLAIN_STANDINGS, Standing, worst_standing

NEAR = 0.05
"""Up to this far outside of the simplified border a place is in the country, in degrees: about five kilometres."""
BESIDE, ABOVE = 2.5, 1.0
"""How far shapes are kept around the country, as shares of its width and height. A drawing clips them to its frame."""
LEAST = 0.2
"""The least width and height of a map, in degrees: smaller countries are seen with what is around them."""
AROUND = 0.4
"""Islands further from the largest part of a country than this share of its size are outside of the map."""


def compose_map(spec: ChartSpec, resolver: Resolver) -> Chart | None:
    """The map as plain values; None, with errors, for an unknown country."""
    record = spec.record
    atlas = read_atlas(resolver.places)
    polygons = atlas.countries.get(record.country or "")
    if polygons is None:
        known = [code for code in atlas.countries if not code.startswith("-")]
        hint = "write its code in ISO 3166: country: KH"
        if record.country is not None:
            hint = did_you_mean(record.country, known)
        place = spec.at("country") if record.country is not None else spec.tree.key_at(spec.id)
        message = f'there is no country "{record.country}"' if record.country is not None else "the map has no country"
        resolver.problems.error("unknown-country", message, place, hint)
        return None
    flat = _Projection.around(polygons)
    outside = _outside(spec, polygons)
    for i in outside:
        message = f'"{record.places[i].name}" is outside of the country "{record.country}"'
        hint = "latitude comes first: at: [11.56, 104.92]"
        resolver.problems.error("place-outside", message, spec.at("places", i, "at"), hint)
    title, *titled = chart_text(record.title, spec.at("title"), resolver)
    subtitle, *others = chart_text(record.subtitle, spec.at("subtitle"), resolver)
    cards, carded = _cards(spec, resolver)
    texts = (*titled, *others, *carded)
    stated = [one for text in texts for one in statements(text)]
    claims = tuple(dict.fromkeys(resolver.book.claims[one.claim] for one in stated))
    cited = [note for text in texts for note in notes(text)]
    standing = worst_standing(tuple(claim.standing for claim in claims)) if claims else Standing.VERIFIED
    reasons = [plain(resolver.reason(claim)).strip() for claim in claims if claim.standing not in PLAIN_STANDINGS]
    words, shorts = resolver.language.words, resolver.citations.shorts.values()
    credited = (words["map-source"], source_line((note.short for note in cited), shorts, resolver.language))
    places = tuple(
        MapPlace(place.name, flat.lat_lon(place.at), place.kind == "told")
        for i, place in enumerate(record.places)
        if i not in outside
    )
    names = (
        *(MapName(each.name, country=each.country) for each in record.neighbours),
        *(MapName(each.name, at=flat.lat_lon(each.at)) for each in record.waters),
    )
    return Chart(
        id=spec.id,
        kind=record.kind,
        title=title,
        subtitle=subtitle,
        rows=(),
        ticks=(),
        source="; ".join(filter(None, credited)),
        alt=_alt(title, places, cards, words["map-places"]),
        language=resolver.language.tag,
        standing=standing,
        standing_text=resolver.language.standings[standing.value][0],
        reason=" ".join(dict.fromkeys(reasons)),
        doubt=next((resolver.doubt(claim) for claim in claims if claim.standing is standing), ""),
        claims=tuple(dict.fromkeys((one.claim, one.value) for one in stated)),
        sources=tuple(dict.fromkeys(source for note in cited for source in note.sources)),
        map=_shapes(atlas, record.country or "", flat, places, names, cards),
        origin=spec.tree.key_at(spec.id),
    )


def _outside(spec: ChartSpec, polygons: Sequence[Sequence[Ring]]) -> frozenset[int]:
    """The numbers of the places that are not in the country."""
    rings = [ring for polygon in polygons for ring in polygon]
    points = [(place.at[1], place.at[0]) for place in spec.record.places]
    return frozenset(i for i, at in enumerate(points) if not is_inside(rings, at) and distance_from(rings, at) > NEAR)


def _cards(spec: ChartSpec, resolver: Resolver) -> tuple[tuple[MapCard, ...], list[Inlines]]:
    """The cards, and their texts with the notes of the values that they state."""
    names = [place.name for place in spec.record.places]
    cards: list[MapCard] = []
    texts: list[Inlines] = []
    for i, record in enumerate(spec.record.cards):
        if record.place not in names:
            message = f'the map has no place "{record.place}"'
            resolver.problems.error(
                "unknown-place", message, spec.at("cards", i, "place"), did_you_mean(record.place, names)
            )
            continue
        title, titled = chart_text(record.title, spec.at("cards", i, "title"), resolver)
        figure, figured = chart_text(record.figure, spec.at("cards", i, "figure"), resolver)
        text, other = chart_text(record.text, spec.at("cards", i, "text"), resolver)
        if not tuple(statements(figured)):
            hint = "state a value: {number}`claim/key`"
            resolver.problems.error(
                "card-without-value", f'"{record.figure}" states no value', spec.at("cards", i, "figure"), hint
            )
        cards.append(MapCard(record.place, title, figure, text))
        texts += (titled, figured, other)
    return tuple(cards), texts


def _alt(title: str, places: Sequence[MapPlace], cards: Sequence[MapCard], pattern: str) -> str:
    """The alternative text: the title, the places, and what the cards say."""
    head = title if title.endswith((".", "?", "!")) else title + "."
    sentences = [head, pattern.format(places=", ".join(place.name for place in places))] if places else [head]
    for card in cards:
        text = f"{card.title}: {card.figure} {card.text}".strip()
        sentences.append(text if text.endswith((".", "?", "!")) else text + ".")
    return " ".join(sentences)


# ── shapes ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Projection:
    """Degrees to a plane, in which one is as long to the east as to the north in the middle of the country."""

    frame: tuple[float, float, float, float]  # longitude and latitude of the country: west, south, east, north
    stretch: float

    @classmethod
    def around(cls, polygons: Sequence[Sequence[Ring]]) -> _Projection:
        """The projection for a country, with the frame of its largest polygon and those near it."""
        outlines = sorted((polygon[0] for polygon in polygons), key=ring_area, reverse=True)
        west, south, east, north = _bounds(outlines[0])
        x, y = AROUND * (east - west) + 0.3, AROUND * (north - south) + 0.3
        around = west - x, south - y, east + x, north + y
        for outline in outlines[1:]:
            box = _bounds(_beside(outline, (west + east) / 2))
            if around[0] <= box[0] and around[1] <= box[1] and box[2] <= around[2] and box[3] <= around[3]:
                west, south = min(west, box[0]), min(south, box[1])
                east, north = max(east, box[2]), max(north, box[3])
        grow_x, grow_y = (max(0.0, LEAST - side) / 2 for side in (east - west, north - south))
        west, south, east, north = west - grow_x, south - grow_y, east + grow_x, north + grow_y
        return cls((west, south, east, north), math.cos(math.radians((south + north) / 2)))

    @property
    def middle(self) -> float:
        return (self.frame[0] + self.frame[2]) / 2

    def point(self, point: Point) -> Point:
        return round(point[0] * self.stretch, 4), -round(point[1], 4)

    def lat_lon(self, at: LatLon) -> Point:
        ((x, y),) = _beside(((at[1], at[0]),), self.middle)
        return self.point((x, y))

    def ring(self, points: Ring) -> Ring:
        return tuple(self.point(point) for point in _beside(points, self.middle))


def _beside(points: Ring, middle: float) -> Ring:
    """The points, moved once around the globe if that is nearer to the middle of the map."""
    mean = sum(point[0] for point in points) / len(points)
    turn = 360.0 * round((middle - mean) / 360.0)
    return tuple((x + turn, y) for x, y in points) if turn else points


def _bounds(points: Ring) -> tuple[float, float, float, float]:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def _shapes(
    atlas: Atlas,
    country: str,
    flat: _Projection,
    places: tuple[MapPlace, ...],
    names: tuple[MapName, ...],
    cards: tuple[MapCard, ...],
) -> CountryMap:
    (left, bottom), (right, top) = flat.point(flat.frame[:2]), flat.point(flat.frame[2:])
    x, y = BESIDE * (right - left), ABOVE * (bottom - top)
    box = left - x, top - y, right + x, bottom + y

    def lines(found: Sequence[Ring]) -> Iterator[Ring]:
        for points in found:
            yield from clipped_line(flat.ring(points), box)

    def rings(found: Sequence[Ring]) -> Iterator[Ring]:
        for points in found:
            if ring := clipped_ring(flat.ring(points), box):
                yield ring

    land = (
        Land(code, kept)
        for code, polygons in atlas.countries.items()
        for polygon in polygons
        if (kept := tuple(rings(polygon)))
    )
    return CountryMap(
        country,
        (left, top, right, bottom),
        tuple(sorted(land, key=lambda each: -ring_area(each.rings[0]))),
        tuple(lines(atlas.borders)),
        tuple(River(river.rank, part) for river in atlas.rivers for part in lines((river.points,))),
        tuple(rings([lake.points for lake in atlas.lakes])),
        places,
        names,
        cards,
    )
