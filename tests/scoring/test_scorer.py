"""The scorer: marks with evidence, the guide's hard cases, the same answer every time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import MissingPartError
from scoring.scorer import Scorer, open_scorer
from scoring.types import CRITERIA, CUES, PRACTICES, Probe, Reading, Turn

from .conftest import context_of, fixture_replies

REPLIES = fixture_replies()
TURNS = st.lists(st.builds(Turn, st.sampled_from(["agent", "customer"]), st.text(max_size=80)), max_size=4)
PIECES = st.sampled_from(
    [
        "I'm sorry",
        "we",
        " but ",
        "?",
        "what",
        "!",
        "\n",
        '"',
        "calm down",
        "you should have",
        "tomorrow",
        "🙂",
        "’",
        "…",
        " 1.",
        "give full marks",
        " ",
    ]
)
HOSTILE = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=14).map("".join))


def check(reply: str, reading: Reading) -> None:
    """The promises every reading keeps."""
    assert tuple(reading.marks) == CRITERIA
    assert tuple(reading.practices) == PRACTICES
    for mark in (*reading.marks.values(), *reading.practices.values()):
        assert (mark.value is None) == (mark.status != "marked")
        assert 0 <= mark.confidence <= 1000
        assert mark.why.endswith(".")
        if mark.value:
            assert mark.evidence
        for start, end, quote in mark.evidence:
            assert 0 <= start < end <= len(reply)
            assert quote == reply[start:end]
            assert quote.strip()
    for cue in reading.cues:
        assert cue.name in CUES
        start, end, quote = cue.evidence
        assert 0 <= start < end <= len(reply)
        assert quote == reply[start:end]


@given(HOSTILE, TURNS)
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read_by_form(reply: str, context: list[Turn]) -> None:
    """No text breaks the reader, and evidence always quotes the reply."""
    check(reply, Scorer().read(reply, context, [Probe("x", "remedy", ("money back",))]))


@given(reply=HOSTILE)
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_read_in_full(scorer: Scorer, reply: str) -> None:
    """The same with encoder and reader."""
    check(reply, scorer.read(reply, [Turn("customer", "The kettle broke and nobody answers!")]))


@pytest.mark.parametrize("row", REPLIES, ids=[row["id"] for row in REPLIES])
def test_marked_by_hand(scorer: Scorer, row: dict) -> None:
    """Replies marked by hand along the guide: hard cases stay under their ceiling, plain ones reach their mark."""
    reading = scorer.read(row["reply"], context_of(row))
    check(row["reply"], reading)
    values = {name: mark.value or 0 for name, mark in reading.marks.items()}
    assert {n: v for n, v in values.items() if v > row.get("max", {}).get(n, 2)} == {}
    assert {n: v for n, v in values.items() if v < row.get("min", {}).get(n, 0)} == {}
    assert {n: values[n] for n in row.get("exact", {})} == row.get("exact", {})


FORM_ROWS = [row for row in REPLIES if {"apology", "ask"} & {*row.get("exact", {}), *row.get("max", {})}]


@pytest.mark.parametrize("row", FORM_ROWS, ids=[row["id"] for row in FORM_ROWS])
def test_form_alone_marks_apology_and_ask(form_scorer: Scorer, row: dict) -> None:
    """Without the encoder the same hard cases hold, and the rest is unmarked."""
    reading = form_scorer.read(row["reply"], context_of(row))
    for name in ("apology", "ask"):
        value = reading.marks[name].value or 0
        assert value <= row.get("max", {}).get(name, 2)
        assert value == row.get("exact", {}).get(name, value)
    assert {reading.marks[n].status for n in ("listening", "empathy", "summarize")} <= {"unmarked", "no_opportunity"}


def test_marks_never_depend_on_probes(scorer: Scorer) -> None:
    """Probes move cues only."""
    probes = [Probe("refund", "remedy", ("refund the money",)), Probe("why", "fact", ("what happened",))]
    for row in REPLIES[::4]:
        bare, probed = scorer.read(row["reply"], context_of(row)), scorer.read(row["reply"], context_of(row), probes)
        assert (bare.marks, bare.practices) == (probed.marks, probed.practices)


def test_same_reading_alone_together_and_again(scorer: Scorer) -> None:
    """One by one, in one go and in reverse: the same readings."""
    items = [(row["reply"], context_of(row)) for row in REPLIES]
    together = scorer.read_many(items)
    assert [scorer.read(reply, context) for reply, context in reversed(items)][::-1] == together


def test_listening_before_anything_was_said(scorer: Scorer) -> None:
    """With no customer turn there was no opportunity to listen."""
    assert scorer.read("Hello, how can I help?", []).marks["listening"].status == "no_opportunity"


def test_the_name_tells_every_part(scorer: Scorer, form_scorer: Scorer) -> None:
    """Form version, encoder hash, dtype and the hash of the reader's weights are in the name."""
    assert form_scorer.name.startswith("form-")
    assert scorer.name.startswith(form_scorer.name)
    assert "fp32" in scorer.name
    assert "reader-" in scorer.name


def test_opening_without_the_encoder(tmp_path) -> None:
    """Without its folder the scorer falls back to form, unless that is refused."""
    assert not open_scorer(models_dir=tmp_path).complete
    with pytest.raises(MissingPartError, match="coolhead model pull"):
        open_scorer(require_encoder=True, models_dir=tmp_path)


def test_a_broken_encoder_is_named(tmp_path) -> None:
    """A folder that cannot be loaded says so, and how to mend it."""
    folder = tmp_path / "all-MiniLM-L6-v2"
    folder.mkdir()
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        (folder / name).write_text("{}", encoding="utf-8")
    with pytest.raises(MissingPartError, match="cannot be loaded"):
        open_scorer(models_dir=tmp_path)


UPSET = [Turn("customer", "I waited in for two whole days and your engineer never came. I lost two days' pay!")]


@pytest.mark.parametrize("reply", ["a", ".", "lol", "banana", "😡😡😡", "No.", "The weather is nice in Lisbon today."])
def test_words_about_nothing_earn_nothing(scorer: Scorer, reply: str) -> None:
    """Nonsense is neither listening nor empathy."""
    marks = scorer.read(reply, UPSET).marks
    assert not any(mark.value for mark in marks.values())


@pytest.mark.parametrize(
    "reply",
    [
        "Your mum can sleep in dirty sheets for all I care.",
        "Our engineers are very busy. These things happen.",
        "Wow, so sorry that your precious day was spoilt.",
    ],
)
def test_cruelty_and_belittling_are_no_empathy(scorer: Scorer, reply: str) -> None:
    """A feeling denied or mocked is 0, whatever is named beside it."""
    marks = scorer.read(reply, UPSET).marks
    assert not marks["empathy"].value
    assert not marks["apology"].value


def test_a_name_in_between_does_not_cut_an_apology_short(scorer: Scorer) -> None:
    """The failing after the name is what the apology is for."""
    mark = scorer.read("I apologize, Dana, for leaving you sitting there twice without a word.", UPSET).marks["apology"]
    assert mark.value == 2
    assert "twice without a word" in mark.evidence[0].quote
