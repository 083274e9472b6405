"""What the scorer must beat: word lists, plain sentence vectors with logistic regression, and length alone.

Each gives the same `Answers` as the scorer. None has seen the test split.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from benchmarks.records import Item
from scoring.agreement import Answers, Level, weighted_kappa
from scoring.types import CRITERIA

if TYPE_CHECKING:
    from scoring.encoder import TextEncoder

Array = npt.NDArray[np.float64]
_NONE = 3
"""Class number of N/A beside 0, 1, 2."""
_STRENGTHS = (0.001, 0.003, 0.01)
"""Inverse regularization that the sentence-vector baseline may choose from, by kappa on the dev split."""


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + r")(?!\w)", re.IGNORECASE)


KEYWORDS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "listening": (
        _any(
            r"i hear", r"i see", r"i understand", r"i (?:can )?see that", r"got it", r"noted", r"thank(?:s| you) for",
            r"i've read", r"as i understand",
        ),
        _any(
            r"(?:it )?sounds (?:like|as if)", r"what i(?:'m| am) hearing", r"you(?:'re| are) (?:saying|telling)",
            r"you (?:said|mentioned|told|wrote|described|explained|paid|ordered|waited|asked|booked|were|had)",
            r"so you(?:'ve|r| have| were| had)?", r"if i understand", r"i understand (?:that )?you(?:r|'ve)?",
        ),
    ),
    "empathy": (
        _any(
            r"i (?:do |can |completely |totally |fully )?understand", r"sorry to hear", r"frustrat\w*", r"upset\w*",
            r"inconvenien\w*", r"i appreciate", r"disappoint\w*", r"annoy\w*", r"empathi[sz]e",
        ),
        _any(
            r"must (?:be|feel|have been|have felt)", r"(?:i'd|i would) (?:be|feel)(?: \w+){0,2}",
            r"no wonder", r"anyone would", r"(?:that|this|it)(?:'s| is| was| sounds) (?:\w+ )?(?:awful|terrible|"
            r"horrible|dreadful|frustrating|upsetting|infuriating|maddening|exhausting|stressful|frightening|scary|"
            r"worrying|unfair|miserable|rotten|galling|humiliating|painful)",
            r"how (?:\w+ )?(?:frustrat\w+|upset\w*|worr\w+|stress\w+)",
            r"(?:you have|you've) every right", r"right to be (?:angry|upset|cross|furious|annoyed)",
        ),
    ),
    "apology": (
        _any(r"sorry", r"apolog\w+", r"regret", r"forgive", r"pardon"),
        _any(
            r"(?:sorry|apologi[sz]e|apologies)(?:,? \w+){0,3} (?:for|that (?:we|our|i|you|your)|we|about|i)",
            r"(?:our|my) (?:mistake|fault|error|failure)",
            r"we (?:let you down|failed|messed up|got (?:it|this) wrong)",
        ),
    ),
    "ask": (
        re.compile(r"\?"),
        _any(
            r"what (?:would|do|can|could|happened|matters|else|is|was|did|are|were|have)(?: [\w']+){0,14}\s*\?",
            r"(?:how|which|where|why|when|tell me|walk me through)(?: [\w',-]+){1,16}\s*\?",
            r"(?:would|do) you (?:prefer|like|want|rather)(?: [\w',-]+){0,16}\s*\?", r"tell me (?:more|what|how|about)",
            r"would (?:that|this|it) (?:help|work|suit|do)(?: [\w',-]+){0,8}\s*\?",
        ),
    ),
    "summarize": (
        _any(
            r"(?:i|we)(?:'ll| will| shall| can)", r"is that (?:right|correct|ok|okay)", r"let me (?:check|confirm)",
            r"to confirm", r"as (?:agreed|discussed)",
        ),
        _any(
            r"to (?:recap|sum up|summari[sz]e|be clear)", r"in (?:summary|short)", r"recap", r"summary",
            r"so(?:,| that's| to)? (?:we(?:'ve| have)? agreed|i'll|i will|we'll|we will|to confirm|just to)",
            r"(?:here(?:'s| is)) (?:what|the plan|where)", r"(?:we|we've|we have|what we) agreed", r"please confirm",
        ),
    ),
}  # fmt: skip
"""Words that speak for a criterion: those that earn a 1, and those that earn a 2. A word list knows no N/A."""


def keywords(items: Sequence[Item], criterion: str) -> Answers:
    """Marks by word lists: 2 where a phrase of the second kind stands, 1 where one of the first does."""
    weak, strong = KEYWORDS[criterion]
    levels: list[Level] = []
    graded = []
    for item in items:
        text = item.reply.replace("’", "'")
        hits = len(weak.findall(text)), len(strong.findall(text))
        levels.append(2 if hits[1] else 1 if hits[0] else 0)
        graded.append(float(hits[0] + 2 * hits[1]))
    return Answers(levels, graded, [float("nan")] * len(items))


class Learned:
    """Logistic regression over 0, 1, 2 and N/A, one for each criterion."""

    def __init__(self, train: Array, marks: Sequence[Mapping[str, Level]], strength: float) -> None:
        """Fit on features, shape (rows, width), and the marks of the rows; a criterion that none marks is left out."""
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # the extra `train`, wanted by this alone
        from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

        self._scale: Any = StandardScaler().fit(train)
        self._models: dict[str, Any] = {}
        for name in CRITERIA:
            kept = [at for at, row in enumerate(marks) if name in row]
            wanted = [_class_of(marks[at][name]) for at in kept]
            if len(set(wanted)) > 1:
                model = LogisticRegression(C=strength, max_iter=2000)
                self._models[name] = model.fit(self._scale.transform(train[kept]), wanted)

    def answer(self, features: Array, criterion: str) -> Answers:
        """The likeliest mark of each row; graded by the chance that the criterion is present."""
        model = self._models[criterion]
        chances = model.predict_proba(self._scale.transform(features))
        classes = [int(value) for value in model.classes_]
        best = chances.argmax(axis=1)
        present = sum(
            (chances[:, classes.index(level)] for level in (1, 2) if level in classes), np.zeros(len(features))
        )
        levels = [None if classes[at] == _NONE else classes[at] for at in best]
        return Answers(
            list(levels), [float(value) for value in present], [float(value) for value in chances.max(axis=1)]
        )


def by_length(train: Sequence[Item]) -> Learned:
    """Marks by the number of words alone."""
    return Learned(length_features(train), [item.marks for item in train], 1.0)


def by_vectors(train: Sequence[Item], dev: Sequence[Item], encoder: TextEncoder) -> Learned:
    """Plain sentence vectors with logistic regression, its strength chosen by mean kappa on the dev split."""
    features, checked = vector_features(train, encoder), vector_features(dev, encoder)
    fitted = [Learned(features, [item.marks for item in train], strength) for strength in _STRENGTHS]
    return max(fitted, key=lambda model: _mean_kappa(model, dev, checked))


def length_features(items: Sequence[Item]) -> Array:
    """Words of the reply and their logarithm, shape (rows, 2)."""
    count = np.array([len(item.reply.split()) for item in items], dtype=np.float64)
    return np.stack([count, np.log1p(count)], axis=1)


def vector_features(items: Sequence[Item], encoder: TextEncoder) -> Array:
    """Vectors of the reply and of the customer's last turn side by side, shape (rows, 2 x dim)."""
    last = [next((turn.text for turn in reversed(item.context) if turn.role == "customer"), "") for item in items]
    parts = encoder.encode([item.reply for item in items]), encoder.encode(last)
    return np.concatenate(parts, axis=1).astype(np.float64)


def _class_of(mark: Level) -> int:
    return _NONE if mark is None else mark


def _mean_kappa(model: Learned, items: Sequence[Item], features: Array) -> float:
    kappas = []
    for name in CRITERIA:
        kept = [at for at, item in enumerate(items) if name in item.marks]
        truth = np.array([items[at].marks[name] or 0 for at in kept], dtype=np.int64)
        guess = np.array([mark or 0 for mark in model.answer(features[kept], name).levels], dtype=np.int64)
        kappas.append(weighted_kappa(truth, guess))
    return float(np.nanmean(kappas))
