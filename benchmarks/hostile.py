"""How often replies made to fool the scorer reach a mark that the guide bars.

Run: `python -m benchmarks.hostile [--list] [--write]`. `barred` names the criteria of a reply that must stay under 2.
The replies were written against the guide alone, when all that the reader learned from was closed. Earlier sets are in
`labels/contrasts.jsonl` by now, which training is shown: they tell nothing any more.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.command import measuring_parser, print_or_write
from benchmarks.records import Row, item_of, records
from benchmarks.robustness import read_all
from benchmarks.tables import percent, table
from benchmarks.validity import PAGE
from scoring.agreement import Level
from scoring.scorer import Scorer, open_scorer
from scoring.text import one_line
from scoring.training.contrasts import NOTHING_EARNED
from scoring.types import CRITERIA

REPLIES = Path(__file__).with_name("hostile.jsonl")
PART = "hostile replies"
"""Of docs/validity.md, between comment lines of that name."""
HEAD = ("kind", "replies", "with a barred mark in full", "barred marks in full", "a 1 where nothing is earned")


class Fooled(NamedTuple):
    """What replies made to fool the scorer got out of it."""

    replies: int
    through: int
    """Of these, replies with one barred full mark or more."""
    full: int
    """Barred full marks that were given."""
    barred: int
    """Barred full marks there could be."""
    partly: int
    """Marks of 1 that were given where the guide gives nothing."""
    nothing: int
    """Marks for which the guide gives nothing."""


def fooled(row: Row, given: Mapping[str, Level]) -> Fooled:
    """One reply, as marked."""
    full = [name for name in row["barred"] if given[name] == 2]
    nothing = [name for name in row["barred"] if name in NOTHING_EARNED.get(row["kind"], ())]
    partly = sum(given[name] == 1 for name in nothing)
    return Fooled(1, int(bool(full)), len(full), len(row["barred"]), partly, len(nothing))


def report(rows: Sequence[Row], given: Sequence[Mapping[str, Level]]) -> Iterator[str]:
    """A table, kind by kind, and all of them."""
    found = [(row["kind"], fooled(row, marks)) for row, marks in zip(rows, given, strict=True)]
    kinds = {kind: _sum([one for of, one in found if of == kind]) for kind, _ in found}
    yield from table(HEAD, (_line(what, of) for what, of in {**kinds, "**all**": _sum(list(kinds.values()))}.items()))


def _sum(parts: Sequence[Fooled]) -> Fooled:
    return Fooled(*(sum(column) for column in zip(*parts, strict=True)))


def _line(what: str, of: Fooled) -> tuple[object, ...]:
    cells = ((of.through, of.replies), (of.full, of.barred), (of.partly, of.nothing))
    return (
        what,
        of.replies,
        *(f"{part} of {whole} ({percent(part, whole)})" if whole else "–" for part, whole in cells),
    )


def got_through(rows: Sequence[Row], given: Sequence[Mapping[str, Level]]) -> Iterator[str]:
    """The replies that reached a mark they should not have, with the marks."""
    for row, marks in zip(rows, given, strict=True):
        none = NOTHING_EARNED.get(row["kind"], ())
        got = [f"{name} {marks[name]}" for name in row["barred"] if (marks[name] or 0) > (0 if name in none else 1)]
        if got:
            yield f"{row['id']} {row['kind']}: {', '.join(got)}: {one_line(row['reply'])}"


def marks_of(scorer: Scorer, rows: Sequence[Row]) -> list[dict[str, Level]]:
    """What the scorer gives each row."""
    readings = read_all(scorer, [item_of(row) for row in rows])
    return [{name: reading.marks[name].value for name in CRITERIA} for reading in readings]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, or write it into its page."""
    parser = measuring_parser("benchmarks.hostile", __doc__)
    parser.add_argument("--list", action="store_true", help="name the replies that got through, on stderr")
    asked = parser.parse_args(arguments)
    print_or_write(parser, {PAGE: (PART,)}, lambda: {PAGE: {PART: _measured(name_them=asked.list)}}, write=asked.write)


def _measured(*, name_them: bool) -> str:
    """The scorer's name and the table.

    Raises:
        CoolheadError: The encoder or the trained reader is not there.
        OSError: The file of replies cannot be read.
        ValueError: A line of it is not JSON.
    """
    scorer, rows = open_scorer(require_encoder=True), records(REPLIES)
    given = marks_of(scorer, rows)
    for line in got_through(rows, given) if name_them else ():
        print(line, file=sys.stderr)
    lines = [f"Scorer `{scorer.name}`, {len(rows)} replies that it had never seen.", "", *report(rows, given)]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    main()
