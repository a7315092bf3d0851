from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.diagnostics import Location, Problems, ToolError, format_diagnostic
from factpress.core.paths import Places, engine_folder
from factpress.i18n import Language, builtin_language, fallback_tags, language_schema, load_language
from factpress.i18n.numerals import find_number_words, find_numbers, format_digits, format_scaled, parse_digits
from factpress.i18n.paper import office_paper
from factpress.i18n.schema import WORD_PLACEHOLDERS
from tests.tongues import TONGUES, american, english, french, hindi, khmer


def load(tmp_path: Path, tag: str, **files: str) -> tuple[Language | None, Problems]:
    folder = tmp_path / "data/languages"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    return load_language(tag, Places(tmp_path, (), (engine_folder() / "assets",)), problems), problems


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_english_is_whole() -> None:
    language = english()
    assert language.tag == "en-GB"
    assert set(language.standings) == {
        "verified",
        "reported",
        "calculated",
        "contested",
        "outdated",
        "untraced",
        "withdrawn",
    }
    assert language.word("contents") == "Contents"
    assert language.scales == ((10**9, "billion"), (10**6, "million"))
    assert {"three", "twelve", "hundred", "thousands", "dozen", "third", "million"} <= language.number_words
    assert not {"one", "two", "first", "second", "both", "once"} & language.number_words


def test_a_publication_lays_its_words_over(tmp_path: Path) -> None:
    over = 'units: {widgets: {one: widget, other: widgets}}\nwords: {contents: Inside}\nlevels: {tier-2: "Tier II"}\n'
    language, problems = load(tmp_path, "en-GB", en=over)
    assert not len(problems), list(problems)
    assert language is not None
    assert language.word("contents") == "Inside"
    assert language.word("sources") == "Sources"
    assert language.units["widgets"].forms == {"one": "widget", "other": "widgets"}
    assert language.level("tier-2") == "Tier II"
    assert language.level("watch-list") == "Watch list"
    assert language.unit_named("widget") == "widgets"


def test_the_file_of_the_whole_tag_comes_first(tmp_path: Path) -> None:
    language, _ = load(tmp_path, "en-GB", en="words: {contents: A}", en_GB="words: {contents: B}")
    assert language is not None
    assert language.word("contents") == "B"


def test_the_files_of_a_publication_are_laid_over_each_other(tmp_path: Path) -> None:
    language, problems = load(
        tmp_path, "en-US", en="words: {contents: A, sources: S}", en_US="words: {contents: B}\nlevels: {tier: Tier}\n"
    )
    assert not len(problems), list(problems)
    assert language is not None
    assert (language.word("contents"), language.word("sources"), language.level("tier")) == ("B", "S", "Tier")
    assert language.phrases["day"] == american().phrases["day"]


def test_one_invalid_file_of_two_is_reported(tmp_path: Path) -> None:
    language, problems = load(tmp_path, "en-US", en="words: [", en_US="words: {contents: B}")
    assert language is None
    assert [str(d.location).split(":")[0] for d in problems] == ["data/languages/en.yaml"]


def test_a_file_with_only_comments_changes_nothing(tmp_path: Path) -> None:
    language, problems = load(tmp_path, "en-US", en="# nothing yet", en_US="# nor here")
    assert not len(problems), list(problems)
    assert language is not None
    assert language.words == american().words


def test_tags_lose_their_last_parts() -> None:
    assert fallback_tags("zh-Hant-TW") == ["zh-Hant-TW", "zh-Hant", "zh"]
    assert fallback_tags("km") == ["km"]


def test_american_english_is_a_difference_to_english() -> None:
    us, whole = american(), english()
    assert us.locale == "en-US"
    assert us.untranslated == frozenset()
    assert us.words.keys() == whole.words.keys()
    assert us.units.keys() == whole.units.keys()
    assert us.units["kilometres"].forms == {"one": "kilometer", "other": "kilometers"}
    assert us.number_words == whole.number_words
    assert "roughly {}" in us.reading.hedges


BRITISH = r"(?i)\b(?:\w*colour\w*|grey|\w*centre|\w*metres?|litres?|\w*[ai]lis\w+|\w*organis\w*|\w*bour\w*|tonnes?)\b"


def test_american_english_prints_no_british_spelling() -> None:
    us = american()
    printed = [
        *us.words.values(),
        *us.phrases.values(),
        *(form for u in us.units.values() for form in u.forms.values()),
    ]
    printed += [text for pair in us.standings.values() for text in pair]
    assert [text for text in printed if re.search(BRITISH, text)] == []
    assert re.search(BRITISH, "black, or in colours")
    assert [text for text in printed if re.search("”[.,]", text)] == []  # American English has them inside


@pytest.mark.parametrize(
    ("tag", "paper"), [("en-US", "letter"), ("es-419", "a4"), ("fr-CA", "letter"), ("en", "a4"), ("zh-Hant-TW", "a4")]
)
def test_the_paper_of_a_country(tag: str, paper: str) -> None:
    assert office_paper(tag) == paper


@pytest.mark.parametrize(
    ("over", "code", "line"),
    [
        ("phrases:\n  neerly: x {}", "unknown-key", 2),
        ("phrases:\n  nearly: almost", "bad-pattern", 2),
        ("phrases:\n  nearly: '{} of {}'", "bad-pattern", 2),
        ("phrases:\n  range: '{low} {hi}'", "bad-pattern", 2),
        ("phrases:\n  range: '{low} {high'", "bad-pattern", 2),
        ("phrases:\n  range: '{low!r} {high:>9}'", "bad-pattern", 2),
        ("digits: rmn", "bad-value", 1),
        ("locale: xx-YY", "unknown-locale", 1),
        ("direction: up", "bad-value", 1),
        ("months: [January]", "bad-length", 1),
        ("units:\n  a: {}", "bad-unit", 2),
        ("units:\n  a: {sign: '{}', other: b}", "bad-unit", 2),
        ("units:\n  a: {other: 12 eggs}", "bad-unit", 2),
        ("units:\n  folk: {other: people}", "ambiguous-unit", 2),
        ("units:\n  folk: {one: person, other: people}", "ambiguous-unit", 2),
        ("words: {contents: 5}", "wrong-type", 1),
        ("words:\n  source-line: 'Source {name}'", "bad-pattern", 2),
        ("words:\n  source-line: Source", "bad-pattern", 2),
        ("words:\n  source-line: '{source} and {source}'", "bad-pattern", 2),
        ("words:\n  qr-code-for: 'Code {'", "bad-pattern", 2),
        ("words:\n  page-of: '{page}'", "bad-pattern", 2),
        ("words:\n  contents: 'Contents {page}'", "bad-pattern", 2),
        ("wrds: {}", "unknown-key", 1),
    ],
)
def test_faults_at_their_place(tmp_path: Path, over: str, code: str, line: int) -> None:
    language, problems = load(tmp_path, "en-GB", en=over)
    assert language is None
    assert [(d.code, d.location and d.location.line) for d in problems] == [(code, line)], list(problems)
    assert "data/languages/en.yaml" in format_diagnostic(problems.found[0], tmp_path)


def test_every_word_with_a_place_to_fill_is_declared() -> None:
    assert {key: tuple(re.findall(r"{(.*?)}", word)) for key, word in english().words.items() if "{" in word} == dict(
        WORD_PLACEHOLDERS
    )


def test_words_are_filled_in_where_a_language_wants_it(tmp_path: Path) -> None:
    language, problems = load(tmp_path, "en-GB", en="words: {source-line: '{source} says so', my-own: Anything}")
    assert not len(problems), list(problems)
    assert language is not None
    assert language.word("source-line").format(source="Ann") == "Ann says so"


def test_a_language_may_lack_interface_words_and_keeps_the_place_to_add_them(tmp_path: Path) -> None:
    whole = (engine_folder() / "assets/languages/en.yaml").read_text(encoding="utf-8").replace("en-GB", "nb")
    language, problems = load(tmp_path, "nb", nb=whole.replace("  contents: Contents\n", ""))
    assert not len(problems), list(problems)
    assert language is not None
    assert language.locale == "nb"
    assert language.untranslated == {"words.contents"}
    assert language.word("contents") == "Contents"
    line = whole.splitlines().index("words:") + 1
    assert str(language.location) == f"data/languages/nb.yaml:{line}:1"


def test_words_that_the_engine_no_longer_has_are_no_error(tmp_path: Path) -> None:
    over = "words: {welcome: Welcome, 'logo-of': 'Logo of {organisation}', my-own: '{anything}'}"
    language, problems = load(tmp_path, "en-GB", en=over)
    assert not len(problems), list(problems)
    assert language is not None
    assert language.word("logo-of") == "Logo of {organisation}"


def test_no_file_for_a_language(tmp_path: Path) -> None:
    language, problems = load(tmp_path, "xx")
    assert language is None
    assert [(d.code, str(d.location)) for d in problems] == [("unknown-language", "data/languages/xx.yaml")]
    for tag in ("../../etc", "EN", "", "en/GB"):
        assert [d.code for d in load(tmp_path, tag)[1]] == ["bad-language"]


def test_a_tag_without_a_file_is_shown_where_it_is_named(tmp_path: Path) -> None:
    problems, place = Problems(), Location(Path("data/publication.yaml"), 4, 11)
    for tag in ("xx", "EN"):
        assert load_language(tag, Places.of(tmp_path), problems, place) is None
    assert [d.location for d in problems] == [place, place]


def test_the_engines_nearest_language_stands_in(tmp_path: Path) -> None:
    assert builtin_language("en-AU").tag == "en"
    assert builtin_language("xx").tag == "en"


def test_unknown_words_fail_loudly() -> None:
    with pytest.raises(ToolError, match="contnts") as raised:
        english().word("contnts")
    assert raised.value.hint == 'did you mean "contents"?'


def test_the_edition_in_words() -> None:
    assert english().edition(dt.date(2026, 11, 22)) == "November\u00a02026"
    assert khmer().edition(dt.date(2026, 11, 22)) == "ឆ្នាំ ២០២៦ ខែវិច្ឆិកា"


def test_every_key_of_the_schema_is_explained() -> None:
    schema = language_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "required" not in schema
    for part in (schema, *schema["$defs"].values()):
        for key, field in part["properties"].items():
            assert field.get("description"), key


# ── numerals ──────────────────────────────────────────────────────────────────────────────────────────────────────

NUMBERS = st.integers(-(10**18), 10**18).map(Decimal) | st.decimals(-(10**9), 10**9, places=4)


@given(st.sampled_from(sorted(TONGUES)), NUMBERS)
def test_digits_are_read_back(tag: str, number: Decimal) -> None:
    assert parse_digits(format_digits(number, TONGUES[tag]), TONGUES[tag]) == number


@given(st.sampled_from(sorted(TONGUES)), NUMBERS.map(abs))
def test_numerals_find_a_number_where_it_stands(tag: str, number: Decimal) -> None:
    said = format_scaled(number, TONGUES[tag])
    assert find_numbers(f"x {said}; y", TONGUES[tag]) == [(2, 2 + len(said), number)]


def found(text: str, language: Language | None = None) -> list[tuple[str, str]]:
    return [(text[a:b], f"{n:f}".removesuffix(".0")) for a, b, n in find_numbers(text, language or english())]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Of the 500,000 to 2,000,000 persons, 80% …", [("500,000", "500000"), ("2,000,000", "2000000"), ("80", "80")]),
        ("1.7 million, 2\u00a0billion", [("1.7 million", "1700000"), ("2\u00a0billion", "2000000000")]),
        ("5 thousand; 5 thousandfold", [("5 thousand", "5000"), ("5", "5")]),
        ("1975–1979", [("1975", "1975"), ("1979", "1979")]),
        ("S-21, 1970s, 3rd", [("21", "21"), ("1970", "1970"), ("3", "3")]),
        ("in 1975, 1976.", [("1975", "1975"), ("1976", "1976")]),
        ("no number", []),
        ("១២", [("១២", "12")]),
    ],
)
def test_numerals_in_english(text: str, numbers: list[tuple[str, str]]) -> None:
    assert found(text) == numbers


def test_numerals_elsewhere() -> None:
    assert found("1 234 567,5 et 3 millions", french()) == [("1 234 567,5", "1234567.5"), ("3 millions", "3000000")]
    assert found("१२,३४,५६७", hindi()) == [("१२,३४,५६७", "1234567")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("There are five thousand people", ["5000"]),
        ("twenty-five of two million", ["25", "2000000"]),
        ("Three hundred five, then four", ["305", "4"]),
        ("two thousand five hundred", ["2500"]),
        ("nothing of the sort", []),
        ("three; four", ["3", "4"]),
    ],
)
def test_numbers_spelled_out(text: str, numbers: list[str]) -> None:
    assert [str(n) for _, _, n in find_number_words(text, english())] == numbers


@given(st.text())
def test_numerals_and_words_never_fail(text: str) -> None:
    for language in TONGUES.values():
        for start, end, number in (*find_numbers(text, language), *find_number_words(text, language)):
            assert 0 <= start < end <= len(text)
            assert number >= 0
