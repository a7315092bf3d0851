from types import SimpleNamespace
from typing import Any

import pytest

from factpress.output.pdf import line_layouts
from factpress.output.pdf.line_layouts import remembered


class Splitting:
    """Splits a line off as WeasyPrint would, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, text: str, style: Any, context: Any, width: float, **options: Any) -> Any:  # noqa: ARG002
        self.count += 1
        return SimpleNamespace(text=text[: int(width)]), int(width), None


def test_the_same_line_is_split_off_once_and_each_caller_gets_its_own_layout() -> None:
    splitting, style, context = Splitting(), object(), SimpleNamespace()
    split = remembered(splitting)
    first, length, _ = split("a line", style, context, 3.0, minimum=True)
    first.text = "drawn"
    second = split("a line", style, context, 3.0, minimum=True)
    assert (second[0].text, second[1:]) == ("a l", (length, None))
    assert splitting.count == 1


@pytest.mark.parametrize(
    ("text", "same_style", "width", "options"),
    [("a lin", True, 3.0, {}), ("a line", False, 3.0, {}), ("a line", True, 4.0, {}), ("a line", True, 3.0, {"x": 1})],
)
def test_another_line_is_split_off_again(text: str, same_style: bool, width: float, options: dict[str, Any]) -> None:
    splitting, style, context = Splitting(), object(), SimpleNamespace()
    split = remembered(splitting)
    split("a line", style, context, 3.0)
    split(text, style if same_style else object(), context, width, **options)
    assert splitting.count == 2


def test_lines_of_another_document_or_of_none_are_split_off_again() -> None:
    splitting, style = Splitting(), object()
    split = remembered(splitting)
    for context in (SimpleNamespace(), SimpleNamespace(), None, None):
        split("a line", style, context, 3.0)
    assert splitting.count == 4


def test_few_lines_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_layouts, "_MOST", 2)
    splitting, style, context = Splitting(), object(), SimpleNamespace()
    split = remembered(splitting)
    for text in "abcb":
        split(text, style, context, 1.0)
    assert splitting.count == 4  # the third line was too many
    assert len(vars(context)[line_layouts._KNOWN]) == 2
