from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.clipping import is_inside
from factpress.core.diagnostics import InstallationError
from factpress.core.paths import Places
from factpress.design.atlas import FILE, read_atlas


def test_countries_have_codes_and_rings_in_degrees(tmp_path: Path) -> None:
    atlas = read_atlas(Places.of(tmp_path))
    assert {"KH", "NO", "FR", "ZA", "FJ"} <= atlas.countries.keys()
    rings = [ring for polygon in atlas.countries["NO"] for ring in polygon]
    assert is_inside(rings, (10.4, 60.8))
    assert not is_inside(rings, (15.0, 60.0))
    assert all(-180.01 <= x <= 180.01 and -90.01 <= y <= 90.01 for line in atlas.borders for x, y in line)
    assert atlas.rivers
    assert atlas.lakes


@pytest.mark.parametrize(
    "content", ["", "{}", '{"scale": 0, "arcs": [[1, 1]], "countries": {}, "rivers": [], "lakes": []}']
)
def test_a_damaged_file_is_reported(tmp_path: Path, content: str) -> None:
    file = tmp_path / "assets" / FILE
    file.parent.mkdir(parents=True)
    file.write_text(content, "utf-8")
    with pytest.raises(InstallationError, match="damaged"):
        read_atlas(Places.of(tmp_path))
