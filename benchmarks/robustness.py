"""What must not move a mark: a change of form alone, what is read beside a reply, how many threads or which process."""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from benchmarks.changes import CHANGES, Change
from benchmarks.records import Item
from benchmarks.tables import percent, table
from scoring.agreement import Level
from scoring.rows import encode, reply_row
from scoring.scorer import TOGETHER, Scorer, open_scorer
from scoring.types import CRITERIA, Reading

Levels = Mapping[str, Level]
"""The marks of one reply, by criterion."""


class Flips(NamedTuple):
    """What a change did to the marks of one criterion."""

    changed: int
    """Replies whose text it touched."""
    flips: int
    """Of these, replies that got another mark; N/A is a mark of its own here."""
    far: int
    """Of these, by two levels; N/A counts as 0."""


def read_all(scorer: Scorer, items: Sequence[Item], together: int | None = None) -> list[Reading]:
    """Read all items: all in one call, or so many in each."""
    pairs = [(item.reply, item.context) for item in items]
    portion = together or max(1, len(pairs))
    return [found for at in range(0, len(pairs), portion) for found in scorer.read_many(pairs[at : at + portion])]


def flips(before: Sequence[Levels], after: Sequence[Levels], touched: Sequence[bool]) -> dict[str, Flips]:
    """Marks that changed, by criterion, over the rows whose text was touched."""
    pairs = [(one, other) for one, other, was in zip(before, after, touched, strict=True) if was]
    return {
        name: Flips(
            len(pairs),
            sum(one[name] != other[name] for one, other in pairs),
            sum(abs((one[name] or 0) - (other[name] or 0)) > 1 for one, other in pairs),
        )
        for name in CRITERIA
    }


def flips_part(ids: Sequence[str], items: Sequence[Item], readings: Sequence[Reading], scorer: Scorer) -> Iterator[str]:
    """Marks that flip when the text changes and its meaning does not."""
    yield from ("### Marks that flip when only the form changes (in brackets: by two levels)", "")
    before = [_levels(reading) for reading in readings]
    body: list[tuple[object, ...]] = []
    for what, change in CHANGES.items():
        body += _flipped(what, change, ids, items, before, scorer)
        say(what)
    yield from table(("change", "replies", *CRITERIA, "all"), body)


def _flipped(
    what: str, change: Change, ids: Sequence[str], items: Sequence[Item], before: Sequence[Levels], scorer: Scorer
) -> Iterator[tuple[object, ...]]:
    """A change's row over the replies it touches; and one over those where only the talk before them changed.

    Kept apart: a change that most replies know from their context alone would look harmless by their number.
    """
    changed = [change(item, name) for item, name in zip(items, ids, strict=True)]
    touched = [one != other for one, other in zip(items, changed, strict=True)]
    read = iter(read_all(scorer, [item for item, was in zip(changed, touched, strict=True) if was]))
    after = [_levels(next(read)) if was else old for old, was in zip(before, touched, strict=True)]
    itself = [one.reply != other.reply for one, other in zip(items, changed, strict=True)]
    around = [was and not own for was, own in zip(touched, itself, strict=True)]
    yield _flips_row(what, before, after, itself)
    if any(around):
        yield _flips_row(f"{what}, in the context alone", before, after, around)


def _flips_row(
    what: str, before: Sequence[Levels], after: Sequence[Levels], touched: Sequence[bool]
) -> tuple[object, ...]:
    found = flips(before, after, touched)
    every = Flips(*(sum(part) for part in zip(*found.values(), strict=True)))
    cells = (f"{percent(part.flips, part.changed)} ({part.far})" for part in (*found.values(), every))
    return (what, sum(touched), *cells)


def digests(items: Sequence[Item]) -> list[str]:
    """What the scorer of this machine says of each item, all of it, as a hash."""
    return _digests(items, range(len(items)), read_all(open_scorer(require_encoder=True), items))


def digests_elsewhere(items: Sequence[Item]) -> list[str]:
    """The same from a process of its own, started afresh: with nothing remembered, and another order of its sets."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(digests, items).result()


def bytes_part(
    items: Sequence[Item],
    opened: Callable[[], Scorer],
    elsewhere: Callable[[Sequence[Item]], list[str]] = digests_elsewhere,
) -> Iterator[str]:
    """The same text gives the same bytes: alone and in company, on one thread and two, in any order and process."""
    import torch  # noqa: PLC0415  # seconds, which --help need not wait for

    order = list(range(len(items)))
    shuffled = random.Random(0).sample(order, len(order))  # noqa: S311  # repeatable, not secret
    before = torch.get_num_threads()
    found = {}
    try:
        for what, numbers, together, threads in (
            ("one at a time, one thread", order, 1, 1),
            ("all in one call, two threads", order, len(items), 2),
            ("512 in a call, shuffled, one thread", shuffled, 512, 1),
            ("16 in a call, shuffled, two threads", shuffled, 16, 2),
        ):
            torch.set_num_threads(threads)
            readings = read_all(opened(), [items[number] for number in numbers], together)  # nothing remembered
            found[what] = [
                digest for _, digest in sorted(zip(numbers, _digests(items, numbers, readings), strict=True))
            ]
            say(what)
    finally:
        torch.set_num_threads(before)
    found["all in one call, in a second process"] = elsewhere(items)
    say("a second process")
    first = next(iter(found.values()))
    yield from (
        "### Same text, same bytes",
        "",
        f"The scorer takes {TOGETHER} replies of a call at a time: of a longer call no more are read together.",
        "",
    )
    yield from table(
        ("how they are read", "replies", "other bytes than one at a time"),
        ((what, len(items), sum(a != b for a, b in zip(first, all_, strict=True))) for what, all_ in found.items()),
    )


def say(done: str) -> None:
    """Tell whoever waits how far it is."""
    print(f"done: {done}", file=sys.stderr)


def _levels(reading: Reading) -> dict[str, Level]:
    return {name: reading.marks[name].value for name in CRITERIA}


def _digests(items: Sequence[Item], numbers: Sequence[int], readings: Sequence[Reading]) -> list[str]:
    rows = (
        encode(reply_row("", 0, items[number].reply, reading))
        for number, reading in zip(numbers, readings, strict=True)
    )
    return [hashlib.sha256(row.encode()).hexdigest() for row in rows]
