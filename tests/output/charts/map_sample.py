"""A map of an invented country with a hole, a neighbor, a river, a lake, places, names and cards."""

from __future__ import annotations

from factpress.document.model import CountryMap, Land, MapCard, MapName, MapPlace, River
from tests.output.charts.samples import chart

MAP = chart(
    "map",
    (),
    map=CountryMap(
        "AA",
        (0.0, 0.0, 10.0, 8.0),
        (
            Land("BB", (((-20.0, -10.0), (30.0, -10.0), (30.0, 4.0), (-20.0, 4.0)),)),
            Land("AA", (((0.0, 0.0), (10.0, 0.0), (10.0, 8.0), (0.0, 8.0)), ((7.0, 6.0), (8.0, 6.0), (8.0, 7.0)))),
        ),
        (((-20.0, 4.0), (0.0, 4.0)), ((10.0, 4.0), (30.0, 4.0))),
        (River(2, ((5.0, -10.0), (5.5, 3.0), (4.5, 8.0))),),
        (((2.0, 5.0), (3.0, 5.0), (3.0, 6.0)),),
        (
            MapPlace("Weaverton", (1.0, 1.5), told=True),
            MapPlace("Loomwick", (6.0, 5.0), told=True),
            MapPlace("Threadby", (8.0, 2.0), told=False),
        ),
        (MapName("Neighbor", country="BB"), MapName("Long Water", at=(5.4, 2.0)), MapName("Far Sea", at=(90.0, 90.0))),
        (
            MapCard("Weaverton", "Weavers named", "12,272", "in a list"),
            MapCard("Loomwick", "Looms", "1 July 2010", "the first was set up"),
        ),
    ),
)
