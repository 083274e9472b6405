"""Train the reader: `python -m scoring.training.joint [--labels FOLDER] [--out FILE]`.

Tunes the encoder's layers and the readouts on `train.jsonl`, then sets the warmth of the chances and the cuts on
`dev.jsonl`; the test split is not opened. What the layers learned is kept as thin factors of the change, a few
megabytes. Seeded; on one machine the same labels give the same weights.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import random
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.agreement import weighted_kappa
from scoring.encoder.joint import OUTPUTS
from scoring.encoder.ladder import open_tokenizer
from scoring.encoder.packing import Packed, pack
from scoring.errors import BadInputError, MissingPartError
from scoring.form import Text
from scoring.labels import Label, read_labels
from scoring.models_dir import encoder_digests, encoder_dir
from scoring.straight import straight
from scoring.types import CRITERIA, HEARD_CUES

LABELS = Path("benchmarks/labels")
OUT = Path(__file__).parents[1] / "heads" / "joint.npz"
SEED = 20
EPOCHS = 4
BATCH = 8
"""Labels in a batch; each is in it twice, as written and in another form."""
LAYERS_RATE = 1e-4
READOUT_RATE = 3e-3
WARM_UP = 0.1
DROPOUT = 0.2
RANK = 48
"""Of the change of each matrix that is kept: six layers come to about 4 MB."""
PRACTICE_WEIGHT = 0.4
"""Of practices and cues beside the criteria: far fewer labels have them."""
STRANGERS = 0.3
"""Of the replies whose listening is 2, the share shown in each epoch after another customer's words as well."""
NONE_WEIGHT = 0.5
EVENNESS = 1.0
"""Weight of what is read otherwise in the other form of a reply than in the reply: the mark is in the meaning."""
STEP = 32
"""Batches are padded to a multiple of this many tokens: each new shape costs time."""
_TURNING = frozenset(("not", "no", "who", "what", "why", "how", "when", "if", "but"))
UNKNOWN = -9
_OPENERS = (
    "Hi again,", "Hiya.", "Good day to you.", "Hey,", "Dear customer,", "Evening!", "Right so.", "So,", "OK then.",
    "Alright.", "Oh,", "Mm,", "Hello, Dana from the desk here.", "Thank you for coming back to me.",
)  # fmt: skip
_CLOSERS = (
    "Regards, the team", "Best, Dana", "Cheers", "Many thanks", "Yours sincerely, D. Moreau", "Take care now.", "Ta.",
    "Have a nice evening.", "Thanks so much.", "Warmly, Dana", "Bye for now", ":)", "Speak soon", "All the best",
)  # fmt: skip
"""Greetings and the like, which earn nothing and cost nothing."""
GREETED = 0.3
"""Of the replies shown in another form, the share with a greeting or a sign-off."""
CUTS = tuple(round(0.3 + 0.05 * step, 2) for step in range(9))


class Example(NamedTuple):
    """A labelled reply, packed. `target` (outputs,): 0, 1, 2, -1 for N/A, UNKNOWN where nothing was marked."""

    turns: list[Packed]
    target: npt.NDArray[np.int64]


def roughen(reply: str, draw: random.Random) -> str:
    """The reply as dictated (no punctuation), as mistyped, or as written in haste (small words lost or doubled)."""
    kind = draw.random()
    if kind < 0.5:
        rough = re.sub(r"\s+", " ", re.sub(r"[.,;:!?–—…\"“”()]", " ", reply)).strip().lower()
    elif kind < 0.8:
        rough = re.sub(r"[A-Za-z]{4,}", lambda found: _mistyped(found.group(), draw), reply)
    else:
        rough = " ".join(word for said in reply.split() for word in _hasty(said, draw))
        rough = re.sub("['’]", "", rough) if draw.random() < 0.5 else rough
    return rough or reply


def greet(reply: str, draw: random.Random) -> str:
    """The reply with a greeting or filler before it, a sign-off after it, or both."""
    ends = draw.choice(("opened", "closed", "both"))
    before = draw.choice(_OPENERS) + draw.choice((" ", "\n")) if ends != "closed" else ""
    after = draw.choice((" ", "\n")) + draw.choice(_CLOSERS) if ends != "opened" else ""
    return before + reply + after


def _otherwise(reply: str, draw: random.Random) -> str:
    """The reply in another form that means the same: roughened, among greetings, or both."""
    greeted = draw.random() < GREETED
    told = greet(reply, draw) if greeted else reply
    return told if greeted and draw.random() < 0.5 else roughen(told, draw)


def _mistyped(word: str, draw: random.Random) -> str:
    """One word in ten has two letters swapped, one lost, doubled, or wrong."""
    if draw.random() >= 0.1:
        return word
    at = draw.randrange(1, len(word) - 1)
    other = draw.choice("abcdefghijklmnopqrstuvwxyz")
    return draw.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + other + word[at + 1 :],
        )
    )


def _hasty(word: str, draw: random.Random) -> list[str]:
    """The word, or nothing, or the word twice; words that turn a sentence round are never lost."""
    chance = draw.random()
    if chance < 0.06 and word.isalpha() and len(word) <= 4 and word.lower() not in _TURNING:
        return []
    return [word, word] if chance > 0.98 and word.isalpha() else [word]


def example(label: Label, tokenizer: Any, reply: str) -> Example:  # noqa: ANN401  # a `tokenizers.Tokenizer`
    """A label packed, with its reply as written or in another form."""
    context = [turn._replace(text=straight(turn.text)) for turn in label.context]
    return Example(pack(tokenizer, Text(straight(reply)), context), target_of(label))


def target_of(label: Label) -> npt.NDArray[np.int64]:
    """What a label wants of each output, shape (outputs,): 0, 1, 2, -1 for N/A, UNKNOWN where it says nothing."""
    cues = () if label.cues is None else ((name, int(name in label.cues)) for name in HEARD_CUES)
    given: dict[str, int | None] = {**label.marks, **label.practices, **dict(cues)}
    wanted = ((given.get(name, UNKNOWN)) for name in OUTPUTS)
    return np.array([-1 if mark is None else mark for mark in wanted], dtype=np.int64)


def _batch(chosen: Sequence[Example]) -> tuple[Any, ...]:
    """Tensors (ids, positions, turns, roles), each (batch, length), and targets (batch, outputs)."""
    import torch  # noqa: PLC0415

    longest = max(sum(len(turn.ids) for turn in example.turns) for example in chosen)
    length = -(-longest // STEP) * STEP
    made = [torch.zeros(len(chosen), length, dtype=torch.long) for _ in range(4)]
    made[2] -= 1
    for row, example in enumerate(chosen):
        at = 0
        for number, turn in enumerate(example.turns):
            here = slice(at, at + len(turn.ids))
            made[0][row, here] = torch.tensor(turn.ids)
            made[1][row, here] = torch.arange(len(turn.ids))
            made[2][row, here] = number
            made[3][row, here] = turn.role
            at += len(turn.ids)
    return (*made, torch.from_numpy(np.stack([example.target for example in chosen])))


def _loss(logits: Any, target: Any) -> Any:  # noqa: ANN401  # tensors; torch is imported late
    """Two ordinal answers, and "no opportunity" where the value is 0; unknown targets weigh nothing.

    A cue is there or not, so only the first answer counts.
    """
    import torch  # noqa: PLC0415

    value = target.clamp(min=0)
    wanted = torch.stack([value >= 1, value >= 2, target == -1], dim=-1).float()
    weight = torch.ones_like(wanted)
    weight[..., 2] = NONE_WEIGHT * (value == 0)
    weight[:, len(CRITERIA) :] *= PRACTICE_WEIGHT
    weight[:, -len(HEARD_CUES) :, 1:] = 0
    weight *= (target != UNKNOWN)[..., None]
    lost = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    return (lost * weight).sum(dim=(1, 2)).mean()


def _unevenness(logits: Any) -> Any:  # noqa: ANN401  # tensors
    """How far the answers in the second half of a batch lie from those in the first: symmetric divergence, a reply."""
    import torch  # noqa: PLC0415

    written, rough = logits.chunk(2)
    apart = (torch.sigmoid(written) - torch.sigmoid(rough)) * (written - rough)
    return apart.sum(dim=(1, 2)).mean() / 2


def among_strangers(labels: Sequence[Label], draw: random.Random) -> list[Label]:
    """Replies that heard their customer, after the words of another: there they hear nobody, whatever else they do."""
    heard = [label for label in labels if label.marks.get("listening") == 2]
    pairs = [(label, draw.choice(labels)) for label in draw.sample(heard, round(STRANGERS * len(heard)))]
    return [
        label._replace(context=other.context, marks={"listening": 0}, practices={}, cues=None)
        for label, other in pairs
        if other.complaint != label.complaint
    ]


def _pairs(
    labels: Sequence[Label],
    tokenizer: Any,  # noqa: ANN401  # a `tokenizers.Tokenizer`
    draw: random.Random,
) -> list[list[tuple[Example, Example]]]:
    """Batches of every label as written and in another form.

    Those of like length share a batch, which wastes little on padding; which batch comes when stays random.
    """
    pairs = [
        (example(label, tokenizer, label.reply), example(label, tokenizer, _otherwise(label.reply, draw)))
        for label in labels
    ]
    draw.shuffle(pairs)
    batches = []
    for at in range(0, len(pairs), BATCH * 16):
        block = sorted(pairs[at : at + BATCH * 16], key=lambda pair: sum(len(turn.ids) for turn in pair[0].turns))
        batches += [block[at : at + BATCH] for at in range(0, len(block), BATCH)]
    draw.shuffle(batches)
    return batches


def fit(labels: Sequence[Label], folder: Path, *, epochs: int = EPOCHS, log: bool = False) -> Any:  # noqa: ANN401  # a JointModel
    """Tune a model on these labels."""
    import torch  # noqa: PLC0415

    from scoring.encoder.joint_model import JointModel  # noqa: PLC0415

    torch.manual_seed(SEED)
    draw = random.Random(SEED)  # noqa: S311  # a shuffle, not a secret
    tokenizer = open_tokenizer(folder)
    model = JointModel(folder, len(OUTPUTS)).train()
    for part in model.embeddings.parameters():
        part.requires_grad = False
    model.embeddings.eval()
    readouts = [model.query, model.weight, model.bias]
    layers = [*model.layers.parameters(), model.role]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "lr": LAYERS_RATE}, {"params": readouts, "lr": READOUT_RATE}], weight_decay=0.01
    )
    steps = epochs * -(-(len(labels) + len(among_strangers(labels, random.Random(SEED)))) // BATCH)  # noqa: S311
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.0, 1 - step / steps)
    )
    dropout = torch.nn.Dropout(DROPOUT)
    started = time.monotonic()
    for epoch in range(epochs):
        lost = 0.0
        batches = _pairs([*labels, *among_strangers(labels, draw)], tokenizer, draw)
        for pairs in batches:
            *turns, target = _batch([pair[0] for pair in pairs] + [pair[1] for pair in pairs])
            # Half precision where the processor has it: nearly twice as fast, and the weights stay whole.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(*turns, dropout)
            loss = _loss(logits.float(), target) + EVENNESS * _unevenness(logits.float())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost += float(loss.detach())
        if log:
            said = f"epoch {epoch + 1} of {epochs}: loss {lost / len(batches):.3f}"
            print(f"{said}, {time.monotonic() - started:.0f} s", file=sys.stderr)
    return model.eval()


def save(
    model: Any,  # noqa: ANN401  # a JointModel
    folder: Path,
    out: Path,
    warmth: Sequence[Sequence[float]] = ((1.0,) * 3,) * len(OUTPUTS),
    cuts: Sequence[Sequence[float]] = ((0.5,) * 3,) * len(OUTPUTS),
) -> None:
    """Write the weights: thin changes of the layers, readouts, warmth (outputs, 3) and cuts (outputs, 3)."""
    from scoring.encoder.joint_model import JointModel, changes  # noqa: PLC0415

    base = JointModel(folder, len(OUTPUTS)).layers.state_dict()
    found = changes(model, base, RANK)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as file:
        np.savez(
            file,
            outputs=np.array(OUTPUTS),
            layers=np.array(sorted(base)),
            base=np.array([f"{name} {digest}" for name, digest in encoder_digests(folder).items()]),
            role=model.role.detach().numpy().astype(np.float16),
            **{name: getattr(model, name).detach().numpy().astype(np.float16) for name in ("query", "weight", "bias")},
            warmth=np.array(warmth, dtype=np.float64),
            cuts=np.array(cuts, dtype=np.float64),
            **found,  # type: ignore[arg-type]  # the stub takes the names of arrays for options
        )


def _chances(labels: Sequence[Label], folder: Path, weights: Path) -> npt.NDArray[np.float64]:
    """Chances (labels, outputs, 3) by the weights as they ship."""
    from scoring.encoder.joint import JointReader  # noqa: PLC0415

    found = JointReader(folder, weights).read([(Text(label.reply), label.context) for label in labels])
    out = np.array([[reading.by_name[name].chances for name in OUTPUTS] for reading in found])
    out[:, -len(HEARD_CUES) :, 1:] = 0  # a cue is there or not
    return out


def _logits(chances: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    kept = np.clip(chances, 0.001, 0.999)
    return np.log(kept / (1 - kept))


def _cooled(chances: npt.NDArray[np.float64], warmth: npt.NDArray[np.float64] | float) -> npt.NDArray[np.float64]:
    """Chances whose logits are divided by the warmth."""
    return 1 / (1 + np.exp(-_logits(chances) / warmth))


def warmth_of(chances: npt.NDArray[np.float64], wanted: npt.NDArray[np.bool_]) -> float:
    """The divisor of the logits under which these chances are most likely: above 1 where training was too sure."""

    def lost(warmth: float) -> float:
        chance = _cooled(chances, warmth)
        return float(-np.log(np.where(wanted, chance, 1 - chance)).mean())

    return min((round(0.6 + 0.05 * step, 2) for step in range(49)), key=lost) if len(chances) else 1.0


def cuts_of(chances: npt.NDArray[np.float64], target: npt.NDArray[np.int64]) -> tuple[float, float, float]:
    """Cuts of the best kappa, held near even: a cut far from it is more often luck than learning."""
    gold = np.maximum(target, 0)

    def rank(low: float, high: float) -> float:
        found = np.where(chances[:, 0] < low, 0, np.where(chances[:, 1] >= high, 2, 1))
        return weighted_kappa(gold, found) - 0.1 * (abs(low - 0.5) + abs(high - 0.5))

    low, high = max(((low, high) for low in CUTS for high in CUTS), key=lambda pair: rank(*pair))
    return low, high, 0.5


def calibrate(
    chances: npt.NDArray[np.float64], target: npt.NDArray[np.int64]
) -> tuple[list[list[float]], list[tuple[float, float, float]]]:
    """Warmth and cuts of every output, from labels that the layers were not tuned on."""
    warmth, cuts = [], []
    for at in range(len(OUTPUTS)):
        known = target[:, at] != UNKNOWN
        here, marks = chances[known, at], target[known, at]
        none = np.maximum(marks, 0) == 0
        found = [warmth_of(here[:, 0], marks >= 1), warmth_of(here[:, 1], marks >= 2)]
        found.append(warmth_of(here[none, 2], marks[none] == -1))
        warmth.append(found)
        cuts.append(cuts_of(_cooled(here, np.array(found)), marks))
    return warmth, cuts


def measure(
    chances: npt.NDArray[np.float64], target: npt.NDArray[np.int64], cuts: Sequence[Sequence[float]]
) -> dict[str, float]:
    """Quadratic kappa of every output, N/A as 0."""
    out = {}
    for at, name in enumerate(OUTPUTS):
        known = target[:, at] != UNKNOWN
        here, gold = chances[known, at], np.maximum(target[known, at], 0)
        found = np.where(here[:, 0] < cuts[at][0], 0, np.where(here[:, 1] >= cuts[at][1], 2, 1))
        out[name] = round(weighted_kappa(gold, found), 3)
    return out


def write_card(
    report: dict[str, float], files: Sequence[Path], rows: Sequence[int], out: Path, day: str, size: int
) -> None:
    """The card beside the weights: where they came from and how far to trust them."""
    lines = [
        "# The trained reader",
        "",
        "all-MiniLM-L6-v2 with its six layers tuned: the lower three read each turn alone, the upper three the turns",
        "together. For each criterion, practice and cue one attention, and three answers: at least 1, at least 2, no",
        "opportunity (of a cue the first alone counts).",
        "",
        f"- made by `python -m scoring.training.joint` on {day}, seed {SEED}, {EPOCHS} epochs, batches of {BATCH}",
        f"- kept: changes of rank {RANK} in half precision, {size / 1e6:.1f} MB",
        *[
            f"- {file.name}: {count:,} replies, sha256 {hashlib.sha256(file.read_bytes()).hexdigest()[:16]}…"
            for file, count in zip(files, rows, strict=True)
        ],
        "- train.jsonl tuned the layers, dev.jsonl set cuts and warmth of the chances; the test split was not read",
        "- labels written and marked by language models along the guide: expect less agreement with people",
        "",
        "Quadratic kappa on dev.jsonl (which chose the cuts, so it flatters a little), N/A as 0:",
        "",
        "| output | kappa, dev |",
        "|---|---|",
        *[f"| {name} | {kappa:.2f} |" for name, kappa in report.items()],
        "",
    ]
    out.write_text("\n".join(lines), encoding="utf-8")


def train(labels: Path, out: Path, day: str, *, epochs: int = EPOCHS) -> dict[str, float]:
    """Tune, save, calibrate, save again, and write the card.

    Raises:
        BadInputError: A labels file is missing or broken, or lacks marks of a criterion.
        MissingPartError: The encoder has not been pulled.
    """
    folder = encoder_dir()
    if folder is None:
        raise MissingPartError("the sentence encoder is not there; run `coolhead model pull`")
    files = [labels / "train.jsonl", labels / "dev.jsonl"]
    shown, held = (read_labels(file) for file in files)
    for file, rows in zip(files, (shown, held), strict=True):
        if not rows or any(set(label.marks) != set(CRITERIA) for label in rows):
            raise BadInputError(
                f"{file}: every row must be marked on all five criteria, and there must be one at least"
            )
    model = fit(shown, folder, epochs=epochs, log=True)
    save(model, folder, out)
    target = np.stack([target_of(label) for label in held])
    warmth, cuts = calibrate(_chances(held, folder, out), target)
    save(model, folder, out, warmth, cuts)
    report = measure(_chances(held, folder, out), target, cuts)
    write_card(report, files, (len(shown), len(held)), out.with_name("CARD.md"), day, out.stat().st_size)
    return report


def main(arguments: Sequence[str] | None = None) -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(prog="python -m scoring.training.joint", description="Train the scorer's reader.")
    parser.add_argument("--labels", type=Path, default=LABELS, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, default=OUT, help="file for the weights; CARD.md goes beside it")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    parser.add_argument("--date", default=today, help="date for the card")
    asked = parser.parse_args(arguments)
    print(json.dumps(train(asked.labels, asked.out, asked.date, epochs=asked.epochs), indent=1))


if __name__ == "__main__":
    main()
