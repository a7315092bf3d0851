"""A map before it is drawn: shapes in a flat projection, and the names, places and cards on it."""

from __future__ import annotations

from dataclasses import dataclass

MapPoint = tuple[float, float]
"""Position in the projection; y grows downwards."""
MapRing = tuple[MapPoint, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """A part of a country: its outline, then its holes. `country` is an ISO code."""

    country: str
    rings: tuple[MapRing, ...]


@dataclass(frozen=True, slots=True)
class River:
    """A part of a river. A lower rank is of a larger river."""

    rank: int
    points: MapRing


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place of the country. The text tells of some; the others help to find these."""

    name: str
    at: MapPoint
    told: bool


@dataclass(frozen=True, slots=True)
class MapName:
    """The name of a neighbor, by its ISO code, or of a water, by its position. It is left out where it has no room."""

    text: str
    country: str = ""
    at: MapPoint = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class MapCard:
    """A figure of a claim that belongs to a place, with a title and a line of text."""

    place: str
    title: str
    figure: str
    text: str


@dataclass(frozen=True, slots=True)
class CountryMap:
    """All that a map shows. `frame` has the country: left, top, right, bottom. Land is ordered from the largest."""

    country: str
    frame: tuple[float, float, float, float]
    land: tuple[Land, ...]
    borders: tuple[MapRing, ...]
    rivers: tuple[River, ...]
    lakes: tuple[MapRing, ...]
    places: tuple[MapPlace, ...]
    names: tuple[MapName, ...]
    cards: tuple[MapCard, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All text on the map."""
        cards = (text for card in self.cards for text in (card.title, card.figure, card.text))
        return (*(place.name for place in self.places), *(name.text for name in self.names), *cards)
