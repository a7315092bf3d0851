from __future__ import annotations

import contextlib
import datetime as dt
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.characters import NOT_ALLOWED
from factpress.core.diagnostics import Findings, Problems, ToolError
from factpress.core.paths import Places
from factpress.ledger import LEDGER, Ledger, PrintedValue, Printing, append_printing, load_ledger
from factpress.ledger.file import HEAD, format_entry, parse_ledger
from factpress.publication.facts.claims import Standing
from tests.ledger.sample import SURVEY, printing


def written(root: Path, text: str) -> tuple[Ledger | None, Problems]:
    (root / "data").mkdir(exist_ok=True)
    (root / LEDGER).write_text(text, encoding="utf-8")
    problems = Problems()
    return load_ledger(Places.of(root), problems), problems


def test_without_a_file_nothing_was_printed(tmp_path: Path) -> None:
    problems = Problems()
    assert load_ledger(Places.of(tmp_path), problems) == Ledger()
    assert list(problems) == []


def test_an_entry_is_read_with_its_place(tmp_path: Path) -> None:
    ledger, problems = written(tmp_path, "# kept\n" + format_entry(printing(SURVEY)))
    assert list(problems) == []
    assert ledger is not None
    assert ledger.printings == (printing(SURVEY),)
    assert str(ledger.printings[0].location) == "data/ledger.yaml:2:1"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("copies: 300", "copies: 0", "bad-value", 6),
        ("copies: 300", "copies: many", "wrong-type", 6),
        ("copies: 300", "copies: true", "wrong-type", 6),
        ("copies: 300", "copies: 2.5", "wrong-type", 6),
        ("printed: 2026-11-23", "printed: 2026-11-31", "not-a-date", 5),
        ("printed: 2026-11-23", "printed: yesterday", "not-a-date", 5),
        ("abab", "xyxy", "bad-value", 4),
        ("product:", "prodct:", "unknown-key", 2),
        ("standing: contested", "standing: sure", "bad-value", 8),
        ("pages: [3, 4]", "pages: 3", "wrong-type", 8),
        ("pages: [3, 4]", "pages: [[3]]", "wrong-type", 8),
        ("2026-11-23-booklet-a5:\n", "'':\n", "empty-text", 2),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    text = format_entry(printing(SURVEY))
    assert old in text
    ledger, problems = written(tmp_path, text.replace(old, new))
    assert ledger is None
    assert (code, line) in {(d.code, d.location.line) for d in problems if d.location}


def test_a_link_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(format_entry(printing()), encoding="utf-8")
    (tmp_path / "in/data").mkdir(parents=True)
    (tmp_path / "in" / LEDGER).symlink_to(outside)
    problems = Problems()
    assert load_ledger(Places.of(tmp_path / "in"), problems) is None
    assert [d.code for d in problems] == ["outside-folder"]


def test_a_second_printing_of_a_day_gets_a_name_of_its_own() -> None:
    one = printing()
    ledger = Ledger((one, printing(id=f"{one.id}-2")))
    assert ledger.free_id(one.product, one.printed) == f"{one.id}-3"
    assert Ledger().free_id(one.product, one.printed) == one.id


# ── writing ────────────────────────────────────────────────────────────────────────────────────────────────────────

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40).map(lambda text: NOT_ALLOWED.sub("", text))
IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
LABELS = st.one_of(
    st.integers(0, 900).map(str), st.text(string.ascii_letters + " ០១-", min_size=1).filter(lambda t: bool(t.strip()))
)


@st.composite
def printings(draw: st.DrawFn) -> Printing:
    rows = st.builds(
        PrintedValue,
        IDS,
        st.one_of(st.just(""), IDS),
        st.sampled_from(["claim", "year-begin", "quotation", "series"]),
        WORDS,
        WORDS,
        st.one_of(st.none(), st.sampled_from(Standing)),
        st.lists(LABELS, max_size=4).map(tuple),
    )
    return Printing(
        id=draw(st.one_of(IDS, WORDS.filter(lambda text: bool(text.strip())))),
        product=draw(IDS),
        file=draw(st.sampled_from(["a-read.pdf", "b: slides #2.pptx", "é.PPTX"])),
        sha256=draw(st.from_regex("[0-9a-f]{64}", fullmatch=True)),
        printed=draw(DAYS),
        copies=draw(st.integers(1, 10**9)),
        edition=draw(st.one_of(st.none(), DAYS)),
        purpose=draw(WORDS),
        recalled=draw(st.one_of(st.none(), DAYS)),
        carried=tuple(draw(st.lists(rows, max_size=4))),
    )


@given(st.lists(printings(), min_size=1, max_size=4, unique_by=lambda one: one.id))
def test_what_is_added_is_read_back_as_it_was_and_nothing_above_it_moves(listed: list[Printing]) -> None:
    whole = None
    for one in listed:
        before, whole = whole, append_printing(whole, one)
        assert whole.startswith(HEAD.encode() if before is None else before)
    problems = Problems()
    ledger = parse_ledger((whole or b"").decode(), problems)
    assert list(problems) == []
    assert ledger is not None
    assert list(ledger.printings) == listed


def test_an_entry_can_be_read_by_people() -> None:
    one = printing(
        SURVEY, PrintedValue("oldest-book", "", "quotation", "“Old.”", "“Old.”", None, ("cover",)), purpose="Fair"
    )
    assert format_entry(one) == (
        "2026-11-23-booklet-a5:\n"
        '  product: "booklet-a5"\n'
        '  file: "library-booklet-a5-read.pdf"\n'
        f'  sha256: "{"ab" * 32}"\n'
        "  printed: 2026-11-23\n"
        "  copies: 300\n"
        '  for: "Fair"\n'
        "  carried:\n"
        '    - {value: "readers/survey", role: claim, words: "3,000 to 5,200 people", plain: "3000 to 5200 people",'
        " standing: contested, pages: [3, 4]}\n"
        '    - {value: "oldest-book", role: quotation, words: "“Old.”", pages: ["cover"]}\n'
    )


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("# by hand, and kept\n\n", id="comments alone"),
        pytest.param("", id="an empty file"),
        pytest.param("old:  # the first\n  {keys}  # no line end", id="no line end"),
        pytest.param("old:\n  {keys}\n# afterthought\n", id="a comment at the end"),
        pytest.param("\ufeffold:\n  {keys}\n", id="a byte order mark"),
        pytest.param("---\nold: {{{flow}}}\n\n\n", id="empty lines and a document start"),
        pytest.param("old:\r\n  {keys}\r\n", id="line ends of another system"),
    ],
)
def test_what_an_editor_wrote_is_kept_to_the_byte(before: str) -> None:
    keys = ["product: a", "file: a.pdf", f'sha256: "{"ab" * 32}"', "printed: 2026-01-02", "copies: 5"]
    end = "\r\n  " if "\r\n" in before else "\n  "
    raw = before.format(keys=end.join(keys), flow=", ".join(keys)).encode()
    whole = append_printing(raw, printing(SURVEY))
    assert whole.startswith(raw)
    ledger = parse_ledger(whole.decode("utf-8-sig"), Problems())
    assert ledger is not None
    assert ledger.printings[-1] == printing(SURVEY)
    assert (b"\r\n" in raw) == (b"\n" not in whole.replace(b"\r\n", b""))


@pytest.mark.parametrize(
    ("damaged", "code"),
    [
        (b"old: {product: a", "bad-yaml"),
        (b"old:\n  copies: 3\n", "missing-key"),
        (b"- a\n- b\n", "wrong-type"),
        (b"\xff\xfe", "not-utf-8"),
        (format_entry(printing()).replace("300", "0").encode(), "bad-value"),
        (format_entry(printing()).replace("copies", "copys").encode(), "unknown-key"),
        ((format_entry(printing()) * 2).encode(), "duplicate-key"),
        (b"old: \x00", "bad-character"),
    ],
)
def test_a_damaged_ledger_is_reported_and_nothing_is_added(damaged: bytes, code: str) -> None:
    with pytest.raises(Findings) as raised:
        append_printing(damaged, printing(SURVEY, id="new"))
    assert code in {d.code for d in raised.value.found}
    assert all(d.location is not None and d.location.path.name == "ledger.yaml" for d in raised.value.found)


@given(st.binary(max_size=200))
def test_whatever_lies_there_is_kept_or_refused(raw: bytes) -> None:
    with contextlib.suppress(Findings, ToolError):
        assert append_printing(raw, printing(SURVEY)).startswith(raw)


@pytest.mark.parametrize("text", ["{}\n", "old: {end}\n...\n", "{{old: {end}}}\n", "  old:\n    {keys}\n"])
def test_a_ledger_that_ends_in_another_way_is_left_alone(text: str) -> None:
    keys = ["product: a", "file: a.pdf", f'sha256: "{"ab" * 32}"', "printed: 2026-01-02", "copies: 5"]
    raw = text.replace("{end}", "{" + ", ".join(keys) + "}").replace("{{", "{").replace("}}", "}")
    with pytest.raises((ToolError, Findings)):
        append_printing(raw.replace("{keys}", "\n    ".join(keys)).encode(), printing(SURVEY))
