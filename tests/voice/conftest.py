"""The small case, and the real local model where it has been pulled."""

from __future__ import annotations

import pytest

from simulator.engine.state import Setting
from simulator.voice.local import LocalVoice
from simulator.voice.models import VOICE, folder_of, status
from tests.conftest import without
from tests.voice.sample_case import DANA, DISHWASHER


@pytest.fixture
def setting():
    """Dana calls about her dishwasher."""
    return Setting(DISHWASHER, DANA, seed=7)


@pytest.fixture(scope="session")
def local():
    """The real local voice, loaded once; two threads would only fight over the cores with other tests."""
    if status(VOICE) != "ready":
        without("the voice model is not pulled: run `coolhead model pull voice`")
    import torch  # noqa: PLC0415  # only where the model is there

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    voice = LocalVoice(folder_of(VOICE))
    voice.load()
    yield voice
    torch.set_num_threads(before)
