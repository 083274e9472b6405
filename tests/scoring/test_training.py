"""Training the reader: what it is shown, what it learns, what it may not open, and what it leaves behind."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from scoring.encoder.joint import OUTPUTS, WEIGHTS, JointReader
from scoring.errors import BadInputError
from scoring.form import Text
from scoring.labels import Label, read_labels
from scoring.training import calibration, contrasts, forms, shown, targets
from scoring.training import joint as training
from scoring.types import CRITERIA, Turn

ROWS = [
    ("Nine days without a line, and I work from home!", "Nine days cut off from your work is far too long.", 2),
    ("Nine days without a line, and I work from home!", "Please give me your account number.", 0),
    ("The cake came with a dent.", "A dented cake on the very day: I see why you ring.", 2),
    ("The cake came with a dent.", "Our office is open until six.", 0),
]


def label(number: int, said: str, reply: str, heard: int) -> Label:
    """A label with listening set and the other criteria missed."""
    marks = {name: heard if name == "listening" else 0 for name in CRITERIA}
    return Label(f"l{number}", (Turn("customer", said),), reply, marks, present_only=False)


LABELS = [label(number, *row) for number, row in enumerate(ROWS)]


def contrast(**changed: object) -> str:
    """A row of `contrasts.jsonl`, as JSON."""
    row = {"id": "c1", "kind": "blame", "context": [{"role": "customer", "text": "Nine days!"}], "reply": "Your doing."}
    return json.dumps(row | {"barred": ["empathy", "ask"], "earned": ["listening"]} | changed)


@pytest.fixture(scope="module")
def folder(encoder) -> Path:
    """Where the encoder lies; asking for `encoder` skips where it is not pulled."""
    from scoring.models_dir import encoder_dir  # noqa: PLC0415

    found = encoder_dir()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def trained(folder, tmp_path_factory) -> Path:
    """Weights after many rounds over four replies."""
    out = tmp_path_factory.mktemp("weights") / "joint.npz"
    model = training.fit(shown.Shown(LABELS, (), {}), folder, epochs=12)
    training.save(model, folder, out)
    return out


def test_it_learns_what_it_is_shown(folder, trained):
    """After many rounds over four replies it tells the ones that heard from the ones that did not."""
    found = JointReader(folder, trained).read([(Text(label.reply), label.context) for label in LABELS])
    partly = [reading.by_name["listening"].chances.partly for reading in found]
    assert min(partly[0], partly[2]) > max(partly[1], partly[3])


def test_the_same_labels_give_the_same_weights(folder, tmp_path):
    """Seeded, on one machine: two trainings, one set of bytes."""
    for name in ("one", "two"):
        training.save(training.fit(shown.Shown(LABELS, (), {}), folder, epochs=1), folder, tmp_path / name)
    with np.load(tmp_path / "one") as one, np.load(tmp_path / "two") as two:
        assert one.files == two.files
        assert all(one[name].tobytes() == two[name].tobytes() for name in one.files)


def test_the_mean_of_two_trainings_lies_between_them(folder):
    """Weight by weight, and it reads."""
    both = shown.Shown(LABELS, (), {})
    one, other = (
        {name: tensor.numpy() for name, tensor in training.fit(both, folder, epochs=1, seed=seed).state_dict().items()}
        for seed in (1, 2)
    )
    assert not np.array_equal(one["query"], other["query"])
    middle = training.mean([one, other], folder).query.detach().numpy()
    assert np.allclose(middle, (one["query"] + other["query"]) / 2, atol=1e-6)


def test_the_test_split_is_not_opened(encoder, tmp_path, monkeypatch):
    """A folder whose test split cannot even be parsed trains all the same, on all else that is there."""
    rows = [
        {"id": row.id, "context": [{"role": "customer", "text": row.context[0].text}], "reply": row.reply}
        | {"marks": dict(row.marks)}
        for row in LABELS
    ]
    for name in ("train", "dev"):
        text = "\n".join(json.dumps(row) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "test.jsonl").write_text("{broken", encoding="utf-8")
    (tmp_path / "contrasts.jsonl").write_text("\n".join((contrast(), contrast(id="c2"))), encoding="utf-8")
    (tmp_path / "retold.jsonl").write_text('{"id": "l1", "reply": "Gie me yer number."}', encoding="utf-8")
    opened: list[str] = []
    monkeypatch.setattr(training, "read_labels", lambda path: opened.append(path.name) or read_labels(path))
    training.train(tmp_path, tmp_path / "out" / "joint.npz", "2026-01-01", epochs=1, seeds=(3, 4))
    assert sorted(opened) == ["dev.jsonl", "train.jsonl"]
    card = (tmp_path / "out" / "CARD.md").read_text(encoding="utf-8")
    for said in ("train.jsonl: 4 replies", "dev.jsonl: 4 ", "contrasts.jsonl: 2 ", "retold.jsonl: 1 "):
        assert said in card
    assert "test.jsonl" not in card
    assert "on 2026-01-01, the mean of seeds 3, 4, 1 epochs each" in card


def test_labels_with_a_criterion_left_out_are_refused(encoder, tmp_path):
    """In one sentence that names the file."""
    row = {"id": "a", "context": [{"role": "customer", "text": "x"}], "reply": "y", "marks": {"ask": 1}}
    for name in ("train", "dev"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(BadInputError, match=r"train\.jsonl: every row must be marked on all five criteria"):
        training.train(tmp_path, tmp_path / "joint.npz", "2026-01-01")


@pytest.mark.parametrize(
    ("file", "row", "said"),
    [
        ("retold", '{"id": "l9", "reply": "Aye."}', r"retold\.jsonl: 'l9' is no reply of train\.jsonl"),
        ("contrasts", contrast(id="l1"), r"contrasts\.jsonl: the id 'l1' stands in train\.jsonl as well"),
    ],
)
def test_rows_that_belong_to_no_label_or_to_the_wrong_one_are_refused(encoder, tmp_path, file, row, said):
    """Before anything is trained: a contrast with a label's id would be shown with that label's other forms."""
    rows = "\n".join(
        json.dumps({"id": one.id, "context": [], "reply": one.reply, "marks": dict(one.marks)}) for one in LABELS
    )
    for name, text in (("train", rows), ("dev", rows), (file, row)):
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=said):
        training.train(tmp_path, tmp_path / "joint.npz", "2026-01-01")


def test_the_command_ends_with_one_sentence(tmp_path, capsys):
    """And the exit code of bad input, without a traceback."""
    with pytest.raises(SystemExit) as end:
        training.main(["--labels", str(tmp_path / "none"), "--out", str(tmp_path / "joint.npz")])
    assert end.value.code == 3
    said = capsys.readouterr().err
    assert "train.jsonl cannot be read" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "joint.npz").exists()


def test_after_the_words_of_another_customer_a_reply_hears_nobody():
    """Only replies that heard their own are shown there, never their own words; a feeling met in full is half met."""
    rows = [
        label(at, f"said {at}", f"reply {at}", 2 if at % 2 else 0)._replace(complaint=f"c{at // 4}") for at in range(40)
    ]
    rows = [row._replace(marks={**row.marks, "empathy": 2 if at % 3 else 1}) for at, row in enumerate(rows)]
    strange = shown.among_strangers(rows, random.Random(1))  # noqa: S311
    own = {row.id: row for row in rows}
    assert 4 <= len(strange) <= 6
    for row in strange:
        was = own[row.id]
        assert was.marks["listening"] == 2
        assert row.context != was.context
        assert row.complaint == was.complaint
        assert row.marks == {"listening": 0, **({"empathy": 1} if was.marks["empathy"] == 2 else {})}
        assert targets.target_of(row)[2] == targets.UNKNOWN
    assert {len(row.marks) for row in strange} == {1, 2}


def test_a_roughened_reply_keeps_its_words():
    """Dictated it loses punctuation and capitals, mistyped a few letters, in haste a small word."""
    reply = "Nine days, and no line: that's on us. Would Friday at nine suit you, or not?"
    seen = set()
    for seed in range(120):
        rough = forms.roughen(reply, random.Random(seed))  # noqa: S311  # a draw, not a secret
        seen.add(rough)
        assert abs(len(rough.split()) - len(reply.split())) <= 4
        assert {"no", "not"} <= set(rough.replace("?", "").split())
    assert len(seen) > 20
    assert forms.roughen("?", random.Random(0)) == "?"  # noqa: S311


def test_chances_that_were_too_sure_are_warmed():
    """Where a third of the sure answers are wrong, the divisor is above one; where all are right, below."""
    sure = np.full(90, 0.95)
    assert calibration.warmth_of(sure, np.arange(90) % 3 != 0) > 1.5
    assert calibration.warmth_of(sure, np.ones(90, dtype=bool)) < 1


def test_cuts_follow_the_labels():
    """Chances that run low all over move the cut down."""
    target = np.array([0] * 30 + [1] * 30 + [2] * 30)
    chances = np.zeros((90, 3))
    chances[:30, 0], chances[30:, 0] = 0.1, 0.42
    chances[60:, 1] = 0.42
    low, high, _ = calibration.cuts_of(chances, target)
    assert low < 0.42
    assert high < 0.42


def test_cuts_of_what_nobody_was_given_are_even():
    """Kappa tells nothing there; the cuts are not the loosest."""
    assert calibration.cuts_of(np.full((20, 3), 0.1), np.zeros(20, dtype=np.int64)) == (0.5, 0.5, 0.5)


def test_a_cue_that_fails_an_attempt_is_cut_where_few_are_made_up():
    """Four sure ones are worth more than six of which two are made up; where all are told apart, none is missed."""
    there = np.array([True] * 4 + [False] * 2 + [True] * 2 + [False] * 12)
    chances = np.array([0.9] * 4 + [0.6] * 2 + [0.5] * 2 + [0.1] * 12)
    assert 0.6 < calibration.sure_cut_of(chances, there) <= 0.9
    assert calibration.sure_cut_of(np.where(there, 0.45, 0.2), there) in (0.35, 0.4, 0.45)
    assert calibration.sure_cut_of(np.where(there, 0.7, 0.2), there) in (0.5, 0.55, 0.6, 0.65, 0.7)


def test_the_shipped_weights_are_small_and_told_of():
    """Under ten megabytes, with a card that names seed, data and measures."""
    assert WEIGHTS.stat().st_size < 10_000_000
    card = WEIGHTS.with_name("CARD.md").read_text(encoding="utf-8")
    for word in ("seed", "train.jsonl", "dev.jsonl", "kappa", *CRITERIA):
        assert word in card


def test_a_contrast_says_what_is_sure_and_nothing_else(tmp_path):
    """Earned is 2; barred is under 2, or 0 where the guide gives nothing to its kind; the rest is unknown."""
    path = tmp_path / "contrasts.jsonl"
    path.write_text("\n".join((contrast(), contrast(id="c2", kind="sarcasm"))), encoding="utf-8")
    blame, sarcasm = contrasts.read_contrasts(path)
    assert blame.context == (Turn("customer", "Nine days!"),)
    assert blame.marks == {"listening": 2, "empathy": targets.UNDER, "ask": targets.UNDER}
    assert sarcasm.marks == {"listening": 2, "empathy": targets.NOTHING, "ask": targets.UNDER}
    target = targets.target_of(blame)
    assert list(target[:5]) == [2, targets.UNDER, targets.UNKNOWN, targets.UNDER, targets.UNKNOWN]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"barred": ["warmth"]}, r"contrasts\.jsonl:1: 'warmth' is no criterion; one of listening"),
        ({"barred": ["ask", "listening"]}, r"contrasts\.jsonl:1: one criterion at least, and each once"),
        ({"barred": [], "earned": []}, r"contrasts\.jsonl:1: one criterion at least, and each once"),
        ({"barred": None}, r"contrasts\.jsonl:1: .*barred"),
        ({"kind": "Sarcasm"}, r"contrasts\.jsonl:1: .*kind is 'Sarcasm'; 'stuffing', .* or 'honest' is meant"),
        ({"earnd": ["ask"]}, r"contrasts\.jsonl:1: .*earnd"),
    ],
)
def test_a_contrast_that_says_nothing_or_two_things_is_refused(tmp_path, changed, said):
    """In one sentence with file and line."""
    path = tmp_path / "contrasts.jsonl"
    path.write_text(contrast(**changed), encoding="utf-8")
    with pytest.raises(BadInputError, match=said):
        contrasts.read_contrasts(path)


@pytest.mark.parametrize(
    ("known", "pulled"),
    [
        (targets.UNDER, [0, 1, 0]),
        (targets.NOTHING, [1, 1, 0]),
        (targets.UNKNOWN, [0, 0, 0]),
        (targets.NO_OPPORTUNITY, [1, 1, -1]),
        (0, [1, 1, 1]),
        (1, [-1, 1, 0]),
        (2, [-1, -1, 0]),
    ],
)
def test_each_answer_is_pulled_by_what_is_known_and_by_nothing_else(known, pulled):
    """At least 1, at least 2, no opportunity: 1 is down, -1 is up; what is only known to be under 2 leaves the rest."""
    torch = pytest.importorskip("torch")
    logits = torch.zeros(1, len(OUTPUTS), 3, requires_grad=True)
    target = torch.full((1, len(OUTPUTS)), targets.UNKNOWN)
    target[0, 0] = known
    training._loss(logits, target).backward()
    assert logits.grad[0, 0].sign().tolist() == pulled
    assert not logits.grad[0, 1:].any()


def test_a_reply_told_again_is_shown_in_that_form(tmp_path):
    """Most of the times it is shown otherwise; the other forms come too."""
    path = tmp_path / "retold.jsonl"
    path.write_text(json.dumps({"id": "l1", "english": "Scots", "reply": "Nine days is ower lang."}), encoding="utf-8")
    retold = forms.read_retold(path)
    assert retold == {"l1": "Nine days is ower lang."}
    draws = [forms.otherwise("Nine days is too long.", random.Random(seed), retold["l1"]) for seed in range(200)]  # noqa: S311
    assert 100 < draws.count("Nine days is ower lang.") < 180
    assert len(set(draws)) > 5
