"""Updates the pictures of the desk in the guide: tools/desk_pictures.py FOLDER, with Debian's Chromium."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from factpress.workflows.scaffold import create_publication

SIZE = {"width": 1440, "height": 900}
WAIT = 90_000
"""How long the pages may take to be laid out for the first time, in milliseconds."""


def save(page: Page, path: Path) -> None:
    """Save what the window shows, with as few colours as it needs."""
    page.screenshot(path=path)
    with Image.open(path) as image:
        image.convert("RGB").quantize(96).save(path, optimize=True)


def main(folder: Path) -> None:
    """Take the pictures of a new publication."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        root = Path(name) / "library"
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)  # pyright: ignore[reportArgumentType]
        page.set_default_timeout(WAIT)
        address, process = opened(root)
        page.goto(address)
        page.get_by_label("Its title").fill("Water for Elm Street")
        page.get_by_label("Who publishes it?").fill("Elm Street Church")
        save(page, folder / "desk-first.png")
        process.send_signal(signal.SIGINT)
        process.wait()
        create_publication(root, ("card",))
        address, process = opened(root)
        page.goto(address)
        page.get_by_text("places in").wait_for()
        page.get_by_text("More places are being looked for").wait_for(state="detached")
        page.get_by_label("Number", exact=True).first.fill("13,900")
        page.get_by_text("Not saved yet").wait_for()
        page.wait_for_timeout(15_000)
        save(page, folder / "desk-claim.png")
        page.get_by_label("Number", exact=True).first.fill("13.900")
        page.keyboard.press("Tab")
        page.locator(".find.error").wait_for()
        save(page, folder / "desk-error.png")
        page.evaluate("() => window.onbeforeunload = null")
        base = address.partition("/?")[0]
        page.goto(f"{base}/text")
        page.wait_for_timeout(15_000)
        save(page, folder / "desk-text.png")
        process.send_signal(signal.SIGINT)
        process.wait()
        browser.close()


def opened(root: Path) -> tuple[str, subprocess.Popen[str]]:
    """Start a desk, and return its address and its process."""
    command = [sys.executable, "-u", "-m", "factpress", "desk", str(root), "--no-browser", "--stay"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = process.stdout.readline() if process.stdout is not None else ""
    return said.split()[-1], process


if __name__ == "__main__":
    main(Path(sys.argv[1]))
