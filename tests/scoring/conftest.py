"""One encoder and one scorer for all scorer tests: loading them takes seconds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scoring.encoder import MiniLmEncoder
from scoring.encoder.joint import JointReader
from scoring.models_dir import encoder_dir
from scoring.scorer import Scorer
from scoring.types import Turn
from tests.conftest import without

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def encoder() -> MiniLmEncoder:
    """The real encoder."""
    folder = encoder_dir()
    if folder is None:
        without("the sentence encoder is not pulled: run `coolhead model pull encoder`")
    return MiniLmEncoder(folder)


@pytest.fixture(scope="session")
def reader(encoder: MiniLmEncoder) -> JointReader:
    """The trained reader with the weights that ship; asking for `encoder` skips where it is not pulled."""
    folder = encoder_dir()
    assert folder is not None
    return JointReader(folder)


@pytest.fixture(scope="session")
def scorer(encoder: MiniLmEncoder, reader: JointReader) -> Scorer:
    """The complete scorer."""
    return Scorer(encoder, reader)


@pytest.fixture(scope="session")
def form_scorer() -> Scorer:
    """The scorer without the encoder."""
    return Scorer()


def fixture_replies() -> list[dict]:
    """The marked replies of `fixtures/replies.jsonl`."""
    return [json.loads(line) for line in (FIXTURES / "replies.jsonl").read_text(encoding="utf-8").splitlines()]


def context_of(row: dict) -> list[Turn]:
    """The turns before a fixture's reply."""
    roles = ("customer", "agent")
    before = [Turn(roles[i % 2], text) for i, text in enumerate(row.get("before", []))]
    return [*before, Turn("customer", row["customer"])]


def cells(line: str) -> list[str]:
    """The cells of a table's line."""
    return [cell.strip() for cell in line.strip("|").split("|")]
