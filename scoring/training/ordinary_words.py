"""Make `scoring/ordinary_words.txt` again: `python -m scoring.training.ordinary_words [--labels FOLDER]`.

An ordinary word is one that the training replies and their contexts show in small letters in two complaints or more,
and far oftener than with a capital letter within a sentence: a dictated text has its names in small letters, too.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from scoring.errors import BadInputError
from scoring.labels import Label, read_labels
from scoring.masking import LIST
from scoring.segment import STOPWORDS

_LEAST_COMPLAINTS = 2
_OFTENER = 3


def ordinary_words(labels: Sequence[Label]) -> list[str]:
    """The words, in order of the alphabet."""
    seen: dict[str, set[str]] = defaultdict(set)
    small, capital = Counter[str](), Counter[str]()
    for label in labels:
        for text in (label.reply, *(turn.text for turn in label.context)):
            for word in re.findall(r"[^\W\d_]{2,}", text):
                if word.islower():
                    seen[word].add(label.complaint)
                    small[word] += 1
            capital.update(word.lower() for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text))
    return sorted(
        word
        for word, where in seen.items()
        if len(where) >= _LEAST_COMPLAINTS and small[word] > _OFTENER * capital[word] and word not in STOPWORDS
    )


def main() -> int:
    """Write the list and say how long it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, default=Path("benchmarks/labels"), help="folder of labels")
    try:
        words = ordinary_words(read_labels(parser.parse_args().labels / "train.jsonl"))
    except BadInputError as error:
        print(error, file=sys.stderr)
        return int(error.exit_code)
    LIST.write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
    print(f"{len(words)} words in {LIST}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
