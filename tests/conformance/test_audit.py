"""The audit's own proof: a thousand digits altered and all of them found, nothing found where nothing was altered.

Each round alters one digit on every page or slide that has any, and audits the file once; a page or slide counts as
found only where a finding names it. Texts, notes, charts, alternative texts and lines of claims all have their turn.
"""

from __future__ import annotations

import random
import time
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import altering
import pytest
from workshop import ROOT, Built, build, need

from checkers import office
from factpress.audit import Audit, GeneratedText, Reading, audit
from factpress.audit.readers import read_bytes, read_file
from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED
from factpress.edition import Edition, read_edition
from factpress.output.renderers import RENDERERS as REGISTRY
from factpress.workflows.audit_files import possible_generated_text
from factpress.workflows.scaffold import create_publication

RENDERERS = frozenset(REGISTRY)
ALTERED = {"briefing, booklet": 340, "briefing, deck": 400, "starter, booklet": 190, "starter, deck": 190}
"""How many digits are altered in each."""


def edition_of(folder: Path) -> Edition:
    return read_edition(folder)


@pytest.fixture(scope="module")
def files(built: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Edition, Path]]:
    """The briefing and the engine's starter, as a booklet and as a deck, each with its publication."""
    folder = tmp_path_factory.mktemp("starter") / "publication"
    create_publication(folder)
    starter = build(folder, folder / "build")
    briefing, small = edition_of(ROOT), edition_of(folder)
    return {
        "briefing, booklet": (briefing, built.booklet),
        "briefing, deck": (briefing, built.deck),
        "starter, booklet": (small, starter["booklet-a5"]),
        "starter, deck": (small, starter["slides"]),
    }


def audited(reading: Reading, edition: Edition, generated: GeneratedText) -> Audit:
    return audit(reading, edition.document, edition.book, edition.language, generated)


def names(found: Audit, place: str) -> bool:
    """Whether a finding names that page or slide."""
    return any(d.message.startswith((f"{place},", f"{place}:")) for d in found.found)


@pytest.mark.parametrize("name", ALTERED)
def test_every_altered_digit_is_found(name: str, files: dict[str, tuple[Edition, Path]]) -> None:
    edition, path = files[name]
    data = path.read_bytes()
    deck = path.suffix == ".pptx"
    spots = altering.deck_spots(data) if deck else altering.pdf_spots(data)
    (generated,) = possible_generated_text(edition, path, "pptx" if deck else "pdf")
    assert audited(read_file(path), edition, generated).found == ()  # untouched, no false alarm

    def alone(spot: altering.Spot) -> bytes:
        return altering.altered_deck(data, [spot])[0] if deck else altering.altered_pdf(data, [spot])

    kinds: Counter[str] = Counter()
    places: set[str] = set()
    missed: list[altering.Spot] = []
    for chosen in altering.rounds(spots, ALTERED[name]):
        altered = altering.altered_deck(data, chosen)[0] if deck else altering.altered_pdf(data, chosen)
        found = audited(read_bytes(altered, path), edition, generated)
        kinds.update(spot.kind for spot in chosen)
        places |= {spot.place for spot in chosen}
        missed += [spot for spot in chosen if not names(found, spot.place)]
    # the number of a note that is wrong among other wrong ones may be taken for one of these: alone it must be found
    missed = [
        spot for spot in missed if not names(audited(read_bytes(alone(spot), path), edition, generated), spot.place)
    ]
    assert (missed, places) == ([], {spot.place for spot in spots})
    assert sum(kinds.values()) >= ALTERED[name]
    print(f"{name}: {sum(kinds.values())} digits altered on {len(places)} places, all found: {dict(kinds)}")  # noqa: T201
    assert set(kinds) >= {
        "text",
        "chart",
        "alternative text",
        *(["notes", "claims"] if name == "briefing, deck" else []),
    }


def test_a_thousand_digits_are_altered() -> None:
    assert sum(ALTERED.values()) >= 1000


@pytest.mark.parametrize("name", ["briefing, booklet", "briefing, deck"])
def test_one_digit_alone_is_found(name: str, files: dict[str, tuple[Edition, Path]]) -> None:
    """One digit in the whole file, so that nothing else can have led to the finding; and its number is named."""
    edition, path = files[name]
    data = path.read_bytes()
    deck = path.suffix == ".pptx"
    (generated,) = possible_generated_text(edition, path, "pptx" if deck else "pdf")
    spots = altering.deck_spots(data) if deck else altering.pdf_spots(data)
    for spot in random.Random(3).sample(spots, 12):
        altered = altering.altered_deck(data, [spot])[0] if deck else altering.altered_pdf(data, [spot])
        found = audited(read_bytes(altered, path), edition, generated)
        assert names(found, spot.place), spot
        # a note that is not recognized any more moves the numbers of those behind it
        others = [d for d in found.found if d.code == "number-differs" and ", note call" not in d.message]
        assert all(d.message.startswith(spot.place) for d in others), spot


def test_untouched_files_are_clean_by_the_command(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [path for path in built.files.values() if path.suffix != ".txt"]
    assert main.main(["audit", *map(str, paths), "-C", str(ROOT)]) == CLEAN
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("every one traced") + out.count("no numbers to trace") == len(paths)
    untold = [p for p in edition_of(ROOT).products if not p.states_claims]  # instructions and tests of printers
    assert out.count("no numbers to trace") == len(untold)


@pytest.fixture(scope="module")
def resaved(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck opened and saved again by LibreOffice, under its own name."""
    need(office.is_there(), "LibreOffice")
    return office.saved_again(built.deck, tmp_path_factory.mktemp("resaved"), "pptx")


def test_a_deck_saved_by_another_program_is_clean(resaved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading = read_file(resaved)
    assert reading.has_claims
    assert len(reading.fingerprints) > 50  # what its values were has come through
    assert main.main(["audit", str(resaved), "-C", str(ROOT)]) == CLEAN
    assert capsys.readouterr().err == ""


def test_the_same_deck_with_one_number_changed_is_not(resaved: Path, tmp_path: Path) -> None:
    data, edition = resaved.read_bytes(), edition_of(ROOT)
    (generated,) = possible_generated_text(edition, resaved, "pptx")
    spots = [spot for spot in altering.deck_spots(data) if spot.kind in ("text", "notes")]
    for spot in random.Random(5).sample(spots, 10):
        found = audited(read_bytes(altering.altered_deck(data, [spot])[0], resaved), edition, generated)
        assert names(found, spot.place), spot


def test_a_bomb_is_refused_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", b" " * 39_000_000)
    (tmp_path / "bomb.pptx").write_bytes(out.getvalue())
    begun = time.monotonic()
    assert main.main(["audit", str(tmp_path / "bomb.pptx"), "-C", str(ROOT)]) == FAILED
    assert time.monotonic() - begun < 30
    assert "would grow to 39 MB" in capsys.readouterr().err
