"""Same input, same bytes: whatever the hash seed, the folder, the clock, the time zone or the machine's language."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from workshop import ROOT, Built, build, cached_drawings

_ANOTHER_CLOCK = """\
import datetime, time_machine
time_machine.travel(datetime.datetime(2031, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc), tick=True).start()
"""


def _with_path(folder: Path) -> str:
    return os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))


def test_another_seed_folder_and_clock_make_the_same_files(built: Built, tmp_path: Path) -> None:
    """Those of the first build had their charts from the cache; here they are drawn."""
    elsewhere = tmp_path / "eine Mappe, größer"
    shutil.copytree(ROOT / "data", elsewhere / "data")
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(_ANOTHER_CLOCK, encoding="utf-8")
    elsewhere_in_time = {"TZ": "Asia/Phnom_Penh", "LC_ALL": "C.UTF-8"}
    other = {"PYTHONHASHSEED": "4711", "PYTHONPATH": _with_path(site)}
    again = build(elsewhere, tmp_path / "out", "--no-cache", environment={**other, **elsewhere_in_time})
    first = built.files
    assert cached_drawings(tmp_path / "out") == {}
    assert first.keys() == again.keys()
    assert [name for name in first if first[name].read_bytes() != again[name].read_bytes()] == []


def test_the_first_build_drew_no_chart(built: Built) -> None:
    """All charts were in the cache, which the build read and did not write."""
    folder = built.booklet.parent
    drawn = json.loads((folder / "drawings.json").read_text(encoding="utf-8"))
    assert len(drawn) >= 20
    assert cached_drawings(folder) == drawn


def test_another_edition_makes_other_files(built: Built, tmp_path: Path) -> None:
    """The comparison sees a change of one day."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    settings = tmp_path / "data" / "publication.yaml"
    text = settings.read_text(encoding="utf-8")
    assert "edition: 2026-11-22" in text
    settings.write_text(text.replace("edition: 2026-11-22", "edition: 2026-11-23"), encoding="utf-8")
    again = build(tmp_path, tmp_path / "out", "--product", "booklet-a5", "--product", "slides")
    first = built.files
    assert sorted(again) == ["booklet-a5", "slides"]
    assert [name for name in again if first[name].read_bytes() == again[name].read_bytes()] == []


def test_the_other_clock_is_another(tmp_path: Path) -> None:
    """The second build does live in another year."""
    (tmp_path / "sitecustomize.py").write_text(_ANOTHER_CLOCK, encoding="utf-8")
    run = [sys.executable, "-c", "import time; print(time.gmtime().tm_year)"]
    environment = {**os.environ, "PYTHONPATH": _with_path(tmp_path)}
    said = subprocess.run(run, capture_output=True, text=True, check=True, env=environment).stdout
    assert said.strip() == "2031"
