"""Files that other programs break, and files that the desk makes, as a user meets them in the browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.desk.conftest import RunningDesk

FACTS = Path("data/facts/library.yaml")


def test_a_broken_file_is_named_and_the_rest_works(page: Page, desk: RunningDesk) -> None:
    file, sources = desk.root / FACTS, desk.root / "data/sources.yaml"
    good = file.read_bytes()
    expect(page.locator("#list a")).to_have_count(3)
    file.write_bytes(good.replace(b"quantity:", b"quantity").replace(b"claim: People", b"claim: 'People", 1))
    expect(page.locator("#form")).to_contain_text("A file cannot be read")
    expect(page.locator("#form")).to_contain_text("data/facts/library.yaml:5")
    expect(page.locator("#foot")).to_contain_text("1 error")
    page.goto(desk.base + "/claims")
    expect(page.locator("#list a")).to_have_count(3)
    expect(page.locator("#form")).to_contain_text("A file cannot be read")
    page.goto(desk.base + "/sources")
    page.get_by_label("Publisher").fill("The Library")
    page.get_by_label("Publisher").press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    assert "publisher: The Library" in sources.read_text(encoding="utf-8")
    page.goto(desk.base + "/claims/visitors")
    expect(page.locator("#form")).to_contain_text("A file cannot be read")
    file.write_bytes(good)
    expect(page.locator("#form")).to_have_attribute("data-claim", "visitors")
    expect(page.locator("#foot")).to_contain_text("nothing that stops a build")


def test_a_claim_with_an_error_is_listed_and_can_be_corrected(browser: Browser, root: Path) -> None:
    file = root / FACTS
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("standing: contested", "standing: contestd"), encoding="utf-8")
    desk = RunningDesk(root, "--stay")
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.goto(desk.base + "/?" + desk.address.partition("/?")[2])
    expect(page.locator("#list a")).to_have_count(3)
    page.goto(desk.base + "/findings")
    page.get_by_role("link", name="readers").click()
    expect(page.locator("#form")).to_contain_text('Did you mean "contested"?')
    page.get_by_text("Contested", exact=True).click()
    expect(page.locator("#saved")).to_contain_text("Saved, 1 line changed")
    expect(page.locator("#foot")).to_contain_text("nothing that stops a build")
    assert file.read_text(encoding="utf-8") == good
    page.close()
    desk.end()


def test_files_are_built_and_downloaded(page: Page, desk: RunningDesk) -> None:
    page.get_by_role("button", name="Build…").click()
    dialog = page.locator("dialog[open]")
    for choice in dialog.get_by_role("checkbox").all():
        choice.set_checked(choice.get_attribute("value") == "booklet")
    dialog.get_by_role("button", name="Build", exact=True).click()
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    links = dialog.locator("#build a")
    expect(links.first).to_be_visible(timeout=120_000)
    address = links.first.get_attribute("href") or ""
    answer = page.request.get(desk.base + address)
    assert (answer.status, answer.headers["content-type"], answer.body()[:5]) == (200, "application/pdf", b"%PDF-")
    assert (desk.root / "build" / Path(address).name).read_bytes() == answer.body()


def test_on_a_slow_machine_the_last_number_is_kept(page: Page, desk: RunningDesk) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.goto(desk.base + "/claims/visitors")
    number = page.get_by_label("Number", exact=True).first
    for typed in ("1", "13", "131", "1313", "13131"):
        number.fill(typed)
    expect(page.locator("#reads-0")).to_contain_text("13,131")
    number.press("Tab")
    expect(page.locator("#saved")).to_contain_text("Saved, 1 line changed")
    assert "exactly: 13131," in (desk.root / FACTS).read_text(encoding="utf-8")
    expect(page.locator("#pictures figure img").first).to_be_visible()
