"""What the measuring commands share: figures are printed, or put into their pages; a failure is one sentence."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.tables import filled, write_into
from scoring.errors import CoolheadError

Pages = Mapping[Path, Mapping[str, str]]
"""By page, the text of each part of it."""


def measuring_parser(module: str, description: str | None) -> argparse.ArgumentParser:
    """A parser with the option that all of them have."""
    parser = argparse.ArgumentParser(
        prog=f"python -m {module}", description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="put all figures into their pages; else those of the first page are printed",
    )
    return parser


def print_or_write(
    parser: argparse.ArgumentParser,
    places: Mapping[Path, tuple[str, ...]],
    measure: Callable[[], Pages],
    *,
    write: bool,
) -> None:
    """Measure, then print the figures of the first page, or write all of them; exits with a sentence if that fails.

    Args:
        parser: Tells the sentence and exits.
        places: The parts that `measure` may fill, by page. Looked for before anything is measured: an hour of
            measuring would be lost on a page without the place for it.
        measure: Makes the figures.
        write: Put them into their pages.
    """
    try:
        if write:
            for page, parts in places.items():
                filled(page, dict.fromkeys(parts, ""))
        found = measure()
        for page, texts in found.items() if write else ():
            write_into(page, texts)
    except CoolheadError as error:
        parser.exit(int(error.exit_code), f"{error}\n")
    except (OSError, ValueError) as error:
        parser.exit(3, f"the figures cannot be made or written: {error}\n")
    if not write:
        print("\n".join(next(iter(found.values())).values()), end="")
