"""The shape of the source: who may import whom, what the picture shows, what the engine may not know."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "factpress"
HEAVY = ("weasyprint", "matplotlib", "pptx", "jinja2", "citeproc", "fontTools", "uharfbuzz", "icu4py", "babel", "yaml")


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


# ── the import contract ───────────────────────────────────────────────────────────────────────────────────────────


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter over the package `factpress` that lies in this folder's `src`, by this folder's pyproject.toml."""
    run = (
        "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports; "
        "sys.exit(lint_imports(no_cache=True))"
    )
    return subprocess.run([sys.executable, "-c", run], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(SOURCE, tmp_path / "src" / "factpress", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_keep_the_contract() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout[-3000:]
    assert " 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("core/units.py", "import factpress.cli.main", "Imports go one way BROKEN"),
        ("output/deck/__init__.py", "import factpress.checks", "Imports go one way BROKEN"),
        ("publication/facts/__init__.py", "import factpress.document.model", "Imports go one way BROKEN"),
        ("document/walk.py", "import factpress.document.parse.ast", "walk needs only the model BROKEN"),
        ("document/parse/ast.py", "import factpress.document.parse.block_parser", "inlines without blocks BROKEN"),
        ("document/resolve/lookup.py", "import factpress.document.resolve.charts", "use the resolver BROKEN"),
        ("ledger/records.py", "import factpress.ledger.file", "In ledger, differences are computed from values"),
        ("desk/app.py", "import factpress.edition", "sessions and the public API alone BROKEN"),
        ("desk/desk.py", "import factpress.desk.app", "the server runs the application BROKEN"),
        ("session/forms.py", "import factpress.session.session", "edits do not know the session BROKEN"),
        ("core/units.py", "import factpress.core.validation", "Layers of core BROKEN"),
        ("design/brand.py", "import factpress.design.theme", "brand, colours and fonts BROKEN"),
        ("i18n/schema.py", "import factpress.i18n.language", "a language has a schema BROKEN"),
        ("publication/events.py", "import factpress.publication.consents", "without each other BROKEN"),
        ("publication/facts/claims.py", "import factpress.publication.facts.load", "depend on their files BROKEN"),
        ("publication/products/schema.py", "import factpress.publication.products.load", "on their loader BROKEN"),
        ("output/deck/__init__.py", "import matplotlib", "Only output.charts imports matplotlib BROKEN"),
        ("workflows/build.py", "import weasyprint", "Only output.pdf imports weasyprint BROKEN"),
        (
            "audit/match.py",
            "import pypdfium2",
            "Only audit.readers, preflight and pdf.svg_raster import pypdfium2 BROKEN",
        ),
        ("output/pdf/tags.py", "import factpress.output.pdf.html_to_pdf", "Layers of output.pdf BROKEN"),
        ("output/prepress/sheets.py", "import factpress.output.prepress.preflight", "Layers of output.prepress BROKEN"),
        ("output/prepress/ink/pdfx4.py", "import factpress.output.prepress.ink.recolour_stream", "prepress.ink BROKEN"),
        (
            "output/prepress/preflight/page_rules.py",
            "import factpress.output.prepress.preflight.open_pdf",
            "rules do not read the file BROKEN",
        ),
        ("audit/reading.py", "import factpress.output.charts.draw", "directly or indirectly BROKEN"),
        ("audit/expected_text.py", "import factpress.audit.match", "expected text meet in match BROKEN"),
        ("audit/readers/pdf/page.py", "import factpress.audit.readers.pptx", "Layers of audit.readers BROKEN"),
        (
            "audit/readers/pdf/content.py",
            "import factpress.audit.readers.pdf.page",
            "Layers of audit.readers.pdf BROKEN",
        ),
        ("audit/trace/query.py", "import factpress.audit.trace.search", "Layers of audit.trace BROKEN"),
        (
            "output/deck/presentation.py",
            "import factpress.output.deck.slides.composer",
            "Layers of output.deck BROKEN",
        ),
        (
            "output/deck/slides/composer.py",
            "import factpress.output.deck.slides.closing",
            "Layers of output.deck.slides BROKEN",
        ),
        (
            "output/deck/fitting/measure.py",
            "import factpress.output.deck.fitting.layout_choice",
            "Layers of output.deck.fitting BROKEN",
        ),
        (
            "output/deck/template/text.py",
            "import factpress.output.deck.template.deck_layouts",
            "Layers of output.deck.template BROKEN",
        ),
        (
            "output/deck/layouts/placeholders.py",
            "import factpress.output.deck.layouts.families",
            "Layers of output.deck.layouts BROKEN",
        ),
        (
            "output/deck/identity/properties.py",
            "import factpress.output.deck.identity.read_deck",
            "Layers of output.deck.identity BROKEN",
        ),
        (
            "output/deck/writer/package.py",
            "import factpress.output.deck.writer.write",
            "Layers of output.deck.writer BROKEN",
        ),
        (
            "output/prints/print_context.py",
            "import factpress.output.prints.renderer",
            "common context and not each other BROKEN",
        ),
        (
            "output/prints/evidence/html.py",
            "import factpress.output.prints.evidence.compose",
            "Layers of output.prints.evidence BROKEN",
        ),
        ("output/booklet/html.py", "import factpress.output.deck.runs", "handouts use slides and sheets BROKEN"),
        ("output/charts/scales.py", "import factpress.output.charts.labels", "Layers of output.charts BROKEN"),
        (
            "output/charts/kinds/line.py",
            "import factpress.output.charts.kinds.steps",
            "do not import each other BROKEN",
        ),
        ("output/html/inlines.py", "import factpress.output.html.blocks", "Layers of output.html BROKEN"),
        ("output/booklet/cover.py", "import factpress.output.booklet.html", "Layers of output.booklet BROKEN"),
        ("output/handout/html.py", "import factpress.output.handout.renderer", "Layers of output.handout BROKEN"),
        (
            "output/screen/typesetting.py",
            "import factpress.output.screen.slide_svg",
            "slides are drawn with typeset text BROKEN",
        ),
        ("checks/rule.py", "import factpress.checks.registry", "only the registry uses all rules BROKEN"),
        ("workflows/tasks.py", "import factpress.workflows.build", "Layers of workflows BROKEN"),
        ("cli/build.py", "import factpress.cli.check", "Commands use the console and not each other BROKEN"),
    ],
)
def test_the_contract_catches_an_import_that_goes_back(copy: Path, module: str, line: str, broken: str) -> None:
    path = copy / "src" / "factpress" / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    result = lint_imports(copy)
    assert result.returncode != 0
    assert broken in result.stdout


def test_the_contract_catches_a_module_that_has_no_place(copy: Path) -> None:
    (copy / "src" / "factpress" / "stray.py").write_text('"""Nobody said where this stands."""\n', encoding="utf-8")
    result = lint_imports(copy)
    assert result.returncode != 0
    assert "factpress.stray" in result.stdout


def test_the_command_line_starts_light() -> None:
    """`factpress --help` and bad usage answer at once: no heavy library is imported before it is needed."""
    run = f"import sys, factpress.cli.main; print([m for m in {HEAVY!r} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert result.stdout.strip() == "[]"


def test_the_rules_of_check_start_light() -> None:
    """`factpress check --quick` judges the sources: what reads PDF and PowerPoint files is not imported."""
    readers = ("factpress.audit.compare", "factpress.audit.readers")
    run = f"import sys, factpress.checks.registry; print([m for m in {readers!r} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert result.stdout.strip() == "[]"


# ── the picture in src/factpress/README.md ────────────────────────────────────────────────────────────────────────


def drawn(picture: str) -> set[str]:
    """The paths that a tree of box-drawing characters shows, folders with a slash at their end."""
    found: set[str] = set()
    above: list[str] = []
    for line in picture.splitlines():
        match = re.match(r"((?:│   |    )*)[├└]── (\S+)", line)
        if match:
            depth = len(match[1]) // 4
            above[depth:] = [match[2]]
            found.add("".join(above))
    return found


def there(folder: Path) -> set[str]:
    """The top-level modules and every folder of the package."""
    files = {path.name for path in folder.glob("*.py") if path.name != "__init__.py"}
    folders = {
        f"{path.relative_to(folder).as_posix()}/"
        for path in folder.rglob("*")
        if path.is_dir() and path.name != "__pycache__" and any(path.glob("*.py"))
    }
    return files | folders


def test_the_picture_shows_what_is_there() -> None:
    text = (SOURCE / "README.md").read_text(encoding="utf-8")
    assert drawn(text) == there(SOURCE)


def test_a_picture_that_lacks_a_folder_is_noticed(copy: Path) -> None:
    text = (SOURCE / "README.md").read_text(encoding="utf-8")
    folder = copy / "src" / "factpress" / "output" / "deck" / "unlisted"
    folder.mkdir()
    (folder / "__init__.py").touch()
    assert there(copy / "src" / "factpress") - drawn(text) == {"output/deck/unlisted/"}


def test_every_folder_of_code_says_what_it_is() -> None:
    folders = {path.parent for path in modules()}
    silent = [f for f in folders if not (f / "__init__.py").is_file() or not _docstring(f / "__init__.py")]
    assert silent == []


def _docstring(path: Path) -> str | None:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


# ── what the engine and the set-up may not hold ───────────────────────────────────────────────────────────────────

ENGINE = [*modules(), *sorted((ROOT / "templates").rglob("*.*")), *sorted((ROOT / "assets" / "languages").glob("*"))]
SUBJECT = re.compile(r"cambodia|khmer rouge|tuol sleng|pleroma|phnom penh", re.IGNORECASE)


def test_the_engine_knows_nothing_of_the_subject() -> None:
    texts = {path: path.read_bytes().decode("utf-8", errors="ignore") for path in ENGINE if path.is_file()}
    assert [path.relative_to(ROOT).as_posix() for path, text in texts.items() if SUBJECT.search(text)] == []
    assert SUBJECT.search("held at Tuol Sleng")


def test_most_modules_can_be_held_in_the_head() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    long = {path.relative_to(SOURCE).as_posix(): length for path, length in lengths.items() if length > 400}
    assert long == {}
    assert sum(length > 250 for length in lengths.values()) <= len(lengths) // 8


LOCKS = sorted((ROOT / "locks").glob("*.txt"))


def faults_of_lock(text: str) -> list[str]:
    """What a lock may not have: an address, an index, or a requirement without a version and a hash."""
    faults = re.findall(r"\S*://\S*|^\s*--(?:index|extra|find|trusted)\S*|^-[a-z]\b.*", text, flags=re.MULTILINE)
    requirements = re.split(r"^(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)
    return faults + [
        r.splitlines()[0] for r in requirements[1:] if not re.match(r"[\w.-]+==\S+", r) or "--hash=sha256:" not in r
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_locks_pin_by_hash_and_name_no_address(lock: Path) -> None:
    assert faults_of_lock(lock.read_text(encoding="utf-8")) == []


def test_a_careless_lock_is_noticed() -> None:
    careless = "--index-url https://example.org/simple\nnumpy==1.0\nscipy>=1 \\\n    --hash=sha256:aa\n"
    assert len(faults_of_lock(careless)) == 4


def test_both_locks_agree() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "locks" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^([\w.-]+==\S+)", text, flags=re.MULTILINE))

    assert pins("runtime.txt") < pins("develop.txt")


def test_every_dependency_is_used_and_says_why() -> None:
    """A library that no module imports goes; one without its reason gets one."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    lines = [line for line in block.splitlines() if line.strip().startswith('"')]
    assert [line for line in lines if not re.search(r"# \S", line)] == []
    names = {
        "python-pptx": "pptx",
        "markdown-it-py": "markdown_it",
        "pyyaml": "yaml",
        "citeproc-py": "citeproc",
        "pillow": "pil",
    }
    requirements = tomllib.loads(text)["project"]["dependencies"]
    declared = [re.split(r"[^\w.-]", one, maxsplit=1)[0].lower() for one in requirements]
    used = {name.lower() for path in modules() for name in imported(path)} - {name.lower() for name in BROUGHT_ALONG}
    assert {names.get(one, one.replace("-", "_")) for one in declared} == used | NEEDED_BY_OTHERS


BROUGHT_ALONG = {"pydantic_core"}
"""pydantic's own core."""

NEEDED_BY_OTHERS = {"python_multipart"}
"""What another library imports when it is used: Starlette reads forms with it."""


def imported(path: Path) -> set[str]:
    """The libraries, other than Python's own, that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                found |= {alias.name.split(".")[0] for alias in node.names}
            case ast.ImportFrom(module=str(module), level=0):
                found.add(module.split(".")[0])
            case ast.Call(args=[ast.Constant(value=str(name))]) if "import_module" in ast.unparse(node.func):
                found.add(name.split(".")[0])
            case _:
                pass
    return found - set(sys.stdlib_module_names) - {"factpress"}


def test_the_npm_lock_names_no_address() -> None:
    lock = json.loads((ROOT / "tests" / "conformance" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert all("integrity" in package and "resolved" not in package for package in packages.values())
