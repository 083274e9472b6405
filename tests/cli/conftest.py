"""The command in this process, with a home of its own and no model at hand."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest

from simulator.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty home, and settings that no developer's environment leaks into."""
    for name in ("VOICE", "MODEL", "DIFFICULTY", "PLAYBOOK", "AGENT", "DATABASE"):
        monkeypatch.delenv(f"COOLHEAD_{name}", raising=False)
    monkeypatch.setenv("COOLHEAD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COOLHEAD_MODELS", str(tmp_path / "no-models"))
    return tmp_path / "home"


@pytest.fixture
def coolhead(home, monkeypatch, capsys):
    """Runs the command; `given` is what is piped into it."""

    def run(*arguments, given=""):
        data = given if isinstance(given, bytes) else given.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        caught = capsys.readouterr()
        return Ran(int(end.value.code or 0), caught.out, caught.err)

    return run


@pytest.fixture
def practise(coolhead):
    """Pipes lines into a practice with scripted lines and a fixed seed."""

    def run(*lines, options=()):
        given = "".join(f"{line}\n" for line in lines)
        return coolhead(
            "practice", "missed_engineer", "--plain", "--voice", "scripted", "--seed", 3, *options, given=given
        )

    return run
