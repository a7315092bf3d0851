"""The charts: each with its picture and the claims that it draws."""

from __future__ import annotations

import re
from pathlib import Path

from tests.desk.conftest import desk_client
from tests.publications import publication


def test_a_chart_has_its_claims_and_its_picture(tmp_path: Path) -> None:
    with desk_client(publication(tmp_path / "library")) as browser:
        page = browser.get("/charts")
        names = re.findall(r'href="/charts/([\w-]+)" id="row-', page)
        assert names
        assert 'href="/claims/' in browser.get(f"/charts/{names[0]}")
        picture = browser.client.get(f"/charts/{names[0]}/picture.svg")
        assert (picture.headers["content-type"], picture.content[:4]) == ("image/svg+xml", b"<svg")
        assert b"<text" not in picture.content
        found = browser.client.get(f"/charts?q={names[0]}", headers={"hx-request": "true"}).text
        assert found.count('href="/charts/') == 1
        assert browser.client.get("/charts/none", follow_redirects=False).headers["location"] == "/charts"
        assert browser.client.get("/charts/none/picture.svg").status_code == 404
