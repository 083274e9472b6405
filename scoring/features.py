"""What the heads see of a reply: counts of form, overlap with the customer, nearness to meanings; every value named.

A head trained on one list of names refuses any other, so a feature can be added only together with new weights.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from scoring.by_form import apology, ask
from scoring.encoder import TextEncoder, Vector
from scoring.segment import Span
from scoring.view import View, best_cosine

FORM_VERSION = "form-2"
"""Raised with every change to patterns, rules or features that can move a mark."""

_COUNTED = (
    "siding",
    "feeling",
    "empathy_stock",
    "denies_feeling",
    "take_back",
    "insult",
    "mockery",
    "self_defence",
    "policy",
    "because",
    "refuse",
    "grader",
    "stock",
    "recap",
    "commit",
    "when",
    "tentative",
    "handover",
    "offer",
    "alternative",
    "follow_up",
    "own_failing",
    "our_fault",
    "third_party_fault",
    "sorry",
    "sorry_hear",
    "harm",
    "pause",
    "positive",
    "gloom",
    "first_person",
)
_QUESTION_KINDS = ("open", "wish", "closed", "admin", "rhetorical", "brush_off", "manner")

ANCHORS: dict[str, tuple[str, ...]] = {
    "heard": (
        "So the parcel was marked delivered, but you were home all day and nothing came.",
        "You waited three weeks and then the wrong one arrived.",
        "You've told us twice already and still nobody has answered.",
        "Let me check I have this right: it broke again the day after the repair.",
    ),
    "not_heard": (
        "Your request has been noted and will be processed.",
        "Please provide your order number so we can look into it.",
        "According to our records everything is correct.",
    ),
    "feels": (
        "No wonder you are furious after being left waiting like that.",
        "That must have been humiliating in front of everyone.",
        "Anyone would be upset to come home to that.",
        "That is a miserable way to spend your holiday, and you have every right to be angry.",
        "I would feel let down too if that had happened to me.",
    ),
    "feels_stock": (
        "I understand your frustration.",
        "I completely understand how you feel.",
        "I know this can be frustrating.",
    ),
    "cold": (
        "Calm down, it is not that serious.",
        "You should have read the terms.",
        "That is not our fault.",
        "There is no reason to get upset about it.",
    ),
    "joke": (
        "Well, look on the bright side, at least you got some exercise!",
        "Oh dear, your majesty, how ever will you survive.",
    ),
    "owns": (
        "We got this wrong and it is our mistake.",
        "I am sorry that we lost your form and left you without an answer.",
        "We apologize for charging you twice.",
    ),
    "plan": (
        "I will refund the full amount today and you will have it by Friday.",
        "To sum up: the engineer comes on Tuesday at nine and I call you in the evening.",
        "A new one goes out tonight and reaches you before noon tomorrow; you get it in writing.",
        "So we have agreed: full refund, booked by me this afternoon, in your account on Thursday.",
    ),
    "vague_plan": (
        "Your case has been passed to the responsible department, who will get back to you.",
        "We will look into it as soon as possible.",
        "I will see what I can do.",
    ),
    "options": (
        "I can offer you a refund or a replacement, which would you prefer?",
        "Would you like a voucher instead?",
    ),
    "wish": (
        "What would put this right for you?",
        "What matters most to you now?",
        "Would that work for you?",
    ),
    "tell_more": (
        "Can you tell me what happened that day?",
        "How has this affected you?",
    ),
    "details": (
        "What is your account number?",
        "Could you send me a photo of it?",
        "Did you receive the e-mail?",
    ),
    "bye": (
        "Is there anything else I can help you with? Have a nice day!",
        "Thank you for contacting us.",
    ),
}
"""Our own sentences, each group standing for one meaning; a reply is compared with them by cosine."""

_ASKED = ("wish", "tell_more", "details", "bye")


@lru_cache(maxsize=4)
def _anchor_vectors(encoder: TextEncoder) -> dict[str, Vector]:
    return {name: encoder.encode(list(sentences)) for name, sentences in ANCHORS.items()}


def scalars(view: View) -> dict[str, float]:
    """Named features of a reply in its context. Counts are compressed by log(1 + n); cosines have three decimals."""
    text = view.reply
    out: dict[str, float] = {}
    for name in _COUNTED:
        out[f"n_{name}"] = math.log1p(len(text.own(name)))
    for kind in _QUESTION_KINDS:
        out[f"q_{kind}"] = float(sum(q.kind == kind for q in view.questions) > 0)
    out |= _overlap(view)
    apologized, asked = apology.judge(view), ask.judge(view)
    for value in (1, 2):
        out[f"apology_ge{value}"] = float(apologized.value >= value)
        out[f"ask_ge{value}"] = float(asked.value >= value)
    out["length"] = math.log1p(len(text.words)) / 4
    out["stuffed"] = float(view.stuffed)
    out["mocking"] = float(view.mocking)
    out["closing"] = float(view.closing)
    out["upset"] = float(view.upset)
    out["first_reply"] = float(not view.agent)
    out["last_accepts"] = float(view.last.has("accepting"))
    out["last_asks"] = float("?" in view.last.raw)
    out["agent_offered"] = float(any(t.has("offer") for t in view.agent))
    out |= _before(view)
    best = max((_settled(view, s) for s in text.sentences), default=(0.0, 0.0, 0.0))
    out["plan_who"], out["plan_what"], out["plan_when"] = best
    out["plan_full"] = float(sum(best) == 3)
    out["commit_and_when"] = float(text.has("commit") and text.has("when"))
    out["settled_plan"] = out["last_accepts"] * out["commit_and_when"]
    out |= _nearness(view)
    return out


def _before(view: View) -> dict[str, float]:
    """The customer's mood, and what earlier replies have done already."""
    last, turns = view.last, view.customer
    prior = [
        apology.judge(View(t, view.context[: view.context.index(turn)]))
        for t, turn in zip(view.agent, view.agent_turns, strict=True)
    ]
    return {
        "last_negative": math.log1p(len(last.find("negative"))),
        "last_content": math.log1p(len(last.find("content_mood"))),
        "first_negative": math.log1p(len(turns[0].find("negative"))) if turns else 0.0,
        "first_content": math.log1p(len(turns[0].find("content_mood"))) if turns else 0.0,
        "last_feeling": math.log1p(len(last.find("feeling"))),
        "last_length": math.log1p(len(last.words)) / 4,
        "prior_apology": max((f.value for f in prior), default=0) / 2,
        "prior_siding": float(any(t.has("siding") for t in view.agent)),
        "prior_commit": float(any(t.has("commit") for t in view.agent)),
        "prior_question": float(any("?" in t.raw for t in view.agent)),
    }


def _overlap(view: View) -> dict[str, float]:
    """How much of what the customer said comes back."""
    text = view.reply
    shared = view.shared()
    numbers = {s for s in shared if any(ch.isdigit() for ch in s)}
    content = max(1, len(text.stems))
    per_sentence = [(len(view.shared(s)), s) for s in text.sentences] or [(0, Span(0, 0))]
    feeling = [n for n, s in per_sentence if text.has("feeling", s) or text.has("siding", s)]
    defended = [n for n, s in per_sentence if text.has("self_defence", s)]
    second = [
        n for n, s in per_sentence if any(w.low.startswith("you") for w in text.words if s.start <= w.start < s.end)
    ]
    plain = [n for n, s in per_sentence if not text.has("self_defence", s) and not text.has("policy", s)]
    return {
        "shared": math.log1p(len(shared)),
        "shared_last": math.log1p(len((text.stems & view.last.stems) - {"order"})),
        "shared_share": len(shared) / content,
        "shared_numbers": math.log1p(len(numbers)),
        "shared_best": math.log1p(max(n for n, _ in per_sentence)),
        "shared_with_feeling": math.log1p(max(feeling, default=0)),
        "feeling_without_link": float(bool(feeling) and max(feeling) == 0),
        "shared_in_defence": math.log1p(max(defended, default=0)),
        "shared_with_you": math.log1p(max(second, default=0)),
        "shared_plain": math.log1p(sum(plain)),
        "parrot": _longest_run(view) / 10,
    }


def _longest_run(view: View) -> int:
    """Longest run of words taken over from the customer as they stand, at most ten."""
    said = " ".join(w.low for t in view.customer for w in t.words)
    mine = [w.low for w in view.reply.words]
    best = 0
    for start in range(len(mine)):
        while best < 10 and start + best < len(mine) and f" {' '.join(mine[start : start + best + 1])} " in f" {said} ":
            best += 1
    return best


def _settled(view: View, sentence: Span) -> tuple[float, float, float]:
    """Whether a sentence says who, what and when of a step, and not as one of several options."""
    text = view.reply
    if "?" in text.quote(sentence)[-2:] or (text.has("tentative", sentence) and not text.has("commit", sentence)):
        return 0.0, 0.0, 0.0
    what = float(text.has("commit", sentence) or text.has("recap", sentence))
    return (
        float(bool(what) and text.has("first_person", sentence)),
        what,
        float(bool(what) and text.has("when", sentence)),
    )


def _nearness(view: View) -> dict[str, float]:
    """Cosines of the reply's sentences with the customer's words and with the anchors; zeros without an encoder."""
    vectors, encoder = view.vectors, view.encoder
    names = [f"near_{name}" for name in ANCHORS] + [f"asks_{name}" for name in _ASKED]
    if vectors is None or encoder is None:
        return dict.fromkeys([*names, "near_last", "near_joint", "near_restated"], 0.0)
    anchors = _anchor_vectors(encoder)
    out = {f"near_{name}": best_cosine(vectors.sentences, rows) for name, rows in anchors.items()}
    asked = np.atleast_2d(vectors.questions) if view.questions else np.zeros((0, 0), dtype=np.float32)
    out |= {f"asks_{name}": best_cosine(asked, anchors[name]) for name in _ASKED}
    out["near_last"] = best_cosine(np.atleast_2d(vectors.reply), np.atleast_2d(vectors.last))
    out["near_joint"] = best_cosine(np.atleast_2d(vectors.reply), np.atleast_2d(vectors.joint))
    out["near_restated"] = best_cosine(vectors.sentences, vectors.customer)
    return out


def block(view: View) -> npt.NDArray[np.float64]:
    """The vectors that heads may project: reply and asked words, shape (2 * dim,)."""
    vectors = view.vectors
    if vectors is None:
        return np.zeros(0)
    return np.concatenate([vectors.reply, vectors.questions]).astype(np.float64)
