"""What all tests share: how a test goes without a part that it needs."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

REQUIRED = "COOLHEAD_REQUIRE_PARTS"
"""Set to 1, as CI does, a part that is not there fails the tests that need it, so that no green run went without."""


def without(what: str) -> NoReturn:
    """End a test whose model (or other part) is not there: skipped on a person's machine, failed where it is required.

    Args:
        what: Which part, and how to get it.
    """
    if os.environ.get(REQUIRED, "0") not in {"", "0"}:
        pytest.fail(f"{what} ({REQUIRED} is set)", pytrace=False)
    pytest.skip(what)
