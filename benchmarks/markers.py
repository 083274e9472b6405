"""How well the two markers of the project's labels agree, before anything was settled.

Run: python benchmarks/markers.py
"""

from __future__ import annotations

import json
from pathlib import Path

from scoring.agreement import agree
from scoring.types import CRITERIA

LABELS = Path(__file__).parent / "labels"


def main() -> None:
    """Print one line a criterion over all three splits."""
    rows = [json.loads(line) for path in sorted(LABELS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    print(f"{len(rows)} replies, {len({row['complaint'] for row in rows})} complaints")
    print("criterion    kappa  [95 % interval]  exact  kappa N/A  settled")
    for name in CRITERIA:
        first = [row["markings"]["first"][name] for row in rows]
        second = [row["markings"]["second"][name] for row in rows]
        found = agree(first, second)
        low, high = found.kappa_interval
        settled = sum(name in row.get("settled", {}) for row in rows)
        print(
            f"{name:<12} {found.kappa:.2f}   [{low:.2f}, {high:.2f}]    {found.exact:.2f}       {found.na_kappa:.2f}"
            f"     {settled:>4}"
        )


if __name__ == "__main__":
    main()
