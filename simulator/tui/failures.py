"""How a worker fails: in words, on the screen, with nothing lost; never by taking the app down."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scoring.errors import CoolheadError
from scoring.text import one_line
from simulator.tui.messages import WorkFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.message_pump import MessagePump

_log = logging.getLogger(__name__)


@contextmanager
def told(to: MessagePump, doing: str, again: Callable[[], object] | None = None) -> Iterator[None]:
    """Turn whatever goes wrong inside into a `WorkFailed` for `to`.

    Args:
        to: The screen that shows it.
        doing: What was being done, as the end of "Coolhead could not …".
        again: Does it again, if the screen could not know what to do.
    """
    try:
        yield
    except CoolheadError as error:
        to.post_message(WorkFailed(doing, one_line(str(error)), again))
    except Exception as error:
        # A fault of ours: the traceback goes to the log, the trainee gets a sentence and keeps their practice.
        _log.exception("could not %s", doing)
        to.post_message(WorkFailed(doing, one_line(f"{type(error).__name__}: {error}", max_chars=300), again))
