"""Types numbers into the desk's form, in Chromium, and measures when the changed page is on the screen."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.measure import RunError, memory_of

CHROMIUM = "/usr/bin/chromium"
_WAIT = 120_000
_CHANGE = 5_000
"""Milliseconds after which a number is taken for one that no page states."""
_SETTLED = '!document.querySelector("#pictures figure[aria-busy=true], #pictures .spin")'
_TYPE = """([value, most]) => new Promise(done => {
  const field = document.querySelector("#form input.n");
  const images = () => [...document.querySelectorAll("#pictures .crop img")];
  const before = new Set(images().map(one => one.src)), begin = performance.now();
  field.value = value;
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  const look = async () => {
    const now = images().find(one => !before.has(one.src) && one.complete && one.naturalWidth);
    if (now) { await now.decode(); return requestAnimationFrame(() => done((performance.now() - begin) / 1000)); }
    if (performance.now() - begin > most) return done(null);
    setTimeout(look, 2);
  };
  look();
})"""
"""Give the first number another value, and wait until the picture of a page is another one, and is painted."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The seconds of each edit, and the memory of the desk and its workers after them, in bytes."""

    seconds: list[float]
    memory: int


def typed(publication: Path, folder: Path, edits: int) -> Typed:
    """The seconds from a change of a number in the form of a claim to the changed page, for that many edits."""
    for name in ("data", "assets", "templates"):
        if (publication / name).is_dir():
            shutil.copytree(publication / name, folder / name)
    with _desk(folder) as (address, process), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
            page.set_default_timeout(_WAIT)
            page.goto(address)
            return Typed(_edits(page, edits), memory_of(process))
        finally:
            browser.close()


def _edits(page: Page, edits: int) -> list[float]:
    """Edits of two numbers in turn of one claim after another, in a random order that is always the same."""
    claims = [str(one.get_attribute("id"))[4:] for one in page.locator("#list a").all()]
    random.Random(16).shuffle(claims)  # noqa: S311 - the same order each time
    times: list[float] = []
    page.wait_for_function(_SETTLED)
    for claim in claims:
        page.locator(f"#row-{claim}").click()
        page.wait_for_selector(f'#form[data-claim="{claim}"]')
        field = page.locator("#form input.n").first
        if not field.count():
            continue
        _settle(page)
        if not page.locator("#pictures .crop img").count():  # on no page
            continue
        number = field.input_value()
        for value in (_other(number), number):
            seconds = page.evaluate(_TYPE, [value, _CHANGE])
            if seconds is None:  # another number of the claim is printed, or the rules forbid this one
                break
            times.append(seconds)
            _settle(page)
            if len(times) == edits:
                return times
    raise RunError(f"only {len(times)} edits changed a page")


def _settle(page: Page) -> None:
    """Wait until all pictures are those of the text, and the rules have judged it."""
    page.wait_for_function(_SETTLED)
    page.wait_for_timeout(1000)


def _other(number: str) -> str:
    """A number with another last digit, as it is written."""
    at = max((i for i, letter in enumerate(number) if letter.isdigit()), default=-1)
    return number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :] if at >= 0 else "1"


@contextmanager
def _desk(root: Path) -> Generator[tuple[str, int]]:
    """The address and the process of a desk that runs."""
    command = [sys.executable, "-m", "factpress", "desk", str(root), "--no-browser", "--stay"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as desk:
        try:
            said = desk.stdout.readline() if desk.stdout else ""
            if not said:
                raise RunError("the desk does not start")
            yield said.split()[-1], desk.pid
        finally:
            desk.send_signal(signal.SIGINT)
