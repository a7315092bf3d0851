import re
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import citeproc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Diagnostic, Location, Problems
from factpress.core.paths import Places
from factpress.document.model import Emphasis, Inlines, Link, plain
from factpress.document.resolve.citations import STYLE, Citations, load_citations
from factpress.i18n import builtin_language
from factpress.publication.facts.claims import FactBook
from factpress.publication.facts.sources import DATES, NAMES, Source, SourceRecord

ENGINE = Places.of(Path(__file__).parents[3])
HERE = Location(Path("data/sources.yaml"), 3, 1)


def cited(
    items: dict[str, dict[str, Any]], tag: str = "en-GB", places: Places = ENGINE
) -> tuple[Citations, list[Diagnostic]]:
    book = FactBook({}, {key: Source(key, item, HERE) for key, item in items.items()})
    problems = Problems()
    return load_citations(book, replace(builtin_language("en"), tag=tag), places, problems), list(problems)


def entry(item: dict[str, Any], tag: str = "en-GB") -> str:
    """The entry with *slanted* words and <linked> ones; nothing may be wrong with the source."""
    citations, found = cited({"it": item}, tag)
    assert not found
    return marked(citations.entry("it"))


def marked(inlines: Inlines) -> str:
    marks: dict[type, tuple[str, str]] = {Emphasis: ("*", "*"), Link: ("<", ">")}
    return "".join(plain((i,)).join(marks.get(type(i), ("", ""))) for i in inlines)


def short(item: dict[str, Any], locator: str | None = None) -> str:
    citations, found = cited({"it": item})
    assert not found
    return citations.short("it", locator)


BOOK = {
    "type": "book", "title": "The Weavers", "author": [{"family": "Doe", "given": "Ann"}], "publisher": "The Press",
    "publisher-place": "Leeds", "issued": 1996, "edition": 3,
}  # fmt: skip
CHAPTER = {
    "type": "chapter", "title": "Silk", "author": [{"family": "Doe", "given": "A."}, {"family": "Roe", "given": "B."}],
    "container-title": "Cloths", "editor": [{"family": "Ed", "given": "E."}], "page": "3-15", "publisher": "Press",
    "publisher-place": "Paris", "issued": "1999",
}  # fmt: skip
ARTICLE = {
    "type": "article-journal", "title": "On counting: a reply", "author": [{"family": "Roe", "given": "B."}],
    "container-title": "Journal", "volume": "56", "issue": "3", "page": "443-462", "issued": "2011-05",
    "DOI": "10.1/x.y",
}  # fmt: skip
NEWS = {
    "type": "article-newspaper", "title": "Fewer than thought", "container-title": "The Daily",
    "issued": "2010-09-29", "URL": "https://daily.example/fewer",
}  # fmt: skip
REPORT = {
    "type": "report", "title": "Global Index 2014", "author": [{"literal": "The Office"}], "number": "GAO-06-825",
    "issued": "2014-07-18",
}  # fmt: skip
PAGE = {
    "type": "webpage", "title": "Data", "author": [{"family": "Roe", "given": "B."}], "URL": "https://roe.example/",
    "accessed": "2026-11-22",
}  # fmt: skip
CASE = {
    "type": "legal_case", "title": "Judgement, Case 1 (X alias Y)", "issued": "2010-07-26",
    "author": [{"literal": "High Court, Trial Chamber"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("item", "long", "brief"),
    [
        (BOOK, "Doe, Ann. *The Weavers*. 3rd edn, Leeds: The Press, 1996.", "Doe, The Weavers, 1996"),
        (
            CHAPTER,
            "Doe, A. and B. Roe. “Silk”. In *Cloths*, edited by E. Ed, pp. 3–15. Paris: Press, 1999.",
            "Doe and Roe, “Silk”, 1999",
        ),
        (
            ARTICLE,
            "Roe, B. “On counting: a reply”. *Journal* 56, no. 3, May 2011, pp. 443–462. <https://doi.org/10.1/x.y>",
            "Roe, “On counting: a reply”, 2011",
        ),
        (
            NEWS,
            "“Fewer than thought”. *The Daily*, 29 September 2010. <https://daily.example/fewer>",
            "The Daily, “Fewer than thought”, 2010",
        ),
        (REPORT, "The Office. *Global Index 2014*. GAO-06-825, 18 July 2014.", "The Office, Global Index 2014"),
        (
            PAGE,
            "Roe, B. “Data”. n.d. <https://roe.example/> (accessed 22 November 2026)",
            "Roe, “Data”",
        ),
        (
            CASE,
            "High Court, Trial Chamber. *Judgement, Case 1 (X alias Y)*. 26 July 2010.",
            "High Court, Trial Chamber, Judgement, Case 1 (X alias Y), 2010",
        ),
        (
            {"type": "webpage", "title": "[A page that has no name]", "URL": "https://a.example"},
            "[A page that has no name]. n.d. <https://a.example>",
            "[A page that has no name]",
        ),
        ({"type": "document", "title": "Why?"}, "*Why?*", "Why?"),
        ({}, "it", "it"),
    ],
)
def test_each_kind_of_source(item: dict[str, Any], long: str, brief: str) -> None:
    assert entry(item) == long
    assert short(item) == brief


def test_a_locator_follows() -> None:
    assert short(BOOK, "p. 458") == "Doe, The Weavers, 1996, p. 458"


def test_a_work_whose_date_we_do_not_know_is_not_said_to_have_none() -> None:
    assert entry({"type": "book", "title": "A", "author": [{"family": "B"}]}) == "B. *A*."


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        (2009, "2009"),
        ("2009", "2009"),
        ("2009-09", "September 2009"),
        ("2009-09-30", "30 September 2009"),
        ("2009~", "c. 2009"),
        ("2007/2009", "2007–2009"),
        ("spring of 1990", "spring of 1990"),
        ("2009-13-40", "2009-13-40"),
        ({"date-parts": [[2009, 9, 30]]}, "30 September 2009"),
        ({"literal": "undated"}, "undated"),
    ],
)
def test_dates_as_they_are_written(issued: object, said: str) -> None:
    assert entry({"type": "book", "title": "A", "issued": issued}) == f"*A*. {said}."


def test_long_titles_are_cut_at_a_colon_that_leaves_a_title() -> None:
    assert short({"title": "A Study of Cloth: Being Long"}) == "A Study of Cloth"
    assert short({"title": "Cloth: A Study"}) == "Cloth: A Study"
    assert short({"title": "A Study of Cloth: Long", "title-short": "Cloth"}) == "Cloth"


def test_words_come_from_the_language() -> None:
    assert entry(PAGE, "de") == "Roe, B. „Data“. o.\u00a0J. <https://roe.example/> (zugegriffen 22. November 2026)"
    assert "consulté le 22 novembre 2026" in entry(PAGE, "fr-CA")
    # a language that CSL does not know falls back on English, and says so in nothing but words
    assert entry(BOOK, "tlh") == entry(BOOK, "en-US")


def test_four_authors_are_the_first_and_others() -> None:
    item = {"title": "A", "author": [{"family": name} for name in "BCDE"]}
    assert short(item) == "B et al., A"
    assert entry({**item, "type": "book"}) == "B, C, D and E. *A*."


def test_a_field_that_csl_does_not_know_is_reported_at_its_source_and_left_out() -> None:
    citations, (found,) = cited({"it": {**BOOK, "foo": "bar"}})
    assert (found.code, found.location) == ("bad-source", HERE)
    assert '"it"' in found.message
    assert "foo" in found.message
    assert marked(citations.entry("it")) == entry(BOOK)


VARIABLES = sorted({field.alias or name for name, field in SourceRecord.model_fields.items()} - {"type"})


def everything(tmp_path: Path) -> Places:
    """A style that prints each variable it can."""
    known = {v.replace("_", "-") for v in citeproc.VARIABLES} - {"archive-location", "container"} | {"archive_location"}
    parts: list[str] = []
    for name in sorted(known):
        if name in NAMES:
            parts.append(f'<names variable="{name}"/>')
        elif name in DATES:
            parts.append(f'<date variable="{name}" form="numeric" date-parts="year"/>')
        else:
            parts.append(f'<text variable="{name}"/>')
    path = tmp_path / "templates" / STYLE
    path.parent.mkdir(parents=True)
    layout = f'<layout><group delimiter=" | ">{"".join(parts)}</group></layout>'
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>All</title><id>all</id>'
        '<updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout>'
        f"</citation><bibliography>{layout}</bibliography></style>",
        encoding="utf-8",
    )
    return Places.of(tmp_path)


def test_every_variable_of_the_schema_is_printed_or_reported(tmp_path: Path) -> None:
    items: dict[str, dict[str, Any]] = {}
    for name in VARIABLES:
        value = [{"literal": "Zyx"}] if name in NAMES else {"date-parts": [[1873]]} if name in DATES else "Zyx"
        items[name.lower()] = {"type": "book", "title": "A", name: value}
    citations, found = cited(items, places=everything(tmp_path))
    assert all(d.code == "bad-source" for d in found), found
    reported = {d.message.split('"')[1] for d in found}
    printed = {i for i in items if re.search("Zyx|1873", plain(citations.entry(i)))}
    assert printed | reported == set(items)
    assert not printed & reported
    assert {d.location for d in found} == {HERE}
    assert {"director", "contributor", "chair", "host", "available-date"} <= reported
    assert {"author", "translator", "archive_location", "issued", "doi"} <= printed


def test_two_ids_that_differ_in_capitals_stay_two() -> None:
    citations, _ = cited({"a": {"title": "One"}, "A": {"title": "Two"}})
    assert (citations.short("a"), citations.short("A")) == ("One", "Two")


def test_markup_is_only_words() -> None:
    assert entry({"type": "book", "title": "A <b>bold</b> & \ue000plain\ue001 title"}) == (
        "*A <b>bold</b> & plain title*."
    )


KEYS = ["type", "title", "author", "editor", "issued", "accessed", "page", "edition", "number", "URL", "note", "id"]
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=12), st.sampled_from(["webpage", "book", "2009-02-31"]),
    st.lists(st.one_of(st.text(max_size=5), st.dictionaries(st.sampled_from(["family", "given", "literal"]),
                                                            st.text(max_size=5)))),
    st.dictionaries(st.sampled_from(["date-parts", "literal", "raw"]), st.one_of(st.text(), st.lists(st.integers()))),
)  # fmt: skip


@settings(max_examples=15)
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES), max_size=20))
def test_nothing_odd_raises_or_comes_out_empty(items: list[dict[str, Any]]) -> None:
    citations, found = cited({f"s{i}": item for i, item in enumerate(items)})
    for i in range(len(items)):
        for words in (plain(citations.entry(f"s{i}")), citations.short(f"s{i}")):
            assert words.strip()
            assert "\ue000" not in words
            assert "\ue001" not in words
    assert all(d.location == HERE for d in found)


@pytest.mark.parametrize("text", ["", "not xml", "<a/>", "<style xmlns='http://purl.org/net/xbiblio/csl'/>"])
def test_a_style_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "templates/citations").mkdir(parents=True)
    (tmp_path / "templates" / STYLE).write_text(text, encoding="utf-8")
    citations, (found,) = cited({"it": BOOK}, places=Places.of(tmp_path))
    assert found.code == "bad-citation-style"
    assert found.location == Location(Path("templates") / STYLE)
    assert citations.short("it") == "The Weavers"


def test_a_publications_own_style_comes_first(tmp_path: Path) -> None:
    (tmp_path / "templates/citations").mkdir(parents=True)
    own = tmp_path / "templates" / STYLE
    found = ENGINE.template(STYLE)
    assert found is not None
    shutil.copy(found, own)
    own.write_text(own.read_text(encoding="utf-8").replace("“", "«").replace("”", "»"), encoding="utf-8")
    citations, problems = cited({"it": NEWS}, places=Places.of(tmp_path))
    assert not problems
    assert citations.short("it") == "The Daily, «Fewer than thought», 2010"


def test_forty_sources_are_quick() -> None:
    items = {f"s{i}": dict(item) for i, item in enumerate([BOOK, CHAPTER, ARTICLE, NEWS, REPORT, PAGE, CASE, BOOK] * 5)}
    cited({"warm": BOOK})
    started = time.process_time()
    cited(items)
    assert time.process_time() - started < 1  # 0.15 s where it was written; this is to catch a quadratic


def test_american_english_has_its_dates_and_stops_in_quotes() -> None:
    item = {"type": "webpage", "title": "A page", "issued": "2014-06-11", "author": [{"literal": "Ann"}]}
    assert entry(item, "en-US") == "Ann. “A page.” June 11, 2014."
    assert entry(item, "en-GB") == "Ann. “A page”. 11 June 2014."
    assert entry({**item, "title": "Who?"}, "en-US") == "Ann. “Who?” June 11, 2014."
