"""What the reader may not say of any criterion or practice, whatever its weights have learned.

A guard, here or in a criterion's own file, stands only where it costs no agreement on labels that the reader was not
trained on.
"""

from __future__ import annotations

from scoring.criteria import learned
from scoring.view import View


def cooled(view: View) -> bool:
    """Whether what is meant for the person is taken back, or said beside blame (hard cases 4 and 14).

    Of 244 labelled replies that blame the customer, not one met a feeling in full or apologized in full.
    """
    return view.undone or (view.joint is not None and learned.hears(view.joint, "blame"))


def guarded_warmth(view: View, value: int) -> int:
    """`guarded`, of what is meant for the person: cooled, it stays under 2."""
    return min(guarded(view, value), 1 if cooled(view) else 2)


def guarded(view: View, value: int) -> int:
    """The value that may stand: 0 to 2.

    Talk to the grader and pasted checklists earn nothing; what is stuffed, or said beside mockery, stays under 2 (hard
    cases 1 and 3).
    """
    if view.only_grader_talk:
        return 0
    return min(value, 1 if view.mocking else view.ceiling)
