"""A run of CI that went without the models is not green."""

from __future__ import annotations

import pytest

from tests.conftest import REQUIRED, without


@pytest.mark.parametrize("value", ["1", "yes"])
def test_where_models_are_required_their_absence_fails(monkeypatch, value):
    """The failure says which model is missing and why that matters here."""
    monkeypatch.setenv(REQUIRED, value)
    with pytest.raises(pytest.fail.Exception, match=f"the encoder is not there .*{REQUIRED}"):
        without("the encoder is not there")


@pytest.mark.parametrize("value", [None, "", "0"])
def test_elsewhere_it_is_a_skip_that_says_why(monkeypatch, value):
    """A person without the models can still run the other tests."""
    monkeypatch.delenv(REQUIRED, raising=False)
    if value is not None:
        monkeypatch.setenv(REQUIRED, value)
    with pytest.raises(pytest.skip.Exception, match="the encoder is not there"):
        without("the encoder is not there")
