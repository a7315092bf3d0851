"""The library: `import factpress`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

import factpress
from factpress.audit.reading import Fragment, Place, Reading
from factpress.core.paths import Places
from factpress.design.theme import Theme
from factpress.document.model import Chart, Document, plain
from factpress.document.model.targets import BOOKLET, TARGETS
from factpress.document.walk import walk_document
from factpress.output.charts import Drawing, Format
from factpress.output.renderers import RENDERERS, RendererInfo
from factpress.publication.products import Product
from tests.publications import publication, text_of

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def test_importing_it_imports_nothing_else_of_the_package() -> None:
    run = "import sys, factpress; print([m for m in sys.modules if m.startswith('factpress.')], dir(factpress))"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert done.stdout.startswith("[] [")
    assert "'load'" in done.stdout


def test_every_name_that_it_offers_is_there() -> None:
    assert all(getattr(factpress, name) is not None for name in factpress.__all__)
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = factpress.nothing_such  # type: ignore[attr-defined]


def test_the_example_of_the_documentation_runs(tmp_path: Path) -> None:
    example = re.search(r"```python\n(.*?)```", (ROOT / "docs/api.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    (tmp_path / "example.py").write_text(example[1], encoding="utf-8")
    publication(tmp_path / "my-briefing")
    command = [sys.executable, "example.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "slides my-briefing/build/library-slides.pptx" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("every one traced True")


def test_findings_are_data(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    facts = text_of("data/facts/library.yaml").replace("locator: p. 3", "locatr: p. 3")
    loaded = factpress.load(publication(tmp_path, {"data/facts/library.yaml": facts}))
    with pytest.raises(factpress.Findings) as findings:
        loaded.build()
    (wrong,) = (f for f in loaded.check() if f.severity is factpress.Severity.ERROR)
    assert wrong in findings.value.found
    assert wrong.location is not None
    assert (wrong.code, wrong.location.path, wrong.hint) == (
        "unknown-key",
        Path("data/facts/library.yaml"),
        'did you mean "locator"?',
    )
    assert re.match(r"data/facts/library\.yaml:\d+:\d+: error\[unknown-key\]: ", str(wrong))
    assert capfd.readouterr() == ("", "")


def test_a_folder_without_a_publication_is_a_tool_error(tmp_path: Path) -> None:
    with pytest.raises(factpress.ToolError, match="contains no publication"):
        factpress.load(tmp_path)


def test_a_build_without_a_publication_starts_nothing(tmp_path: Path) -> None:
    run = (
        "import json, os, sys\n"
        "os.fork = None\n"
        "from factpress.cli.main import main\n"
        f"status = main(['build', {str(tmp_path)!r}])\n"
        "print(json.dumps([status, [m for m in ('weasyprint', 'multiprocessing.process') if m in sys.modules]]))"
    )
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert json.loads(done.stdout) == [2, []]
    assert "contains no publication" in done.stderr


def test_it_works_beside_other_threads(tmp_path: Path) -> None:
    """As in a notebook, whose kernel has several: no process is forked, and the files are the same."""
    loaded = factpress.load(publication(tmp_path))
    alone = loaded.build(["slides"], tmp_path / "alone").files[0].path.read_bytes()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        built = loaded.build(["slides"], tmp_path / "beside")
        audit = loaded.audit([built.files[0].path])
    finally:
        stop.set()
        thread.join()
    assert built.files[0].path.read_bytes() == alone
    assert audit.clean
    assert audit.files[0].numbers > 0


def test_its_types_are_visible(tmp_path: Path) -> None:
    (tmp_path / "typed.py").write_text(
        "import factpress\n\n"
        "loaded: factpress.Publication = factpress.load('.')\n"
        "for found in loaded.check():\n"
        "    line: int = found.location.line if found.location else 0\n"
        "wrong: str = loaded.build(['slides']).files[0].path\n",
        encoding="utf-8",
    )
    settings = {"typeCheckingMode": "strict", "include": ["typed.py"], "extraPaths": [str(ROOT / "src")]}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "-p", str(tmp_path), "--pythonpath", sys.executable]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    reported = json.loads(done.stdout)["generalDiagnostics"]
    assert [one["range"]["start"]["line"] for one in reported] == [5], reported
    assert (ROOT / "src/factpress/py.typed").exists()


# ── a renderer is one module and one entry of the registry ────────────────────────────────────────────────────────


def chart_format(chart: Chart, theme: Theme, product: Product) -> Format:
    return RENDERERS["deck"].load().chart_format(chart, theme, product)


def render(
    document: Document, theme: Theme, product: Product, drawings: Mapping[str, Drawing], places: Places
) -> bytes:
    runs = [plain(run) for node in walk_document(document, BOOKLET.name) for run in node.inlines]
    return "\n".join([document.title, *runs, *product.title.splitlines()]).encode()


def read_text(artefact: bytes, path: Path) -> Reading:
    lines = artefact.decode().splitlines()
    return Reading(path, "text", (Place(1, "page 1", tuple(Fragment("text", line) for line in lines)),))


TEXT = RendererInfo("text", __name__, BOOKLET, "text", ".txt", reader=f"{__name__}:read_text")
PRODUCTS = "products: [booklet-a5, slides]"


@pytest.mark.skipif(sys.platform != "linux", reason="a new interpreter does not know the renderer of the test")
def test_a_renderer_is_a_module_and_an_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = text_of("data/publication.yaml")
    assert PRODUCTS in settings
    product = "renderer: text\ntitle: Plain text\nfile: plain\n"
    publication(
        tmp_path,
        {
            "data/publication.yaml": settings.replace(PRODUCTS, "products: [plain]"),
            "data/products/plain.yaml": product,
            "data/consents.yaml": text_of("data/consents.yaml").replace("scope: [booklet] ", "scope: [print] "),
        },
    )
    loaded = factpress.load(tmp_path)
    assert "unknown-renderer" in {finding.code for finding in loaded.check()}
    monkeypatch.setitem(cast("dict[str, RendererInfo]", RENDERERS), "text", TEXT)
    (built,) = loaded.build().files
    assert built.path.name == "library-plain.txt"
    assert "12,480" in built.path.read_text(encoding="utf-8")
    assert loaded.audit().clean
    changed = built.path.read_text(encoding="utf-8").replace("12,480", "12,481")
    built.path.write_text(changed, encoding="utf-8")
    audit = loaded.audit()
    assert not audit.clean
    assert any("12,481" in finding.message for finding in audit.findings)


def test_the_targets_are_those_of_the_renderers() -> None:
    assert {info.target_name for info in RENDERERS.values()} - {""} == set(TARGETS)


def test_only_the_registry_names_the_renderers_and_targets() -> None:
    """In what runs them; the other packages take a target from `document.model.targets`."""
    folders = [ROOT / "src/factpress" / name for name in ("workflows", "cli")]
    paths = [*(path for folder in folders for path in folder.glob("*.py")), ROOT / "src/factpress/edition.py"]
    paths.remove(ROOT / "src/factpress/cli/main.py")  # a command has the name of a target: factpress deck
    named = [path.name for path in paths if re.search(r"[\"'](booklet|deck)[\"']", path.read_text(encoding="utf-8"))]
    assert named == []
