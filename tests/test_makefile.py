"""Set-up keeps to the build of torch that was chosen. pip is only written down here: torch is 190 MB."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = """#!/bin/sh
if [ "$1" = -c ]; then echo torch==0.0+chosen; else echo "$*" >>asked; fi
"""


@pytest.fixture
def project(tmp_path):
    """The Makefile with an environment whose Python writes down what pip is asked for."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "constraints.txt", tmp_path / ".ci")
    bin_ = tmp_path / ".venv" / "bin"
    bin_.mkdir(parents=True)
    (bin_ / "python").write_text(PYTHON, encoding="utf-8")
    (bin_ / "python").chmod(0o755)
    return tmp_path


@pytest.fixture
def set_up(project):
    """Runs set-up without the models; gives the lines with which pip was called."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "TORCH"))}

    def run(*options: str) -> list[str]:
        (project / "asked").write_text("", encoding="utf-8")
        subprocess.run(
            ["make", "PYTHON=sh", ".venv/.ready", *options], cwd=project, env=clean, check=True, capture_output=True
        )
        return (project / "asked").read_text(encoding="utf-8").splitlines()

    return run


def pin(project: Path) -> str:
    """The line of the constraints that pins torch."""
    (line,) = [line for line in (project / ".ci/constraints.txt").read_text().splitlines() if line.startswith("torch=")]
    return line


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://index.example/whl/cpu", "--index-url https://index.example/whl/cpu {pin}"),
        ("/some/torch-1+cpu.whl", "/some/torch-1+cpu.whl"),
        ("/some/torch-1+cpu.whl#sha256=ab", "file:///some/torch-1+cpu.whl#sha256=ab"),
        ("https://files.example/torch-1.whl#sha256=ab", "https://files.example/torch-1.whl#sha256=ab"),
    ],
)
def test_torch_comes_from_where_it_is_told_to(project, set_up, given, asked):
    """An index, a wheel, a wheel with its hash; the packages after it are held to the build that was installed."""
    first, needs, rest = set_up(f"TORCH_FROM={given}")
    assert first.endswith(f"--no-deps --force-reinstall {asked.format(pin=pin(project))}")
    assert "index.example" not in needs + rest
    assert "--constraint .venv/.torch " in rest
    assert (project / ".venv/.torch").read_text() == "torch==0.0+chosen\n"


def test_a_choice_is_remembered_and_another_replaces_it(project, set_up):
    """Nothing is done twice; a later run goes on with the choice; a new one is taken up, and can be forgotten."""
    assert len(set_up("TORCH_FROM=https://one.example/")) == 3
    assert set_up("TORCH_FROM=https://one.example/") == []
    assert set_up() == []
    assert "https://two.example/" in set_up("TORCH_FROM=https://two.example/")[0]
    assert not any("example" in line for line in set_up("TORCH_FROM="))
    assert set_up() == []


def test_a_new_pin_is_fetched_from_where_torch_came_from(project, set_up):
    """Never from the default index, whose build may be gigabytes."""
    set_up("TORCH_FROM=https://one.example/")
    constraints = project / ".ci/constraints.txt"
    constraints.write_text(constraints.read_text().replace(pin(project), "torch==99.1"), encoding="utf-8")
    later = (project / ".venv/.ready").stat().st_mtime + 5
    os.utime(constraints, (later, later))
    assert set_up()[0].endswith("--no-deps --index-url https://one.example/ torch==99.1")
