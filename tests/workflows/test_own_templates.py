"""An error that the publication's own template or style sheet causes is reported at that file, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

import pytest

from factpress.core.diagnostics import Diagnostic, Location
from factpress.core.paths import Places, engine_folder
from factpress.workflows.check import check
from factpress.workflows.own_templates import blame_templates, own_templates
from tests.publications import publication, text_of

TEXT, CSS = "data/content/prayer-card.en.md", "templates/prints/prayer-card.css"
PIECE = "templates/prints/piece.html.jinja"
CARD = f"""renderer: print
title: Card
file: prayer-card
template: prayer-card
content: {TEXT}
sides: 1
sheet: {{size: [105mm, 148mm], margins: {{top: 9mm, right: 9mm, bottom: 9mm, left: 9mm}}}}
"""


def engine_text(name: str) -> str:
    return (engine_folder() / name).read_text(encoding="utf-8")


def errors(folder: Path, files: dict[str, str | bytes | None]) -> list[Diagnostic]:
    settings = text_of("data/publication.yaml").replace("[booklet-a5, slides]", "[prayer-card]")
    text = {TEXT: "## Come\n\nRead with us.\n"}
    files = {"data/publication.yaml": settings, "data/products/prayer-card.yaml": CARD, **text, **files}
    found = check(publication(folder, files), today=dt.date(2026, 11, 22))
    return [d for d in found if d.severity == "error"]


ENDLESS = "{% for i in range(30) %}<p style='break-before: page'> </p>{% endfor %}"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        (PIECE, "<html lang='en'><title>x</title>", "empty-page"),
        (PIECE, engine_text(PIECE) + ENDLESS, "empty-page"),
        (CSS, engine_text(CSS) + "p, h1, h2 { font-family: 'No Such Face' }", "missing-glyph"),
        (CSS, engine_text(CSS) + "* { display: none }", "empty-page"),
    ],
)
def test_the_place_is_the_file_that_causes_it(tmp_path: Path, name: str, text: str, code: str) -> None:
    (only,) = errors(tmp_path, {name: text, "templates/prints/pieces.css": engine_text("templates/prints/pieces.css")})
    assert (only.code, only.location) == (code, Location(Path(name)))
    assert only.hint is not None
    assert "engine's template" in only.hint


def test_of_several_own_files_the_cause_is_found(tmp_path: Path) -> None:
    others = ("flyer.css", "poster.css", "bookmark.css", "pieces.css")
    own = {f"templates/prints/{name}": engine_text(f"templates/prints/{name}") + "\n" for name in others}
    (only,) = errors(tmp_path, {**own, CSS: engine_text(CSS) + "* { display: none }"})
    assert only.location == Location(Path(CSS))


def test_a_long_text_stays_at_its_place_and_the_style_sheet_is_named(tmp_path: Path) -> None:
    text = "## Come\n\n" + "Read with us, and bring a friend who reads. " * 12 + "\n"
    (only,) = errors(tmp_path, {TEXT: text, CSS: engine_text(CSS) + ".side > p { font-size: 24pt; line-height: 30pt }"})
    assert (only.code, str(only.location)) == ("text-overflow", f"{TEXT}:1:1")
    assert only.related == (Location(Path(CSS)),)


def test_a_text_that_is_too_long_anyway_does_not_name_the_style_sheet(tmp_path: Path) -> None:
    text = "## Come\n\n" + "Read with us, and bring a friend who reads. " * 120 + "\n"
    (only,) = errors(tmp_path, {TEXT: text, CSS: engine_text(CSS) + "p { color: #222222 }"})
    assert (only.code, str(only.location), only.related) == ("text-overflow", f"{TEXT}:1:1", ())


# ── the judgement alone ─────────────────────────────────────────────────────────────────────────────────────────


def diagnostic(code: str, line: int = 3, message: str = "page 1: x") -> Diagnostic:
    return Diagnostic(code, message, Location(Path(TEXT), line, 1))


def judged(tmp_path: Path, found: list[Diagnostic], again: Collection[Diagnostic]) -> list[str]:
    (tmp_path / "templates/prints").mkdir(parents=True)
    (tmp_path / CSS).write_text("p { color: red }", encoding="utf-8")
    places = Places.of(tmp_path)
    done = blame_templates(found, own_templates(places), places, lambda _: again)
    return [f"{d.location} {d.code}" for d in done]


def test_many_texts_that_are_too_long_are_one_error_of_the_style_sheet(tmp_path: Path) -> None:
    found = [diagnostic("overfull", line) for line in range(1, 9)]
    assert judged(tmp_path, found, ()) == [f"{CSS} overfull"]


def test_an_error_that_stays_is_not_the_templates(tmp_path: Path) -> None:
    found = [diagnostic("overfull", 1), diagnostic("overfull", 2)]
    assert judged(tmp_path, found, [diagnostic("overfull", 2, "page 3: y")]) == [
        f"{TEXT}:1:1 overfull",
        f"{TEXT}:2:1 overfull",
    ]


def test_what_the_audit_finds_is_the_templates_only_if_the_audit_was_run(tmp_path: Path) -> None:
    assert judged(tmp_path / "a", [diagnostic("missing-claim")], ()) == [f"{CSS} missing-claim"]
    again = [diagnostic("overfull", 9)]
    assert judged(tmp_path / "b", [diagnostic("missing-claim")], again) == [f"{TEXT}:3:1 missing-claim"]


def test_both_are_named_where_it_cannot_be_told(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.css").write_text("p {}", encoding="utf-8")
    places, failed = Places.of(tmp_path), Diagnostic("layout-failed", "failed", Location(Path(TEXT), 1, 1))
    (only,) = blame_templates([diagnostic("overfull")], own_templates(places), places, lambda _: [failed])
    assert (only.location, only.related) == (Location(Path(TEXT), 3, 1), (Location(Path("templates/a.css")),))


def test_a_file_like_the_engines_is_not_the_publications_own(tmp_path: Path) -> None:
    (tmp_path / "templates/prints").mkdir(parents=True)
    (tmp_path / CSS).write_text(engine_text(CSS), encoding="utf-8")
    assert own_templates(Places.of(tmp_path)) == ()
    (tmp_path / CSS).write_text(engine_text(CSS) + "\n", encoding="utf-8")
    assert own_templates(Places.of(tmp_path)) == ((tmp_path / CSS).resolve(),)
