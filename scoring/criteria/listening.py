"""Listening: does what the customer said come back, and with its point?"""

from __future__ import annotations

from collections.abc import Sequence

from scoring.criteria import learned
from scoring.criteria.guards import guarded
from scoring.finding import Finding, marked, no_opportunity, unmarked
from scoring.form import Text
from scoring.masking import mask_names
from scoring.types import Mark
from scoring.view import View, best_cosine

_WHY = (
    "Nothing of what the customer said comes back.",
    "A nod, or one detail of the case without its point.",
    "It gives the customer's own concern back with its specifics.",
)
_PARROT = 12
"""Words in a row taken over from the customer from which listening is thrown back rather than heard."""
_ALIKE = 0.35
"""Cosine of two sentences from which they may mean alike. Of the replies on dev that heard their customer 96 % reach it
or share a word of the customer's; after another customer's words, 28 %."""
_UNLIKE = 0.1
"""Cosine under which a reply without a nod speaks of something else."""
_MOST = 32
"""Sentences looked at from either end."""
_DEFENCE = "The details serve self-defence; the concern itself does not come back."


def mark(view: View) -> Mark:
    """Mark listening; unmarked without the reader."""
    if view.joint is None:
        if not view.has_substance:
            return no_opportunity("The customer has not said anything of substance yet.")
        return unmarked("Listening is not marked without the sentence encoder.")
    if not view.customer:
        return no_opportunity("The customer has not said anything yet.")
    reading = view.joint.by_name["listening"]
    value = _heard(view, guarded(view, learned.value_of(reading)))
    if value == 0:
        if learned.has_no_opportunity(reading):
            return no_opportunity(
                "The customer has not said anything of substance yet.",
                learned.no_opportunity_confidence(reading.chances),
            )
        if hits := view.reply.own("self_defence"):
            sure = learned.confidence(0, reading.chances)
            return marked(view.reply, Finding(0, (view.reply.sentence_of(hits[0]),), _DEFENCE, sure))
    return marked(view.reply, learned.finding(view, view.joint, "listening", value, _WHY))


def _heard(view: View, value: int) -> int:
    """Words thrown back as they came are not heard; in a single word nothing is."""
    if view.bare or sum(any(letter.isalpha() for letter in word.low) for word in view.reply.words) < 2:
        return 0
    if value == 0 or view.encoder is None or view.shared():
        return min(value, 1) if view.parrot >= _PARROT else value
    # The same fine words hear one customer and pass another by, and the reader is slow to see that. So where no word of
    # theirs comes back, a sentence must mean something like one of theirs.
    alike = best_cosine(view.encoder.encode(_sentences([view.reply])), view.encoder.encode(_sentences(view.customer)))
    if alike < _UNLIKE and not view.reply.has("nod"):
        return 0
    return min(value, 1) if alike < _ALIKE else value


def _sentences(texts: Sequence[Text]) -> list[str]:
    """Sentences as they go to the encoder, of a long talk the first and the last ones."""
    found = [mask_names(text.quote(span)) for text in texts for span in text.sentences]
    return found if len(found) <= 2 * _MOST else found[:_MOST] + found[-_MOST:]
