"""Each example of the guide, laid into the starter, is checked; all Markdown examples together are built."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from factpress.core.diagnostics import Severity
from factpress.workflows.build import build
from tests.publications import STARTER, findings_of, publication, text_of

ROOT = Path(__file__).parents[2]
CONTENT = "data/content/briefing.en.md"
FACTS = "data/facts/library.yaml"
_EXAMPLE = re.compile(
    r"^```(?P<kind>markdown|yaml) example(?: file=(?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Example:
    kind: str
    file: str
    text: str


def examples() -> dict[str, Example]:
    """The marked examples of all pages, by page and line."""
    found: dict[str, Example] = {}
    for page in sorted((ROOT / "docs").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        for match in _EXAMPLE.finditer(text):
            name = f"{page.relative_to(ROOT / 'docs').as_posix()}:{text.count(chr(10), 0, match.start()) + 1}"
            file = match["file"] or (CONTENT if match["kind"] == "markdown" else FACTS)
            found[name] = Example(match["kind"], file, match["text"])
    return found


EXAMPLES = examples()
NEW_FILES: dict[str, str | bytes | None] = {
    example.file: example.text for example in EXAMPLES.values() if not (STARTER / example.file).exists()
}
"""The files of the examples that the starter does not have. Texts may use what is in them."""


def laid(folder: Path, example: Example) -> Path:
    """The starter with the example: a text of its own, or entries that replace or follow those of the file."""
    if example.kind == "markdown":
        return publication(folder, {**NEW_FILES, example.file: example.text, "data/charts.yaml": None})
    text = text_of(example.file) if example.file not in NEW_FILES else ""
    for name in re.findall(r"^([a-z][a-z0-9-]*):", example.text, re.MULTILINE):
        text = re.sub(rf"^{name}:\n(?:(?: .*)?\n)*", "", text, flags=re.MULTILINE)
    return publication(folder, {example.file: f"{text.rstrip()}\n{example.text}"})


def test_the_guide_has_examples_of_both_kinds() -> None:
    assert {example.kind for example in EXAMPLES.values()} == {"markdown", "yaml"}
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_no_error(tmp_path: Path, name: str) -> None:
    found = findings_of(laid(tmp_path, EXAMPLES[name]))
    assert [d for d in found if d.severity is Severity.ERROR] == []


def test_an_example_with_a_mistake_is_noticed(tmp_path: Path) -> None:
    wrong = Example("markdown", CONTENT, "## A\n\n:::{statistik} readers/survey\n:::\n")
    assert [d.code for d in findings_of(laid(tmp_path, wrong)) if d.severity is Severity.ERROR] == ["unknown-fence"]


def test_the_texts_build_together(tmp_path: Path) -> None:
    texts = [example.text for example in EXAMPLES.values() if example.kind == "markdown"]
    made, _ = build(laid(tmp_path, Example("markdown", CONTENT, "\n".join(texts))))
    assert {one.path.suffix for one in made} == {".pdf", ".pptx"}
