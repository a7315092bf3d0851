"""The two stages of a check: what a build refuses is reported, and what did not change is not laid out again."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factpress.core.content_cache import ContentCache
from factpress.core.diagnostics import Diagnostic, Findings, InstallationError, Severity, ToolError
from factpress.core.paths import engine_folder
from factpress.workflows import layout
from factpress.workflows.build import build
from factpress.workflows.check import check
from tests.core.image_samples import painted
from tests.publications import STARTER, publication, text_of

CONTENT = "data/content/briefing.en.md"
TODAY = dt.date(2026, 11, 22)
LONG = text_of(CONTENT).replace("Ask who says so.", "Ask who says so. " * 60)
"""A text with a slide that does not hold it."""


def checked(folder: Path, *, quick: bool = False) -> list[Diagnostic]:
    return [d for d in check(folder, today=TODAY, quick=quick) if d.severity == "error"]


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The names of the products that are laid out, in each run of the second stage."""
    runs: list[list[str]] = []
    original = layout.lay_out

    def lay_out(plan: object, *arguments: object, **options: object) -> object:
        runs.append([product.name for product in plan.products])  # pyright: ignore[reportAttributeAccessIssue]
        return original(plan, *arguments, **options)  # pyright: ignore[reportArgumentType, reportCallIssue]

    monkeypatch.setattr(layout, "lay_out", lay_out)
    return runs


# ── what a build refuses is reported ──────────────────────────────────────────────────────────────────────────────

CARD = """\
renderer: print
title: Card, A6
file: card
template: prayer-card
content: data/content/card.en.md
sides: 1
sheet: {size: [105mm, 148mm], margins: {top: 9mm, right: 9mm, bottom: 9mm, left: 9mm}}
"""
SETTINGS = "data/publication.yaml"
TALL = "many:\n  kind: dots\n  title: Many\n  rows:\n" + "".join(
    f"    - {{value: readers/survey, label: Survey number {'i' * i}}}\n" for i in range(60)
)


def listed(*products: str) -> str:
    return text_of(SETTINGS).replace("products: [booklet-a5, slides]", f"products: [{', '.join(products)}]")


def engine_text(name: str) -> str:
    return (engine_folder() / name).read_text(encoding="utf-8")


def door(width: int = 1400, height: int = 900) -> bytes:
    out = io.BytesIO()
    painted((width, height)).save(out, "PNG")
    return out.getvalue()


PARAGRAPH = "templates/booklet/blocks/paragraph.html.jinja"

REFUSED: dict[str, tuple[str, dict[str, str | bytes | None]]] = {
    "a slide that is too full": ("slide-overflow", {CONTENT: LONG}),
    "a side of a card that is too full": (
        "text-overflow",
        {
            SETTINGS: listed("booklet-a5", "card"),
            "data/products/card.yaml": CARD,
            "data/content/card.en.md": "## A card\n\n" + "Come and read with us. " * 90,
        },
    ),
    "a chart that is too tall": (
        "chart-too-tall",
        {
            "data/charts.yaml": text_of("data/charts.yaml") + TALL,
            CONTENT: text_of(CONTENT) + "\n:::{chart} many\n:::\n",
        },
    ),
    "a line that is too long": (
        "overfull", {PARAGRAPH: engine_text(PARAGRAPH).replace("<p{", "<p style='white-space: nowrap'{")}
    ),
    "a template with an error": (
        "bad-template", {"templates/booklet/booklet.html.jinja": "{{ document.nothing_of_the_kind }}"}
    ),
    "a style sheet that asks for a missing file": (
        "missing-file", {"templates/booklet/matter.css": "body { background: url(own:missing.png) }"}
    ),
    "a number that no claim states": (
        "number-without-claim", {PARAGRAPH: engine_text(PARAGRAPH) + "<p>Ask 4711 people.</p>"}
    ),
    "a picture without a conversion for a press": (
        "rgb-picture",
        {
            SETTINGS: listed("booklet-a5-press"),
            "data/products/booklet-a5-press.yaml": engine_text("assets/products/booklet-a5-press.yaml").replace(
                "pictures: cmyk\n", ""
            ),
            "assets/door.png": door(),
            CONTENT: text_of(CONTENT) + "\n:::{image} assets/door.png\n:alt: A door\n:shows: nobody\n:::\n",
        },
    ),
}  # fmt: skip
"""Publications that only the second stage can refuse, with the code of a finding."""


@pytest.mark.parametrize(("code", "files"), REFUSED.values(), ids=REFUSED)
def test_the_second_stage_reports_what_a_build_refuses(
    tmp_path: Path, code: str, files: dict[str, str | bytes | None]
) -> None:
    publication(tmp_path, files)
    assert checked(tmp_path, quick=True) == []
    found = checked(tmp_path)
    with pytest.raises(Findings) as refused:
        build(tmp_path)
    assert {d for d in refused.value.found if d.severity is Severity.ERROR} == set(found)
    assert code in {d.code for d in found}
    assert checked(tmp_path) == found  # from the verdicts that were kept


def test_a_coarse_picture_for_a_press_is_reported_once_at_its_line(tmp_path: Path) -> None:
    """The first stage warns of it, and the preflight of the press file refuses it."""
    text = text_of(CONTENT) + "\n:::{image} assets/door.png\n:alt: A door\n:shows: nobody\n:::\n"
    publication(tmp_path, {SETTINGS: listed("booklet-a5-press"), "assets/door.png": door(300, 200), CONTENT: text})
    (warning,) = [d for d in check(tmp_path, today=TODAY, quick=True) if d.code == "coarse-picture"]
    (error,) = [d for d in check(tmp_path, today=TODAY) if d.code == "coarse-picture"]
    assert (warning.severity, error.severity) == (Severity.WARNING, Severity.ERROR)
    assert str(error.location) == str(warning.location) == f"{CONTENT}:{len(text.splitlines()) - 3}:1"


def broken_publications() -> dict[str, dict[str, str | bytes | None]]:
    """Publications that already the first stage refuses."""
    facts, text = "data/facts/library.yaml", text_of(CONTENT)
    return {
        "a claim that does not exist": {CONTENT: text.replace("{claim}`visitors/counted`", "{claim}`vistors`")},
        "a number without a claim": {CONTENT: text + "\nThere were 4711 readers.\n"},
        "a mistyped key": {facts: text_of(facts).replace("standing: verified ", "standng: verified ")},
        "an expired consent": {
            "data/consents.yaml": text_of("data/consents.yaml").replace("expires: 2036-10-01", "expires: 2026-11-01")
        },
        "a word that is refused": {CONTENT: text + "\nHe had been called a child prostitute.\n"},
        "a print with an unknown template": {
            SETTINGS: listed("printer-test-a4"),
            "data/products/printer-test-a4.yaml": engine_text("assets/products/printer-test-a4.yaml").replace(
                "template: printer-test", "template: printer-tset"
            ),
        },
        "a wrong weekday": {
            "data/events.yaml": text_of("data/events.yaml").replace("2036-05-16", "2036-05-36"),
        },
    }


@pytest.mark.parametrize("name", broken_publications())
def test_every_error_of_a_build_is_one_of_a_check(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC).timestamp())))
    files = broken_publications()[name]
    publication(tmp_path, files)
    with pytest.raises(Findings) as refused:
        build(tmp_path)
    errors = {d for d in refused.value.found if d.severity is Severity.ERROR}
    assert errors
    assert errors <= set(checked(tmp_path))


def test_one_cause_is_reported_once_with_its_product(tmp_path: Path) -> None:
    wide = REFUSED["a line that is too long"][1]
    publication(tmp_path, {**wide, SETTINGS: listed("booklet-half-letter", "booklet-a5", "slides")})
    (found, *others) = checked(tmp_path)
    assert found.message.startswith("page ")
    assert " of booklet-half-letter: " in found.message
    assert not any("booklet-a5" in other.message for other in others)


def test_a_library_that_fails_at_one_product_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def render_pages(*_: object) -> bytes:
        raise ToolError("WeasyPrint could not set the pages (AssertionError)", "undo the last change and try")

    publication(tmp_path, {CONTENT: LONG})
    with monkeypatch.context() as patch:
        patch.setattr(layout, "render_pages", render_pages)
        found = checked(tmp_path)
    assert {d.code for d in found} == {"layout-failed", "slide-overflow"}
    (failed,) = (d for d in found if d.code == "layout-failed")
    assert str(failed.location) == f"{CONTENT}:1:1"
    assert failed.hint == "undo the last change and try"
    assert {d.code for d in checked(tmp_path)} == {"slide-overflow"}  # the failure was not kept


def test_an_incomplete_installation_ends_a_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def render_pages(*_: object) -> bytes:
        raise InstallationError("WeasyPrint is not installed")

    monkeypatch.setattr(layout, "render_pages", render_pages)
    with pytest.raises(ToolError, match="not installed"):
        checked(publication(tmp_path))


# ── verdicts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_unchanged_product_is_laid_out_once(tmp_path: Path, layouts: list[list[str]]) -> None:
    publication(tmp_path)
    assert checked(tmp_path) == checked(tmp_path) == []
    assert layouts == [["booklet-a5", "slides"]]


def test_a_check_after_a_build_lays_out_nothing(tmp_path: Path, layouts: list[list[str]]) -> None:
    publication(tmp_path)
    build(tmp_path)
    layouts.clear()
    assert checked(tmp_path) == []
    assert layouts == []
    check(tmp_path, today=TODAY, cached=False)
    assert layouts == [["booklet-a5", "slides"]]


CHANGES: dict[str, tuple[str, str | bytes]] = {
    "text": (CONTENT, text_of(CONTENT).replace("Ask who says so.", "Ask who says it.")),
    "a claim": ("data/facts/library.yaml", text_of("data/facts/library.yaml").replace("12480", "12481")),
    "the brand": ("data/brand.yml", b"color: {palette: {ink: '#101010'}, foreground: ink}\n"),
    "a template": ("templates/booklet/blocks/callout.html.jinja", "<aside>{{ block.title }}</aside>"),
    "a picture": ("assets/of-our-own.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
}


@pytest.mark.parametrize(("name", "content"), CHANGES.values(), ids=CHANGES)
def test_what_changed_is_laid_out_again(
    tmp_path: Path, layouts: list[list[str]], name: str, content: str | bytes
) -> None:
    checked(publication(tmp_path))
    publication(tmp_path, {name: content})
    checked(tmp_path)
    assert layouts == [["booklet-a5", "slides"]] * 2
    checked(publication(tmp_path, {name: text_of(name) if (STARTER / name).exists() else None}))
    assert len(layouts) == 2  # the verdict on what it was is still there


def test_a_product_that_changed_is_laid_out_alone(tmp_path: Path, layouts: list[list[str]]) -> None:
    checked(publication(tmp_path))
    own = engine_text("assets/products/slides.yaml").replace("palette: light", "palette: dark")
    checked(publication(tmp_path, {"data/products/slides.yaml": own}))
    assert layouts == [["booklet-a5", "slides"], ["slides"]]


def test_lines_that_move_keep_a_clean_verdict_and_not_a_place(tmp_path: Path, layouts: list[list[str]]) -> None:
    publication(tmp_path, {CONTENT: LONG})
    (before,) = checked(tmp_path)
    head, rest = LONG.split("\n\n", 1)
    publication(tmp_path, {CONTENT: f"{head}\n\n\n\n{rest}"})
    (after,) = checked(tmp_path)
    assert before.location is not None
    assert after.location is not None
    assert after.location.line == before.location.line + 2
    assert layouts == [["booklet-a5", "slides"], ["slides"]]


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff" * 4000, None])
def test_a_damaged_verdict_is_made_again(tmp_path: Path, layouts: list[list[str]], damage: bytes | None) -> None:
    publication(tmp_path, {CONTENT: LONG})
    found = checked(tmp_path)
    entries = [path for path in (tmp_path / "build/.cache/verdicts").rglob("*") if path.is_file()]
    assert len(entries) == 2
    for entry in entries:
        if damage is None:
            entry.unlink()
            os.mkfifo(entry)
        else:
            entry.write_bytes(damage)
    assert checked(tmp_path) == found
    assert layouts == [["booklet-a5", "slides"]] * 2


def test_a_verdict_of_another_shape_is_ignored(tmp_path: Path, layouts: list[list[str]]) -> None:
    checked(publication(tmp_path))
    cache = ContentCache(tmp_path / "build/.cache/verdicts", "verdict-1")
    for entry in list(cache.folder.rglob("*.verdict-1")):
        cache.put(entry.name.split(".")[0], b'{"places": "", "found": [{"code": 1}]}')
    assert checked(tmp_path) == []
    assert len(layouts) == 2


def test_a_folder_without_a_place_for_verdicts_is_checked(tmp_path: Path, layouts: list[list[str]]) -> None:
    publication(tmp_path, {"build": "a file, so that nothing can be kept"})
    assert checked(tmp_path) == checked(tmp_path) == []
    assert len(layouts) == 2


def test_the_quick_check_lays_out_nothing(tmp_path: Path, layouts: list[list[str]]) -> None:
    assert checked(publication(tmp_path, {CONTENT: LONG}), quick=True) == []
    assert layouts == []


def test_keys_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    publication(tmp_path)
    code = (
        "from pathlib import Path; from factpress.workflows.tasks import plan\n"
        "from factpress.workflows.product_keys import product_keys\n"
        f"p = plan(Path({str(tmp_path)!r}), (), None, False)\n"
        "print(product_keys(p).keys, product_keys(p, places=True).keys)"
    )
    keys = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(keys) == 1
