from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.paths import Places, engine_folder


def test_a_publications_own_files_come_before_the_engines(tmp_path: Path) -> None:
    places = Places.of(tmp_path)
    engine = places.template("citations/brief.csl")
    assert engine == engine_folder() / "templates" / "citations" / "brief.csl"
    own = tmp_path / "templates" / "citations" / "brief.csl"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    assert places.template("citations/brief.csl") == own.resolve()


def test_the_engines_own_folder_is_looked_into_once() -> None:
    assert len(Places.of(engine_folder()).templates) == 1


OUTSIDE = ["../secret.txt", "/etc/hostname", "link.txt", "circle.txt", "a" * 5000, "nul\0", "", "."]


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_outside_the_folder_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "circle.txt").symlink_to(root / "circle.txt")
    (root / "mine.txt").write_text("mine", encoding="utf-8")
    assert Places.of(root).own(name) is None
    assert Places.of(root).own("mine.txt") is not None


def test_a_template_that_is_set_aside_is_not_found(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "citations" / "brief.csl"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    places = Places.of(tmp_path).without([own])
    assert places.template("citations/brief.csl") == engine_folder() / "templates" / "citations" / "brief.csl"
