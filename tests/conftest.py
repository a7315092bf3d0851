"""Settings that every test shares."""

from __future__ import annotations

import os

from hypothesis import settings

# The same examples in every run, so that a red test is red for everybody; no deadline, since machines differ.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

os.environ.setdefault("NO_COLOR", "1")
