"""The trained reader: the same bytes in any company, evidence that adds up, long and empty texts."""

from __future__ import annotations

import random

import pytest

from scoring.encoder.joint import JointReader
from scoring.encoder.ladder import open_tokenizer
from scoring.encoder.packing import AGENT, EARLIER, LAST, REPLY, clause_spans, pack, turns_read
from scoring.errors import MissingPartError
from scoring.form import Text
from scoring.models_dir import encoder_dir
from scoring.types import CRITERIA, GRADED_PRACTICES, Turn

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
    """Each criterion and practice has chances in order, and worth for each clause."""
    for reading, (reply, _) in zip(reader.read(ITEMS), ITEMS, strict=True):
        assert set(reading.by_name) == {*CRITERIA, *GRADED_PRACTICES}
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
    assert one == two


def test_tokens_answer_to_their_clauses(encoder):
    """Each token of a reply belongs to the clause it stands in."""
    folder = encoder_dir()
    assert folder is not None
    tokenizer = open_tokenizer(folder)
    reply = Text("You waited nine days. I am sorry we lost the form, and what would help most now?")
    packed = pack(tokenizer, reply, [])[-1]
    assert packed.role == REPLY
    assert len(packed.clauses) == len(packed.ids)
    assert sorted(set(packed.clauses) - {-1}) == list(range(len(clause_spans(reply, packed))))


def test_weights_that_are_no_weights_are_refused(encoder, tmp_path):
    """In one sentence that says what to do."""
    folder = encoder_dir()
    assert folder is not None
    broken = tmp_path / "joint.npz"
    broken.write_bytes(b"PK not an archive")
    with pytest.raises(MissingPartError, match="make train"):
        JointReader(folder, broken)
