"""What a playbook may grade besides the five criteria: most by the trained reader, the style of an apology by form."""

from __future__ import annotations

from scoring.practices.apology_style import apology_style
from scoring.practices.casefile import case_notes, process_gap
from scoring.practices.graded import grade
from scoring.types import GRADED_PRACTICES, PRACTICES, Mark
from scoring.view import View


def read_practices(view: View, apology: Mark) -> dict[str, Mark]:
    """A mark for each of `scoring.types.PRACTICES`.

    Args:
        view: The reply in its context.
        apology: Its apology mark: only an apology that counts has a style.
    """
    found = {
        **{name: grade(view, name) for name in GRADED_PRACTICES},
        "case_notes": case_notes(),
        "process_gap": process_gap(),
        "apology_style": apology_style(view.reply, apology),
    }
    return {name: found[name] for name in PRACTICES}
