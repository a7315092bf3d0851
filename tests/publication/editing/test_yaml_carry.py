from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Findings
from factpress.publication.editing.edits import Edit, EditConflict, apply_edit, carried_over, edit_of
from factpress.publication.editing.source_text import SourceText
from factpress.publication.editing.yaml_carry import carried_over_yaml, path_at
from factpress.publication.editing.yaml_edit import value_change
from factpress.publication.editing.yaml_nodes import read_yaml

FILE = Path("a.yaml")
TEXT = "a:\n  n: 1\n  day: 2026\nb:\n  n: 1\n  day: 2026\nc: [x, {y: z}]\n"


def edit(path: tuple[str | int, ...], value: str | int) -> Edit:
    return edit_of(FILE, TEXT.encode(), value_change(TEXT, path, value))


def test_a_path_is_found_by_a_character() -> None:
    yaml = read_yaml(SourceText(TEXT, FILE))
    assert path_at(yaml, TEXT.index("1")) == ("a", "n")
    assert path_at(yaml, TEXT.index("z")) == ("c", 1, "y")
    assert path_at(yaml, TEXT.index("c:")) == ("c",)
    assert path_at(yaml, len(TEXT)) == ()


@pytest.mark.parametrize("text", ["# top\n" + TEXT, TEXT.replace("a:\n", "a:\n  m: 5\n"), "\ufeff" + TEXT])
def test_an_edit_follows_its_value(text: str) -> None:
    moved = carried_over_yaml(edit(("b", "day"), 2027), TEXT.encode(), text.encode())
    assert apply_edit(text.encode(), moved).decode().endswith("b:\n  n: 1\n  day: 2027\nc: [x, {y: z}]\n")


def test_the_same_line_in_another_record_is_not_the_same_value() -> None:
    one = edit(("b", "day"), 2027)
    other = TEXT.replace("b:\n", "other:\n").encode()
    assert apply_edit(other, carried_over(one, TEXT.encode(), other)).count(b"2027") == 1  # the lines are the same
    with pytest.raises(EditConflict) as raised:
        carried_over_yaml(one, TEXT.encode(), other)
    assert (raised.value.found, raised.value.wanted) == (b"2026", b"2027")


def test_a_file_that_is_no_longer_yaml_is_refused() -> None:
    with pytest.raises(Findings):
        carried_over_yaml(edit(("b", "day"), 2027), TEXT.encode(), b"x: [\n" + TEXT.encode())
