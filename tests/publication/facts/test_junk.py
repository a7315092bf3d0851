"""Whatever bytes stand where an editor's file should be: a finding at a place, never an exception."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Problems, format_diagnostic, sort_diagnostics
from factpress.core.paths import Places, engine_folder
from factpress.i18n import load_language
from factpress.publication.facts.load import load_facts
from factpress.publication.facts.schema import MEASURES
from tests.publications import load_publication
from tests.tongues import english

PUBLICATION = """\
title: A
organisation: B
edition: 2026-11-22
language: en-GB
content: data/content/a.md
products: [slides]
file_stem: a
"""
CLAIM = """\
a:
  claim: A
  standing: reported
  reason: Said so.
  cites: {source: s}
  values:
    - {key: k, exactly: 5, unit: people, period: 1975/1979}
    - {series: {1970: 5, 1971: [6, 7]}, unit: people}
    - {steps: {2001: x}, levels: [x]}
"""
SOURCE = "s: {type: book, title: S, issued: 2009, author: {family: A}}\n"
FILES = {
    "data/publication.yaml": PUBLICATION,
    "data/content/a.md": "",
    "data/facts/a.yaml": CLAIM,
    "data/sources.yaml": SOURCE,
    "data/languages/en-GB.yaml": "units: {widgets: {one: widget, other: widgets}}\n",
}
READ = [name for name in FILES if not name.endswith(".md")]


def load(name: str, root: Path) -> Problems:
    """What its loader finds in the file of that name."""
    places = Places(root, (), (engine_folder() / "assets",))
    problems = Problems()
    if "publication" in name:
        load_publication(places, problems)
    elif "languages" in name:
        load_language("en-GB", places, problems)
    else:
        load_facts(places, english(), problems)
    return problems


@contextmanager
def folder(name: str, content: bytes) -> Generator[Path]:
    root = Path(tempfile.mkdtemp()).resolve()
    try:
        for file, text in FILES.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_bytes(content if file == name else text.encode())
        yield root
    finally:
        shutil.rmtree(root)


def problems_with(name: str, content: bytes) -> Problems:
    """What is found; every finding has a place and can be shown."""
    with folder(name, content) as root:
        problems = load(name, root)
        for problem in sort_diagnostics(problems):
            assert problem.location is not None, problem
            assert format_diagnostic(problem, root)
            assert not problem.location.path.is_absolute()
        return problems


@pytest.mark.parametrize("name", READ)
def test_the_files_are_right_to_begin_with(name: str) -> None:
    assert not len(problems_with(name, FILES[name].encode()))


JUNK: dict[str, bytes] = {
    "empty": b"",
    "blank": b"   \n\n",
    "nul": b"a: \x00",
    "nul escaped": b'a: "\\0"',
    "nuls": b"\x00" * 100,
    "utf-16": "a: b".encode("utf-16"),
    "latin-1": "a: caf\u00e9".encode("latin-1"),
    "png": b"\x89PNG\r\n\x1a\n\x00\x00",
    "lone bom": b"\xef\xbb\xbf",
    "tab": b"\ta: 1\n",
    "tab inside": b"a:\n\tb: 1\n",
    "text": b"Dear editor, here is the list.",
    "a list": b"- 1\n- 2\n",
    "a number": b"5",
    "a huge number": b"9" * 5000,
    "an exponent": b"1e999999999",
    "an open bracket": b"[",
    "deep lists": b"[" * 50_000,
    "deep maps": b"{a: " * 10_000,
    "deep blocks": b"\n".join(b" " * i + b"a:" for i in range(300)),
    "deep keys": b"? " * 20_000 + b"a",
    "laughs": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "alias": b"*a",
    "merge": b"<<: {a: 1}\n",
    "tag": b"!!python/object/apply:os.system ['true']",
    "two documents": b"a: 1\n---\nb: 2\n",
    "a list as key": b"? [a]\n: 1\n",
    "surrogate": b'a: "\\ud800"',
    "quote": b'a: "b\n',
    "percent": b"%YAML 3.7\n---\na: 1\n",
}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("kind", JUNK)
def test_junk_is_a_finding_at_a_place(kind: str, name: str) -> None:
    found = problems_with(name, JUNK[kind])
    changes_nothing = name == "data/languages/en-GB.yaml" and kind in ("empty", "blank", "lone bom")
    assert len(found) or changes_nothing


@pytest.mark.parametrize("name", READ)
def test_marks_and_line_ends_of_other_systems_are_fine(name: str) -> None:
    text = FILES[name].replace("\n", "\r\n").encode("utf-8-sig")
    assert not len(problems_with(name, text))


@pytest.mark.parametrize("name", READ)
def test_a_folder_where_a_file_should_be(name: str) -> None:
    with folder("none", b"") as root:
        (root / name).unlink()
        (root / name).mkdir()
        codes = [d.code for d in load(name, root)]
        assert "unreadable-file" in codes


@pytest.mark.parametrize("name", READ)
def test_a_link_that_leads_out_or_round(name: str) -> None:
    for target, code in ((Path("/etc/hostname"), "outside-folder"), (Path(Path(name).name), None)):
        with folder("none", b"") as root:
            (root / name).unlink()
            (root / name).symlink_to(target)
            found = list(load(name, root))
            assert any(d.code == code or (code is None and d.location is not None) for d in found), found


PIECES = st.sampled_from(
    (
        "a:",
        "b:",
        "- ",
        "  ",
        "\n",
        "{",
        "}",
        "[",
        "]",
        ",",
        ": ",
        "'",
        '"',
        "#",
        "|",
        ">",
        "&a",
        "*a",
        "!t",
        "?",
        "~",
        "1",
        "2026",
        "1.5",
        "-3",
        "1e9",
        "true",
        "null",
        "claim:",
        "values:",
        "unit:",
        "people",
        "cites:",
        "source:",
        "range:",
        "series:",
        "steps:",
        "standing: reported",
        "title: x",
        "type: book",
        "issued:",
        "author:",
        "1975/1979",
        "é",
        "\0",
        "\t",
    )
)  # fmt: skip


@settings(max_examples=60)
@given(st.sampled_from(READ), st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=80))
def test_any_text(name: str, text: str) -> None:
    problems_with(name, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=60)
@given(st.sampled_from(READ), st.binary(max_size=80))
def test_any_bytes(name: str, content: bytes) -> None:
    problems_with(name, content)


@settings(max_examples=90)
@given(st.sampled_from(READ), st.data())
def test_a_right_file_with_something_in_it_changed(name: str, data: st.DataObject) -> None:
    text = FILES[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    problems_with(name, (text[:start] + data.draw(PIECES) + text[end:]).encode())


SCALARS = st.sampled_from(
    (
        "5",
        "-5",
        "1.5",
        "x",
        "''",
        "~",
        "true",
        "[]",
        "{}",
        "[1, 2]",
        "[2, 1]",
        "[x, y]",
        "{1970: 5}",
        "{1970: x}",
        "{x: y}",
        "1975",
        "1975/1979",
        "1979/1975",
        "percent",
        "people",
        "{number: 1, unit: day}",
        "{number: 0}",
        "{source: s}",
        "[[]]",
    )
)  # fmt: skip
KEYS = st.sampled_from(
    [*MEASURES, "unit", "of", "per", "levels", "period", "as_of", "published", "cites", "key", "counts", "place"]
)


@settings(max_examples=80)
@given(st.dictionaries(KEYS, SCALARS, max_size=5))
def test_any_mixture_of_keys_in_a_value(value: dict[str, str]) -> None:
    line = ", ".join(f"{key}: {scalar}" for key, scalar in value.items())
    problems_with("data/facts/a.yaml", f"{CLAIM}    - {{{line}}}\n".encode())


LOADERS: list[tuple[Callable[[Places, Problems], object], str]] = [
    (load_publication, "missing-file"),
    (lambda places, problems: load_language("xx", places, problems), "unknown-language"),
    (lambda places, problems: load_facts(places, english(), problems), "missing-file"),
]


@pytest.mark.parametrize(("loader", "code"), LOADERS)
def test_an_empty_folder(tmp_path: Path, loader: Callable[[Places, Problems], object], code: str) -> None:
    problems = Problems()
    loader(Places.of(tmp_path), problems)
    assert [d.code for d in problems] == [code]
    assert problems.found[0].location is not None
