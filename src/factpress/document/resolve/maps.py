"""Maps as plain values: a country with what is around it, and places and cards as an editor specifies them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factpress.core.clipping import distance_from, is_inside
from factpress.core.diagnostics import did_you_mean
from factpress.design.atlas import Ring, read_atlas
from factpress.document.model import (
    Chart,
    Inlines,
    MapCard,
    MapName,
    MapPlace,
    notes,
    plain,
    statements,
)
from factpress.document.parse.charts_file import ChartSpec
from factpress.document.resolve.chart_text import chart_text
from factpress.document.resolve.kept_outlines import country_outlines
from factpress.document.resolve.resolver import Resolver
from factpress.document.resolve.source_line import source_line
from factpress.publication.facts.claims import PLAIN_STANDINGS, Standing, worst_standing

NEAR = 0.05
"""Up to this far outside of the simplified border a place is in the country, in degrees: about five kilometres."""


def compose_map(spec: ChartSpec, resolver: Resolver) -> Chart | None:
    """The map as plain values; None, with errors, for an unknown country."""
    record = spec.record
    outlines = country_outlines(resolver.places, record.country or "")
    if outlines is None:
        known = [code for code in read_atlas(resolver.places).countries if not code.startswith("-")]
        hint = "write its code in ISO 3166: country: KH"
        if record.country is not None:
            hint = did_you_mean(record.country, known)
        place = spec.at("country") if record.country is not None else spec.tree.key_at(spec.id)
        message = f'there is no country "{record.country}"' if record.country is not None else "the map has no country"
        resolver.problems.error("unknown-country", message, place, hint)
        return None
    flat, outside = outlines.flat, _outside(spec, outlines.polygons)
    for i in outside:
        message = f'"{record.places[i].name}" is outside of the country "{record.country}"'
        hint = "latitude comes first: at: [11.56, 104.92]"
        resolver.problems.error("place-outside", message, spec.at("places", i, "at"), hint)
    title, *titled = chart_text(record.title, spec.at("title"), resolver)
    subtitle, *others = chart_text(record.subtitle, spec.at("subtitle"), resolver)
    reading, *read = chart_text(record.reading, spec.at("reading"), resolver)
    alt, *described = chart_text(record.alt, spec.at("alt"), resolver)
    cards, carded = _cards(spec, resolver)
    texts = (*titled, *others, *read, *described, *carded)
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
        reading=reading,
        rows=(),
        ticks=(),
        source="; ".join(filter(None, credited)),
        alt=_alt(alt or title, places, cards, words["map-places"]),
        language=resolver.language.tag,
        standing=standing,
        standing_text=resolver.language.standings[standing.value][0],
        reason=" ".join(dict.fromkeys(reasons)),
        doubt=next((resolver.doubt(claim) for claim in claims if claim.standing is standing), ""),
        claims=tuple(dict.fromkeys((one.claim, one.value) for one in stated)),
        sources=tuple(dict.fromkeys(source for note in cited for source in note.sources)),
        map=replace(outlines.map, places=places, names=names, cards=cards),
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


def _alt(seen: str, places: Sequence[MapPlace], cards: Sequence[MapCard], pattern: str) -> str:
    """The alternative text: what is seen, the places, and what the cards say."""
    head = seen if seen.endswith((".", "?", "!")) else seen + "."
    sentences = [head, pattern.format(places=", ".join(place.name for place in places))] if places else [head]
    for card in cards:
        text = f"{card.title}: {card.figure} {card.text}".strip()
        sentences.append(text if text.endswith((".", "?", "!")) else text + ".")
    return " ".join(sentences)
