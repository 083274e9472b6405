"""Two scorers of one name give one answer: the rules may not change under their version."""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path

import scoring
from scoring.form import FORM_VERSION

ROOT = Path(scoring.__file__).parent
RULES = (
    *("commitments", "cues", "finding", "form", "greetings", "language", "masking", "patterns", "probing", "questions"),
    *(
        "scorer",
        "segment",
        "straight",
        "tricks",
        "view",
        "encoder/sentences",
        "encoder/chances",
        "encoder/joint",
        "encoder/joint_model",
        "encoder/ladder",
        "encoder/packing",
    ),
    *(f"{part}/{path.stem}" for part in ("by_form", "criteria", "practices") for path in (ROOT / part).glob("*.py")),
)
DIGEST = ("form-9", "bc3ed80b24f26a90")


def digest() -> str:
    """Of all rules without comments and docstrings, and of the list of ordinary words."""
    found = hashlib.sha256((ROOT / "ordinary_words.txt").read_bytes())
    for name in sorted(RULES):
        tree = ast.parse((ROOT / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            body = getattr(node, "body", None)
            if isinstance(body, list):
                node.body = [line for line in body if not _is_text(line)]  # type: ignore[attr-defined]
        found.update(ast.dump(tree).encode())
    return found.hexdigest()[:16]


def _is_text(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)


def test_rules_that_change_get_a_new_version():
    """If this fails and a mark can have moved since the last release, raise FORM_VERSION; then renew the digest."""
    assert (FORM_VERSION, digest()) == DIGEST
