"""The borders of a country and the map around it, which are kept on disk: the atlas takes long to read and to clip."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from factpress.core.content_cache import ContentCache, file_digest, key_of, source_digest
from factpress.core.paths import READING, Places
from factpress.design.atlas import FILE, Atlas, Ring, read_atlas
from factpress.document.model import CountryMap, Land, River
from factpress.document.resolve.map_outlines import Projection, map_outlines

_KEPT = 50
"""Countries that are kept."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """The polygons of a country, its projection, and its map without places, names and cards."""

    polygons: tuple[tuple[Ring, ...], ...]
    flat: Projection
    map: CountryMap


def country_outlines(places: Places, country: str) -> Outlines | None:
    """Return the outlines of a country, given by its ISO code; None if the atlas does not have it.

    Raises InstallationError if the atlas is missing or damaged.
    """
    path = places.asset(FILE)
    if path is None:
        return _made(read_atlas(places), country)
    bare = replace(places, contents={}, memory=None)  # so that the results of a reading are not kept with it
    return _kept(ContentCache(places.root / READING, "outlines-1"), bare, file_digest(path), country)


@lru_cache(maxsize=8)  # a program that reads a publication again and again keeps them in memory, too
def _kept(cache: ContentCache, places: Places, digest: str, country: str) -> Outlines | None:
    key = key_of(digest, source_digest(), country)
    stored = cache.get(key)
    if stored is not None:
        with suppress(ValueError, TypeError, KeyError):  # another program wrote it
            return _from_stored(json.loads(stored), country)
    made = _made(read_atlas(places), country)
    if made is not None:
        cache.put(key, json.dumps(_stored(made)).encode())
        cache.prune(_KEPT)
    return made


def _made(atlas: Atlas, country: str) -> Outlines | None:
    polygons = atlas.countries.get(country)
    if polygons is None:
        return None
    flat = Projection.around(polygons)
    return Outlines(polygons, flat, map_outlines(atlas, country, flat))


# ── as plain values ─────────────────────────────────────────────────────────────────────────────────────────────


def _stored(outlines: Outlines) -> dict[str, object]:
    drawn = outlines.map
    return {
        "polygons": outlines.polygons,
        "frame": drawn.frame,
        "land": [(each.country, each.rings) for each in drawn.land],
        "borders": drawn.borders,
        "rivers": [(each.rank, each.points) for each in drawn.rivers],
        "lakes": drawn.lakes,
    }


def _from_stored(stored: Mapping[str, Any], country: str) -> Outlines:
    polygons = tuple(map(_rings, stored["polygons"]))
    left, top, right, bottom = stored["frame"]
    drawn = CountryMap(
        country,
        (left, top, right, bottom),
        tuple(Land(code, _rings(rings)) for code, rings in stored["land"]),
        _rings(stored["borders"]),
        tuple(River(rank, _ring(points)) for rank, points in stored["rivers"]),
        _rings(stored["lakes"]),
        (),
        (),
        (),
    )
    return Outlines(polygons, Projection.around(polygons), drawn)


def _rings(stored: Sequence[Any]) -> tuple[Ring, ...]:
    return tuple(map(_ring, stored))


def _ring(stored: Sequence[Any]) -> Ring:
    return tuple((x, y) for x, y in stored)
