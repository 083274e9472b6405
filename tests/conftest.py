"""What all tests share: how a test that needs a pulled model goes without one."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

REQUIRED = "COOLHEAD_REQUIRE_MODELS"
"""Set to 1, as CI does, a model that is not there fails the tests that need it, so that no green run went without."""


def without_model(what: str) -> NoReturn:
    """End a test whose model is not there: skipped on a person's machine, failed where models are required.

    Args:
        what: Which model, and how to get it.
    """
    if os.environ.get(REQUIRED, "0") not in {"", "0"}:
        pytest.fail(f"{what} ({REQUIRED} is set)", pytrace=False)
    pytest.skip(what)
