"""Opens the parts a command needs, each only when it is needed: settings, log, scorer, voice."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.scorer import Scorer
    from simulator.settings import Settings
    from simulator.store.log import Store
    from simulator.voice import Opened


@contextmanager
def open_log(settings: Settings, *, create: bool) -> Iterator[Store]:
    """The session log, closed afterwards."""
    from simulator.store.log import Store  # noqa: PLC0415  # SQLAlchemy takes 0.2 s; `--help` and `list` go without

    store = Store.open(settings.log, create=create)
    try:
        yield store
    finally:
        store.close()


def open_reader() -> Scorer:
    """The scorer; the one by form alone where there is no encoder."""
    from scoring.scorer import open_scorer  # noqa: PLC0415  # loads the encoder

    return open_scorer()


@contextmanager
def open_customer(settings: Settings) -> Iterator[Opened]:
    """The voice that the settings ask for with the remarks on it, stopped afterwards."""
    from simulator.voice import open_voice  # noqa: PLC0415  # draws in numpy, and later torch

    opened = open_voice(settings.voice, model=settings.model)
    try:
        yield opened
    finally:
        opened.voice.close()


def has_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def say(text: str) -> None:
    """Talk: to the person, on stderr."""
    print(text, file=sys.stderr, flush=True)
