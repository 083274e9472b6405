"""Markdown tables, the numbers in them, and the page they are put into."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """The lines of a table, with an empty one after it."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return [*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows), ""]


def number(value: float) -> str:
    """Two decimals; a dash where it is not defined."""
    return "–" if math.isnan(value) else f"{value:.2f}"


def percent(part: int, of: int) -> str:
    """A share to a tenth of a percent; a dash of nothing."""
    return f"{part / of:.1%}" if of else "–"


def put_into(page: str, part: str, text: str) -> str:
    """The page with `text` between the two comment lines of a part, `<!-- part -->` and `<!-- /part -->`.

    Raises:
        ValueError: The page has not both of them.
    """
    begin, end = f"<!-- {part} -->", f"<!-- /{part} -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page has no {begin} … {end}")
    return f"{before}{begin}\n{text}{end}{after}"


def filled(path: Path, parts: Mapping[str, str]) -> str:
    """What a page would be with the text of each part in its place; nothing is written.

    Called with empty texts before a long measurement, it tells whether there will be a place for the figures.

    Raises:
        OSError: The page cannot be read.
        ValueError: A part has no place in it; the message names page and part.
    """
    page = path.read_text(encoding="utf-8")
    for part, text in parts.items():
        try:
            page = put_into(page, part, text)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error
    return page


def write_into(path: Path, parts: Mapping[str, str]) -> None:
    """Put the text of each part into its place in a page; fails as `filled` does, and then the page is as it was."""
    path.write_text(filled(path, parts), encoding="utf-8")
