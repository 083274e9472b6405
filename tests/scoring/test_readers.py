"""Transcript files: what is read, what is rejected and why."""

from __future__ import annotations

import json

import pytest

from scoring.bulk.readers import Reject, RoleNames, read_transcripts
from scoring.errors import BadInputError
from scoring.types import Transcript

ROLES = RoleNames.of()
GOOD = {"id": "a", "turns": [{"role": "customer", "text": "Hm."}, {"role": "agent", "text": "Yes?"}]}


def read(tmp_path, name: str, content: str | bytes, roles: RoleNames = ROLES):
    """Write a file and read it back."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [found for _, found in read_transcripts(path, roles)]


def test_jsonl_is_read_whole(tmp_path):
    """Id, turns, agent and meta come through."""
    (found,) = read(tmp_path, "x.jsonl", json.dumps({**GOOD, "agent": "Kim", "meta": {"team": "north"}}))
    assert isinstance(found, Transcript)
    assert (found.id, found.agent, dict(found.meta)) == ("a", "Kim", {"team": "north"})
    assert [turn.role for turn in found.turns] == ["customer", "agent"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"id": ' + "7" * 5_000 + "}", "NaN, an infinity or a number beyond all use"),
        ('{"id": "a", "meta": {"csat": NaN}, "turns": []}', "NaN, an infinity or a number beyond all use"),
        ('{"id": "a", "meta": {"csat": 1e999}, "turns": []}', "NaN, an infinity or a number beyond all use"),
        ('{"id": "a"}', "turns is missing"),
        ('{"id": 7, "turns": []}', "id must be text"),
        ('{"id": "a", "turns": []}', "no turns"),
        ('{"id": "a", "turns": [{"role": "agent", "text": "x"}]}', "nobody speaks as the customer"),
        ('{"id": "a", "turns": [{"role": "customer", "text": "x"}]}', "nobody speaks as the agent"),
        ('{"id": "a", "turns": [{"role": "boss", "text": "x"}]}', "--agent-name"),
        ('{"id": "a", "turns": [{"role": "agent", "text": "\\ud800"}]}', "surrogate"),
        (json.dumps({**GOOD, "id": "\ud800"}), "surrogate"),
        (json.dumps({**GOOD, "agent": "\ud800"}), "surrogate"),
        (json.dumps({**GOOD, "meta": {"team": {"\ud800": 1}}}), "surrogate"),
        (json.dumps({**GOOD, "turns": [{"role": "\ud800", "text": "x"}]}), "surrogate"),
        (json.dumps({**GOOD, "turns": [{"role": "agent", "text": "x" * 100_001}]}), "100,000"),
    ],
)
def test_a_bad_record_is_rejected_with_its_reason_and_the_rest_goes_on(tmp_path, line, reason):
    """The reject names line and fault; the good record after it is read."""
    bad, good = read(tmp_path, "x.jsonl", line + "\n" + json.dumps(GOOD))
    assert isinstance(bad, Reject)
    assert bad.line == 1
    assert reason in bad.reason
    assert isinstance(good, Transcript)


def test_a_reject_can_be_written(tmp_path):
    """Rejects go into a file as UTF-8: neither reason nor record may hold what it cannot take."""
    (bad,) = read(tmp_path, "x.jsonl", json.dumps({**GOOD, "turns": [{"role": "\ud800", "text": "x"}]}))
    assert (bad.reason + bad.record).encode()


def test_a_byte_order_mark_is_no_fault(tmp_path):
    """Editors on Windows put one before the first line."""
    (found,) = read(tmp_path, "x.jsonl", b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert isinstance(found, Transcript)


def test_wrong_encoding_is_a_reject_of_its_line(tmp_path):
    """One Latin-1 line does not spoil the file."""
    bad, good = read(tmp_path, "x.jsonl", b'{"id": "\xe9"}\n' + json.dumps(GOOD).encode())
    assert "UTF-8" in bad.reason
    assert isinstance(good, Transcript)


def test_an_id_that_stands_twice_is_scored_once(tmp_path):
    """The second is rejected and names the line of the first."""
    first, second = read(tmp_path, "x.jsonl", json.dumps(GOOD) + "\n" + json.dumps(GOOD))
    assert isinstance(first, Transcript)
    assert "line 1" in second.reason


def test_csv_gathers_and_orders_the_rows_of_a_conversation(tmp_path):
    """Rows may stand in any order; quoted line breaks stay in the text."""
    rows = 'id,turn,role,text\nb,2,agent,"Two\nlines"\na,1,customer,Hm\nb,1,customer,Oh\na,2,agent,Yes\n'
    found = {each.id: each for each in read(tmp_path, "x.csv", rows)}
    assert [turn.text for turn in found["b"].turns] == ["Oh", "Two\nlines"]
    assert [turn.text for turn in found["a"].turns] == ["Hm", "Yes"]


def test_csv_faults_name_their_place(tmp_path):
    """A missing column stops the file; a bad or double turn number rejects its conversation."""
    with pytest.raises(BadInputError, match="column role is missing"):
        read(tmp_path, "x.csv", "id,turn,text\n")
    bad, twice = read(tmp_path, "y.csv", "id,turn,role,text\na,one,agent,x\nb,1,agent,x\nb,1,customer,y\n")
    assert "'one' on line 2" in bad.reason
    assert "stands twice" in twice.reason
    assert json.loads(bad.record) == {"id": "a", "turns": [{"role": "agent", "text": "x"}]}


def test_what_is_rejected_can_be_mended_and_given_in_again(tmp_path):
    """The reject of a CSV conversation, or of an id that stood before, holds its turns as a line of JSONL."""
    (one_sided,) = read(tmp_path, "x.csv", "id,turn,role,text\na,1,agent,hello\na,2,agent,again\n")
    assert [turn["text"] for turn in json.loads(one_sided.record)["turns"]] == ["hello", "again"]
    turns = [{"role": turn["role"], "text": turn["text"] * 700, "at": "2026-01-01T09:00"} for turn in GOOD["turns"]]
    long = {**GOOD, "turns": turns, "agent": "Kim", "meta": {"desk": "München"}}
    _, twice = read(tmp_path, "x.jsonl", f"{json.dumps(long)}\n{json.dumps(long)}\n")
    assert json.loads(twice.record) == long


def test_a_csv_cell_beyond_measure_costs_its_own_record(tmp_path):
    """The csv module alone would stop the file at 131,072 characters."""
    long = "x" * 200_000
    bad, good = read(
        tmp_path, "x.csv", f"id,turn,role,text\na,1,customer,{long}\na,2,agent,y\nb,1,customer,x\nb,2,agent,y\n"
    )
    assert isinstance(good, Transcript)
    assert "200,000 characters" in bad.reason


def test_an_open_quotation_mark_in_csv_stops_the_file(tmp_path):
    """It would take all that follows for one message; nothing is swallowed in silence."""
    with pytest.raises(BadInputError, match="not CSV"):
        read(tmp_path, "x.csv", 'id,turn,role,text\na,1,customer,"open\na,2,agent,y\nb,1,customer,x\nb,2,agent,y\n')


def test_text_takes_names_and_continuation_lines(tmp_path):
    """A line without a name belongs to the turn before it; other names by option."""
    (found,) = read(
        tmp_path, "call.txt", "Caller: Hm\nand more\nKim: Yes\n", RoleNames.of(agent=["Kim"], customer=["caller"])
    )
    assert found.id == "call"
    assert [(turn.role, turn.text) for turn in found.turns] == [("customer", "Hm\nand more"), ("agent", "Yes")]


def test_text_without_a_speaker_is_rejected(tmp_path):
    """Nothing is guessed."""
    (bad,) = read(tmp_path, "x.txt", "Hello there\n")
    assert "nobody is named" in bad.reason


def test_an_unknown_kind_of_file_is_refused(tmp_path):
    """By its suffix, with what is meant."""
    with pytest.raises(BadInputError, match="no transcript file"):
        read(tmp_path, "x.docx", "x")
    with pytest.raises(BadInputError, match="cannot be read"):
        list(read_transcripts(tmp_path / "none.jsonl", ROLES))
