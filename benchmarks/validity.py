"""How far the scorer's marks can be trusted: one command prints the figures of docs/validity.md.

Run: `python -m benchmarks.validity [--gold DIR]`. `--write` puts the figures into docs/validity.md instead, and what
`coolhead agree benchmarks/labels/test.jsonl` prints into README.md; DIR is a folder of human-labelled replies
(`scoring.gold`), and without it the page keeps the figures on them that it has. Takes some minutes on two cores, and
the extra `train`. Two parts of the page have commands of their own: `benchmarks.hostile`, `benchmarks.learning_curve`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import baselines
from benchmarks.command import Pages, measuring_parser, print_or_write
from benchmarks.labels_report import LABELS, read_split
from benchmarks.records import Item, Row, item_of
from benchmarks.robustness import bytes_part, flips_part, read_all, say
from benchmarks.tables import number, percent, table
from scoring.agreement import Agreement, Answers, Measured, agree, answers, transfer
from scoring.encoder import MiniLmEncoder, TextEncoder
from scoring.gold import GoldRow, read_gold, sources
from scoring.labels import read_labels
from scoring.models_dir import encoder_dir
from scoring.scorer import Scorer, open_scorer
from scoring.types import CRITERIA, CUES, GRADED_PRACTICES, Reading
from simulator.cli.score import against_labels, agreement_text

PAGE = Path(__file__).parents[1] / "docs" / "validity.md"
README = Path(__file__).parents[1] / "README.md"
TEST = LABELS / "test.jsonl"
OURS, GOLD = "figures on our own labels", "figures on human-labelled replies"
"""The two parts of the page that are written by `--write`, each between comment lines of that name."""
AGREEMENT = "agreement"
"""The part of the README that `--write` writes."""
HEAD = (
    "",
    "kappa 0/1/2 [95 %]",
    "present: kappa",
    "F1",
    "AUROC",
    "N/A: kappa",
    "calibration error",
    "of its N/A alone",
)
FRESH = frozenset({"eg"})
"""Series of the test rows (letters of the id) that were written after figures on the others had been looked at, in the
mix of a desk. Two more of that age, eh and ei, hold stock phrases alone, and would tell of those."""
MISLEADING: Mapping[str, tuple[int, ...]] = {
    # Details given back as a joke, in stock, in thanks or in self-defence; a feeling said back without the facts.
    "listening": (1, 3, 6, 10, 14),
    # Mocked, stock, taken back, thanked for, defended against; facts without the feeling; regret that is not for them.
    "empathy": (1, 3, 4, 6, 7, 10, 14),
    # Each holds the very words, or others in their place: mocked, negated or quoted, stock, taken back, regret for what
    # nobody did, "unfortunately", thanks for patience, "sorry, one moment", "sorry, but you should have".
    "apology": (1, 2, 3, 4, 7, 8, 10, 12, 14),
    # A question stands there and asks nothing: mocking, "you want me to say sorry?", pasted, answered already, manners.
    "ask": (1, 2, 3, 5, 12),
    # Next steps without a case behind them, or a fix that is proposed and not settled.
    "summarize": (3, 11),
}
"""Hard cases of the guide, by number, that tempt a reader to see this very criterion where it is not.

The others leave it alone: they are about another criterion, or about form and order, and a reply filed under them is no
test of this one. Cases 9 (corporate or personal), 13 (typos, two languages) and 15 (order) mislead on none.
"""
Rater = Callable[[Sequence[Item], str], Answers]
"""Items and a criterion to the answers of whoever marks them."""


class Material(NamedTuple):
    """Test rows as they stand in the file, the same as items, and what the scorer reads in them."""

    rows: Sequence[Row]
    items: Sequence[Item]
    readings: Sequence[Reading]


def raters(train: Sequence[Item], dev: Sequence[Item], encoder: TextEncoder) -> dict[str, Rater]:
    """The baselines by name, trained."""
    length, vectors = baselines.by_length(train), baselines.by_vectors(train, dev, encoder)
    return {
        "word lists": baselines.keywords,
        "plain MiniLM + logistic regression": lambda items, name: vectors.answer(
            baselines.vector_features(items, encoder), name
        ),
        "length alone": lambda items, name: length.answer(baselines.length_features(items), name),
    }


def agreement_part(material: Material, others: Mapping[str, Rater]) -> Iterator[str]:
    """Everybody against the labels, criterion by criterion."""
    for name in CRITERIA:
        at = [number for number, row in enumerate(material.rows) if name in row["marks"]]
        items = [material.items[number] for number in at]
        truth = [item.marks[name] for item in items]
        found = answers(material.readings[number].marks[name] for number in at)
        lines = [("**scorer**", agree(truth, found.levels, found.graded, sure=found.sure))]
        for who, rate in others.items():
            guess = rate(items, name)
            lines.append((who, agree(truth, guess.levels, guess.graded)))
        marked = ([material.rows[number]["markings"][who][name] for number in at] for who in ("first", "second"))
        lines.append(("one marker against the other", agree(*marked)))
        yield from (f"### {name}, all {len(at)} test replies", "")
        yield from table(HEAD, ((who, *_cells(figures)) for who, figures in lines))


def fresh_part(material: Material) -> Iterator[str]:
    """The headline: the scorer on test rows that are new, in the mix of a desk."""
    at = [number for number, row in enumerate(material.rows) if row["id"].partition("-")[0] in FRESH]
    yield from (f"### The scorer on {len(at)} test replies never measured before, in the mix of a desk", "")
    body = []
    for name in CRITERIA:
        found = answers(material.readings[number].marks[name] for number in at)
        truth = [material.rows[number]["marks"][name] for number in at]
        body.append((name, *_cells(agree(truth, found.levels, found.graded, sure=found.sure))))
    yield from table(HEAD, body)


def practices_part(material: Material) -> Iterator[str]:
    """The graded practices, on the rows that mark them: scorer and markers."""
    at = [number for number, row in enumerate(material.rows) if "practices" in row]
    yield from (f"### The graded practices, {len(at)} replies", "")
    body = []
    for name in GRADED_PRACTICES:
        truth = [material.rows[number]["practices"][name] for number in at]
        found = answers(material.readings[number].practices[name] for number in at)
        marked = (
            [material.rows[number]["practice_markings"][who][name] for number in at] for who in ("first", "second")
        )
        scorer, markers = agree(truth, found.levels, found.graded, sure=found.sure), agree(*marked)
        present = sum(bool(mark) for mark in truth)
        body.append((name, present, *_cells(scorer), number(markers.kappa)))
    yield from table(("", "present", *HEAD[1:], "markers: kappa 0/1/2"), body)


def cues_part(material: Material) -> Iterator[str]:
    """The cues, on the rows whose cues are labelled: each counts once a reply, however often it is made."""
    at = [number for number, row in enumerate(material.rows) if "cues" in row]
    yield from (
        f"### The cues, {len(at)} replies",
        "",
        "The labels know no case, so the scorer is told of no remedies. `offer`, which it names for those alone, is",
        "measured without: what a practice finds cannot be seen here.",
        "",
    )
    body = []
    for name in CUES:
        truth = [name in material.rows[number]["cues"] for number in at]
        found = [any(cue.name == name for cue in material.readings[number].cues) for number in at]
        both = sum(one and other for one, other in zip(truth, found, strict=True))
        there, named = sum(truth), sum(found)
        shown = "offer (told of no remedies)" if name == "offer" else name
        body.append((shown, there, named, percent(both, named), percent(both, there)))
    yield from table(("", "there", "named by the scorer", "precision", "recall"), body)


def alarms_part(material: Material, others: Mapping[str, Rater]) -> Iterator[str]:
    """Hard cases of the guide that lack a criterion: who marks it 1 or 2 all the same?

    First over the cases that mislead on that criterion (`MISLEADING`), an N/A counting as lacking it. Then, so that the
    choice of cases flatters nobody, over every hard case with a 0, which is what earlier versions counted.
    """
    yield from ("### False alarms on hard negatives", "")
    body: list[tuple[object, ...]] = []
    for name in CRITERIA:
        cases = MISLEADING[name]
        at = [
            number
            for number, row in enumerate(material.rows)
            if set(cases) & set(row["hard"]) and name in row["marks"] and not row["marks"][name]
        ]
        body.append((name, ", ".join(map(str, cases)), "0 or N/A", *_alarms(material, others, name, at)))
    for name in CRITERIA:
        at = [number for number, row in enumerate(material.rows) if row["hard"] and row["marks"].get(name) == 0]
        body.append((name, "any hard case", "0", *_alarms(material, others, name, at)))
    yield from table(("", "hard cases", "label", "replies", "**scorer**", *others), body)


def _alarms(material: Material, others: Mapping[str, Rater], name: str, at: Sequence[int]) -> tuple[object, ...]:
    """How many rows, and the share of them that the scorer and each of the others call present."""
    items = [material.items[number] for number in at]
    by = [answers(material.readings[number].marks[name] for number in at), *(r(items, name) for r in others.values())]
    return (len(at), *(percent(sum(bool(mark) for mark in found.levels), len(at)) for found in by))


def strangers_part(material: Material, scorer: Scorer) -> Iterator[str]:
    """Replies that heard their customer, read after another customer's words: what is left of listening and empathy?"""
    heard = [number for number, row in enumerate(material.rows) if row["marks"].get("listening") == 2]
    moved = [
        material.items[number]._replace(context=material.items[another(material.rows, number)].context)
        for number in heard
    ]
    readings = {
        "its own customer": [material.readings[number] for number in heard],
        "another one": read_all(scorer, moved),
    }
    yield from ("### Met in full, and the same reply after another customer's words", "")
    body = []
    for name in ("listening", "empathy"):
        met = [at for at, number in enumerate(heard) if material.rows[number]["marks"].get(name) == 2]
        for whose, found in readings.items():
            levels = [found[at].marks[name].value or 0 for at in met]
            body.append((name, whose, len(met), *(percent(levels.count(level), len(met)) for level in (2, 1, 0))))
    yield from table(("", "after the words of", "replies", "marked 2", "marked 1", "marked 0 or N/A"), body)


def another(rows: Sequence[Row], number: int) -> int:
    """The number of a row on another complaint, drawn by the row's id."""
    others = [at for at, row in enumerate(rows) if row["complaint"] != rows[number]["complaint"]]
    return random.Random(rows[number]["id"]).choice(others)  # noqa: S311  # repeatable, not secret


def gold_part(gold: Mapping[str, Sequence[GoldRow]], scorer: Scorer, others: Mapping[str, Rater]) -> Iterator[str]:
    """Everybody against people's labels of other talk, present or absent."""
    yield from (f"Scorer `{scorer.name}`. Sources: {'; '.join(sources(gold))}.", "")
    head = (
        "",
        "kappa [95 %]",
        "F1 [95 %]",
        "AUROC [95 %]",
        "natural F1 [95 %]",
        "natural AUROC [95 %]",
        "false alarms",
    )
    for name, rows in gold.items():
        items = [Item(row.reply, row.context, {}) for row in rows]
        everybody: dict[str, Rater] = {
            "**scorer**": lambda items, name: answers(found.marks[name] for found in read_all(scorer, items)),
            **others,
        }
        body = []
        for who, rate in everybody.items():
            found = transfer(
                [row.present for row in rows],
                rate(items, name),
                [row.natural for row in rows],
                [row.hard for row in rows],
            )
            parts = (*found.sample, found.natural.f1, found.natural.auroc)
            alarms = percent(round(found.false_alarms * found.hard), found.hard) if found.hard else "–"
            body.append((who, *map(_measured, parts), alarms))
        hard = sum(row.hard and not row.present for row in rows)
        yield from (
            f"### {name}, {len(rows)} replies, {sum(row.present for row in rows)} present, {hard} hard and absent",
            "",
        )
        yield from table(head, body)
        say(f"{name}, human-labelled")


def _cells(found: Agreement) -> tuple[str, ...]:
    kappa = _measured(Measured(found.kappa, found.kappa_interval))
    present = (found.present_kappa, found.present_f1, found.auroc)
    rest = (*present, found.na_kappa, found.calibration_error, found.na_calibration_error)
    return (kappa, *map(number, rest))


def _measured(found: Measured) -> str:
    return f"{number(found.value)} [{number(found.interval.low)}, {number(found.interval.high)}]"


def readme_part(material: Material, scorer: str) -> str:
    """What `coolhead agree` prints of the test split, as a block of code."""
    labels = read_labels(TEST)
    said = agreement_text(TEST.name, len(labels), scorer, against_labels(labels, material.readings))
    return f"```\n{said}\n```\n"


def report(gold: Mapping[str, Sequence[GoldRow]]) -> Pages:
    """Everything, measured; the part on human-labelled replies only where there is gold.

    Raises:
        CoolheadError: The encoder or the trained reader is not there.
    """
    scorer = open_scorer(require_encoder=True)
    folder = encoder_dir()
    assert folder is not None, "open_scorer has found it"  # noqa: S101
    train, dev = ([item_of(row) for row in read_split(name)] for name in ("train", "dev"))
    others = raters(train, dev, MiniLmEncoder(folder))
    say("baselines")
    rows = read_split("test")
    items = [item_of(row) for row in rows]
    material = Material(rows, items, read_all(scorer, items))
    say("the test split")
    lines = [
        f"Scorer `{scorer.name}`, {len(rows)} test replies on {len({row['complaint'] for row in rows})} complaints.",
        "",
        *fresh_part(material),
        *agreement_part(material, others),
        *practices_part(material),
        *cues_part(material),
        *alarms_part(material, others),
        *strangers_part(material, scorer),
        *flips_part([row["id"] for row in rows], items, material.readings, scorer),
        *bytes_part(items, lambda: open_scorer(require_encoder=True)),
    ]
    parts = {OURS: "\n".join(lines).rstrip() + "\n"}
    if gold:
        parts[GOLD] = "\n".join(gold_part(gold, scorer, others)).rstrip() + "\n"
    return {PAGE: parts, README: {AGREEMENT: readme_part(material, scorer.name)}}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, or write them into their page."""
    parser = measuring_parser("benchmarks.validity", __doc__)
    parser.add_argument("--gold", type=Path, metavar="DIR", help="a folder of human-labelled replies")
    asked = parser.parse_args(arguments)
    places = {PAGE: (OURS, GOLD), README: (AGREEMENT,)}
    print_or_write(parser, places, lambda: report(read_gold(asked.gold) if asked.gold else {}), write=asked.write)


if __name__ == "__main__":
    main()
