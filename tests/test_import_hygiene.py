"""What must start at once loads nothing heavy: shown by a fresh process and its `sys.modules`."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "textual", "sqlalchemy", "alembic", "sklearn", "scipy")

CHILD = """
import json, sys
from simulator.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(json.dumps([code, sorted(name for name in sys.modules if "." not in name)]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["practice", "--help"],
        ["list", "scenarios"],
        ["list", "personas", "--format", "json"],
        ["list", "playbooks"],
        ["check"],
    ],
)
def test_quick_commands_load_nothing_heavy(tmp_path, arguments):
    """Help, lists and checks load no model library, no screen library and no database layer."""
    environment = {**os.environ, "COOLHEAD_HOME": str(tmp_path)}
    child = subprocess.run(
        [sys.executable, "-c", CHILD, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    code, modules = json.loads(child.stderr.splitlines()[-1])
    assert code in (0, 1) if arguments == ["check"] else code == 0
    assert "simulator" in modules
    assert [name for name in HEAVY if name in modules] == []
