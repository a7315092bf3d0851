"""Small prints with a text of their own: what is wrong with one is named in its text, and its code can be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.core.units import mm
from factpress.design.theme import Pattern
from factpress.edition import Edition, read_edition
from factpress.output.html.assets import MIN_MODULE, QUIET_MODULES, qr_code, qr_module_size
from factpress.output.prints import renderer
from factpress.output.prints.line_drawings import scene
from factpress.publication.products import Product
from factpress.publication.products.imposition_schemes import Size
from tests.publications import publication, text_of

TEXT = "data/content/prints/card.en.md"
CARD = """\
renderer: print
title: A card
file: card
template: {template}
content: data/content/prints/card.en.md
sides: {sides}
sheet: {{size: [105mm, 148mm], margins: {{top: 9mm, right: 9mm, bottom: 9mm, left: 9mm}}}}
"""
LINE = "The library lends to everyone who asks, and to those who do not dare to ask it lends first of all.\n\n"


def made(folder: Path, text: str, template: str = "prayer-card", sides: int = 1, **more: str) -> Edition:
    """The starter with a card of that text."""
    named = text_of("data/publication.yaml").replace("products: [", "products: [card, ", 1)
    files: dict[str, str | bytes | None] = {
        "data/publication.yaml": named,
        "data/products/card.yaml": CARD.format(template=template, sides=sides),
        TEXT: text,
        **{f"data/{name}.yaml": content for name, content in more.items()},
    }
    return read_edition(publication(folder, files))


def card_of(edition: Edition) -> Product:
    return next(product for product in edition.products if product.name == "card")


def render(edition: Edition) -> bytes:
    product = card_of(edition)
    assert product.content is not None
    return renderer.render(edition.prints[product.content], edition.theme, product, {}, edition.places)


def found_in(folder: Path, text: str, template: str = "prayer-card", sides: int = 1) -> list[Diagnostic]:
    with pytest.raises(Findings) as caught:
        made(folder, text, template, sides)
    return [d for d in caught.value.found if d.location is not None and d.location.path == Path(TEXT)]


def said(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(d.code, str(d.location).removeprefix(TEXT)) for d in found]


def test_an_error_in_the_text_stands_at_its_place(tmp_path: Path) -> None:
    assert said(found_in(tmp_path, "## A card\n\nIt lends {claim}`no-such-claim`.\n")) == [("unknown-claim", ":3:10")]


def test_a_bare_number_is_an_error(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, "## A card\n\nIt has 40 shelves.\n")
    assert str(found.location) == f"{TEXT}:3:8"


def test_one_side_too_many(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, "## One\n\nWords.\n\n## Another\n\nWords.\n")
    assert (found.code, str(found.location)) == ("too-many-sides", f"{TEXT}:5:1")


@pytest.mark.parametrize("text", ["## Come\n\nAll are welcome.\n", "## Come\n\n:::{aside} When\nSoon.\n:::\n"])
def test_a_flyer_without_its_event(tmp_path: Path, text: str) -> None:
    assert said(found_in(tmp_path, text, "flyer")) == [("no-event", ":1:1")]


def test_an_event_that_nobody_wrote_down(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, "## Come\n\n:::{event} long-evning\n:::\n", "flyer")
    assert (found.code, str(found.location)) == ("unknown-event", f"{TEXT}:3:12")
    assert found.hint is not None
    assert "long-evening" in found.hint


def test_an_event_without_a_day_is_named_once_and_where_it_is_written(tmp_path: Path) -> None:
    undated = text_of("data/events.yaml").replace("date: 2036-05-16, ", "")
    with pytest.raises(Findings) as caught:
        made(tmp_path, "## Come\n\n:::{event} long-evening\n:::\n", "flyer", events=undated)
    (found,) = caught.value.found
    assert (found.code, str(found.location)) == ("missing-key", "data/events.yaml:5:3")


def test_a_flyer_takes_day_hour_and_place_from_its_event(tmp_path: Path) -> None:
    edition = made(tmp_path, "## Come\n\n:::{event} long-evening\n:::\n", "flyer")
    card = card_of(edition)
    box = renderer.picture_box(card, edition.theme)
    html = renderer.piece_html(edition.prints[Path(TEXT)], edition.theme, card, edition.places, None, box)
    for words in (
        "A long evening of reading",
        "Friday, 16 May 2036",
        "18:30 to 21:00",
        "Room-12 in the Example Library",
    ):
        assert words in html


def test_what_is_filled_in_has_lines_and_boxes(tmp_path: Path) -> None:
    text = "## Reply\n\n:::{boxes}\n- yes\n- no\n:::\n\n:::{lines}\n- Name\n:::\n"
    edition = made(tmp_path, text, "response-card")
    card = card_of(edition)
    box = renderer.picture_box(card, edition.theme)
    html = renderer.piece_html(edition.prints[Path(TEXT)], edition.theme, card, edition.places, None, box)
    assert html.count('class="box"') == 2
    assert 'class="form lines"' in html


@pytest.mark.parametrize("body", ["Name", "- Name\n\n  and more", "- One\n\nWords."])
def test_a_form_is_one_list(tmp_path: Path, body: str) -> None:
    (found, *_) = found_in(tmp_path, f"## Reply\n\n:::{{lines}}\n{body}\n:::\n")
    assert (found.code, str(found.location)) == ("bad-fence", f"{TEXT}:4:1")


def test_a_text_that_is_too_long_says_by_how_many_lines(tmp_path: Path) -> None:
    edition = made(tmp_path, "## Short\n\nWords.\n\n## Long\n\n" + LINE * 14, sides=2)
    with pytest.raises(Findings) as caught:
        render(edition)
    (found,) = caught.value.found
    assert (found.code, str(found.location)) == ("text-overflow", f"{TEXT}:5:1")
    lines = int(found.message.split(" is ")[1].split()[0])
    assert '"Long" of card' in found.message
    assert 2 <= lines <= 40


def test_a_line_less_is_a_line_less_over(tmp_path: Path) -> None:
    over: list[int] = []
    for count in (11, 12):
        edition = made(tmp_path / str(count), "## Long\n\n" + LINE * count)
        with pytest.raises(Findings) as caught:
            render(edition)
        over.append(int(caught.value.found[0].message.split(" is ")[1].split()[0]))
    assert over[1] - over[0] == 2  # such a paragraph has two lines


@pytest.mark.parametrize("template", ["prayer-card", "flyer"])
def test_a_side_has_its_drawing(tmp_path: Path, template: str) -> None:
    text = "## A card {drawing=door}\n\n:::{lead}\nCome.\n:::\n\n:::{event} long-evening\n:::\n"
    edition = made(tmp_path, text, template)
    card = card_of(edition)
    box = renderer.picture_box(card, edition.theme)
    html = renderer.piece_html(edition.prints[Path(TEXT)], edition.theme, card, edition.places, None, box)
    assert html.count('class="line-drawing door"') == 1
    assert (html.index("line-drawing") < html.index("<h1")) is (template == "prayer-card")


def test_a_poster_has_its_drawing_above_the_pattern(tmp_path: Path) -> None:
    pattern = Pattern(first=1950, last=2000, bare=(1970, 1971), undyed_after=3, seed=1)
    edition = made(tmp_path, "## A poster {drawing=river years=1960/1990}\n\nCome.\n", "poster")
    for cloth, theme, shown in (
        (mm(60), replace(edition.theme, ornament=pattern), True),
        (mm(0), replace(edition.theme, ornament=pattern), False),
        (mm(60), replace(edition.theme, ornament=None), False),
    ):
        card = replace(card_of(edition), cloth=cloth)
        box = renderer.picture_box(card, theme)
        html = renderer.piece_html(edition.prints[Path(TEXT)], theme, card, edition.places, None, box)
        assert ('class="scene"' in html) is shown
        assert ("line-drawing" in html) is not shown


@pytest.mark.parametrize(("name", "fills"), [("river-wide", True), ("river", False)])
def test_a_broad_drawing_fills_the_head_of_a_poster(tmp_path: Path, name: str, fills: bool) -> None:
    edition = made(tmp_path, "## A poster\n\nCome.\n", "poster")
    space = Size(mm(297), mm(172))
    shown = scene(name, "poster", edition.theme.palettes["print"], space, edition.places)
    assert shown.height == mm(172)
    right = shown.left + shown.width
    if fills:
        assert shown.left <= mm(0)
        assert right == space.width
    else:
        assert shown.left == space.width - right > mm(0)


def test_a_drawing_is_smaller_where_a_side_would_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = made(tmp_path, "## A card {drawing=river}\n\n" + LINE * 4)
    assert render(edition)
    monkeypatch.setattr(renderer, "_PICTURE_SHARES", ())
    with pytest.raises(Findings) as caught:
        render(edition)
    assert [found.code for found in caught.value.found] == ["text-overflow"]


def test_rows_are_as_far_apart_as_a_side_has_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[float, ...]] = []
    make = renderer.piece_html

    def noted(*given: Any) -> str:
        tried.append(tuple(length.pt for length in given[-1]))
        return make(*given)

    monkeypatch.setattr(renderer, "piece_html", noted)
    row = "- The library lends to everyone who asks.\n"
    edition = made(tmp_path, "## Few\n\n" + row + "\n## Many\n\n" + row * 5, "insert", sides=2)
    assert render(edition)
    assert tried[0] == (8, 8)
    assert tried[-1][0] == 8
    assert 0 <= tried[-1][1] < 8


def test_a_drawing_that_is_not_there(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, "## A card {drawing=dor}\n\nWords.\n")
    assert (found.code, str(found.location), found.hint) == ("unknown-drawing", f"{TEXT}:1:1", 'did you mean "door"?')


def test_a_drawing_has_strokes_only(tmp_path: Path) -> None:
    made(tmp_path, "## A card\n\nWords.\n")
    folder = tmp_path / "assets" / "drawings"
    folder.mkdir(parents=True)
    filled = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A</title><path fill="#000" d="M0 0h9"/></svg>'
    )
    (folder / "blot.svg").write_text(filled)
    (tmp_path / TEXT).write_text("## A card {drawing=blot}\n\nWords.\n")
    with pytest.raises(Findings) as caught:
        read_edition(tmp_path)
    (found,) = caught.value.found
    assert (found.code, str(found.location)) == ("bad-drawing", f"{TEXT}:1:1")


def test_there_is_no_print_of_that_name(tmp_path: Path) -> None:
    with pytest.raises(Findings) as caught:
        made(tmp_path, "## A card\n\nWords.\n", "prayer-cord")
    (found,) = caught.value.found
    assert (found.code, found.hint) == ("unknown-template", 'did you mean "prayer-card"?')
    assert str(found.location).startswith("data/products/card.yaml:")


@pytest.mark.parametrize("distance", [150, 250, 300, 1000, 2000])
def test_a_code_is_as_large_as_its_readers_are_far(distance: int) -> None:
    _, modules = qr_code("https://example.org/a-long-way-to-read-on")
    module = qr_module_size(modules, mm(distance))
    assert module >= MIN_MODULE
    assert (module * modules).mm >= distance / 10 - 1e-6


def test_a_quiet_zone_lies_within_the_trim(tmp_path: Path) -> None:
    edition = made(tmp_path, "## A card\n\nWords.\n")
    foot = renderer.foot_of(edition.prints[Path(TEXT)], edition.theme, card_of(edition))
    assert foot is not None
    _, modules = qr_code("https://example.org/library")
    module = qr_module_size(modules, mm(300))
    assert foot.quiet.mm == pytest.approx(QUIET_MODULES * module.mm)
    assert foot.side.mm == pytest.approx((modules + 2 * QUIET_MODULES) * module.mm)
    assert foot.pull <= mm(9)
