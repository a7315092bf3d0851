"""The text seam: golden HTML and CSS, and the rules by which blocks become HTML."""

from __future__ import annotations

import dataclasses
import itertools
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings, Location
from factpress.document.model import (
    Aside,
    Chapter,
    Document,
    Figure,
    Heading,
    Paragraph,
    Primitive,
    Text,
)
from factpress.output.booklet.html import stylesheet, to_html
from factpress.output.booklet.renderer import render
from factpress.publication.facts.claims import Standing
from tests.golden_files import assert_golden
from tests.output.booklet import sample


def html(document: Document | None = None) -> str:
    return to_html(document or sample.document(), sample.theme(), sample.A5, sample.PLACES)


def test_golden_html() -> None:
    assert_golden("booklet/sample.html", re.sub(r"base64,[^\"]+", "base64,…", html()))


@pytest.mark.parametrize("product", [sample.A5, sample.HALF_LETTER], ids=lambda p: p.name)
def test_golden_css(product: sample.Product) -> None:
    result = stylesheet(sample.theme(), product)
    assert_golden(f"booklet/{product.name}.css", result.replace((sample.ROOT / "assets").as_uri(), "file:///assets"))


# ── the shape of the page ───────────────────────────────────────────────────────────────────────────────────────


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ranks: list[int] = []
        self.ids: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.headers: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.ranks.append(int(tag[1]))
        if tag == "img":
            self.pictures.append(values)
        if tag == "th":
            self.headers.append(values)
        if values.get("id"):
            self.ids.append(str(values["id"]))


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def test_one_title_and_no_rank_skipped() -> None:
    ranks = read(html()).ranks
    assert ranks.count(1) == 1
    assert ranks[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks))


@settings(max_examples=25)
@given(st.lists(st.integers(2, 9), max_size=12))
def test_no_rank_is_skipped_whatever_is_asked_for(ranks: list[int]) -> None:
    headings = tuple(Heading(rank, (Text("A heading"),), f"h{i}") for i, rank in enumerate(ranks))
    document = sample.document(chapters=(Chapter("c", "One", (), headings),), address="")
    result = read(to_html(document, sample.PLAIN, sample.A5, sample.PLACES)).ranks
    assert max(result) <= 6
    assert all(after - before <= 1 for before, after in itertools.pairwise(result))


def test_no_id_comes_twice() -> None:
    ids = read(html()).ids
    assert len(ids) == len(set(ids))
    assert {"levels-of-the-river", "gauges", "levels", "sources", "source:source-0"} <= set(ids)


def test_each_statement_has_an_id_of_its_own() -> None:
    ids = [i for i in read(html()).ids if i.startswith("claim:")]
    assert ids.count("claim:flood-level/1:1") == 1
    assert "claim:flood-level/1:2" in ids
    assert "claim:great-flood/1:1" in ids  # in the statistic
    assert "claim:psalm-books/:1" in ids  # the quotation


def test_every_picture_says_what_it_shows_or_that_it_is_an_ornament() -> None:
    assert all(picture.get("alt") is not None for picture in read(html()).pictures)
    marks = {"Verified", "Reported", "Contested", "Outdated"}  # behind sentences
    assert {str(p["alt"]) for p in read(html()).pictures if p["alt"]} - marks == {
        "Bars of the highest levels in four decades, from 210 to 380 centimetres.",
        "QR code for example.org/the-river-at-the-bridge",
    }


def test_header_cells_have_a_scope() -> None:
    assert [h.get("scope") for h in read(html()).headers] == ["col"] * 3


def test_the_deck_s_side_stays_out() -> None:
    assert "Only for the wall" not in html()
    assert "Never printed" not in html()


def test_markup_in_texts_is_text() -> None:
    chapter = Chapter("c", "<i>x", (), (Paragraph((Text("<script>"),)),))
    result = html(sample.document(title="<b>&amp;", chapters=(chapter,)))
    assert "<h1" in result
    assert "&lt;b&gt;&amp;amp;" in result
    assert "&lt;script&gt;" in result
    assert "<script>" not in result


def test_a_missing_word_is_named() -> None:
    words = {k: v for k, v in sample.WORDS.items() if k != "contents"}
    with pytest.raises(Findings) as caught:
        html(sample.document(words=words))
    (only,) = caught.value.found
    assert only.code == "missing-word"
    assert '"contents"' in only.message
    assert "data/languages/en-GB.yaml" in str(only.location)


def test_a_chart_that_was_not_drawn_is_named() -> None:
    with pytest.raises(Findings) as caught:
        render(sample.document(), sample.theme(), sample.A5, {}, sample.PLACES)
    assert any(d.code == "missing-file" and "chart:levels" in d.message for d in caught.value.found)


@dataclasses.dataclass(frozen=True)
class Remark:
    """A compound without a template."""

    words: str
    origin: Location | None = None

    def realize(self) -> tuple[Primitive, ...]:
        return (Aside((Text("Remark"),), (Paragraph((Text(self.words),)),)),)


def test_a_compound_without_template_is_set_as_its_primitives() -> None:
    result = html(sample.document(chapters=(Chapter("c", "One", (), (Remark("Quite so."),)),)))
    assert '<p class="title">Remark</p>\n<p>Quite\u00a0so.</p>' in result


def test_the_reason_stands_below_a_chart_in_doubt() -> None:
    figure = Figure(sample.chart(standing=Standing.CONTESTED), 7)
    result = html(sample.document(chapters=(Chapter("c", "One", (), (figure,)),)))
    assert "Figure 7. Highest levels at the bridge" in result
    assert "Source: River office, yearbooks; Parish register" in result
    assert re.search(r'contested\.svg">Contested</span> The gauge was replaced in between\.', result)
