"""The interface words that a product needs: declared as they are used, and required of a language only then."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from factpress.core.diagnostics import Location, Problems, Severity
from factpress.core.paths import Places, engine_folder
from factpress.output.required_words import WORDS, check_words, needed_entries, required_words
from factpress.publication.products import Product, load_product
from tests.publications import edition_of, findings_of, publication
from tests.tongues import english

CODE = engine_folder() / "src" / "factpress"
TEMPLATES = engine_folder() / "templates"

_HTML = "output/html/*.py"
_PRINTS = ("output/prints/print_context.py",)
USERS: dict[str, tuple[str, ...]] = {
    "document": (
        "document/*.py",
        "document/[mprw]*/*.py",
        "document/blocks/[!ghprw]*.py",
    ),
    "outreach": ("document/blocks/[ghpw]*.py", "document/blocks/record_list.py"),
    "booklet": (_HTML, "output/booklet/*.py", "booklet/**/*.jinja"),
    "deck": ("output/deck/**/*.py", "workflows/merge_deck.py"),
    "handout": ("output/handout/*.py", "handout/*.jinja"),
    "print": (
        _HTML,
        *_PRINTS,
        "output/prints/renderer.py",
        "prints/piece.html.jinja",
        "prints/blocks/*.jinja",
    ),
    "instructions": (
        *_PRINTS,
        "output/prints/print_instructions.py",
        "output/prepress/paper_sizes.py",
        "workflows/postprocess.py",
    ),
    "how-to-print": ("prints/how-to-print.html.jinja",),
    "printer-test": ("prints/printer-test.html.jinja",),
    "job-ticket": ("output/prepress/**/*.py", "workflows/build.py"),
    "evidence": (
        *_PRINTS,
        "output/prints/evidence/*.py",
        "prints/evidence.html.jinja",
        "prints/evidence/*.jinja",
        "workflows/evidence.py",
    ),
    "slip": (*_PRINTS, "output/prints/correction_slip.py", "prints/slip.html.jinja"),
}
"""The code and templates of each entry of `WORDS`."""

ANY = ".+"
"""Pattern of a part of a key that is only known when the product is made."""


def files(*patterns: str) -> list[Path]:
    found = [list((TEMPLATES if pattern.endswith(".jinja") else CODE).glob(pattern)) for pattern in patterns]
    assert all(found), patterns
    return [path for paths in found for path in paths]


def in_code(path: Path) -> Iterator[str]:
    """Patterns of the keys in `word(…)`, `words[…]` and `words.get(…)`; and all strings with a hyphen.

    Such a string may be a key that is passed on in a variable; no other kind of name equals a key with a hyphen.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="word") | ast.Attribute(attr="word" | "_word"), args=asked):
                pass
            case ast.Call(func=ast.Attribute(value=ast.Name(id="words") | ast.Attribute(attr="words"), attr="get")):
                asked = node.args[:1]
            case ast.Subscript(value=ast.Name(id="words") | ast.Attribute(attr="words"), slice=key):
                asked = [key]
            case ast.Constant(value=str(text)) if "-" in text:
                asked = [node]
            case _:
                continue
        for part in (part for key in asked for part in ast.walk(key)):
            if isinstance(part, ast.JoinedStr):
                yield "".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else ANY for v in part.values)
            elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield re.escape(part.value)


def in_template(path: Path) -> Iterator[str]:
    """Patterns of the keys in `word(…)`; and all strings with a hyphen, as in code."""

    def patterns(key: nodes.Expr) -> list[str]:
        match key:
            case nodes.Const(value=value):
                return [re.escape(str(value))]
            case nodes.Concat(nodes=parts):
                return ["".join(patterns(part)[0] for part in parts)]
            case nodes.CondExpr(expr1=one, expr2=other):
                return patterns(one) + (patterns(other) if other is not None else [])
            case _:
                return [ANY]

    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "word":
            yield from patterns(call.args[0])
    for string in tree.find_all(nodes.Const):
        if isinstance(string.value, str) and "-" in string.value:
            yield re.escape(string.value)


def used(user: str) -> set[str]:
    """The engine's words that the code and the templates of that entry use."""
    read = {".py": in_code, ".jinja": in_template}
    patterns = {p for path in files(*USERS[user]) for p in read[path.suffix](path) if p != ANY}
    return {key for key in english().words if any(re.fullmatch(p, key) for p in patterns)}


def test_every_entry_is_scanned() -> None:
    assert USERS.keys() == WORDS.keys()


def test_every_use_of_a_word_is_scanned() -> None:
    scanned = {path for patterns in USERS.values() for path in files(*patterns)}
    uses = re.compile(r"""\b_?word\(f?["']|\bwords(?:\.get\(|\[)["']""")
    for path in (*CODE.rglob("*.py"), *TEMPLATES.rglob("*.jinja")):
        if path.relative_to(engine_folder()).parts[:3] != ("src", "factpress", "audit") and path not in scanned:
            assert not uses.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("user", sorted(WORDS))
def test_words_are_declared_as_they_are_used(user: str) -> None:
    assert used(user) == set(WORDS[user])


def test_every_word_of_the_engine_is_used() -> None:
    assert english().words.keys() == frozenset[str]().union(*WORDS.values())


def test_every_phrase_of_the_english_file_is_needed_and_no_other() -> None:
    phrases = {f"phrases.{phrase}" for phrase, pattern in english().phrases.items() if pattern}
    assert {entry for entry in needed_entries([]) if entry.startswith("phrases.")} == phrases


def product(name: str) -> Product:
    problems = Problems()
    found = load_product(name, Places.of(engine_folder() / "templates" / "starter"), problems)
    assert found is not None, list(problems)
    return found


@pytest.mark.parametrize(
    ("name", "users"),
    [
        ("booklet-a5", ("document", "booklet")),
        ("slides", ("document", "deck")),
        ("handout-3-notes-a4", ("document", "handout", "deck")),
        ("booklet-a5-on-a4", ("document", "booklet", "job-ticket")),
        ("booklet-a5-press", ("document", "booklet", "job-ticket")),
        ("booklet-a5-press-on-sra4", ("document", "booklet", "job-ticket")),
        ("how-to-print-booklet-a5", ("document", "how-to-print", "instructions")),
        ("printer-test-a4", ("document", "printer-test", "instructions")),
        ("evidence-a4", ("document", "evidence")),
        ("correction-slip", ("document", "slip")),
    ],
)
def test_a_product_needs_the_words_of_its_kind(name: str, users: tuple[str, ...]) -> None:
    assert required_words(product(name)) == frozenset[str]().union(*(WORDS[user] for user in users))


def test_missing_words_are_one_warning_that_counts_them() -> None:
    place = Location(Path("data/languages/nb.yaml"), 5, 1)
    lacking = frozenset(
        {"words.contents", "words.sources", "words.continued", "words.agree", "units.people", "units.men"}
    )
    language = replace(english(), tag="nb", untranslated=lacking, location=place)
    problems = Problems()
    products = [product("booklet-a5"), product("slides")]
    check_words(language, products, problems, {"people"})
    (found,) = problems
    count = len(needed_entries(products, {"people"}))
    assert (found.code, found.location, found.severity) == ("missing-word", place, Severity.WARNING)
    assert found.message == (
        f"4 of {count} words that the products need are not translated: people, contents, continued, sources"
    )
    assert "factpress language nb" in (found.hint or "")


@pytest.mark.parametrize("lacking", [frozenset[str](), frozenset({"words.contents"})])
def test_a_language_without_words_for_numbers_is_told_in_the_same_warning(lacking: frozenset[str]) -> None:
    language = replace(english(), tag="nb", untranslated=lacking, number_words=frozenset())
    problems = Problems()
    check_words(language, [product("booklet-a5")], problems)
    (found,) = problems
    assert (found.code, found.severity) == ("missing-word", Severity.WARNING)
    assert "a number that a text spells out is not found, without number_words" in found.message
    assert ("contents" in found.message) == bool(lacking)


def language_file(*, without: frozenset[str] = frozenset()) -> str:
    """The engine's English as a new language that lacks some words."""
    lines = (engine_folder() / "assets/languages/en.yaml").read_text(encoding="utf-8").splitlines()
    kept: list[str] = []
    section, keeps = "", True
    for line in lines:
        if re.match(r"\w", line):
            section, keeps = line, True
        elif section == "words:" and (key := re.match(r"  ([\w-]+):", line)):
            keeps = key[1] not in without
        if keeps:
            kept.append(line)
    return "\n".join(kept) + "\n"


def in_new_language(tmp_path: Path, *, without: frozenset[str]) -> Path:
    text = (engine_folder() / "templates/starter/data/publication.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^language: .*$", "language: nb", text)
    text = re.sub(r"(?m)^products: .*(\n +- .*)*$", "products: [booklet-a5, slides]", text)
    files: dict[str, str | bytes | None] = {
        "data/publication.yaml": text,
        "data/languages/nb.yaml": language_file(without=without),
    }
    return publication(tmp_path, files)


def test_a_language_need_not_have_the_words_of_products_that_are_not_listed(tmp_path: Path) -> None:
    needed = WORDS["document"] | WORDS["booklet"] | WORDS["deck"]
    unlisted = frozenset(english().words) - needed
    assert len(unlisted) > 100
    folder = in_new_language(tmp_path, without=unlisted)
    assert findings_of(folder) == ()
    assert edition_of(folder).language.untranslated == {f"words.{word}" for word in unlisted}


def test_a_missing_word_of_a_listed_product_is_a_warning_at_the_words_of_the_language(tmp_path: Path) -> None:
    folder = in_new_language(tmp_path, without=frozenset({"contents", "agree"}))
    (found,) = findings_of(folder)
    assert (found.code, found.severity) == ("missing-word", Severity.WARNING)
    assert found.message.startswith("1 of ")
    assert found.message.endswith(": contents")
    line = (folder / "data/languages/nb.yaml").read_text(encoding="utf-8").splitlines().index("words:") + 1
    assert str(found.location) == f"data/languages/nb.yaml:{line}:1"
    assert edition_of(folder).language.word("contents") == english().word("contents")
