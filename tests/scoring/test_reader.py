"""The trained reader: the same bytes in any company, evidence that adds up, long and empty texts."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scoring.encoder.joint import WEIGHTS, JointReader
from scoring.encoder.ladder import open_tokenizer
from scoring.encoder.packing import AGENT, EARLIER, LAST, REPLY, pack, turns_read
from scoring.errors import MissingPartError
from scoring.form import Text
from scoring.models_dir import ENCODER_FILES, encoder_dir
from scoring.types import CRITERIA, GRADED_PRACTICES, HEARD_CUES, Turn

from .conftest import context_of, fixture_replies

ITEMS = [(Text(row["reply"]), context_of(row)) for row in fixture_replies()]


def test_any_company_gives_the_same_reading(reader):
    """One by one, all at once, in another order, with nothing kept and with everything kept."""
    together = reader.read(ITEMS)
    folder = encoder_dir()
    assert folder is not None
    fresh = JointReader(folder)
    assert [fresh.read([item])[0] for item in ITEMS[:40]] == together[:40]
    order = list(range(len(ITEMS)))
    random.Random(3).shuffle(order)  # noqa: S311  # an order, not a secret
    shuffled = fresh.read([ITEMS[at] for at in order])
    assert [shuffled[order.index(at)] for at in range(len(ITEMS))] == together


def test_one_thread_reads_like_two(reader):
    """The number of threads changes no bit."""
    import torch  # noqa: PLC0415

    before = torch.get_num_threads()
    folder = encoder_dir()
    assert folder is not None
    try:
        found = []
        for count in (1, 2):
            torch.set_num_threads(count)
            found.append(JointReader(folder).read(ITEMS[:60]))
    finally:
        torch.set_num_threads(before)
    assert found[0] == found[1]


def test_all_is_read_of_every_reply(reader):
    """Each criterion, practice and cue has chances in order, and worth for each clause."""
    for reading, (reply, _) in zip(reader.read(ITEMS), ITEMS, strict=True):
        assert set(reading.by_name) == {*CRITERIA, *GRADED_PRACTICES, *HEARD_CUES}
        for found in reading.by_name.values():
            assert 0 <= found.chances.fully <= found.chances.partly <= 1
            assert len(found.worth) == len(reading.clauses)
        assert all(0 <= span.start < span.end <= len(reply.raw) for span in reading.clauses)


@pytest.mark.parametrize("reply", ["", " ", "👍", "word " * 4000, "Sorry! " * 900])
def test_odd_replies_are_read(reader, reply):
    """Nothing said, a sign, or far too much of it: a reading all the same."""
    (found,) = reader.read([(Text(reply), [Turn("customer", "Where is my parcel? " * 300)])])
    assert set(found.by_name) >= set(CRITERIA)


def test_a_reply_without_a_customer_is_read(reader):
    """An agent who speaks first, and one who speaks to nobody."""
    assert len(reader.read([(Text("Good morning."), []), (Text("Hello?"), [Turn("agent", "Good morning.")])])) == 2


def test_the_complaint_and_what_came_last_are_read():
    """Of a long talk: the customer's first turn and the four before the reply, the last one marked as such."""
    talk = [Turn("customer" if at % 2 == 0 else "agent", f"turn {at}") for at in range(9)]
    assert turns_read(talk) == [
        (EARLIER, "turn 0"),
        (AGENT, "turn 5"),
        (EARLIER, "turn 6"),
        (AGENT, "turn 7"),
        (LAST, "turn 8"),
    ]


def test_names_do_not_reach_the_reader(encoder):
    """Two replies that differ in a name or a pronoun are one to the reader."""
    folder = encoder_dir()
    assert folder is not None
    tokenizer = open_tokenizer(folder)
    said = [Turn("customer", "Mrs Okafor told me she would ring.")]
    one = pack(tokenizer, Text("Dear Mr Brown, he should have rung you, and Priya will."), said)
    two = pack(tokenizer, Text("Dear Ms Nowak, she should have rung you, and Marcus will."), said)
    assert [turn[:3] for turn in one] == [turn[:3] for turn in two]  # role, tokens, clauses; where they stood differs


def test_tokens_answer_to_their_clauses(encoder):
    """Each token of a reply belongs to the clause it stands in."""
    folder = encoder_dir()
    assert folder is not None
    tokenizer = open_tokenizer(folder)
    reply = Text("You waited nine days. I am sorry we lost the form, and what would help most now?")
    packed = pack(tokenizer, reply, [])[-1]
    assert packed.role == REPLY
    assert len(packed.clauses) == len(packed.ids)
    assert sorted(set(packed.clauses) - {-1}) == list(range(len(packed.spans)))


def test_weights_that_are_no_weights_are_refused(encoder, tmp_path):
    """In one sentence that says what to do."""
    folder = encoder_dir()
    assert folder is not None
    broken = tmp_path / "joint.npz"
    broken.write_bytes(b"PK not an archive")
    with pytest.raises(MissingPartError, match="make train"):
        JointReader(folder, broken)


Parts = dict[str, Any]
MATRIX = "0.attention.self.query.weight"
VECTOR = "0.attention.self.query.bias"


def put(name: str, at: tuple[int, ...], value: float) -> Callable[[Parts], None]:
    """A fault: one number of a part is another."""

    def alter(parts: Parts) -> None:
        parts[name][at] = value

    return alter


def remake(name: str, make: Callable[[Any], Any]) -> Callable[[Parts], None]:
    """A fault: a part is made into something else."""

    def alter(parts: Parts) -> None:
        parts[name] = make(parts[name])

    return alter


def lose(name: str) -> Callable[[Parts], None]:
    """A fault: a part is missing."""
    return lambda parts: parts.pop(name)


def swap_two(names: Any) -> Any:
    """The first two in the other's place."""
    return np.concatenate([names[1::-1], names[2:]])


FAULTS = {
    "no outputs": (lose("outputs"), "no part 'outputs'"),
    "no query": (lose("query"), "no part 'query'"),
    "no list of layers": (lose("layers"), "no part 'layers'"),
    "no word of its encoder": (lose("base"), "no part 'base'"),
    "another encoder's weights": (
        remake(
            "base",
            lambda files: np.array([file.replace("model.safetensors ", "model.safetensors 0") for file in files]),
        ),
        "its file model.safetensors is not the one the reader was trained on",
    ),
    "no left factor": (lose(f"{MATRIX}|left"), "query.weight|left'"),
    "no right factor": (lose(f"{MATRIX}|right"), "query.weight|right'"),
    "no change of a vector": (lose(f"{VECTOR}|add"), "query.bias|add'"),
    "outputs in another order": (remake("outputs", swap_two), "its outputs are not"),
    "an output too few": (remake("outputs", lambda names: names[:-1]), "its outputs are not"),
    "an output unknown": (remake("outputs", lambda names: np.array([*names[:-1], "warmth"])), "its outputs are not"),
    "outputs that are numbers": (remake("outputs", lambda names: np.arange(len(names))), "its outputs are not"),
    "a layer missing": (remake("layers", lambda names: names[1:]), "its layers are not"),
    "a layer twice": (remake("layers", lambda names: np.array([*names, names[0]])), "its layers are not"),
    "a layer unknown": (
        remake("layers", lambda names: np.array([*names, "6.output.dense.bias"])),
        "its layers are not",
    ),
    "a query of one output": (remake("query", lambda part: part[:1]), "'query' has the shape (1, 384)"),
    "a query that is narrow": (remake("query", lambda part: part[:, :-1]), "'query' has the shape"),
    "weights of the reply alone": (remake("weight", lambda part: part[..., :384]), "'weight' has the shape"),
    "a bias of two answers": (remake("bias", lambda part: part[:, :2]), "'bias' has the shape"),
    "one role for all": (remake("role", lambda part: part[:1]), "'role' has the shape"),
    "one warmth for all": (remake("warmth", lambda part: part[0]), "'warmth' has the shape (3,) and not (25, 3)"),
    "cuts of an output too many": (remake("cuts", lambda part: np.vstack([part, part[:1]])), "'cuts' has the shape"),
    "a left factor of one row": (remake(f"{MATRIX}|left", lambda part: part[:1]), "query.weight|left' has the shape"),
    "factors that do not meet": (remake(f"{MATRIX}|right", lambda part: part[1:]), "query.weight|right' has the shape"),
    "factors of nothing": (remake(f"{MATRIX}|left", lambda part: part[:, :0]), "query.weight|left' has the shape"),
    "one number for a vector": (remake(f"{VECTOR}|add", lambda part: part[:1]), "query.bias|add' has the shape"),
    "a role that is no number": (put("role", (0, 0), np.nan), "'role' holds something"),
    "a query without end": (put("query", (1, 2), np.inf), "'query' holds something"),
    "a weight that is no number": (put("weight", (0, 0, 0), np.nan), "'weight' holds something"),
    "a bias beyond single precision": (remake("bias", lambda part: part.astype(np.float64) + 1e300), "'bias' holds"),
    "a bias of words": (remake("bias", lambda part: part.astype(str)), "'bias' holds something"),
    "a warmth that is no number": (put("warmth", (0, 0), np.nan), "'warmth' holds something"),
    "a cut that is no number": (put("cuts", (0, 0), np.nan), "'cuts' holds something"),
    "a factor that is no number": (put(f"{MATRIX}|left", (0, 0), np.nan), "query.weight|left' holds something"),
    "a change without end": (put(f"{VECTOR}|add", (0,), -np.inf), "query.bias|add' holds something"),
    "a warmth of nothing": (put("warmth", (3, 1), 0), "a warmth is not above 0"),
    "a warmth below nothing": (put("warmth", (3, 1), -1), "a warmth is not above 0"),
    "a cut below 0": (put("cuts", (2, 0), -0.01), "a cut is not between 0 and 1"),
    "a cut above 1": (put("cuts", (2, 0), 1.01), "a cut is not between 0 and 1"),
}


@pytest.fixture(scope="module")
def shipped() -> Parts:
    """The parts of the weights that ship."""
    with np.load(WEIGHTS, allow_pickle=False) as found:
        return {name: found[name] for name in found.files}


@pytest.mark.parametrize("fault", FAULTS)
def test_weights_that_do_not_fit_are_refused_with_the_reason(encoder, shipped, tmp_path, fault):
    """At once and in one sentence, not at the first reply, and not by reading it wrong."""
    folder = encoder_dir()
    assert folder is not None
    alter, reason = FAULTS[fault]
    parts = {name: part.copy() for name, part in shipped.items()}
    alter(parts)
    broken = tmp_path / "joint.npz"
    np.savez(broken, **parts)
    with pytest.raises(MissingPartError) as caught:
        JointReader(folder, broken)
    said = str(caught.value)
    assert said.startswith("the trained reader joint.npz cannot be loaded")
    assert reason in said
    assert said.endswith("`make train`")
    assert "\n" not in said


@pytest.mark.parametrize("name", ENCODER_FILES)
def test_an_encoder_with_another_file_is_refused(encoder, tmp_path, name):
    """One byte more in its weights, its tokenizer or its settings, and it would read every reply a little wrong."""
    folder = encoder_dir()
    assert folder is not None
    for file in folder.iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / name).unlink()
    (tmp_path / name).write_bytes((folder / name).read_bytes() + b"\n")
    with pytest.raises(MissingPartError, match=r"cannot be loaded on the model in .* \(") as caught:
        JointReader(tmp_path)
    assert name in str(caught.value) or "SafetensorError" in str(caught.value)


def test_greetings_do_not_reach_the_reader(encoder):
    """Nor fillers and sign-offs; what stands between them does, and a reply of nothing else."""
    folder = encoder_dir()
    assert folder is not None
    tokenizer = open_tokenizer(folder)
    bare = pack(tokenizer, Text("The van comes on Friday."), [])[-1].ids
    for reply in (
        "Hello there, Priya! The van comes on Friday. Kind regards, Dana, Support Team",
        "Well, the van comes on Friday. Thanks!",
        "Good morning. Okay. the van comes on Friday. Bye for now",
    ):
        assert pack(tokenizer, Text(reply), [])[-1].ids == bare
    assert len(pack(tokenizer, Text("Hello. Thanks!"), [])[-1].ids) > 2


def test_the_same_weights_packed_anew_read_the_same(encoder, reader, shipped, tmp_path):
    """So that it is the faults above that are refused, and not the packing."""
    folder = encoder_dir()
    assert folder is not None
    np.savez(tmp_path / "joint.npz", **shipped)
    assert JointReader(folder, tmp_path / "joint.npz").read(ITEMS[:3]) == reader.read(ITEMS[:3])
