"""What a worker makes, without its process: the pages of a booklet follow its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.session.pictures.making import Maker, how_many_kept
from factpress.session.pictures.values import Picture, PictureRequest
from factpress.workflows.scaffold import create_publication

FACTS = Path("data/facts/library.yaml")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("making") / "library"
    create_publication(folder)
    return folder


@pytest.mark.parametrize(
    ("pages", "kept"), [([], 1), ([40] * 3, 3), ([0] * 20, 8), ([332, 332], 1), ([900], 1), ([900, 40, 40], 2)]
)
def test_what_is_kept_has_a_bound_in_pages(pages: list[int], kept: int) -> None:
    assert how_many_kept(pages) == kept


def pictures(maker: Maker, root: Path, number: str, turn: int = 1) -> list[Picture]:
    text = (root / FACTS).read_text(encoding="utf-8")
    contents = {FACTS: text.replace("exactly: 12480", f"exactly: {number}").encode()}
    return [one for one in maker.make(PictureRequest(turn, "visitors", contents)) if isinstance(one, Picture)]


def test_a_page_follows_its_text_and_is_at_last_as_it_is_laid_out_as_a_whole(root: Path) -> None:
    maker = Maker(root, {"page"})
    first = pictures(maker, root, "12480")
    changed = pictures(maker, root, "13900", 2)
    hasty = [one for one in changed if not one.final]
    assert hasty, "a picture comes before the pages are final"
    assert hasty[-1].digest != first[0].digest
    final = {one.place.number: one.digest for one in changed if one.final}
    assert final == {one.place.number: one.digest for one in pictures(Maker(root, {"page"}), root, "13900")}


def test_a_request_that_ends_in_between_leaves_no_page_that_is_taken_for_final(root: Path) -> None:
    maker = Maker(root, {"page"})
    first = {one.place.number: one.digest for one in pictures(maker, root, "12480") if one.final}
    text = (root / FACTS).read_text(encoding="utf-8")
    contents = {FACTS: text.replace("exactly: 12480", "exactly: 777").encode()}
    answers = maker.make(PictureRequest(2, "visitors", contents))
    before = {one.digest for one in pictures(maker, root, "12480")}
    for answer in answers:
        if isinstance(answer, Picture) and answer.digest not in before:
            break
    answers.close()  # pyright: ignore[reportAttributeAccessIssue]
    again = {one.place.number: one.digest for one in pictures(maker, root, "12480", 3) if one.final}
    assert again == first
