from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.publication.settings import Publication, load_partial_publication, publication_schema
from tests.publications import load_publication

RIGHT = {
    "title": "Broken and restored",
    "organisation": "The Mission",
    "edition": "2026-11-22",
    "language": "en-GB",
    "content": "data/content/a.md",
    "products": "[booklet-a5, slides]",
    "file_stem": "briefing",
}


def load(tmp_path: Path, keys: dict[str, str]) -> tuple[Publication | None, Problems]:
    (tmp_path / "data/content").mkdir(parents=True, exist_ok=True)
    (tmp_path / "data/content/a.md").write_text("")
    (tmp_path / "data/publication.yaml").write_text("".join(f"{k}: {v}\n" for k, v in keys.items()), encoding="utf-8")
    problems = Problems()
    return load_publication(Places.of(tmp_path), problems), problems


def test_what_must_be_there(tmp_path: Path) -> None:
    publication, problems = load(tmp_path, RIGHT)
    assert not len(problems)
    assert publication is not None
    assert publication.edition == dt.date(2026, 11, 22)
    assert publication.products == ("booklet-a5", "slides")
    assert publication.content == Path("data/content/a.md")
    assert publication.root == tmp_path.resolve()
    assert (publication.subtitle, publication.address, publication.names) == ("", "", frozenset())


def test_what_may_be_there(tmp_path: Path) -> None:
    more = {
        "address": "https://example.org/",
        "names": "[M-21]",
        "back_text": "' Read on '",
        "imprint": "I",
        "subtitle": "S",
    }
    publication, problems = load(tmp_path, RIGHT | more)
    assert not len(problems)
    assert publication is not None
    assert publication.address_text == "example.org"
    assert publication.names == frozenset({"M-21"})
    assert publication.back_text == "Read on"


@pytest.mark.parametrize("key", RIGHT)
def test_a_key_that_is_missing(tmp_path: Path, key: str) -> None:
    _, problems = load(tmp_path, {k: v for k, v in RIGHT.items() if k != key})
    assert [(d.code, d.message) for d in problems] == [("missing-key", f'the key "{key}" is missing')]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("title", "''", "empty-text"),
        ("title", "5", "wrong-type"),
        ("organisation", "[a]", "wrong-type"),
        ("edition", "November", "not-a-date"),
        ("edition", "2026-02-30", "not-a-date"),
        ("edition", "2026", "not-a-date"),
        ("language", "English", "bad-language"),
        ("language", "../en", "bad-language"),
        ("content", "data/content/b.md", "missing-file"),
        ("content", "../a.md", "outside-folder"),
        ("content", "/etc/passwd", "outside-folder"),
        ("content", "C:\\a.md", "outside-folder"),
        ("content", "data", "missing-file"),
        ("content", "''", "missing-file"),
        ("content", "a" * 300, "bad-name"),
        ("products", "[]", "empty-list"),
        ("products", "slides", "wrong-type"),
        ("products", "[slides, slides]", "duplicate-product"),
        ("products", "[../slides]", "bad-name"),
        ("file_stem", "Briefing", "bad-name"),
        ("file_stem", "កម្ពុជា", "bad-name"),
        ("file_stem", "''", "bad-name"),
        ("address", "example.org", "bad-address"),
        ("address", "'javascript:alert(1)'", "bad-address"),
        ("address", "'http://[x'", "bad-address"),
        ("address", "https://a b.org", "bad-address"),
        ("names", "[Old Mill]", "bad-name"),
        ("titel", "x", "unknown-key"),
    ],
)
def test_faults_at_their_line(tmp_path: Path, key: str, value: str, code: str) -> None:
    keys = RIGHT | {key: value}
    publication, problems = load(tmp_path, keys)
    assert publication is None
    assert [(d.code, d.location and d.location.line) for d in problems] == [(code, list(keys).index(key) + 1)]
    assert problems.found[0].hint or code == "wrong-type"


def test_all_faults_in_one_run(tmp_path: Path) -> None:
    _, problems = load(tmp_path, {"title": "''", "edition": "x", "prodcts": "[]"})
    codes = [d.code for d in problems]
    assert sorted(set(codes)) == ["empty-text", "missing-key", "not-a-date", "unknown-key"]
    (missing,) = (d.message for d in problems if d.code == "missing-key")
    assert missing.count('"') == 2 * 4, "one error names all keys, but not the one that is written wrong"


def test_a_text_behind_links_that_go_round_or_out(tmp_path: Path) -> None:
    load(tmp_path, RIGHT)
    (tmp_path / "data/content/round.md").symlink_to("round.md")
    (tmp_path / "data/content/out.md").symlink_to("/etc/hostname")
    for name in ("round", "out"):
        _, problems = load(tmp_path, RIGHT | {"content": f"data/content/{name}.md"})
        assert [d.code for d in problems] == ["missing-file"]


def test_what_is_right_stands_beside_what_is_wrong(tmp_path: Path) -> None:
    keys = RIGHT | {"edition": "soon", "products": "[slides, ../x, slides]", "names": "[M-21, Mill]", "titel": "x"}
    load(tmp_path, keys)
    problems = Problems()
    partial = load_partial_publication(Places.of(tmp_path), problems)
    assert {"title", "language", "content", "file_stem"} <= partial.valid_keys
    assert not {"edition", "titel"} & partial.valid_keys
    assert partial.publication.products == ("slides",)
    assert partial.publication.names == frozenset({"M-21"})
    assert str(partial.at("language")) == "data/publication.yaml:4:11"
    assert [d.code for d in problems].count("bad-name") == 2
    assert {d.code for d in problems} == {"bad-name", "duplicate-product", "not-a-date", "unknown-key"}


def test_a_folder_without_its_file_is_told_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    problems = Problems()
    assert load_publication(Places.of(tmp_path), problems) is None
    assert [(d.code, "factpress new" in (d.hint or "")) for d in problems] == [("missing-file", True)]


def test_every_key_of_the_schema_is_explained() -> None:
    schema = publication_schema()
    assert set(schema["required"]) == set(RIGHT)
    assert all(field["description"] for field in schema["properties"].values())
    assert schema["additionalProperties"] is False
