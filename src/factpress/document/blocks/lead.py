"""The lead of a chapter: what it says, in a sentence or two."""

from __future__ import annotations

from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver


def resolve(fence: Fence, resolver: Resolver) -> None:
    """None, with an error: `compose` takes the lead of a chapter before its blocks are resolved."""
    hint = "a lead belongs to a chapter and stands below its title"
    resolver.problems.error("bad-fence", f'"{fence.name}" has no place here', fence.location, hint)


DIRECTIVE = Directive(FenceRule(None, needs_body=True, slide=True), resolve)
