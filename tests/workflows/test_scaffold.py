"""A new publication: what stands in its way is said in a sentence."""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from factpress.core.diagnostics import ToolError
from factpress.workflows.scaffold import PARTS, create_publication, parts_named
from tests.publications import edition_of, findings_of


def test_the_files_of_an_editor_are_named(tmp_path: Path) -> None:
    written = create_publication(tmp_path / "mine")
    assert tmp_path / "mine" / "data" / "publication.yaml" in written
    assert all(path.is_file() for path in written)


def test_a_folder_that_may_not_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> Iterator[Path]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(ToolError, match=f"cannot write .*: {os.strerror(errno.EACCES)}") as error:
        create_publication(tmp_path)
    assert error.value.hint == "check the free space and the permissions"


def test_files_that_cannot_be_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ToolError, match=os.strerror(errno.ENOSPC)) as error:
        create_publication(tmp_path / "mine")
    assert "None" not in str(error.value)
    assert "Errno" not in str(error.value)


COMBINATIONS = [parts for count in range(1, len(PARTS) + 1) for parts in itertools.combinations(PARTS, count)]


@pytest.mark.parametrize("parts", COMBINATIONS, ids=",".join)
def test_every_combination_of_parts_has_no_findings(tmp_path: Path, parts: tuple[str, ...]) -> None:
    written = create_publication(tmp_path / "mine", parts)
    names = {path.relative_to(tmp_path / "mine").as_posix() for path in written}
    assert findings_of(tmp_path / "mine") == ()
    edition = edition_of(tmp_path / "mine")
    assert len(edition.products) == 2 + len({"flyer", "card", "poster"}.intersection(parts))
    assert ("assets/reading-room.jpg" in names) == ("photo" in parts)
    assert ("data/brand.yml" in names) == bool({"brand", "logo"}.intersection(parts))
    assert (edition.theme.logo is not None) == ("logo" in parts)
    assert not names & {"brand.yml", "insert.md"}


def test_all_parts_build_without_findings(tmp_path: Path) -> None:
    from factpress import load

    create_publication(tmp_path / "mine", PARTS)
    publication = load(tmp_path / "mine")
    built = publication.build(output=tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) >= 5, built


def test_parts_are_named_once_in_their_order() -> None:
    assert parts_named(["photo,flyer", "Photo", " logo , "]) == ("flyer", "photo", "logo")
    assert parts_named([]) == ()


@pytest.mark.parametrize(("written", "words"), [("flier", 'did you mean "flyer"?'), ("zzz", "flyer, card, poster")])
def test_an_unknown_part_is_an_error_with_the_list(written: str, words: str) -> None:
    with pytest.raises(ToolError) as error:
        parts_named([written])
    assert words in (error.value.hint or "")
    assert ", ".join(PARTS) in (error.value.hint or "")


def test_a_new_publication_in_another_language(tmp_path: Path) -> None:
    written = create_publication(tmp_path / "mine", ["photo"], "fr")
    assert tmp_path / "mine/data/languages/fr.yaml" in written
    (found,) = findings_of(tmp_path / "mine")
    assert found.code == "missing-word"
    create_publication(tmp_path / "other", (), "en-US")
    assert findings_of(tmp_path / "other") == ()
    american = edition_of(tmp_path / "other")
    assert american.language.locale == "en-US"
    assert american.publication.paper == "letter"
    assert american.publication.products == ("booklet-half-letter", "slides")
    assert "also available: booklet-a5" in (tmp_path / "other/data/publication.yaml").read_text(encoding="utf-8")
    with pytest.raises(ToolError, match="no language has the code"):
        create_publication(tmp_path / "third", (), "french")
    assert not (tmp_path / "third").exists()
