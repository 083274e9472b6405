"""Make `scoring/ordinary_words.txt` again: `python -m scoring.training.ordinary_words [--labels FOLDER]`.

An ordinary word is one that the training replies and their contexts show in small letters in two complaints or more: in
one alone it may be a name in a dictated text. Words that `scoring.masking` knows by their form are left out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from scoring.errors import BadInputError
from scoring.labels import Label, read_labels
from scoring.masking import LIST, known_by_form

_LEAST_COMPLAINTS = 2


def ordinary_words(labels: Sequence[Label]) -> list[str]:
    """The words, in order of the alphabet."""
    seen: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        for text in (label.reply, *(turn.text for turn in label.context)):
            for word in re.findall(r"[^\W\d_]{3,}", text):
                if word.islower():
                    seen[word].add(label.complaint)
    return sorted(word for word, where in seen.items() if len(where) >= _LEAST_COMPLAINTS and not known_by_form(word))


def main() -> int:
    """Write the list and say how long it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, default=Path("benchmarks/labels"), help="folder of labels")
    try:
        words = ordinary_words(read_labels(parser.parse_args().labels / "train.jsonl"))
    except BadInputError as error:
        print(error, file=sys.stderr)
        return 2
    LIST.write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
    print(f"{len(words)} words in {LIST}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
