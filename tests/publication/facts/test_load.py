from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from factpress.core.diagnostics import Location, Problems, Severity, format_diagnostic
from factpress.core.paths import Places
from factpress.publication.facts.claims import (
    Base,
    Citation,
    FactBook,
    Measure,
    Point,
    Qualifier,
    Quantity,
    Range,
    Series,
    SignOff,
    Standing,
    Steps,
)
from factpress.publication.facts.dates import Moment, Period
from factpress.publication.facts.load import load_facts
from tests.tongues import english

SOURCES = """
background: {type: webpage, title: Background page}
court-list: {type: report, title: List of prisoners, author: {literal: The Court}, issued: 2016}
"""
EDITION = dt.date(2026, 11, 22)


def load(tmp_path: Path, files: Mapping[str, str | bytes]) -> tuple[FactBook, Problems]:
    (tmp_path / "data/facts").mkdir(parents=True, exist_ok=True)
    for name, text in {"sources.yaml": SOURCES, **files}.items():
        (tmp_path / "data" / name).write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    problems = Problems()
    return load_facts(Places.of(tmp_path), english(), problems), problems


def claim(values: str, more: str = "") -> str:
    lines = "".join(f"    - {line}\n" for line in values.strip().splitlines())
    extra = "".join(f"  {line}\n" for line in more.strip().splitlines())
    head = "prisoners:\n  claim: People imprisoned\n  standing: reported\n  reason: No list survives.\n"
    return f"{head}  cites: {{source: court-list}}\n{extra}" + (f"  values:\n{lines}" if lines else "")


def of_value(tmp_path: Path, value: str) -> Measure:
    book, problems = load(tmp_path, {"facts/a.yaml": claim(value)})
    assert not len(problems), list(problems)
    return book.claims["prisoners"].values[0].measure


def found(problems: Problems) -> list[tuple[str, int, int]]:
    return [(d.code, d.location.line, d.location.column) for d in problems if d.location is not None]


# ── what is right ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_claim_with_everything(tmp_path: Path) -> None:
    text = """
        # a comment
        old-mill-prisoners:
          claim: People imprisoned at the old mill (M-21)
          as_supplied: "… nearly 17,000 men, women, and children were imprisoned …"
          attribution: Commission
          attributed_to: background
          standing: reported
          reason: Court lists name {claim}`old-mill-prisoners/listed`.
          values:
            - {key: supplied, nearly: 17000, unit: people, period: 1975/1979, cites: {source: background}}
            - {exactly: 15101, unit: person, as_of: 2016, cites: [{source: court-list, locator: p. 4, seen_in: s}]}
          cites: {source: court-list}
          checked: 2026-11-22
          review_by: 2027-11-22
        """
    book, problems = load(tmp_path, {"facts/a.yaml": text, "sources.yaml": SOURCES + "s: {type: book, title: S}\n"})
    assert not len(problems), list(problems)
    (entry,) = book.claims.values()
    assert entry.standing is Standing.REPORTED
    assert entry.location == Location(Path("data/facts/a.yaml"), 3, 1, len("old-mill-prisoners"))
    assert (entry.checked, entry.review_by) == (EDITION, dt.date(2027, 11, 22))
    supplied, listed = entry.values
    assert supplied.measure == Quantity(Point(Decimal(17000), Qualifier.NEARLY), "people")
    assert supplied.period == Period(Moment(1975), Moment(1979))
    assert supplied.location == Location(Path("data/facts/a.yaml"), 11, 7, 1)
    assert listed.key == "2"
    assert listed.as_of == Moment(2016)
    assert listed.measure == Quantity(Point(Decimal(15101)), "people"), "a unit may be named by any of its words"
    assert listed.cites == (Citation("court-list", "p. 4", "s"),)
    assert listed.cites[0].location == Location(Path("data/facts/a.yaml"), 12, 59, 1)
    assert book.sources["court-list"].csl == {
        "id": "court-list",
        "type": "report",
        "title": "List of prisoners",
        "issued": {"date-parts": [[2016]]},
        "author": [{"literal": "The Court"}],
    }
    assert book.sources["court-list"].location == Location(Path("data/sources.yaml"), 3, 1, 10)


@pytest.mark.parametrize("qualifier", list(Qualifier))
def test_qualifiers(tmp_path: Path, qualifier: Qualifier) -> None:
    measured = of_value(tmp_path, f"{{{qualifier.value}: 12.5, unit: people}}")
    assert measured == Quantity(Point(Decimal("12.5"), qualifier), "people")


@pytest.mark.parametrize(
    ("value", "measured"),
    [
        ("{range: [500000, 2000000], unit: people}", Quantity(Range(Decimal(500000), Decimal(2000000)), "people")),
        ("{exactly: 80, unit: percent, of: all   who came}", Quantity(Point(Decimal(80)), "percent", "all who came")),
        (
            "{exactly: 86.6, unit: deaths, per: {number: 1000, unit: people}}",
            Quantity(Point(Decimal("86.6")), "deaths", None, Base(Decimal(1000), "people")),
        ),
        (
            "{exactly: 5, unit: people, per: {number: 1, unit: day}}",
            Quantity(Point(Decimal(5)), "people", None, Base(Decimal(1), "days")),
        ),
        (
            "{series: {1970: 5, 1974-06: [6, 7]}, unit: people, published: 2026}",
            Series(
                (
                    (Moment(1970), Quantity(Point(Decimal(5)), "people")),
                    (Moment(1974, 6), Quantity(Range(Decimal(6), Decimal(7)), "people")),
                ),
                Moment(2026),
            ),
        ),
        (
            "{steps: {2001: low, 2006/2007: high}, levels: [low, high]}",
            Steps(
                ((Period(Moment(2001), Moment(2001)), "low"), (Period(Moment(2006), Moment(2007)), "high")),
                ("low", "high"),
            ),
        ),
        ("{period: 1975-04-17/1979-01-06}", None),
        ("{as_of: 2016-03}", None),
    ],
)
def test_measures(tmp_path: Path, value: str, measured: Measure) -> None:
    assert of_value(tmp_path, value) == measured


def test_values_without_citations_have_those_of_the_claim(tmp_path: Path) -> None:
    book, _ = load(tmp_path, {"facts/a.yaml": claim("{exactly: 5, unit: people}")})
    assert book.claims["prisoners"].values[0].cites == (Citation("court-list"),)


def test_a_book_may_be_empty(tmp_path: Path) -> None:
    book, problems = load(tmp_path, {})
    assert not book.claims
    assert list(book.sources) == ["background", "court-list"]
    assert not len(problems)
    (tmp_path / "data/sources.yaml").unlink()
    problems = Problems()
    assert load_facts(Places.of(tmp_path), english(), problems) == FactBook({}, {})
    assert not len(problems)


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    one = claim("{exactly: 5, unit: people}")
    files = {"facts/b.yaml": one.replace("prisoners", "b"), "facts/a.yaml": one.replace("prisoners", "z")}
    book, problems = load(tmp_path, files)
    assert list(book.claims) == ["z", "b"]
    assert not len(problems)


# ── what is wrong with a value ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "code", "fault"),
    [
        ("{exactly: 5, nearly: 6, unit: people}", "two-measures", "nearly: 6"),
        ("{exactly: 5, range: [1, 2], unit: people}", "two-measures", "range: "),
        ("{range: [2000000, 500000], unit: people}", "range-reversed", "[2000000"),
        ("{range: [5, 5], unit: people}", "range-reversed", "[5, 5]"),
        ("{range: [5], unit: people}", "bad-range", "[5]"),
        ("{range: 5, unit: people}", "bad-range", "5, unit"),
        ("{range: [1, x], unit: people}", "wrong-type", "[1, x]"),
        ("{exactly: 101, unit: percent, of: all}", "share-above-100", "101"),
        ("{range: [80, 120], unit: percent, of: all}", "share-above-100", "120"),
        ("{series: {1970: 101}, unit: percent, of: all}", "share-above-100", "101"),
        ("{exactly: 80, unit: percent}", "percent-without-of", "percent"),
        ("{exactly: 80, unit: percent, of: ''}", "empty-text", "''"),
        ("{exactly: 80, unit: peple}", "unknown-unit", "peple"),
        ("{exactly: 8, unit: people, per: {number: 5, unit: peple}}", "unknown-unit", "peple"),
        ("{exactly: 8, unit: people, per: {number: 0, unit: people}}", "bad-base", "0, unit"),
        ("{exactly: 8, unit: people, of: all, per: {number: 5, unit: people}}", "share-and-rate", "per: "),
        ("{exactly: 80}", "missing-key", "{exactly"),
        ("{exactly: '80', unit: people}", "wrong-type", "'80'"),
        ("{exactly: 17,000 unit: people}", "unknown-key", "000 unit"),
        ("{exactly: -5, unit: people}", "negative-count", "-5"),
        ("{range: [-5, 3], unit: people}", "negative-count", "-5"),
        ("{series: {}, unit: people}", "empty-series", "{},"),
        ("{series: {1975: 5, 1974: 6}, unit: people}", "series-not-in-order", "1974"),
        ("{series: {1975: [6, 5]}, unit: people}", "range-reversed", "[6, 5]"),
        ("{series: {x: 5}, unit: people}", "not-a-date", "5}"),
        ("{series: 5, unit: people}", "wrong-type", "5, unit"),
        ("{steps: {2001: hi}, levels: [low, high]}", "unknown-level", "hi}"),
        ("{steps: {2001: low}}", "missing-key", "steps"),
        ("{steps: {}, levels: [low]}", "empty-series", "{},"),
        ("{steps: {2003/2005: low, 2004: low}, levels: [low]}", "series-not-in-order", "2004"),
        ("{steps: {2001: low}, levels: [low, low]}", "duplicate-level", "low]"),
        ("{steps: {2001: low}, levels: [low], unit: people}", "key-not-allowed", "unit"),
        ("{exactly: 5, unit: people, levels: [low]}", "key-not-allowed", "levels"),
        ("{exactly: 5, unit: people, published: 2026}", "key-not-allowed", "published"),
        ("{unit: people, period: 1975}", "no-measure", "unit"),
        ("{place: Riverside}", "no-measure", "{place"),
        ("{period: 1979/1975}", "period-reversed", "1979"),
        ("{period: 1975-13}", "not-a-date", "1975-13"),
        ("{period: 1975-02-30}", "not-a-date", "1975-02-30"),
        ("{period: 17 April 1975}", "not-a-date", "17 April"),
        ("{period: 1975/1976/1977}", "not-a-date", "1975"),
        ("{period: [1975]}", "not-a-date", "[1975]"),
        ("{as_of: 75}", "not-a-date", "75}"),
        ("{exactly: 5, unit: people, counts: flows}", "bad-value", "flows"),
        ("{exactly: 5, unit: people, key: A b}", "bad-id", "A b"),
        ("{exactly: 5, unit: people, cites: {source: curt-list}}", "unknown-source", "curt-list"),
        ("{exactly: 5, unit: people, cites: [{source: court-list, seen_in: x}]}", "unknown-source", "x}"),
        ("{exactly: 5, unit: people, cites: {source: court-list, locatr: p. 4}}", "unknown-key", "locatr"),
        ("{exactly: 5, unit: people, cites: court-list}", "wrong-type", "court-list"),
        ("{exactly: 5, unit: people, cites: {source: court-list, locator: 4}}", "wrong-type", "4}"),
        ("{exactly: 5, unit: people, sorce: 4}", "unknown-key", "sorce"),
        ("5", "wrong-type", "5"),
        ("{exactly: 1e99, unit: people}", "bad-number", "1e99"),
    ],
)
def test_faults_of_a_value_at_their_place(tmp_path: Path, value: str, code: str, fault: str) -> None:
    text = claim(value)
    _, problems = load(tmp_path, {"facts/a.yaml": text})
    line = len(text.splitlines())
    column = text.splitlines()[-1].index(fault, 6) + 1
    assert (code, line, column) in found(problems), [format_diagnostic(d, tmp_path) for d in problems]
    assert all(d.severity is Severity.ERROR for d in problems)


def test_hints_name_what_is_meant(tmp_path: Path) -> None:
    value = "{exactly: 5, unit: peple, cites: {source: curt-list, locatr: x}}"
    _, problems = load(tmp_path, {"facts/a.yaml": claim(value)})
    assert [d.hint for d in problems] == ['did you mean "locator"?']
    _, problems = load(tmp_path, {"facts/a.yaml": claim(value.replace(", locatr: x", ""))})
    hints = " ".join(d.hint or "" for d in problems)
    assert 'did you mean "people"?' in hints
    assert 'did you mean "court-list"?' in hints


def test_one_fault_hides_no_other(tmp_path: Path) -> None:
    text = """
        one:
          claim: One
          standing: maybe
          values:
            - {exactly: x, unit: people}
            - {exactly: 5, nearly: 5, unit: people}
            - {key: "2", exactly: 101, unit: percent, cites: {source: nobody}}
        two:
          claim: Two
          standing: contested
          review_by: 2020-02-30
        """
    _, problems = load(
        tmp_path, {"facts/a.yaml": text, "facts/b.yaml": "three: [", "facts/c.yaml": claim("{period: 0}")}
    )
    expected = {"bad-value", "wrong-type", "two-measures", "share-above-100", "percent-without-of", "unknown-source"}
    assert {d.code for d in problems} == expected | {"not-a-date", "bad-yaml", "duplicate-value"}
    assert all(d.location is not None and d.location.line > 0 for d in problems)


# ── what is wrong with a claim, a file, a source ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("attributed_to: backgruond", "unknown-source"),
        ("checked: 2026-11-22\nreview_by: 2026-11-21", "review-before-check"),
        ("checked: yesterday", "not-a-date"),
        ("values: 5", "wrong-type"),
        ("claim: Twice", "duplicate-key"),
    ],
)
def test_faults_of_a_claim(tmp_path: Path, more: str, code: str) -> None:
    _, problems = load(tmp_path, {"facts/a.yaml": claim("", more)})
    assert [d.code for d in problems] == [code]
    assert problems.found[0].location is not None
    assert problems.found[0].location.line > 5


def test_nobody_cited(tmp_path: Path) -> None:
    uncited = claim("{exactly: 5, unit: people}").replace("  cites: {source: court-list}\n", "")
    _, problems = load(tmp_path, {"facts/a.yaml": uncited})
    assert found(problems) == [("uncited-value", 6, 7)]
    ours = uncited.replace("unit: people", "unit: people, calculation: two and three")
    assert not len(load(tmp_path, {"facts/a.yaml": ours})[1])


def test_nobody_cited_for_a_claim_without_values(tmp_path: Path) -> None:
    _, problems = load(tmp_path, {"facts/a.yaml": "a:\n  claim: A\n  standing: verified\n"})
    assert found(problems) == [("uncited-claim", 1, 1)]


def test_a_standing_in_doubt_gives_its_reason(tmp_path: Path) -> None:
    cited = "  cites: {source: court-list}\n"
    text = f"a:\n  claim: A\n  standing: contested\n{cited}b:\n  claim: B\n  standing: verified\n{cited}"
    _, problems = load(tmp_path, {"facts/a.yaml": text})
    assert found(problems) == [("missing-reason", 3, 13)]


def test_the_same_claim_in_two_files(tmp_path: Path) -> None:
    text = claim("{exactly: 5, unit: people}")
    _, problems = load(tmp_path, {"facts/a.yaml": text, "facts/b.yaml": text})
    (problem,) = problems
    assert problem.code == "duplicate-claim"
    assert problem.location is not None
    assert problem.location.path == Path("data/facts/b.yaml")
    assert "data/facts/a.yaml:1:1" in (problem.hint or "")


def test_ids(tmp_path: Path) -> None:
    text = claim("").replace("prisoners", "Pri soners")
    assert found(load(tmp_path, {"facts/a.yaml": text})[1]) == [("bad-id", 1, 1)]
    text = claim("").replace("prisoners", "1" * 81)
    assert found(load(tmp_path, {"facts/a.yaml": text})[1]) == [("bad-id", 1, 1)]


def test_files_with_another_ending_are_not_passed_over(tmp_path: Path) -> None:
    _, problems = load(tmp_path, {"facts/a.yml": claim(""), "facts/b.YAML": claim(""), "facts/notes.txt": "x"})
    assert [(d.code, d.hint) for d in problems] == [
        ("wrong-extension", 'rename it to "a.yaml"'),
        ("wrong-extension", 'rename it to "b.yaml"'),
    ]


def test_a_folder_that_is_missing_or_leads_out(tmp_path: Path) -> None:
    problems = Problems()
    load_facts(Places.of(tmp_path), english(), problems)
    assert [(d.code, str(d.location)) for d in problems] == [("missing-file", "data/facts")]
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.yaml").write_text(claim(""))
    inside = tmp_path / "inside"
    (inside / "data").mkdir(parents=True)
    (inside / "data/facts").symlink_to(outside)
    problems = Problems()
    book = load_facts(Places.of(inside), english(), problems)
    assert [d.code for d in problems] == ["outside-folder"]
    assert not book.claims
    (inside / "data/facts").unlink()
    (inside / "data/facts").mkdir()
    (inside / "data/facts/a.yaml").symlink_to(outside / "a.yaml")
    problems = Problems()
    load_facts(Places.of(inside), english(), problems)
    assert [d.code for d in problems] == ["outside-folder"]


@pytest.mark.parametrize(
    ("source", "code", "fault"),
    [
        ("{type: webpge, title: X}", "bad-value", "webpge"),
        ("{type: webpage}", "missing-key", "x:"),
        ("{title: X}", "missing-key", "x:"),
        ("{type: webpage, title: X, URL: example.org}", "bad-address", "example"),
        ("{type: webpage, title: X, URL: 'file:///etc/passwd'}", "bad-address", "'file"),
        ("{type: webpage, title: X, issued: 2009-13}", "not-a-date", "2009"),
        ("{type: webpage, title: X, issued: 2009/2008}", "period-reversed", "2009"),
        ("{type: webpage, title: X, author: Ben Kiernan}", "bad-name", "Ben"),
        ("{type: webpage, title: X, author: [{given: Ben}]}", "bad-name", "{given"),
        ("{type: webpage, title: X, author: [{famly: Ben}]}", "unknown-key", "famly"),
        ("{type: webpage, title: X, container_title: Y}", "unknown-key", "container_title"),
        ("{type: webpage, title: 1984}", "wrong-type", "1984"),
        ("{type: webpage, title: ' '}", "empty-text", "' '"),
        ("[]", "wrong-type", "[]"),
    ],
)
def test_faults_of_a_source(tmp_path: Path, source: str, code: str, fault: str) -> None:
    text = f"x:  {source}"
    _, problems = load(tmp_path, {"sources.yaml": text})
    assert (code, 1, text.index(fault) + 1) in found(problems), [format_diagnostic(d, tmp_path) for d in problems]


def test_sources_in_csl(tmp_path: Path) -> None:
    text = """
        book:
          type: book
          title: The Regime
          title-short: Regime
          author: [{family: Kiernan, given: Ben}, {literal: The Court}]
          editor: {family: Berg, given: Anna, non-dropping-particle: van den}
          issued: 2008-05/2009-01-02
          original-date: 1996~
          accessed: 2026-11-01
          container-title: Series
          volume: 3
          page: 443–462
          edition: 2
          DOI: 10.1000/x
          publisher-place: New Haven
        """
    book, problems = load(tmp_path, {"sources.yaml": text})
    assert not len(problems), list(problems)
    csl = book.sources["book"].csl
    assert csl["issued"] == {"date-parts": [[2008, 5], [2009, 1, 2]]}
    assert csl["original-date"] == {"date-parts": [[1996]], "circa": True}
    assert csl["editor"] == [{"family": "Berg", "given": "Anna", "non-dropping-particle": "van den"}]
    assert (csl["volume"], csl["edition"]) == ("3", "2")
    assert csl["title-short"] == "Regime"


def test_a_broken_file_of_sources_is_reported_once(tmp_path: Path) -> None:
    text = claim("{exactly: 5, unit: people}")
    _, problems = load(tmp_path, {"facts/a.yaml": text, "sources.yaml": "x: ["})
    assert [d.code for d in problems] == ["bad-yaml"]
    _, problems = load(tmp_path, {"facts/a.yaml": text, "sources.yaml": "court-list: {type: x, title: y}"})
    assert [d.code for d in problems] == ["bad-value"], "a faulty source is still a source"


# ── supplied words ────────────────────────────────────────────────────────────────────────────────────────────────


def supplied(words: str, value: str) -> str:
    return claim(
        value.replace("}", ", cites: {source: background}}"), f'as_supplied: "{words}"\nattributed_to: background'
    )


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("nearly 17,000 men", "{nearly: 17000, unit: people}"),
        ("Of the 500,000 to 2,000,000 persons", "{range: [500000, 2000000], unit: people}"),
        ("80% are women", "{exactly: 80, unit: percent, of: them}"),
        ("More than 2 million", "{more_than: 2000000, unit: people}"),
        ("There are five thousand people", "{exactly: 5000, unit: people}"),
        ("twenty-five of them", "{exactly: 25, unit: people}"),
        ("in its four years in power", "{exactly: 4, unit: years}"),
        ("between 1975 to 1979", "{period: 1975-04/1979}"),
    ],
)
def test_numbers_that_the_supplied_words_say(tmp_path: Path, words: str, value: str) -> None:
    assert not len(load(tmp_path, {"facts/a.yaml": supplied(words, value)})[1])


@pytest.mark.parametrize(
    ("words", "value", "wrong"),
    [
        ("nearly 17,000 men", "{nearly: 16000, unit: people}", "16000"),
        ("500,000 to 2,000,000 persons", "{range: [500000, 2100000], unit: people}", "2100000"),
        ("More than 2 million", "{more_than: 2, unit: people}", "2,"),
        ("between 1975 to 1979", "{period: 1975/1978}", "1975/"),
        ("five thousand people", "{exactly: 5, unit: people}", "5,"),
    ],
)
def test_numbers_that_differ_from_the_supplied_words(tmp_path: Path, words: str, value: str, wrong: str) -> None:
    text = supplied(words, value)
    _, problems = load(tmp_path, {"facts/a.yaml": text})
    last = text.splitlines()[-1]
    assert found(problems) == [("differs-from-supplied", len(text.splitlines()), last.index(wrong) + 1)]
    assert "replaces the supplied number" in (problems.found[0].hint or "")


def test_values_of_other_sources_may_differ_from_the_supplied_words(tmp_path: Path) -> None:
    other = supplied("nearly 17,000", "{exactly: 15101, unit: people}").replace(
        "{source: background}", "{source: court-list}"
    )
    ours = supplied("nearly 17,000", "{exactly: 34000, unit: people, calculation: twice as many}")
    for text in (other, ours):
        assert not len(load(tmp_path, {"facts/a.yaml": text})[1])


# ── signing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def signed(tmp_path: Path, more: str) -> tuple[FactBook, Problems]:
    return load(tmp_path, {"facts/a.yaml": claim("", more)})


def test_one_signature_needs_no_list(tmp_path: Path) -> None:
    book, problems = signed(tmp_path, "signed_off: {by: Ada  Example, on: 2026-11-23}")
    assert not len(problems), list(problems)
    assert book.claims["prisoners"].signed_off == (SignOff("Ada Example", dt.date(2026, 11, 23)),)


def test_several_may_sign(tmp_path: Path) -> None:
    book, _ = signed(tmp_path, "signed_off: [{by: A, on: 2026-11-23}, {by: B, on: 2026-11-24}]")
    assert [signing.by for signing in book.claims["prisoners"].signed_off] == ["A", "B"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("signed_off: Ada", "wrong-type"),
        ("signed_off: {by: Ada}", "missing-key"),
        ("signed_off: {by: ' ', on: 2026-11-23}", "empty-text"),
        ("signed_off: {by: Ada, on: yesterday}", "not-a-date"),
        ("signed_off: {by: Ada, on: 2026-11-23, role: chair}", "unknown-key"),
    ],
)
def test_a_signature_has_a_name_and_a_day(tmp_path: Path, more: str, code: str) -> None:
    _, problems = signed(tmp_path, more)
    assert [d.code for d in problems] == [code]
    assert [d.location.line for d in problems if d.location is not None] == [6]


@pytest.mark.parametrize(
    ("more", "still"),
    [
        ("", False),
        ("signed_off: {by: Ada, on: 2026-11-23}", True),
        ("checked: 2026-11-23\nsigned_off: {by: Ada, on: 2026-11-23}", True),
        ("checked: 2026-11-24\nsigned_off: {by: Ada, on: 2026-11-23}", False),
    ],
)
def test_a_new_check_wants_a_new_signature(tmp_path: Path, more: str, still: bool) -> None:
    book, _ = signed(tmp_path, more)
    assert book.claims["prisoners"].signed is still


def test_the_claims_of_a_file_that_is_not_read_are_not_missing(tmp_path: Path) -> None:
    book, problems = load(tmp_path, {"facts/a.yml": claim("")})
    assert [d.code for d in problems] == ["wrong-extension"]
    assert book.unread
