"""The dialog in which a new claim is written, and the button that removes one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.answers import publish, removed
from factpress.desk.desk import Desk
from factpress.desk.frame import is_fragment
from factpress.desk.markup import SHAPE_WORDS, render
from factpress.session.forms import FieldFinding
from factpress.session.new_claims import NewClaim, add_claim, claim_groups
from factpress.session.removal import remove_claim


class NewPages:
    """The handlers of requests for something new."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def claim(self, request: Request) -> Response:
        """Show the form of a new claim, or take what it sends."""
        if request.method == "GET":
            if not is_fragment(request):
                return RedirectResponse("/claims", 303)
            groups = await self.desk.work(claim_groups, self.desk.session)
            # a claim is most often added to the group that is open
            return HTMLResponse(await self._claim(NewClaim(group=await self._group(request, groups)), ()))
        sent = await request.form(max_files=0, max_fields=20)
        texts = {key: " ".join(str(value).split()) for key, value in sent.items() if key != "checked"}
        known = {key: texts[key] for key in NewClaim.__slots__ if key in texts}
        new = NewClaim(**known, checked=sent.get("checked") == "yes")
        try:
            name, outcome = await self.desk.work(add_claim, self.desk.session, new)
            errors = outcome.errors
        except (Findings, ToolError) as error:
            name, errors = "", (FieldFinding("", "error", "tool", str(error)),)
        if errors or not name:
            return HTMLResponse(await self._claim(new, errors), 422)
        await publish(self.desk)
        return Response(status_code=204, headers={"HX-Redirect": f"/claims/{name}"})

    async def remove(self, request: Request) -> Response:
        """Remove a claim, if nothing uses it."""
        name = str(request.path_params["claim"])
        return await removed(self.desk, lambda: remove_claim(self.desk.session, name), "/claims")

    async def _group(self, request: Request, groups: dict[str, str]) -> str:
        """The file of the claim that is open in the window that asks."""
        address = request.headers.get("hx-current-url", "").partition("?")[0]
        file = await self.desk.work(self.desk.session.file_of, address.rpartition("/")[2])
        return groups.get(file.as_posix(), "") if file is not None else next(iter(groups.values()), "")

    async def _claim(self, new: NewClaim, errors: tuple[FieldFinding, ...]) -> str:
        session = self.desk.session
        placed: dict[str, list[FieldFinding]] = {}
        for one in errors:
            placed.setdefault(one.path, []).append(replace(one, path=f"new/{one.path}"))

        def choices() -> dict[str, Any]:
            groups = list(claim_groups(session).values())
            units = sorted({one.forms.get("other") or name for name, one in session.language.units.items()})
            return {"groups": groups, "units": units, "sources": list(session.source_names.values())}

        return render("new_claim.j2", new=new, found=placed, shapes=SHAPE_WORDS, **await self.desk.work(choices))
