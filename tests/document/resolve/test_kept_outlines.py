from __future__ import annotations

import json
from pathlib import Path

import pytest

from factpress.core.paths import READING, Places, engine_folder
from factpress.design.atlas import FILE
from factpress.document.resolve import kept_outlines
from factpress.document.resolve.kept_outlines import Outlines, country_outlines


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A publication that has the atlas itself; what it reads is not kept in memory."""
    atlas = tmp_path / "assets" / FILE
    atlas.parent.mkdir(parents=True)
    atlas.write_bytes((engine_folder() / "assets" / FILE).read_bytes())
    monkeypatch.setattr(kept_outlines, "_kept", kept_outlines._kept.__wrapped__)
    return Places.of(tmp_path)


def entries(places: Places) -> list[Path]:
    return sorted((places.root / READING).glob("*/*.outlines-1"))


def without_the_atlas(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Places) -> None:
        raise AssertionError("the atlas is read")

    monkeypatch.setattr(kept_outlines, "read_atlas", refuse)


def found(places: Places, country: str = "NO") -> Outlines:
    outlines = country_outlines(places, country)
    assert outlines is not None
    return outlines


@pytest.mark.parametrize("country", ["KH", "NO", "FJ", "US", "AQ"])
def test_kept_outlines_are_those_that_were_made(places: Places, monkeypatch: pytest.MonkeyPatch, country: str) -> None:
    made = found(places, country)
    without_the_atlas(monkeypatch)
    assert repr(found(places, country)) == repr(made)  # the types, too


def test_each_country_has_its_own_outlines(places: Places) -> None:
    assert found(places, "NO").map.country == "NO"
    assert found(places, "KH").map.country == "KH"
    assert len(entries(places)) == 2


def test_a_country_that_is_not_in_the_atlas_is_not_kept(places: Places) -> None:
    assert country_outlines(places, "XX") is None
    assert entries(places) == []


def test_another_atlas_or_another_program_makes_them_again(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    made = found(places)
    atlas = places.root / "assets" / FILE
    data = json.loads(atlas.read_bytes())
    data["scale"] = data["scale"] * 2
    atlas.write_text(json.dumps(data))
    assert found(places).flat != made.flat
    assert len(entries(places)) == 2
    monkeypatch.setattr(kept_outlines, "source_digest", lambda: "of the next version")
    found(places)
    assert len(entries(places)) == 3


@pytest.mark.parametrize("content", [b"[]", b"{}", b"no JSON", b'{"polygons": [[1]], "frame": [1]}'])
def test_an_entry_of_another_form_is_made_again(
    places: Places, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    made = found(places)
    monkeypatch.setattr(kept_outlines.ContentCache, "get", lambda *_: content)
    assert found(places) == made


def test_a_damaged_entry_is_made_again(places: Places) -> None:
    made = found(places)
    (entry,) = entries(places)
    entry.write_bytes(entry.read_bytes()[:-3])
    assert found(places) == made
