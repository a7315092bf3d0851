from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2
import pytest

import factpress
from factpress.core.diagnostics import Findings, Severity, ToolError
from factpress.core.paths import engine_folder
from factpress.output.charts.cache import Cache
from factpress.publication.products import Product
from factpress.workflows.build import build
from factpress.workflows.tasks import select_products
from factpress.workflows.workers import start_workers
from tests.audit.decks import resaved
from tests.publications import codes, publication, text_of

CONTENT = "data/content/briefing.en.md"


def test_both_outputs_are_made_and_named(tmp_path: Path) -> None:
    made, warnings = build(publication(tmp_path))
    assert [m.path.relative_to(tmp_path).as_posix() for m in made] == [
        "build/library-booklet-a5-read.pdf",
        "build/library-slides.pptx",
    ]
    assert warnings == ()
    assert made[0].path.read_bytes().startswith(b"%PDF-1.7")
    assert made[1].path.read_bytes().startswith(b"PK")


def test_a_failed_build_leaves_the_last_good_files(tmp_path: Path) -> None:
    publication(tmp_path)
    made, _ = build(tmp_path)
    before = {m.path: m.path.read_bytes() for m in made}
    text = text_of(CONTENT).replace("Ask who says so.", "Ask who says so. " * 60)
    (tmp_path / CONTENT).write_text(text, encoding="utf-8")
    with pytest.raises(Findings) as findings:
        build(tmp_path)
    assert any("What you can do" in d.message for d in findings.value.found)
    assert {path: path.read_bytes() for path in before} == before
    assert [p.name for p in (tmp_path / "build").iterdir() if p.name.startswith(".library")] == []


def test_findings_of_all_products_are_raised_together(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "booklet" / "booklet.html.jinja"
    text = text_of(CONTENT).replace("Ask who says so.", "Ask who says so. " * 60)
    publication(tmp_path, {CONTENT: text})
    template.parent.mkdir(parents=True)
    template.write_text("{{ document.nothing_of_the_kind }}", encoding="utf-8")
    with pytest.raises(Findings) as findings:
        build(tmp_path)
    assert len(codes(findings.value.found)) >= 2


def test_cached_charts_give_the_same_files(tmp_path: Path) -> None:
    publication(tmp_path)
    first = {m.path.name: m.path.read_bytes() for m in build(tmp_path)[0]}
    assert any((tmp_path / "build" / ".cache" / "charts").iterdir())
    again = {m.path.name: m.path.read_bytes() for m in build(tmp_path)[0]}
    fresh = {m.path.name: m.path.read_bytes() for m in build(tmp_path, out=tmp_path / "other", cached=False)[0]}
    assert first == again == fresh


def test_the_cache_is_pruned_once_the_files_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pruned = tmp_path / "pruned"
    publication(tmp_path)

    def prune(cache: Cache) -> int:
        pruned.write_text(f"{cache.folder} {(tmp_path / 'build/library-slides.pptx').exists()}")
        return 0

    monkeypatch.setattr(Cache, "prune", prune)  # which the processes beside inherit
    build(tmp_path, ("slides",), cached=False)
    assert not pruned.exists()
    build(tmp_path, ("slides",))
    if sys.platform == "linux":
        assert pruned.read_text() == f"{tmp_path / 'build/.cache/charts'} True"


def is_imported(name: str) -> bool:
    return name in sys.modules


def test_a_forked_worker_has_the_modules_that_are_imported_before_its_first_task(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with start_workers() as workers:
        monkeypatch.setitem(sys.modules, "imported_late", ModuleType("imported_late"))
        assert workers.documents.submit(is_imported, "imported_late").result() is workers.forked


def test_a_process_that_is_killed_is_said_in_a_sentence() -> None:
    with (
        pytest.raises(ToolError, match="a worker process was ended from outside") as error,
        start_workers() as workers,
    ):
        workers.documents.submit(os._exit, 9).result()
    assert error.value.hint == "check whether there is enough memory"


def test_one_product_can_be_made_by_name_or_by_renderer() -> None:
    a, b = Product("a5", "booklet", "A5", "a5"), Product("slides", "deck", "Slides", "slides")
    assert select_products((a, b), ()) == (a, b)
    assert select_products((a, b), ("a5",)) == (a,)
    assert select_products((a, b), ("deck",)) == (b,)
    with pytest.raises(ToolError) as error:
        select_products((a, b), ("slide",))
    assert error.value.hint == 'did you mean "slides"?'


PRINTED = """\
products: [booklet-a5-on-a4, how-to-print-booklet-a5, printer-test-a4]
"""


def printed(folder: Path) -> Path:
    settings = re.sub(r"(?m)^products:.*\n", PRINTED, text_of("data/publication.yaml"))
    assert PRINTED in settings
    return publication(folder, {"data/publication.yaml": settings})


def test_what_is_imposed_is_made_of_pages_that_nobody_asked_for(tmp_path: Path) -> None:
    made, _ = build(printed(tmp_path))
    name = "library-booklet-a5-print-two-sided-flip-short-edge"
    assert [m.path.name for m in made] == [
        f"{name}.pdf",
        f"{name}-job-ticket.txt",
        "library-booklet-a5-how-to-print.pdf",
        "library-printer-test-a4-two-sided-flip-short-edge.pdf",
    ]
    assert sorted(p.name for p in (tmp_path / "build").glob("library*")) == sorted(m.path.name for m in made)
    first = {m.path.name: m.path.read_bytes() for m in made}
    ticket = first[f"{name}-job-ticket.txt"].decode()
    assert hashlib.sha256(first[f"{name}.pdf"]).hexdigest() in ticket
    with pypdfium2.PdfDocument(first["library-booklet-a5-how-to-print.pdf"]) as document:
        assert len(document) == 1
        told = re.sub(r"\W", "", document[0].get_textpage().get_text_range())  # a name may break at its hyphens
        assert re.sub(r"\W", "", name) in told
    assert {m.path.name: m.path.read_bytes() for m in build(tmp_path)[0]} == first


def test_instructions_can_be_made_alone(tmp_path: Path) -> None:
    made, _ = build(printed(tmp_path), ("how-to-print-booklet-a5",))
    assert [m.path.name for m in made] == ["library-booklet-a5-how-to-print.pdf"]


def test_a_print_without_a_template_of_that_name_is_a_finding(tmp_path: Path) -> None:
    own = "data/products/printer-test-a4.yaml"
    text = (engine_folder() / "assets/products/printer-test-a4.yaml").read_text(encoding="utf-8")
    printed(tmp_path)
    (tmp_path / own).parent.mkdir(exist_ok=True)
    (tmp_path / own).write_text(text.replace("template: printer-test", "template: printer-tset"), encoding="utf-8")
    with pytest.raises(Findings) as findings:
        build(tmp_path, ("printer-test-a4",))
    (found,) = findings.value.found
    assert (found.code, found.hint) == ("unknown-template", 'did you mean "printer-test"?')


def test_an_output_that_is_no_folder_is_found_before_the_work(tmp_path: Path) -> None:
    said: list[str] = []
    publication(tmp_path / "mine")
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ToolError, match="is not a folder") as error:
            build(tmp_path / "mine", out=out, report_progress=said.append)
        assert error.value.hint == "choose another: -o FOLDER"
    assert said == []
    (tmp_path / "mine" / "build").write_text("mine")
    with pytest.raises(ToolError, match="build is not a folder"):
        build(tmp_path / "mine", report_progress=said.append)
    assert said == ["reading"]


def test_a_folder_in_the_place_of_a_file_is_found_before_the_work(tmp_path: Path) -> None:
    said: list[str] = []
    publication(tmp_path)
    (tmp_path / "build" / "library-slides.pptx").mkdir(parents=True)
    with pytest.raises(ToolError, match="because it is a folder"):
        build(tmp_path, report_progress=said.append)
    assert said == ["reading"]


RUN = """
import os, sys, time
from factpress.workflows.workers import start_workers
def show(): return os.getpid()
def stay(): time.sleep(60)
if __name__ == "__main__":
    with start_workers() as (documents, charts, _):
        print(documents.submit(show).result(), charts.submit(show).result(), flush=True)
        documents.submit(stay)
        charts.submit(stay)
        time.sleep(60)
"""


def test_no_process_stays_behind_when_its_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(RUN)
    environment = {**os.environ, "PYTHONPATH": str(Path(factpress.__file__).parents[1])}
    command = [sys.executable, str(tmp_path / "run.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        documents, charts = map(int, parent.stdout.readline().split())
        assert len({documents, charts, parent.pid}) == 3
        parent.kill()
        killed = time.monotonic()
        assert parent.stdout.read() == ""  # ends when the last process that holds the pipe has ended
    assert time.monotonic() - killed < 20


def test_a_deck_that_was_changed_is_not_overwritten_and_its_numbers_are_audited(tmp_path: Path) -> None:
    def change(opened: Any) -> None:
        opened.slides[2].shapes.title.text = "77 million people read"
        opened.slides.add_slide(opened.slide_layouts[0]).shapes.title.text = "Mine, for 23 minutes"

    made, _ = build(publication(tmp_path), ("slides",))
    path = made[0].path
    hers = resaved(path.read_bytes(), change)
    path.write_bytes(hers)
    again, found = build(tmp_path, ("slides",))
    assert [one.path.name for one in again] == ["library-slides-new.pptx"]
    assert path.read_bytes() == hers
    assert [d.code for d in found if d.severity is Severity.WARNING] == ["file-changed"]
    said = [d.message for d in found if d.severity is Severity.INFORMATION]
    assert any(line.startswith('slide 3 "77 million people read" has another text') for line in said)
    assert sum("was added" in line for line in said) == 1
    assert [number for number in ("77 million", "23") if any(f'"{number}"' in line for line in said)] == [
        "77 million",
        "23",
    ]
    taken, found = build(tmp_path, ("slides",), take_new=True)
    assert [one.path for one in taken] == [path]
    assert [d.code for d in found] == ["file-kept"]
    kept = sorted(one.name for one in path.parent.glob("*.pptx"))
    assert [re.sub(r"\d{4}-\d\d-\d\d", "DAY", name) for name in kept] == ["library-slides-yours-DAY.pptx", path.name]
    assert not build(tmp_path, ("slides",), cached=False)[1]  # the record does not depend on the cache
