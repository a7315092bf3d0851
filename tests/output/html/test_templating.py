"""A publication's own templates come first; their mistakes are findings with a place; they run in a sandbox."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.core.paths import Places
from factpress.document.blocks.text_blocks import Form
from factpress.output.booklet.html import to_html
from factpress.output.html.templating import FOOT_LETTERS, HEAD_LETTERS, running_head
from tests.output.booklet import sample


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "templates" / "booklet" / "blocks").mkdir(parents=True)
    return tmp_path


def html(home: Path) -> str:
    return to_html(sample.document(), sample.theme(), sample.A5, Places.of(home))


def fault(home: Path) -> Diagnostic:
    with pytest.raises(Findings) as caught:
        html(home)
    (only,) = caught.value.found
    return only


def write(home: Path, name: str, text: str) -> None:
    (home / "templates" / "booklet" / f"{name}.html.jinja").write_text(text, encoding="utf-8")


def test_own_templates_come_first(home: Path) -> None:
    write(home, "blocks/quote", '<div class="mine">{{ words }}</div>')
    assert '<div class="mine">The river was in the church' in html(home)


def test_a_compound_may_be_given_a_template(home: Path) -> None:
    write(home, "blocks/form", "<p>{{ block.kind }}</p>")
    document = sample.document()
    chapter = replace(document.chapters[0], blocks=(Form("lines", ()),))
    page = to_html(replace(document, chapters=(chapter,)), sample.theme(), sample.A5, Places.of(home))
    assert "<p>lines</p>" in page


def test_what_a_template_prints_is_escaped(home: Path) -> None:
    write(home, "blocks/quote", "{{ '<b>' }}")
    assert "&lt;b&gt;" in html(home)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<p>\n{{ words }\n</p>", 2, "cannot be read"),
        ("<p>\n{# a comment", 2, "cannot be read"),
        ("{% for x in words %}\n<p>", 2, "cannot be read"),
        ("<p>\n\n{{ wrods }}</p>", 3, "'wrods' is undefined"),
        ("<p>\n{{ words.nothing.more }}</p>", 2, "nothing"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("<p>\n{{ ''.__class__.__mro__ }}</p>", 2, "unsafe"),
        ("{{ word.words.__class__.__base__.__subclasses__() }}", 1, "unsafe"),
        ("{% include 'blocks/none' %}", 1, "blocks/none"),
        ("\n{{ word('no-such-word') }}", 0, "no-such-word"),
    ],
)
def test_mistakes_have_a_place(home: Path, text: str, line: int, words: str) -> None:
    write(home, "blocks/quote", text)
    found = fault(home)
    assert words in found.message
    if line:
        assert found.code == "bad-template"
        assert found.location is not None
        assert found.location.path == Path("templates/booklet/blocks/quote.html.jinja")
        assert found.location.line == line


ENDLESS = {
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "a loop that goes down": "{% for a in range(999) recursive %}{{ loop(range(999)) }}{% endfor %}",
    "macros": "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(90) }}",
    "itself": "{% for a in [1, 2] %}{% include 'blocks/quote' %}{% endfor %}",
    "product": '{{ "x" * 3000000000 }}',
    "product, turned": '{{ 3000000000 * "x" }}',
    "list": "{{ ([0] * 9999999999)|length }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "sum": '{% set n = namespace(x="xx") %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}',
    "join": '{% set n = namespace(x="xx") %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}',
    "set": '{% set n = namespace(x="x") %}{% for i in range(99) %}{% set n.x %}{{ n.x * 2 }}{% endset %}{% endfor %}',
    "numbers": "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "method": '{{ "x".ljust(3000000000) }}',
    "format": '{{ "{:3000000000}".format(1) }}',
    "percent": '{{ "%3000000000d" % 1 }}',
    "filter": '{{ "x"|center(3000000000) }}',
    "filter that joins": '{{ range(99999)|list|join("x" * 1000000) }}',
    "filter that joins long texts": '{{ (["x" * 1000000] * 99999)|join }}',
    "method that joins long texts": '{{ "".join(["x" * 1000000] * 99999) }}',
    "filter that puts in place": '{{ ("x" * 100000)|replace("x", "y" * 100000) }}',
    "filter that puts in place, by name": '{{ ("x" * 100000)|replace(old="x", new="y" * 100000) }}',
    "filter that formats": '{{ "%99999999999d"|format(1) }}',
    "prints": '{% set x = "x" * 10000000 %}{% for i in range(9999) %}{{ x }}{% endfor %}',
    "prints in a macro": '{% set x = "x" * 9999999 %}{% macro f() %}{% for i in range(999) %}{{ x }}{% endfor %}'
    "{% endmacro %}{{ f() }}",
    "filled": "{{ [1]|batch(999999999, 0)|list }}",
    "words": "{{ lipsum(n=999999) }}",
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
def test_what_would_never_end_is_stopped_at_its_line(home: Path, text: str) -> None:
    write(home, "blocks/quote", f"<p>\n{text}</p>")
    found = fault(home)
    assert found.code == "bad-template"
    assert found.location is not None
    assert found.location.path == Path("templates/booklet/blocks/quote.html.jinja")
    assert found.location.line in (1, 2)
    # and not for lack of memory
    assert re.search(r"too l|more than|cannot be formatted|lipsum|recursion", found.message), found.message


def test_what_templates_commonly_do_is_not_stopped(home: Path) -> None:
    text = (
        '{% set all = ["a", "b"] %}{{ all|join(", ") }} {{ 2 * 3 + 2 ** 3 }} {{ 7 % 4 }} {{ "ab" * 2 }}'
        "{% for a in all %}{{ loop.index }}/{{ loop.length }}{{ a ~ loop.last }};{% endfor %}"
        "{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(1) }}{% set y %}y{{ 1 }}{% endset %}{{ y|upper }}"
        "{{ 'a-b'.replace('-', '+') }}{{ words|length > 0 }}"
    )
    write(home, "blocks/quote", text)
    assert "a, b 14 3 abab1/2aFalse;2/2bTrue;[1]Y1a+bTrue" in html(home)


def test_a_template_that_is_not_utf_8(home: Path) -> None:
    (home / "templates" / "booklet" / "cover.html.jinja").write_bytes(b"\xff\xfe")
    found = fault(home)
    assert found.code == "not-utf-8"
    assert found.location is not None
    assert found.location.path == Path("templates/booklet/cover.html.jinja")


def test_a_link_out_of_the_folder_is_no_template(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "quote.html.jinja"
    outside.write_text("stolen")
    (home / "templates" / "booklet" / "blocks" / "quote.html.jinja").symlink_to(outside)
    assert "stolen" not in html(home)


@given(st.text(max_size=300), st.sampled_from([HEAD_LETTERS, FOOT_LETTERS]))
def test_a_running_head_has_room(title: str, letters: int) -> None:
    assert len(running_head(title, letters)) <= letters


def test_a_running_head_ends_with_a_word() -> None:
    assert running_head("A short title") == "A short title"
    assert running_head("word " * 40) == " ".join(["word"] * 15) + "…"
