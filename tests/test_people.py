"""What reaches a reader: no picture carries its camera's words, and nothing is built without consent."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from factpress.cli.main import main
from factpress.core.diagnostics import Findings, Severity
from factpress.core.metadata_kinds import metadata_kinds
from factpress.workflows.build import build
from tests.core.image_samples import SECRETS, bare_jpeg, bare_png, full_jpeg, full_png
from tests.publications import codes, publication, text_of

CONTENT = "data/content/briefing.en.md"
CONSENTS = "data/consents.yaml"
UPRIGHT, TURNED, DRAWN = "assets/upright.jpg", "assets/turned.jpg", "assets/drawn.png"
FILES = {UPRIGHT: full_jpeg(1), TURNED: full_jpeg(6), DRAWN: full_png(8)}


def picture(path: str, shows: str = "nobody") -> str:
    return f":::{{image}} {path}\n:alt: Colours\n:shows: {shows}\n:::\n"


def slide(path: str, shows: str = "nobody") -> str:
    return f"\n::::{{slide}} Colours of {Path(path).stem}\n{picture(path, shows)}::::\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The booklet and the deck of a publication with pictures as cameras write them, by ending."""
    folder = tmp_path_factory.mktemp("people")
    text = text_of(CONTENT) + "".join(f"\n{picture(path)}{slide(path)}" for path in FILES)
    found, _ = build(publication(folder, {**FILES, CONTENT: text}))
    return {m.path.suffix: m.path.read_bytes() for m in found}


def test_a_deck_holds_the_pictures_as_they_were_coded_and_nothing_else(made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made[".pptx"])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert {bare_jpeg(), bare_png()} <= {data for name, data in parts.items() if "media" in name}
    assert [(name, s) for name, data in parts.items() for s in SECRETS if s in data] == []
    assert [name for name, data in parts.items() if "media" in name and metadata_kinds(data)] == []
    turned = [data.decode() for name, data in parts.items() if "slides/slide" in name and b' rot="' in data]
    assert sorted("5400000" in slide for slide in turned) == [False, True]  # one a quarter clockwise, one the other way


def test_a_booklet_holds_the_pictures_as_they_were_coded_and_nothing_else(made: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(made[".pdf"])) as pdf:
        streams = [stream for stream in pdf.objects if isinstance(stream, pikepdf.Stream)]
        jpegs = [s.read_raw_bytes() for s in streams if s.get("/Filter") == "/DCTDecode"]
        plain = [s.read_bytes() for s in streams if s.get("/Subtype") != "/Image"]
    assert len(jpegs) == 2
    assert set(jpegs) == {bare_jpeg()}
    longer = [s for s in SECRETS if s not in (b"GPS", b"xpacket")]  # letters of any font; the PDF's own XMP
    assert [secret for data in (*jpegs, *plain, made[".pdf"]) for secret in longer if secret in data] == []


def without_consent(tmp_path: Path, where: str) -> Path:
    return publication(tmp_path, {UPRIGHT: bare_jpeg(), CONTENT: text_of(CONTENT) + where})


def test_a_build_stops_for_want_of_consent_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Findings) as findings:
        build(without_consent(tmp_path, "\n" + picture(UPRIGHT, "people")))
    assert codes(tuple(d for d in findings.value.found if d.severity is Severity.ERROR)) == {"missing-consent"}
    assert not list((tmp_path / "build").glob("*.p*"))


def test_slides_are_made_without_what_only_the_booklet_shows(tmp_path: Path) -> None:
    root = without_consent(tmp_path, "\n" + picture(UPRIGHT, "people"))
    made, _ = build(root, ("slides",))
    assert [m.path.suffix for m in made] == [".pptx"]
    with pytest.raises(Findings):
        build(root, ("booklet",))


def test_a_withdrawn_consent_stops_what_was_built_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (publication(tmp_path) / CONSENTS).read_text(encoding="utf-8")
    (tmp_path / CONSENTS).write_text(text + "  withdrawn: 2026-11-01\n", encoding="utf-8")
    assert main(["build", str(tmp_path), "-q", "--product", "booklet"]) == 1
    said = capsys.readouterr().err
    assert "error[withdrawn-consent]" in said
    assert 'N. withdrew the consent "n-visitor" on 2026-11-01' in said
    assert "and data/consents.yaml:3:1" in said


def test_files_are_stripped_in_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full, clean = tmp_path / "full.jpg", tmp_path / "clean.jpg"
    full.write_bytes(full_jpeg())
    clean.write_bytes(bare_jpeg())
    assert main(["strip", str(full), str(clean)]) == 0
    assert full.read_bytes() == clean.read_bytes() == bare_jpeg()
    assert capsys.readouterr().out.splitlines() == [
        f"{full}  metadata removed",
        f"{clean}  has no metadata",
    ]
