"""What the project's labelled replies hold, and how well their two markers agree: one command prints all of it.

Run: `python -m benchmarks.labels_report`. `--write` puts the same lines into docs/labels.md instead; `--draw N` prints
N labels drawn at random, for a person to sign or to dispute (`--seed S` draws others).
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.records import Row, records
from benchmarks.tables import number, table, write_into
from scoring.agreement import Level, agree, weighted_kappa
from scoring.types import CRITERIA, CUES, GRADED_PRACTICES

LABELS = Path(__file__).parent / "labels"
PAGE = Path(__file__).parents[1] / "docs" / "labels.md"
SPLITS = ("train", "dev", "test")
PART = "labels report"
"""Of the page, between comment lines of that name."""
HARD_CASES = {
    1: "sarcasm and contradiction",
    2: "negation and quotation",
    3: "stuffing, checklist, talk to the grader",
    4: "take-back",
    5: "listening by a question",
    6: "facts against feelings",
    7: "regret without fault",
    8: "“unfortunately”, “I'm afraid”",
    9: "corporate or personal",
    10: "thanking",
    11: "a fix offered or settled",
    12: "pardon and small manners",
    13: "two languages, typos, capitals, slang, dictation",
    14: "self-defence",
    15: "wrong order in the reply or the talk",
}
"""The marking guide's hard cases by number. 15 is about order, which must leave the marks alone."""
STYLE = "apology_style"
MARKED_PRACTICES = (*GRADED_PRACTICES, STYLE)
"""The practices a reply can show by itself; the others are marked from the case file."""
_STYLES = {None: 0, "personal": 1, "corporate": 2}
USUAL_WORDS = re.compile(
    r"\b(?:sorry|apolog\w*|understand\w*|frustrat\w*|inconvenien\w*|appreciate\w*|empathi[sz]e\w*)\b", re.IGNORECASE
)
"""The phrases of the trade: a scorer that only looks for these is what the labels must catch out."""


def read_split(name: str) -> list[Row]:
    """The rows of one split as they stand in the file; fails as `records` does."""
    return records(LABELS / f"{name}.jsonl")


def trigrams(text: str) -> set[tuple[str, ...]]:
    """Runs of three words, letters and digits only."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


def overlaps(rows: Sequence[Row]) -> Iterator[tuple[float, str, str]]:
    """(share of the shorter reply's trigrams that the other has too, id, id) for each pair that shares any."""
    found = [trigrams(row["reply"]) for row in rows]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, runs in enumerate(found):
        for run in runs:
            holders[run].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for at_all in holders.values():
        shared.update(itertools.combinations(at_all, 2))
    for (one, other), count in shared.items():
        yield count / min(len(found[one]), len(found[other])), rows[one]["id"], rows[other]["id"]


def rank_correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Spearman's rho with ties ranked at their mean; NaN where either side is constant."""
    ranked = []
    for values in (xs, ys):
        _, inverse, counts = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
        ranked.append((np.cumsum(counts) - (counts + 1) / 2)[inverse])
    spread = ranked[0].std() * ranked[1].std()
    if not spread:
        return float("nan")
    return float(((ranked[0] - ranked[0].mean()) * (ranked[1] - ranked[1].mean())).mean() / spread)


def length_correlation(rows: Sequence[Row], criterion: str, *, with_na: bool) -> float:
    """Rank correlation of a reply's length in words with its mark; N/A counts as 0 or is left out."""
    kept = [row for row in rows if with_na or row["marks"][criterion] is not None]
    return rank_correlation([len(row["reply"].split()) for row in kept], [row["marks"][criterion] or 0 for row in kept])


def good_without_usual_words(row: Row) -> bool:
    """Two criteria or more met fully, and not one phrase of the trade."""
    return list(row["marks"].values()).count(2) >= 2 and not USUAL_WORDS.search(row["reply"])


def usual_words_and_nothing_behind(row: Row) -> bool:
    """A phrase of the trade, and nothing of listening, empathy or apology met fully."""
    met = any(row["marks"][name] == 2 for name in ("listening", "empathy", "apology"))
    return bool(USUAL_WORDS.search(row["reply"])) and not met


def _share(rows: Sequence[Row], of: Sequence[Row]) -> str:
    return f"{len(rows):,} ({len(rows) / len(of):.0%})"


def _spread(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _splits(splits: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    yield from ("### The three files", "")
    head = ("split", "replies", "complaints", "trades", "first replies", "one agent turn before", "two or more")
    rows = []
    for name, of in (*splits.items(), ("all", [row for rows in splits.values() for row in rows])):
        earlier = Counter(min(2, sum(turn["role"] == "agent" for turn in row["context"])) for row in of)
        complaints = len({row["complaint"] for row in of})
        rows.append(
            (
                name,
                f"{len(of):,}",
                complaints,
                len({row["trade"] for row in of}),
                *(f"{earlier[at]:,}" for at in range(3)),
            )
        )
    yield from table(head, rows)


def _levels(rows: Sequence[Row], tested: Sequence[Row]) -> Iterator[str]:
    yield from ("### Levels (in brackets: of these, in the test split)", "")
    body = []
    for name in CRITERIA:
        every = Counter(row["marks"][name] for row in rows)
        test = Counter(row["marks"][name] for row in tested)
        body.append((name, *(f"{every[level]} ({test[level]})" for level in (0, 1, 2, None))))
    yield from table(("criterion", "0", "1", "2", "N/A"), body)


def _kinds(rows: Sequence[Row]) -> Iterator[str]:
    yield from ("### Hard cases of the guide", "")
    cases = Counter(case for row in rows for case in row["hard"])
    yield from table(
        ("case", "what", "replies"), ((number, what, cases[number]) for number, what in HARD_CASES.items())
    )
    without = [row for row in rows if good_without_usual_words(row)]
    hollow = [row for row in rows if usual_words_and_nothing_behind(row)]
    calm = [row for row in rows if row["marks"]["empathy"] is None and row["marks"]["apology"] is None]
    trades = Counter(row["trade"] for row in rows)
    yield from (
        "### Kinds",
        "",
        "Usual words: sorry, apolog…, understand…, frustrat…, inconvenien…, appreciate…, empathi….",
        "",
        f"- Two criteria or more met fully without one of the usual words: {_share(without, rows)}.",
        f"- Usual words, and none of listening, empathy and apology met fully: {_share(hollow, rows)}.",
        f"- Nothing (any more) to feel for or to own, empathy and apology both N/A: {_share(calm, rows)}.",
        f"- Channels: {_spread(Counter(row['channel'] for row in rows))}.",
        f"- Trainees: {_spread(Counter(row['trainee'] for row in rows))}.",
        "",
        f"<details><summary>{len(trades)} trades, with their replies</summary>",
        "",
        *(f"- {trade}: {count}" for trade, count in sorted(trades.items())),
        "",
        "</details>",
        "",
    )


def _length(rows: Sequence[Row]) -> Iterator[str]:
    yield from ("### Length against mark (Spearman's rho over words)", "")
    yield from table(
        ("", *CRITERIA),
        (
            (label, *(number(length_correlation(rows, name, with_na=with_na)) for name in CRITERIA))
            for label, with_na in (("N/A as 0", True), ("N/A left out", False))
        ),
    )
    alike = max(share for share, _, _ in overlaps(rows))
    yield from ("### Near copies", "")
    yield from (f"No two replies share more than {alike:.0%} of the shorter one's runs of three words.", "")


_AGREEMENT_HEAD = ("", "replies", "kappa [95 %]", "both marked", "exact", "kappa N/A", "settled")


def _agreement(name: str, first: Sequence[Level], second: Sequence[Level], settled: int) -> tuple[object, ...]:
    """One row: kappa with N/A as 0, kappa where both gave a mark, equal answers with N/A as a fourth, kappa on N/A."""
    found = agree(first, second)
    low, high = found.kappa_interval
    marked = [pair for pair in zip(first, second, strict=True) if None not in pair]
    both = agree([one for one, _ in marked], [other for _, other in marked], rounds=0).kappa if marked else float("nan")
    kappa = f"{number(found.kappa)} [{number(low)}, {number(high)}]"
    return (name, f"{len(first):,}", kappa, number(both), number(found.exact), number(found.na_kappa), settled)


def _markers(rows: Sequence[Row], tested: Sequence[Row]) -> Iterator[str]:
    for title, of in (("all replies", rows), ("the test split", tested)):
        yield from (f"### The two markers before settling: criteria, {title}", "")
        body = []
        for name in CRITERIA:
            first, second = ([row["markings"][who][name] for row in of] for who in ("first", "second"))
            body.append(_agreement(name, first, second, sum(name in row.get("settled", {}) for row in of)))
        yield from table(_AGREEMENT_HEAD, body)
    yield from (
        "Kappa is quadratic-weighted on 0/1/2 with N/A as 0; “both marked” leaves out what either called N/A; “exact”",
        "counts N/A as an answer of its own; “kappa N/A” is on N/A against marked.",
        "",
    )


def _practices(rows: Sequence[Row]) -> Iterator[str]:
    marked = [row for row in rows if "practices" in row]
    yield from (f"### The two markers before settling: practices, on {len(marked):,} replies", "")
    body = []
    for name in GRADED_PRACTICES:
        first, second = ([row["practice_markings"][who][name] for row in marked] for who in ("first", "second"))
        settled = sum(name in row.get("practices_settled", {}) for row in marked)
        values = Counter(row["practices"][name] for row in marked)
        body.append((*_agreement(name, first, second, settled), *(values[level] for level in (0, 1, 2, None))))
    yield from table((*_AGREEMENT_HEAD, "0", "1", "2", "N/A"), body)
    styles = [[_STYLES[row["practice_markings"][who][STYLE]] for row in marked] for who in ("first", "second")]
    kappa = weighted_kappa(np.array(styles[0]), np.array(styles[1]), power=0)
    counts = Counter(row["practices"][STYLE] for row in marked)
    yield f"{STYLE} (unweighted kappa over personal, corporate, none): {number(kappa)}; personal {counts['personal']},"
    yield from (f"corporate {counts['corporate']}, none {counts[None]}.", "", "### Cues, on the same replies", "")
    moves = []
    for cue in CUES:
        named = [[int(cue in row["cue_markings"][who]) for row in marked] for who in ("first", "second")]
        found = agree(named[0], named[1], rounds=0)
        count = sum(cue in row["cues"] for row in marked)
        moves.append((cue, number(found.present_kappa), number(found.exact), count))
    yield from table(("cue", "kappa", "exact", "there, after settling"), moves)


def report(splits: Mapping[str, Sequence[Row]]) -> str:
    """All of it as Markdown, ending in a newline."""
    rows = [row for of in splits.values() for row in of]
    parts = (
        _splits(splits),
        _levels(rows, splits["test"]),
        _kinds(rows),
        _length(rows),
        _markers(rows, splits["test"]),
        _practices(rows),
    )
    return "\n".join(itertools.chain.from_iterable(parts)).rstrip() + "\n"


def draw(rows: Sequence[Row], count: int, seed: int) -> str:
    """`count` labels drawn without replacement, with context, marks and reasons, wrapped for reading."""
    out = []
    for row in random.Random(seed).sample(list(rows), count):  # noqa: S311  # a draw for reading, not for secrets
        lines = [f"{turn['role']}: {turn['text']}" for turn in row["context"]]
        lines += [f">>> {row['reply']}", "    " + _said(row["marks"])]
        lines += [f"    settled {name}: {reason}" for name, reason in row.get("settled", {}).items()]
        if "practices" in row:
            lines.append("    " + _said(row["practices"], leave_out=None))
            lines.append("    cues: " + (", ".join(row["cues"]) or "none"))
            lines += [f"    settled {name}: {reason}" for name, reason in row.get("practices_settled", {}).items()]
        wrapped = [textwrap.fill(line, 110, subsequent_indent="    ") for line in lines]
        out.append("\n".join((f"== {row['id']}  {row['trade']}, {row['channel']}", *wrapped, "")))
    return "\n".join(out)


def _said(marks: Mapping[str, int | str | None], leave_out: object = "") -> str:
    shown = {name: "N/A" if mark is None else str(mark) for name, mark in marks.items() if mark != leave_out}
    return "  ".join(f"{name} {mark}" for name, mark in shown.items())


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the report, write it into its page, or draw labels to read."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.labels_report",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--write", action="store_true", help="put the report into docs/labels.md")
    instead.add_argument("--draw", type=int, metavar="N", help="print N labels drawn at random")
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    asked = parser.parse_args(arguments)
    try:
        splits = {name: read_split(name) for name in SPLITS}
    except (OSError, ValueError) as error:
        parser.error(f"the labels cannot be read: {error}")
    rows = [row for of in splits.values() for row in of]
    if asked.draw is not None:
        if not 1 <= asked.draw <= len(rows):
            parser.error(f"--draw {asked.draw}: there are {len(rows)} labels; a number from 1 to {len(rows)} is meant")
        print(draw(rows, asked.draw, asked.seed))
    elif asked.write:
        try:
            write_into(PAGE, {PART: report(splits)})
        except (OSError, ValueError) as error:
            parser.error(f"{PAGE} cannot be written: {error}")
    else:
        print(report(splits), end="")


if __name__ == "__main__":
    main()
