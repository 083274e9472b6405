"""How often replies made to fool the scorer reach a full mark that the guide bars.

Run: `python -m benchmarks.hostile [--list]`. The replies (`hostile.jsonl`) were written by one that had not seen the
scorer, after it was frozen; `barred` names the criteria that must stay under 2.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.records import item_of, records
from benchmarks.robustness import read_all
from scoring.scorer import open_scorer

REPLIES = Path(__file__).parent / "hostile.jsonl"


def main() -> None:
    """Print, by kind, how many barred marks were given in full."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="print the replies that got through")
    asked = parser.parse_args()
    scorer = open_scorer(require_encoder=True)
    rows = records(REPLIES)
    barred, given = Counter[str](), Counter[str]()
    for row, reading in zip(rows, read_all(scorer, [item_of(row) for row in rows]), strict=True):
        got = [name for name in row["barred"] if reading.marks[name].value == 2]
        barred[row["kind"]] += len(row["barred"])
        given[row["kind"]] += len(got)
        if got and asked.list:
            print(f"{row['id']} {row['kind']}: {', '.join(got)}: {row['reply']}")
    print(f"scorer {scorer.name}, {len(rows)} replies")
    for kind, count in barred.items():
        print(f"{kind:<10} {given[kind]:>3} of {count:>3} barred marks reach 2")
    share = given.total() / barred.total()
    print(f"{'all':<10} {given.total():>3} of {barred.total():>3} ({share:.1%})")


if __name__ == "__main__":
    main()
