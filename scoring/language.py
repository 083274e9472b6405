"""Whether a reply is in another language than English, the one that the reader and the rules have been taught."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from scoring.segment import split_sentences, words

NOT_ENGLISH = "It does not seem to be in English, the one language this scorer has been taught."
"""Why such a reply is left unmarked."""
_SURE = 0.9
"""Chance from which it is another language. Of the labelled replies, dialects and mixtures among them, none is."""
_ENGLISH = frozenset({"en", "pcm"})
"""English, and Nigerian Pidgin, which is marked by its meaning like any variety of English."""
_WHOLE_SENTENCE = 4
"""Words from which a sentence in English is enough to mark the reply: what it says must not vanish behind the rest."""


def in_another_language(text: str) -> bool:
    """Whether a text is surely not English. Short ones, mixtures and what is no language at all pass as English."""
    language, chance = _identifier().classify(text)
    if language in _ENGLISH or round(float(chance), 3) < _SURE:
        return False
    sentences = [text[span.start : span.end] for span in split_sentences(text)]
    return not any(
        _identifier().classify(sentence)[0] in _ENGLISH
        for sentence in sentences
        if len(words(sentence)) >= _WHOLE_SENTENCE
    )


@cache
def _identifier() -> Any:  # noqa: ANN401  # the library has no types
    import py3langid.langid as library  # noqa: PLC0415  # half a second of unpacking, on the first reply only

    model = Path(library.__file__).parent / library.MODEL_FILE
    return library.LanguageIdentifier.from_modelpath(str(model), norm_probs=True)
