"""The comparison of two versions' outputs: what it calls the same, what it calls different, and how it says so."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pikepdf
import pytest
from compare_outputs import (
    Version,
    differences,
    make_result,
    number_ranges,
    read_codes,
    transcript,
    with_codes,
    zip_differences,
)
from compare_outputs import main as compare_outputs
from compare_publications import (
    SETTINGS,
    CompareError,
    Publication,
    Run,
    edited,
    overlaid,
    publications,
    with_all_products,
)
from pikepdf import Name

ROOT = Path(__file__).parents[2]


def pdf(*pages: str, title: str = "A") -> bytes:
    """A PDF with one content stream for each page."""
    data = io.BytesIO()
    with pikepdf.new() as document:
        for content in pages:
            page = document.add_blank_page(page_size=(200, 100))
            font = pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = document.make_stream(content.encode())
        document.docinfo["/Title"] = title
        document.save(data, deterministic_id=True)
    return data.getvalue()


def words(text: str, left: int = 10) -> str:
    return f"BT /F 20 Tf {left} 40 Td ({text}) Tj ET"


def package(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as written:
        for name, text in parts.items():
            written.writestr(zipfile.ZipInfo(name), text)
    return data.getvalue()


def check(*findings: str, status: int = 1) -> str:
    return transcript(["check"], status, "", "".join(f"{finding}\n" for finding in findings), {})


# ── bytes, text, PDF, PPTX ────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_bytes_are_the_same_whatever_they_are() -> None:
    assert differences("files/a.pdf", b"no PDF", b"no PDF") == []
    assert differences("files/a.pdf", b"no PDF", b"nor this")[0].startswith("cannot be read as PDF")
    assert differences("files/a.pptx", b"no ZIP", b"nor this")[0].startswith("cannot be read as a ZIP file")


def test_a_file_that_one_version_alone_makes() -> None:
    assert differences("a.pdf", None, b"x") == ["only in the working tree"]
    assert differences("a.pdf", b"", None) == ["only in the ref"]


def test_lines_of_text_that_differ() -> None:
    assert differences("a.txt", b"one\ntwo\nthree\n", b"one\n2\nthree\n") == ["-two", "+2"]
    many = "".join(f"{n}\n" for n in range(100)).encode()
    assert differences("a.txt", b"", many)[-1] == "… and 84 more"


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"one\n", b"one\r\n"), (b"one\n", b"one"), (b"\xff", b"\xfe"), (b"-- one\n", b""), (b"", b"++ one\n")],
)
def test_any_other_byte_is_a_difference(old: bytes, new: bytes) -> None:
    assert differences("a.txt", old, new) != []


def test_pages_that_differ_in_text_or_pixels() -> None:
    old = pdf(words("one"), words("two"), words("three"))
    assert differences("a.pdf", old, pdf(words("one"), words("2"), words("three"))) == [
        "text on page 2 of 3",
        "pixels on page 2 of 3",
    ]
    moved = pdf(words("one"), words("two", 30), words("three", 30))
    assert differences("a.pdf", old, moved) == ["pixels on page 2-3 of 3"]
    assert differences("a.pdf", old, pdf(words("one"))) == ["text on page 2-3 of 3", "pixels on page 2-3 of 3"]
    assert differences("a.pdf", old, pdf(words("one"), words("two"), words("three"), title="B")) == [
        "same text and pixels; other bytes differ (structure, fonts, metadata)"
    ]


def test_parts_of_a_package_that_differ() -> None:
    old = package(a="1", b="2", c="3")
    assert zip_differences(old, package(a="1", b="4", d="5")) == [
        "part only in the working tree: d",
        "part only in the ref: c",
        "part differs: b",
    ]
    assert zip_differences(old, package(b="2", a="1", c="3")) == ["same parts; their order or the ZIP headers differ"]


def test_runs_of_numbers_are_joined() -> None:
    assert number_ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"


# ── transcripts ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_folders_are_named_instead_of_their_paths(tmp_path: Path) -> None:
    first, second = tmp_path / "a1", tmp_path / "b2"
    texts = [transcript(["build"], 0, f"{f}/build/a.pdf\n", "", {"publication": f}) for f in (first, second)]
    assert (
        texts[0] == texts[1] == "$ factpress build\nexit status 0\n--- stdout\n<publication>/build/a.pdf\n--- stderr\n"
    )


def test_a_warning_of_python_names_no_line_of_the_source(tmp_path: Path) -> None:
    texts: list[str] = []
    for name, line in (("charts/fonts.py", 5), ("output/faces.py", 70)):
        stderr = f"{tmp_path}/src/factpress/{name}:{line}: UserWarning: no glyph\n"
        texts.append(transcript(["build"], 0, "", stderr, {"checkout": tmp_path}))
    assert texts[0] == texts[1]
    assert texts[0].endswith("\n<source line>: UserWarning: no glyph\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
def test_a_command_that_a_signal_stops_is_a_failure(tmp_path: Path) -> None:
    module = tmp_path / "src" / "factpress" / "__main__.py"
    module.parent.mkdir(parents=True)
    module.with_name("__init__.py").touch()
    module.write_text("import os, sys\nos.kill(os.getpid(), 9) if sys.argv[1:] == ['build'] else sys.exit(3)\n")
    version = Version(tmp_path, tmp_path / "bytecode", strict=False)
    make_result(Publication("a", {}, (Run(("check",), None),)), version, tmp_path / "made")
    assert (tmp_path / "made/output/01 check.txt").read_text().startswith("$ factpress check\nexit status 3\n")
    with pytest.raises(CompareError, match="signal 9"):
        make_result(Publication("a", {}, (Run(("build",), None),)), version, tmp_path / "killed")


def test_the_exit_status_and_the_stream_count() -> None:
    assert transcript(["check"], 0, "x\n", "", {}) != transcript(["check"], 1, "x\n", "", {})
    assert transcript(["check"], 0, "x\n", "", {}) != transcript(["check"], 0, "", "x\n", {})


# ── codes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

OLD = "data/a.yaml:2:3: error[stray-key]: it does not belong here"


@pytest.mark.parametrize(
    ("new", "same"),
    [
        ("data/a.yaml:2:3: error[key-not-allowed]: other words, 12 of them", True),
        ("data/a.yaml:2:3: error[stray-key]: it does not belong here", False),
        ("data/a.yaml:2:4: error[key-not-allowed]: it does not belong here", False),
        ("data/b.yaml:2:3: error[key-not-allowed]: it does not belong here", False),
        ("data/a.yaml:2:3: warning[key-not-allowed]: it does not belong here", False),
        (f"{OLD.replace('stray-key', 'key-not-allowed')}\n  and data/b.yaml:1:1", False),
        ("", False),
    ],
)
def test_findings_are_compared_by_severity_place_and_code(new: str, *, same: bool) -> None:
    codes = {"stray-key": "key-not-allowed"}
    assert (differences("output/1.txt", check(OLD).encode(), check(new).encode(), codes) == []) is same


def test_a_finding_without_a_place_and_the_number_of_equal_findings_count() -> None:
    once, twice = check("error[a]: x").encode(), check("error[a]: x", "error[a]: x").encode()
    assert differences("output/1.txt", once, check("error[a]: y").encode(), {}) == []
    assert differences("output/1.txt", once, twice, {}) == ["+: error[a]"]
    assert differences("output/1.txt", once, check("error[a]: x", status=2).encode(), {}) != []


def test_findings_in_json_are_compared_without_their_words() -> None:
    def printed(**finding: object) -> bytes:
        stdout = json.dumps({"findings": [{"severity": "error", "line": 2, **finding}]}) + "\n"
        return transcript(["check", "--json"], 1, stdout, "", {}).encode()

    old = printed(code="stray-key", message="12 words")
    codes = {"stray-key": "key-not-allowed"}
    assert differences("output/1.txt", old, printed(code="key-not-allowed", message="others"), codes) == []
    assert differences("output/1.txt", old, printed(code="stray-key", message="12 words"), codes) != []
    assert differences("output/1.txt", old, printed(code="key-not-allowed", message="x", line=3), codes) != []


def test_numbers_in_results_count_and_other_commands_keep_their_words() -> None:
    audits = [
        transcript(["audit"], 0, f"a.pdf  {n} numbers, {w}\n", "", {}).encode()
        for n, w in ((8, "x"), (8, "y"), (9, "y"))
    ]
    assert differences("output/1.txt", audits[0], audits[1], {}) == []
    assert differences("output/1.txt", audits[1], audits[2], {}) == ["-numbers in stdout: 8", "+numbers in stdout: 9"]
    first, second = (transcript(["trace", "visitors"], 0, f"{word}\n", "", {}).encode() for word in "xy")
    assert differences("output/1.txt", first, second, {}) == ["-x", "+y"]


def test_the_table_of_codes() -> None:
    assert read_codes("# old new\nstray-key key-not-allowed  # why\n\na b\n") == {
        "stray-key": "key-not-allowed",
        "a": "b",
    }
    for wrong in ("a\n", "a b c\n", "a a\n", "a b\na c\n"):
        with pytest.raises(CompareError, match="table of codes"):
            read_codes(wrong)


def test_answers_name_the_code_that_the_version_knows() -> None:
    files = {"data/facts/a.yaml": b"answers: {finding: old-code}  # \xe9 old-code\n", "data/a.md": b"finding: old-code"}
    assert with_codes(files, {"old-code": "new-code"}) == {
        "data/facts/a.yaml": b"answers: {finding: new-code}  # \xe9 old-code\n",
        "data/a.md": b"finding: old-code",
    }


# ── publications ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_edit_must_find_its_text_once() -> None:
    assert edited({"a": b"one two"}, "a", ("one", "1")) == {"a": b"1 two"}
    for old in ("three", "o"):
        with pytest.raises(CompareError, match="not once"):
            edited({"a": b"one two"}, "a", (old, ""))


def test_files_are_replaced_added_and_removed() -> None:
    assert overlaid({"a": b"1", "b": b"2"}, {"a": "x", "b": None, "c": b"3"}) == {"a": b"x", "c": b"3"}


def test_every_product_is_built_and_listed_ones_come_first() -> None:
    files = {SETTINGS: b"products: [b]\nlanguage: en\n", "data/products/a.yaml": b"", "data/products/b.yaml": b""}
    assert with_all_products(files, {"c"})[SETTINGS] == b"products: [b, a]\nlanguage: en\n"
    assert with_all_products({SETTINGS: files[SETTINGS]}, {"c", "b"})[SETTINGS] == b"products: [b, c]\nlanguage: en\n"


def test_all_publications_of_this_checkout_can_be_put_together() -> None:
    names = [one.name for one in publications(ROOT, quick=False)]
    assert len(names) == len(set(names))
    assert {"briefing", "starter", "large", "french", "khmer", "broken-khmer", "broken-mistyped-key"} <= set(names)


def test_what_cannot_be_compared_is_a_failure_not_a_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare_outputs(["no-such-ref"]) == 2
    assert "no-such-ref" in capsys.readouterr().err
