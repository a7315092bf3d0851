"""The cache gives back what was drawn, for exactly what it was drawn from."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from factpress.core.content_cache import ContentCache
from factpress.core.units import mm
from factpress.design.palettes import Colour
from factpress.design.theme import Theme
from factpress.output.charts import Drawing, Format
from factpress.output.charts import draw as room
from factpress.output.charts.cache import _KIND, Cache
from tests.output.charts import samples

FORM = Format(mm(122), mm(70), 8.4, 7.4, "print")


def _png() -> bytes:
    file = BytesIO()
    Image.new("L", (2, 1)).save(file, "PNG")
    return file.getvalue()


PNG = _png()
DRAWING = Drawing(b'<svg xmlns="http://www.w3.org/2000/svg"/>', PNG, mm(122), mm(70), "Weavers – all of them")


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new")
    assert cache.get("ab12") is None
    cache.put("ab12", DRAWING)
    assert cache.get("ab12") == DRAWING
    cache.put("ab13", replace(DRAWING, height=mm(70) * Fraction(1, 7)))  # no whole number of EMU
    assert cache.get("ab13") == replace(DRAWING, height=mm(70) * Fraction(1, 7))
    assert [p.name for p in (tmp_path / "new").rglob("*") if p.name.startswith(".new")] == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense\n",
        b"6 0 0 1 1",
        b"6 0 0 1 1\n<svg/>",
        b"-1 7 0 1 1\n<svg/>",
        b"90 0 0 1 1\n<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"40 0 0 0 1\n<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"40 0 0 1/0 1\n<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"40 0 0 1/-2 1\n<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"40 0 1 1 1\n<svg xmlns='http://www.w3.org/2000/svg'/>\xff",
        b"40 4 0 1 1\n<svg xmlns='http://www.w3.org/2000/svg'/>\x89PNG",
        b"46 0 0 1 1\n<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
    ],
)
def test_an_entry_that_another_program_wrote_is_no_entry(tmp_path: Path, content: bytes) -> None:
    ContentCache(tmp_path, _KIND).put("ab12", content)
    cache = Cache(tmp_path)
    assert cache.get("ab12") is None
    cache.put("ab12", DRAWING)
    assert cache.get("ab12") == DRAWING


def test_a_picture_whose_chunks_are_damaged_is_no_entry(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for at in range(len(PNG) - 12):
        cache.put("ab12", replace(DRAWING, png=PNG[:at] + bytes([PNG[at] ^ 1]) + PNG[at + 1 :]))
        assert cache.get("ab12") is None, at


def test_drawings_exchanged_for_one_another_are_drawn_again(tmp_path: Path, theme: Theme) -> None:
    charts, cache = [samples.BARS, samples.LINE], Cache(tmp_path)
    first = room.draw_all(charts, lambda _: FORM, FORM, theme, cache)
    one, two = tmp_path.rglob("*.drawing")
    kept = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(kept)
    assert all(cache.get(path.stem) is None for path in (one, two))
    assert room.draw_all(charts, lambda _: FORM, FORM, theme, cache) == first


def test_the_key_knows_all_that_matters(tmp_path: Path, theme: Theme) -> None:
    cache = Cache(tmp_path)
    ink = replace(theme.palettes["print"], bar=Colour("#000000"))
    face = next(f for f in theme.faces if f.family == "Source Sans 3" and f.weight == 400 and not f.italic)
    other = tmp_path / "other.ttf"
    other.write_bytes(face.path.read_bytes() + b"\0")
    faces = tuple(replace(f, path=other) if f == face else f for f in theme.faces)
    keys = [
        cache.key(samples.BARS, FORM, theme),
        cache.key(replace(samples.BARS, alt="other words"), FORM, theme),
        cache.key(samples.BARS, replace(FORM, label_pt=8.5), theme),
        cache.key(samples.BARS, FORM, replace(theme, palettes={**theme.palettes, "print": ink})),
        cache.key(samples.BARS, FORM, replace(theme, faces=faces)),
    ]
    assert len(set(keys)) == len(keys)
    dark = {**theme.palettes, "dark": ink}
    assert cache.key(samples.BARS, FORM, replace(theme, palettes=dark)) == keys[0]


def test_the_key_does_not_know_where_fonts_lie(tmp_path: Path, theme: Theme) -> None:
    moved = []
    for i, face in enumerate(theme.faces):
        path = tmp_path / f"{i}.ttf"
        path.write_bytes(face.path.read_bytes())
        moved.append(replace(face, path=path))
    cache = Cache(tmp_path)
    assert cache.key(samples.BARS, FORM, replace(theme, faces=tuple(moved))) == cache.key(samples.BARS, FORM, theme)


def test_drawn_once(tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    first = room.draw_all([samples.BARS], lambda _: FORM, FORM, theme, cache)
    monkeypatch.setattr(room, "draw", None)
    assert room.draw_all([samples.BARS], lambda _: FORM, FORM, theme, cache) == first


def test_prune_keeps_what_was_used_last(tmp_path: Path) -> None:
    import os

    cache = Cache(tmp_path)
    for n in range(5):
        cache.put(f"{n}0", DRAWING)
        (path,) = (tmp_path / f"{n}0").glob("*.drawing")
        os.utime(path, (n, n))
    cache.get("00")
    assert cache.prune(keep=2) == 3
    assert cache.get("00") == cache.get("40") == DRAWING
    assert cache.get("30") is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    cache.put("ab12", DRAWING)
    assert cache.get("ab12") is None
    assert cache.prune() == 0
