"""The address of a link as a note on paper, if the publication asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

import factpress
from factpress.audit.readers import read_file
from factpress.audit.text import normalise
from factpress.document.model import notes, plain
from factpress.document.walk import walk_document
from tests.publications import edition_of, publication, text_of

TEXT = """## Links {#links}

Read [the report](https://example.org/2024/report), https://example.org/plain and [above](#links); ask
[us](mailto:us@example.org).
"""
ADDRESSES = ["https://example.org/2024/report", "us@example.org"]


def folder(tmp_path: Path, setting: str) -> Path:
    files: dict[str, str | bytes | None] = {
        "data/content/briefing.en.md": TEXT,
        "data/publication.yaml": text_of("data/publication.yaml") + setting,
        "data/charts.yaml": None,
    }
    return publication(tmp_path, files)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("", []), ("link_addresses: screen\n", []), ("link_addresses: printed\n", ADDRESSES)],
)
def test_a_link_with_words_has_its_address_in_a_note(tmp_path: Path, setting: str, expected: list[str]) -> None:
    document = edition_of(folder(tmp_path, setting)).document
    (run,) = (run for node in walk_document(document) for run in node.inlines)
    assert [plain(note.children) for note in notes(run)] == expected
    assert plain(run).startswith("Read the report, https://example.org/plain and above; ask us.")


def test_the_address_is_on_the_page_and_the_audit_knows_it(tmp_path: Path) -> None:
    path = folder(tmp_path, "link_addresses: printed\n")
    (file,) = factpress.load(path).build(["booklet-a5"], tmp_path / "out").files
    found = [f.text for place in read_file(file.path).places for f in place.fragments if f.where == "note"]
    assert [normalise(text) for text in found] == [normalise(address) for address in ADDRESSES]
