"""A small sound library on disk, and ways to spoil one thing in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.content.check import Report, check
from simulator.content.load import Library

SOUND = Path(__file__).parent / "documents" / "sound"


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    """No test sees the developer's own documents."""
    monkeypatch.setenv("COOLHEAD_HOME", str(tmp_path / "home"))


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the sound documents that a test may spoil."""
    return Path(shutil.copytree(SOUND, tmp_path / "documents"))


@pytest.fixture
def library(folder) -> Library:
    """A library of the sound documents alone."""
    return Library([folder / "scenarios"], [folder / "personas"], [folder / "playbooks"])


@pytest.fixture
def spoil(folder) -> Callable[[str, str, str], Path]:
    """Replace one passage of one document; the passage must be there exactly once."""

    def replace(name: str, old: str, new: str) -> Path:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return replace


@pytest.fixture
def found(folder, library) -> Callable[[], list[str]]:
    """Check the folder; the problems as printed, without the folder's name."""

    def look() -> list[str]:
        report: Report = check([folder], library)
        return [str(problem).removeprefix(f"{folder}/") for problem in report.problems]

    return look
