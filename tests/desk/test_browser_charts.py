"""Charts as a user makes and changes them in the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.desk.conftest import RunningDesk

CHARTS = Path("data/charts.yaml")


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def test_a_title_is_changed_and_picture_file_and_undo_follow(page: Page, desk: RunningDesk) -> None:
    before = (desk.root / CHARTS).read_text(encoding="utf-8")
    page.goto(desk.base + "/charts/monthly-readers")
    picture = page.locator("#chart-pic")
    page.locator("#f-title").fill("Two counts do not agree")
    expect(page.locator("#saved")).to_have_text("Not saved yet")
    expect(picture).to_contain_text("Two counts do not agree")
    assert (desk.root / CHARTS).read_text(encoding="utf-8") == before
    page.locator("#f-title").press("Tab")
    expect(page.locator("#saved")).to_contain_text("Saved, 1 line changed")
    expect(page.locator("#row-monthly-readers")).to_contain_text("Two counts do not agree")
    page.locator("#f-title").fill("All 300 of us read")
    page.locator("#f-title").press("Tab")
    expect(page.locator("#find-f-title")).to_contain_text("comes from no claim")
    expect(page.locator("#f-title")).to_have_attribute("aria-invalid", "true")
    after = before.replace("How many read a book every month?", "Two counts do not agree")
    assert (desk.root / CHARTS).read_text(encoding="utf-8") == after
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#f-title")).to_have_value("How many read a book every month?")
    assert (desk.root / CHARTS).read_text(encoding="utf-8") == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_is_made_put_into_the_text_and_taken_back(page: Page, desk: RunningDesk, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # pyright: ignore[reportArgumentType]
    page.goto(desk.base + "/charts")
    page.keyboard.press("n")
    dialog = page.locator("dialog[open]")
    expect(dialog.get_by_label("12,480 people")).to_be_visible()
    assert serious(page) == []
    dialog.get_by_label("12,480 people").check()
    dialog.get_by_label("more than 400 years").check()
    dialog.get_by_role("button", name="Make the chart").click()
    expect(dialog.locator("#find-f-new-values")).to_contain_text("do not fit on one axis")
    expect(dialog.locator("#find-f-new-title")).to_contain_text("The title is missing")
    dialog.get_by_label("more than 400 years").uncheck()
    dialog.locator("#new-q").fill("read a book")
    expect(dialog.get_by_label("more than 400 years")).to_have_count(0)
    expect(dialog.get_by_label("12,480 people")).to_be_checked()  # what is chosen stays
    dialog.get_by_label("9,400 people").check()
    dialog.get_by_label("3. Its title").fill("More visits than readers")
    dialog.get_by_role("button", name="Make the chart").click()
    expect(page.locator("#form")).to_have_attribute("data-claim", "more-visits-than-readers")
    expect(page.locator("#chart-pic img")).to_be_visible()
    assert serious(page) == []
    page.get_by_label("At the end of").select_option(label="What we counted: What a claim is")
    page.get_by_role("button", name="Put it in the text").click()
    page.get_by_role("link", name="Open the chart").click()
    expect(page.locator("#form")).to_have_attribute("data-claim", "more-visits-than-readers")
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Remove this chart").click()
    expect(page.locator("#form")).to_contain_text("It is still used in briefing.en.md")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#form")).to_contain_text("It stands in no text yet")
    page.get_by_role("button", name="Remove this chart").click()
    expect(page.locator("#row-more-visits-than-readers")).to_have_count(0)
    assert "More visits" not in (desk.root / CHARTS).read_text(encoding="utf-8")


def test_a_chart_is_read_without_script_at_any_width(browser: Browser, desk: RunningDesk) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.address)
    page.goto(desk.base + "/charts/monthly-readers")
    expect(page.locator("#f-title")).to_have_value("How many read a book every month?")
    expect(page.locator("#chart-pic img")).to_be_visible()
    page.get_by_role("link", name="Show the lines").click()
    expect(page.locator("body")).to_contain_text("kind: ranges")
    context.close()
    page = browser.new_page()
    page.goto(desk.address)
    for width in (320, 760, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(desk.base + "/charts/monthly-readers")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        page.goto(desk.base + "/charts/monthly-readers?tab=table")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.close()
