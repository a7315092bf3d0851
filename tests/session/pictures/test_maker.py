"""Pictures of claims, made by the real worker process from the starter with a card that states a number."""

from __future__ import annotations

import io
import os
import queue
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from factpress.session.pictures import Failure, Message, Picture, PictureMaker, PictureRequest, Places
from factpress.workflows.scaffold import create_publication

FACTS = Path("data/facts/library.yaml")
CARD = Path("data/content/prints/card.en.md")
LONGEST = 120.0


class Receiver:
    """The answers of a worker, one after another."""

    def __init__(self) -> None:
        self.all: list[Message] = []
        self._new: queue.Queue[Message] = queue.Queue()

    def __call__(self, message: Message) -> None:
        self.all.append(message)
        self._new.put(message)

    def until(self, wanted: Callable[[Message], bool]) -> list[Message]:
        """The next answers up to the first one that is wanted."""
        found: list[Message] = []
        end = time.monotonic() + LONGEST
        while not found or not wanted(found[-1]):
            found.append(self._new.get(timeout=max(0.0, end - time.monotonic())))
        return found


class Desk:
    """A worker with its answers. Each request has the next turn."""

    def __init__(self, root: Path) -> None:
        self.root, self.turn = root, 0
        self.received = Receiver()
        self.maker = PictureMaker(root, self.received)

    def ask(self, claim: str, contents: dict[Path, bytes] | None = None) -> int:
        self.turn += 1
        self.maker.request(PictureRequest(self.turn, claim, contents or {}))
        return self.turn

    def pictures(self, claim: str, contents: dict[Path, bytes] | None = None) -> dict[tuple[str, int], Picture]:
        """The final pictures of a claim by product and number."""
        turn = self.ask(claim, contents)
        answers = self.received.until(lambda m: m.turn == turn and isinstance(m, Places) and m.complete)
        assert not [m for m in answers if isinstance(m, Failure)]
        found = [m for m in answers if isinstance(m, Picture) and m.turn == turn and m.final]
        return {(picture.place.product, picture.place.number): picture for picture in found}

    def changed(self, old: str, new: str) -> dict[Path, bytes]:
        text = (self.root / FACTS).read_text(encoding="utf-8")
        assert old in text
        return {FACTS: text.replace(old, new).encode()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures") / "library"
    create_publication(folder, ("card",))
    card = folder / CARD
    text = card.read_text(encoding="utf-8")
    said = "Last year {number}`visitors/counted` came, and {number}`readers/survey` read every month."
    card.write_text(text.replace("\n\n", f"\n\n{said}\n\n", 1), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(root: Path) -> Iterator[Desk]:
    desk = Desk(root)
    desk.maker.start()
    yield desk
    desk.maker.close()


def ink_within(picture: Picture, address: str) -> float:
    """The share of pixels with ink within the first hit of a value."""
    hit = next(hit for hit in picture.hits if hit.address == address)
    image = Image.open(io.BytesIO(picture.png)).convert("L")
    width, height = image.size
    box = (
        round(hit.left * width / 100),
        round(hit.top * height / 100),
        round((hit.left + hit.width) * width / 100),
        round((hit.top + hit.height) * height / 100),
    )
    dark = image.crop(box).histogram()
    return sum(dark[:128]) / max(1, sum(dark))


def test_a_claim_has_pictures_of_page_slide_and_card(desk: Desk) -> None:
    found = desk.pictures("visitors")
    kinds = {picture.place.kind for picture in found.values()}
    assert kinds == {"page", "slide", "card"}
    for picture in found.values():
        assert Image.open(io.BytesIO(picture.png)).size == (picture.width, picture.height)
        assert any(hit.address.startswith("visitors/") for hit in picture.hits), picture.place
    assert {p.width for p in found.values() if p.place.kind == "slide"} == {1333}


def test_a_changed_number_changes_the_pictures_and_its_hits(desk: Desk) -> None:
    before = desk.pictures("visitors")
    after = desk.pictures("visitors", desk.changed("exactly: 12480", "exactly: 13480"))
    changed = {product for product, n in before if before[product, n].digest != after[product, n].digest}
    assert changed >= {"booklet-a5", "card-a6"}
    again = desk.pictures("visitors")
    assert {key: picture.digest for key, picture in again.items()} == {k: p.digest for k, p in before.items()}
    assert (desk.root / FACTS).read_bytes() == desk.changed("12480", "12480")[FACTS], "the file is not written"


def test_a_hit_is_where_the_words_are(desk: Desk) -> None:
    from factpress.edition import read_edition
    from factpress.workflows.tasks import RENDERERS, RenderTask, draw, render

    found = desk.pictures("visitors")
    edition = read_edition(desk.root)
    for name in ("booklet-a5", "card-a6"):
        product = next(each for each in edition.products if each.name == name)
        task = RenderTask.of(edition, product, Path("x.pdf"), None)
        pdf = pypdfium2.PdfDocument(render(RENDERERS[product.renderer].load(), task, draw(task)))
        shown = next(picture for picture in found.values() if picture.place.product == name)
        page = pdf[shown.place.number - 1]
        hit = next(hit for hit in shown.hits if hit.address == "visitors/counted")
        width, height = page.get_width() / 100, page.get_height() / 100
        text = page.get_textpage().get_text_bounded(
            left=hit.left * width - 1,
            top=page.get_height() - hit.top * height + 1,
            right=(hit.left + hit.width) * width + 1,
            bottom=page.get_height() - (hit.top + hit.height) * height - 1,
        )
        assert "".join(text.split()) in ("12,480people", "12,480"), name
    slide = next(p for p in desk.pictures("readers").values() if p.place.product == "slides")
    assert ink_within(slide, next(hit.address for hit in slide.hits if hit.address.startswith("readers/"))) > 0.02


def test_an_older_turn_is_never_received_after_a_newer_one(desk: Desk) -> None:
    first = len(desk.received.all)
    for number in range(12_481, 12_487):
        desk.ask("visitors", desk.changed("exactly: 12480", f"exactly: {number}"))
        time.sleep(0.15)
    last = desk.turn
    desk.received.until(lambda m: m.turn == last and isinstance(m, Places) and m.complete)
    turns = [message.turn for message in desk.received.all[first:]]
    assert turns == sorted(turns)


def test_an_error_gives_its_findings_and_no_picture(desk: Desk) -> None:
    turn = desk.ask("visitors", desk.changed("exactly: 12480", "exactly: many"))
    answers = desk.received.until(lambda m: m.turn == turn)
    failure = answers[-1]
    assert isinstance(failure, Failure)
    assert failure.findings
    assert failure.findings[0].location is not None
    assert failure.findings[0].location.path == FACTS
    assert [m for m in desk.received.all if m.turn == turn and isinstance(m, Failure)] == [failure], "said once"
    assert desk.pictures("visitors")


def test_a_claim_that_is_stated_nowhere_has_no_places(desk: Desk) -> None:
    turn = desk.ask("no-such-claim")
    answers = desk.received.until(lambda m: m.turn == turn and isinstance(m, Places) and m.complete)
    assert all(isinstance(m, Places) and not m.places and not m.pieces for m in answers if m.turn == turn)


def test_a_worker_that_was_killed_is_started_with_the_next_request(desk: Desk) -> None:
    processes = desk.maker.process_ids
    assert len(processes) == 2
    for process in processes:
        os.kill(process, 9)
    assert desk.pictures("oldest-book")
    assert len(desk.maker.process_ids) == 2
    assert not set(processes) & set(desk.maker.process_ids)


def test_close_ends_the_process(root: Path) -> None:
    desk = Desk(root)
    desk.maker.start()
    desk.ask("visitors")
    desk.received.until(lambda m: isinstance(m, Places))
    processes = desk.maker.process_ids
    assert processes
    desk.maker.close()
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    received = len(desk.received.all)
    desk.ask("visitors")
    time.sleep(0.5)
    assert len(desk.received.all) == received
    assert desk.maker.process_ids == ()


def test_images_differ_only_where_the_number_is(desk: Desk) -> None:
    before = next(p for (name, _), p in desk.pictures("visitors").items() if name == "card-a6")
    contents = desk.changed("exactly: 12480", "exactly: 12490")
    after = next(p for (name, _), p in desk.pictures("visitors", contents).items() if name == "card-a6")
    one, other = (Image.open(io.BytesIO(each.png)) for each in (before, after))
    box = ImageChops.difference(one, other).getbbox()
    assert box is not None
    hit = next(hit for hit in after.hits if hit.address == "visitors/counted")
    top, bottom = hit.top * after.height / 100, (hit.top + hit.height) * after.height / 100
    assert top - 3 <= box[1]
    assert box[3] <= bottom + 3


def test_an_answer_may_lead_to_a_request(root: Path) -> None:
    turns: queue.Queue[int] = queue.Queue()

    def receive(message: Message) -> None:
        turns.put(message.turn)
        if message.turn == 1:
            maker.request(PictureRequest(2, "oldest-book"))

    maker = PictureMaker(root, receive)
    maker.request(PictureRequest(1, "oldest-book"))
    assert turns.get(timeout=LONGEST) == 1
    assert turns.get(timeout=LONGEST) == 2
    maker.close()
