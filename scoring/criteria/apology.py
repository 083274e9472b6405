"""Apology: none or a non-apology (0), bare or stock (1), for a named failing (2). Form decides nearly all of it."""

from __future__ import annotations

from scoring.by_form.apology import judge
from scoring.criteria import learned
from scoring.finding import marked, no_opportunity
from scoring.heads import Heads
from scoring.types import Mark
from scoring.view import View

_WHY = {
    1: "A bare or stock apology, or regret without owning a failing.",
    2: "It apologizes for a named failing or its effect.",
}


def mark(view: View, heads: Heads | None) -> Mark:
    """Mark the apology: form says whether there is one; the head, where there is one, helps to tell bare from named."""
    found = judge(view)
    if heads is None:
        if found.value == 0 and not found.spans and (not view.upset or _met_before(view)):
            return no_opportunity("Nothing went wrong for this customer, or it has been apologized for already.", 600)
        return marked(view.reply, found)
    value, chances = learned.read(view, "apology", heads.by_name["apology"])
    if value == 0 and not found.spans and chances.none >= heads.by_name["apology"].cut[2]:
        return no_opportunity(
            "Nothing went wrong for this customer, or it has been apologized for already.", round(chances.none * 1000)
        )
    if value in (0, found.value):
        return marked(view.reply, found._replace(value=value))
    return marked(
        view.reply, found._replace(value=value, why=_WHY[value], confidence=learned.confidence(value, chances))
    )


def _met_before(view: View) -> bool:
    """An earlier reply apologized in full, and the customer has not come back to the failing."""
    before = [
        judge(View(text, view.context[: view.context.index(turn)]))
        for text, turn in zip(view.agent, view.agent_turns, strict=True)
    ]
    return any(f.value == 2 for f in before) and len(view.last.find("negative")) <= 1
