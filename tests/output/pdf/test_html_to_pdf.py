"""One file for two standards, the same bytes every time, and errors that a user can read."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import weakref
from pathlib import Path
from typing import Any

import pytest

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.core.processes import gc_disabled
from factpress.output.pdf import weasyprint_import
from factpress.workflows.workers import preload
from tests.output.pdf.pages import PICTURE, ROOT, found, opened, printed

BODY = f'<h2 id="n">North</h2><p>Water <span lang="km">ទឹក</span></p><img alt="A wall" src="{PICTURE}">'


def test_claims_both_standards_in_one_rdf() -> None:
    xmp = opened(printed(BODY)).Root.Metadata.read_bytes().decode()
    assert xmp.count("<rdf:RDF") == 1
    assert 'pdfaid:part="2"' in xmp
    assert 'pdfaid:conformance="A"' in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>" in xmp


def test_metadata_and_bookmarks() -> None:
    pdf = opened(printed(BODY))
    assert str(pdf.Root.Lang) == "en-GB"
    assert str(pdf.docinfo.Title) == "Wells"
    assert str(pdf.docinfo.Author) == "Us"
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261122"
    assert str(pdf.Root.Outlines.First.Title) == "North"


def test_same_bytes_with_another_hash_seed_folder_and_clock(tmp_path: Path) -> None:
    elsewhere = tmp_path / "another place"
    elsewhere.mkdir()
    shutil.copytree(ROOT / "assets" / "fonts", elsewhere / "assets" / "fonts")
    script = (
        "import hashlib, pathlib, time\n"
        "time.time = lambda: 1e9\n"
        "from tests.output.pdf.pages import printed\n"
        "from tests.output.pdf.test_html_to_pdf import BODY\n"
        "from factpress.core.paths import Places\n"
        f"places = Places.of(pathlib.Path({str(elsewhere)!r}))\n"
        "print(hashlib.sha256(printed(BODY, places=places)).hexdigest())\n"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "77",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "TZ": "Asia/Tokyo",
    }
    there = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == hashlib.sha256(printed(BODY)).hexdigest()


def test_what_earlier_pages_left_is_let_go_of_where_nobody_else_looks() -> None:
    class Box:
        page: object = None

    box = Box()
    box.page = box
    left = weakref.ref(box)
    with gc_disabled():
        del box
        assert left() is not None
        printed(BODY)
        assert left() is None


def test_importing_ahead_without_weasyprint_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ToolError, match="WeasyPrint is not installed"):
        printed("<p>x</p>")
    preload(("factpress.output.pdf.weasyprint_import:weasyprint",))


def test_missing_pango_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(ToolError, match="libpango") as caught:
        weasyprint_import.weasyprint()
    assert "apt install libpango" in (caught.value.hint or "")


def test_a_crash_becomes_a_tool_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: Any, **__: Any) -> Any:
        raise AssertionError("of its own")

    monkeypatch.setattr(weasyprint_import.weasyprint().HTML, "render", crash)
    with pytest.raises(ToolError, match=r"WeasyPrint could not set the pages \(AssertionError: of its own\)"):
        printed("<p>x</p>")


@pytest.mark.parametrize(("css", "kind"), [("float: footnote", "footnote"), ("position: note(a)", "note")])
def test_a_note_without_its_role_is_named_at_its_rule(tmp_path: Path, css: str, kind: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/own.css").write_text(f"h1 {{ color: red }}\np {{ {css} }}\n", encoding="utf-8")
    link = '<link rel="stylesheet" href="template:own.css">'
    (only,) = found(f"{link}<p>x</p>", places=Places.of(tmp_path))
    role = "doc-footnote" if kind == "footnote" else "doc-endnote"
    assert only.message == f'a style sheet makes a {kind} of <p>, which has not role="{role}"'
    assert str(only.location).startswith("templates/own.css:2:")
