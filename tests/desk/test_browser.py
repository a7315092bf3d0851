"""The desk as a user has it: a real server, and Debian's Chromium."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.desk.conftest import RunningDesk

STATIC = Path(__file__).parents[2] / "src/factpress/desk/static"


def facts(desk: RunningDesk) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted((desk.root / "data/facts").glob("*.yaml")))


def open_number(page: Page) -> None:
    """Open the first claim that has one number."""
    for link in page.locator("#list a").all():
        if link.get_attribute("aria-current") is None:  # a form that is open already would be replaced while one types
            link.click()
        expect(page.locator("#form")).to_have_attribute("data-claim", (link.get_attribute("id") or "")[4:])
        if page.get_by_label("Number", exact=True).count():
            return
    raise AssertionError("no claim has a number")


def test_a_number_is_changed_and_picture_file_and_undo_follow(page: Page, desk: RunningDesk) -> None:
    open_number(page)
    before = facts(desk)
    expect(page.locator("#pictures figure img").first).to_be_visible()
    picture = page.locator("#pictures figure img").first.get_attribute("src")
    number = page.get_by_label("Number", exact=True).first
    number.fill("4,321")
    expect(page.locator("#reads-0")).to_contain_text("4,321")
    expect(page.locator("#saved")).to_have_text("Not saved yet")
    assert facts(desk) == before
    number.press("Tab")
    expect(page.locator("#saved")).to_contain_text("Saved, 1 line changed")
    assert "4321" in facts(desk)
    expect(page.locator("#pictures figure img").first).not_to_have_attribute("src", picture or "")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#foot")).to_contain_text("Undone")
    assert facts(desk) == before


def test_an_error_is_shown_at_its_field_and_nothing_is_written(page: Page, desk: RunningDesk) -> None:
    open_number(page)
    before = facts(desk)
    number = page.get_by_label("Number", exact=True).first
    number.fill("12.500")
    number.press("Tab")
    expect(page.locator(".find.error")).to_contain_text("two ways")
    expect(number).to_have_attribute("aria-invalid", "true")
    assert facts(desk) == before
    page.get_by_role("button", name="Use 12,500").click()
    expect(page.locator("#saved")).to_contain_text("Saved")
    expect(page.locator(".find.error")).to_have_count(0)
    page.get_by_role("button", name="Changes").click()
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    number.fill("12,600")
    number.press("Tab")
    expect(page.locator("#reads-0")).to_contain_text("12,600")
    expect(page.locator("#saved")).to_contain_text("Saved, 1")
    expect(page.locator("dialog[open]")).to_have_count(0)  # a dialog that was closed stays closed
    assert "12600" in facts(desk)


def test_a_file_changed_outside_leaves_the_field_that_is_open(page: Page, desk: RunningDesk) -> None:
    open_number(page)
    number = page.get_by_label("Number", exact=True).first
    was = number.input_value().replace(",", "")
    number.fill("77")
    expect(page.locator("#saved")).to_have_text("Not saved yet")
    for path in (desk.root / "data/facts").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f": {was},", ": 66,").replace(f": {was}\n", ": 66\n"), encoding="utf-8")
    expect(page.locator("#say")).to_contain_text("Another program changed")
    expect(number).to_have_value("77")
    number.press("Tab")
    expect(page.get_by_text("Changed elsewhere")).to_be_visible()
    page.get_by_role("button", name="Keep mine").click()
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert ": 77" in facts(desk)


def test_two_windows_follow_each_other(page: Page, browser: Browser, desk: RunningDesk) -> None:
    other = browser.new_page()
    other.set_default_timeout(60_000)
    other.goto(desk.address)
    open_number(page)
    number = page.get_by_label("Number", exact=True).first
    number.fill("55")
    number.press("Tab")
    expect(page.locator("#saved")).to_contain_text("Saved")
    expect(other.locator("#filters")).to_contain_text("Changed 1")
    other.close()


def test_the_keyboard_is_enough(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator("#form")).to_be_focused()
    page.keyboard.press("b")
    expect(page.get_by_role("heading", name="Build", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Print", exact=True)).to_be_visible()


def test_a_new_claim_is_written_with_its_source_and_taken_back(page: Page, desk: RunningDesk) -> None:
    before = facts(desk)
    page.keyboard.press("n")
    dialog = page.locator("dialog[open]")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    dialog.get_by_label("What is claimed").fill("Readers on a rainy day")
    dialog.get_by_label("Number (if it has one)").fill("12.500")
    dialog.get_by_label("Unit").fill("books a day")
    dialog.get_by_role("button", name="Add the claim").click()
    expect(dialog.locator(".find.error")).to_contain_text(["two ways", "a new unit"])
    assert facts(desk) == before
    dialog.get_by_label("One of it is a").fill("book a day")
    dialog.get_by_role("button", name="Use 12,500").click()
    dialog.get_by_label("Who says so").fill(page.locator("#sources option").first.get_attribute("value") or "")
    dialog.get_by_label("Where in it").fill("p. 4")
    dialog.get_by_label("Why?").fill("One source says so.")
    dialog.get_by_role("button", name="Add the claim").click()
    expect(page.locator("#form")).to_have_attribute("data-claim", "readers-on-a-rainy-day")
    assert "readers-on-a-rainy-day:" in facts(desk)
    expect(page.locator("#row-readers-on-a-rainy-day")).to_contain_text("12,500 books a day")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#row-readers-on-a-rainy-day")).to_have_count(0)
    assert facts(desk) == before


def test_a_new_source_is_written_changed_and_taken_back(page: Page, desk: RunningDesk) -> None:
    file = desk.root / "data/sources.yaml"
    before = file.read_text(encoding="utf-8")
    page.goto(desk.base + "/sources")
    page.keyboard.press("n")
    dialog = page.locator("dialog[open]")
    dialog.get_by_role("button", name="Add the source").click()
    expect(dialog.locator(".find.error")).to_have_count(1)
    dialog.get_by_label("Title").fill("A Book of Rain")
    dialog.get_by_role("button", name="Add the source").click()
    expect(page.locator("#form")).to_have_attribute("data-claim", "a-book-of-rain")
    page.get_by_label("Title").fill("")
    page.get_by_label("Title").press("Tab")
    expect(page.locator(".find.error")).to_contain_text("may not be empty")
    page.get_by_label("Publisher").fill("The Library")
    page.get_by_label("Publisher").press("Tab")
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert "publisher: The Library" in file.read_text(encoding="utf-8")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Publisher")).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#row-a-book-of-rain")).to_have_count(0)
    assert file.read_text(encoding="utf-8") == before


def test_a_number_is_written_into_a_paragraph(page: Page, desk: RunningDesk) -> None:
    file = desk.root / "data/content/briefing.en.md"
    before = file.read_text(encoding="utf-8")
    page.goto(desk.base + "/text")
    words = page.locator(".txt").filter(has_text="came to the library")
    words.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" It is *open*: ")
    page.keyboard.press("Alt+c")
    page.get_by_label("Search the claims").fill("read a book")
    page.locator("dialog [data-chip='{number}`readers/survey`']").click()
    expect(page.locator("#saved")).to_contain_text("Saved, 1 line changed")
    expect(words).to_contain_text("3,000 to 5,200")
    words.locator(".chip").last.click()
    page.get_by_role("button", name="Take it out of the text").click()
    expect(page.locator("#saved")).to_contain_text("Saved, 1 line changed")
    expect(words.locator(".chip")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(words.locator(".chip")).to_have_count(3)
    new = file.read_text(encoding="utf-8")
    assert [line for line in new.split("\n") if line not in before.split("\n")] == [
        "It is \\*open\\*: {number}`readers/survey`"
    ]
    page.get_by_role("button", name="Undo").click()
    expect(words).not_to_contain_text("open")
    assert file.read_text(encoding="utf-8") == before
    expect(page.locator("#list")).to_contain_text("page 3 · slides 2 to 3")


def test_a_photograph_is_put_into_the_text(page: Page, desk: RunningDesk, tmp_path: Path) -> None:
    picture = tmp_path / "pot.png"
    Image.new("RGB", (900, 600), (90, 60, 40)).save(picture)
    text = desk.root / "data/content/briefing.en.md"
    before = text.read_text()
    page.get_by_role("link", name="Text", exact=True).click()
    page.locator(".acts summary").nth(2).click()
    page.locator(".acts[open]").get_by_text("Add a block below").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_text("A photograph instead").click()
    dialog.get_by_label("A photograph, JPEG or PNG").set_input_files(picture)
    dialog.get_by_label("What it shows").fill("Five helpers stand behind a pot.")
    dialog.get_by_role("button", name="Add the photograph").click()
    expect(dialog.locator(".find.error")).to_contain_text("“Five” is a number")
    assert text.read_text() == before
    dialog.get_by_label("What it shows").fill("Helpers stand behind a pot.")
    dialog.get_by_label("A person can be recognised").check()
    dialog.get_by_label("Who has agreed").fill("N.")
    dialog.get_by_label("Who has seen").fill("Jo Doe")
    dialog.get_by_role("button", name="Add the photograph").click()
    expect(page.locator("#form")).to_contain_text("Helpers stand behind a pot.")
    page.wait_for_timeout(2500)  # the desk looks for files that another program changed
    expect(page.locator("body")).not_to_contain_text("Another program changed")
    assert ":::{image} assets/helpers-stand-behind-a-pot.png" in text.read_text()
    assert "assets/helpers-stand-behind-a-pot.png" in (desk.root / "data/consents.yaml").read_text()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#form")).not_to_contain_text("Helpers stand behind a pot.")
    assert text.read_text() == before


def test_blocks_follow_the_keyboard(page: Page, desk: RunningDesk) -> None:
    file = desk.root / "data/content/briefing.en.md"
    table = "## What we cannot"
    file.write_text(file.read_text("utf-8").replace(table, f"| A | B |\n|---|---|\n| one | `b` |\n\n{table}"), "utf-8")
    before = file.read_text("utf-8")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(desk.base + "/text/briefing.en.md/what-a-claim-is")
    assert page.get_by_role("link", name="change line 28 as plain text").count() == 1
    words, saved = page.locator(".txt").filter(has_text="A claim is one sentence"), page.locator("#saved")
    words.click()
    page.keyboard.press("Control+Home")
    page.evaluate("""() => navigator.clipboard.write([new ClipboardItem({
        "text/html": new Blob(["<b>Bold</b>: "], {type: "text/html"}),
        "text/plain": new Blob(["Bold: "], {type: "text/plain"})})])""")
    page.keyboard.press("Control+v")
    expect(saved).to_have_text("Not saved yet")
    page.keyboard.press("Alt+ArrowDown")
    expect(saved).to_contain_text("Saved, 6 lines changed")
    expect(words).to_be_focused()
    assert "| one | `b` |\n\nBold: A claim is one sentence" in file.read_text("utf-8")
    page.get_by_role("textbox", name="Row 2, column 1").fill("two")
    page.locator("#q").fill("ranges")
    expect(page.locator("#list a")).to_have_count(1)
    expect(saved).to_contain_text("Saved, 1 line changed")
    assert "| two | `b` |" in file.read_text("utf-8")
    page.goto(page.url + "?as=plain")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    page.locator("textarea").nth(1).fill("A\n\nB")
    expect(page.locator(".find.error")).to_contain_text("not one table")
    page.locator("textarea").nth(1).fill("| A |\n|---|")
    page.locator("#q").focus()
    expect(saved).to_contain_text("Saved, 3 lines changed")
    for _ in range(4):
        page.keyboard.press("Escape")
        with page.expect_navigation():
            page.keyboard.press("u")
    assert file.read_text("utf-8") == before


PAGES = (
    "/claims",
    "/due?within=365",
    "/findings",
    "/outdated",
    "/text",
    "/charts",
    "/sources",
    "/comments",
    "/publication",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, "/events"])
def test_axe_finds_nothing_serious(page: Page, desk: RunningDesk, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # pyright: ignore[reportArgumentType]
    page.goto(desk.base + path)
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("width", [320, 480, 760, 1024, 1440, 1920])
def test_no_page_scrolls_sideways(page: Page, desk: RunningDesk, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page.goto(desk.base + path)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_without_script_the_claims_can_be_read(browser: Browser, desk: RunningDesk) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.address)
    link = page.locator("#list a").nth(1)
    name = (link.get_attribute("id") or "")[4:]
    link.click()
    expect(page.locator("#form")).to_have_attribute("data-claim", name)
    context.close()


def test_an_empty_folder_becomes_a_publication(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    running = RunningDesk(folder, "--stay")
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.goto(running.address)
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    page.get_by_label("Its title").fill("Water for Elm Street")
    page.get_by_label("Who publishes it?").fill("Elm Street Church")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", name="Water for Elm Street")).to_be_visible()
    expect(page.locator("#list a").first).to_be_visible()
    assert "title: Water for Elm Street" in (folder / "data/publication.yaml").read_text()
    page.close()
    running.end()


def test_a_table_is_pasted_corrected_and_taken_over(page: Page, desk: RunningDesk) -> None:
    before = facts(desk)
    page.get_by_role("link", name="From a spreadsheet").click()
    page.get_by_label("Goes into").select_option(index=1)
    page.get_by_label("Paste the cells here").fill("Year\tVisitors\n2025\t12.900\n2026\t13,100\n2026\tn/a\n")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#import")).to_contain_text("B2")
    page.get_by_role("button", name="Take it over").click()
    expect(page.locator("#import")).to_contain_text("The table has errors")
    assert facts(desk) == before
    page.get_by_role("button", name="Read it").click()
    page.get_by_label("B2", exact=True).fill("12,900")
    page.get_by_label("B2", exact=True).press("Tab")
    expect(page.get_by_label("B2", exact=True)).to_have_count(0)
    page.get_by_label("Leave row 4 out").check()
    expect(page.locator("#import .tag.error")).to_have_count(0)
    page.get_by_role("button", name="Take it over").click()
    expect(page.locator("#filters")).to_contain_text("Changed 1")
    assert "2025: 12900, 2026: 13100" in facts(desk)


def test_the_page_says_that_the_desk_has_ended(page: Page, desk: RunningDesk) -> None:
    expect(page.locator("#form")).to_be_visible()
    desk.end()
    expect(page.get_by_text("The desk has ended")).to_be_visible()


def test_the_desk_ends_when_its_last_window_is_closed(browser: Browser, root: Path) -> None:
    running = RunningDesk(root)
    page = browser.new_page()
    page.goto(running.address)
    page.wait_for_selector("#form")
    time.sleep(2)
    page.close()
    assert running.process.wait(90) == 0


def test_a_second_desk_on_the_folder_is_refused(desk: RunningDesk) -> None:
    second = RunningDesk(desk.root)
    assert "another desk" in second.said
    assert second.process.wait(30) == 2


def test_the_page_is_small() -> None:
    assert (STATIC / "desk.css").stat().st_size <= 20 * 1024
    assert sum((STATIC / name).stat().st_size for name in ("desk.js", "text.js")) <= 6 * 1024
    assert sum(path.stat().st_size for path in STATIC.glob("h*.min.js")) <= 50 * 1024
