from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.testclient import TestClient

from factpress.desk.access import Keys
from factpress.desk.app import application
from factpress.desk.desk import Desk
from factpress.session.session import Session
from factpress.workflows.scaffold import create_publication

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    create_publication(folder)
    return folder


class RunningDesk:
    """A desk in a process of its own, as a user starts it."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        command = [sys.executable, "-m", "factpress", "desk", str(root), "--no-browser", *options]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        lines: queue.Queue[str] = queue.Queue()
        assert self.process.stdout is not None
        stdout = self.process.stdout
        threading.Thread(target=lambda: [lines.put(line) for line in stdout], daemon=True).start()
        self.said = lines.get(timeout=120)
        self.address = self.said.split()[-1]
        self.base = self.address.partition("/?")[0]

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


@pytest.fixture
def desk(root: Path) -> Iterator[RunningDesk]:
    running = RunningDesk(root, "--stay")
    yield running
    if running.process.poll() is None:
        running.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, desk: RunningDesk) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    page.goto(desk.address)
    yield page
    page.close()


class DeskClient:
    """A client that has opened the desk of a folder, without a browser."""

    base = "http://127.0.0.1:4000"

    def __init__(self, root: Path, client: TestClient, keys: Keys) -> None:
        self.root, self.client = root, client
        self.headers = {"origin": self.base, "x-desk": keys.header, "x-window": "w"}
        client.get(f"/?token={keys.token}")

    @property
    def facts(self) -> str:
        return (self.root / "data/facts/library.yaml").read_text(encoding="utf-8")

    def get(self, path: str) -> str:
        answer = self.client.get(path, headers={"hx-request": "true"} if path.startswith("/changes") else {})
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, method: str, path: str, **data: str) -> tuple[int, str]:
        answer = self.client.request(method, path, data=data, headers=self.headers)
        return answer.status_code, answer.text


@contextmanager
def desk_client(root: Path) -> Generator[DeskClient]:
    keys = Keys()
    desk = Desk(Session(root), keys)
    with TestClient(application(desk, 4000), base_url=DeskClient.base) as client:
        yield DeskClient(root, client, keys)
    desk.close()
