"""Nothing is read but data and files inside the places."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from factpress.core.paths import Places
from factpress.output.pdf.url_fetcher import locate
from tests.output.pdf.pages import PICTURE, PLACES, ROOT, found, opened, printed


@pytest.fixture
def places(tmp_path: Path) -> Places:
    home = tmp_path / "publication"
    (home / "data").mkdir(parents=True)
    (home / "data" / "wall.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    (tmp_path / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    (home / "data" / "link.svg").symlink_to(tmp_path / "secret.svg")
    return Places.of(home)


def test_own_files_and_the_engines(places: Places) -> None:
    assert locate("own:data/wall.svg", places) == places.root / "data" / "wall.svg"
    assert locate((places.root / "data" / "wall.svg").as_uri(), places) == places.root / "data" / "wall.svg"
    font = locate("asset:fonts/SourceSans3-Bold.ttf", places)
    assert font is not None
    assert font.name == "SourceSans3-Bold.ttf"


@pytest.mark.parametrize(
    "address",
    [
        "own:../secret.svg",
        "own:data/%2e%2e/%2e%2e/secret.svg",
        "own:data/link.svg",
        "own:/etc/passwd",
        "asset:../src/factpress/units.py",
        "file:///etc/passwd",
        "file://example.org/etc/passwd",
        "http://example.org/x.svg",
        "https://example.org/x.svg",
        "ftp://example.org/x.svg",
        "wall.svg",
    ],
)
def test_nothing_else(address: str, places: Places) -> None:
    assert locate(address, places) is None


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ('<img alt="x" src="https://example.org/x.png">', ""),
        ("<p>x</p>", "p { background: url(http://example.org/x.png) }"),
        ("<style>@import 'https://example.org/x.css';</style><p>x</p>", ""),
        ('<link rel="stylesheet" href="https://example.org/x.css">', ""),
        (f'<img alt="x" src="{Path("/etc/hostname").as_uri()}">', ""),
    ],
)
def test_no_address_is_fetched(body: str, css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    codes = {d.code for d in found(body, css)}
    assert "outside-file" in codes
    assert codes <= {"outside-file", "empty-page"}


def test_a_file_that_is_not_there_is_named() -> None:
    (only,) = found('<img alt="x" src="own:data/pictures/none.jpg">')
    assert only.code == "missing-file"
    assert '"own:data/pictures/none.jpg"' in only.message


def test_data_and_the_publications_pictures_are_served() -> None:
    assert PLACES.root == ROOT
    assert len(opened(printed(f'<img alt="x" src="{PICTURE}"><img alt="y" src="asset:marks/verified.svg">')).pages) == 1
