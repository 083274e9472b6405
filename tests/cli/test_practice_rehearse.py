"""`coolhead rehearse`: a script in the trainee's place."""

from __future__ import annotations

import json

import pytest

from simulator.content.load import Library

SCRIPT = ["Sorry you waited.", "What would help you most?", "Anything else?"]


@pytest.fixture
def script(tmp_path):
    """Three replies in a file, with an empty line that is no reply."""
    path = tmp_path / "script.txt"
    path.write_text("\n\n".join(SCRIPT) + "\n", encoding="utf-8")
    return path


def test_json_holds_what_the_contract_says(coolhead, script, home):
    """Turns in order of speech, customer turns with state and reasons, trainee turns with marks; no times, no paths."""
    ran = coolhead("rehearse", "missed_engineer", "--trainee", script, "--json", "--seed", 5)
    assert ran.code == 0
    played = json.loads(ran.out)
    assert {key: played[key] for key in ("scenario", "persona", "seed", "voice", "outcome", "unused")} == {
        "scenario": "missed_engineer",
        "persona": "dana",
        "seed": 5,
        "voice": "scripted/1",
        "outcome": "abandoned",
        "unused": 0,
    }
    customer = [turn for turn in played["turns"] if turn["role"] == "customer"]
    agent = [turn for turn in played["turns"] if turn["role"] == "agent"]
    assert [turn["text"] for turn in agent] == SCRIPT
    assert played["turns"][0] is customer[0]
    assert {"heat", "trust", "phase", "act", "spoken_by", "faults", "reasons"} <= set(customer[0])
    assert list(agent[0]["marks"]) == ["listening", "empathy", "apology", "ask", "summarize"]
    assert {"value", "status", "confidence", "evidence", "why"} == set(agent[0]["marks"]["apology"])
    reasons = [reason for turn in customer for reason in turn["reasons"]]
    assert all(set(reason) == {"rule", "delta_heat", "delta_trust", "quote"} for reason in reasons)
    assert played["scorecard"]["playbook"] == "core"
    assert "at" not in played["scorecard"]
    assert str(script) not in ran.out
    assert not home.exists()


def test_the_same_rehearsal_gives_the_same_bytes(coolhead, script):
    """And another seed may give others."""
    first, second = (coolhead("rehearse", "missed_engineer", "--trainee", script, "--json") for _ in range(2))
    assert first.out == second.out


@pytest.mark.parametrize("name", ["good", "average", "poor", "stuffer", "plain"])
def test_every_golden_trainee_can_be_named(coolhead, name):
    """The script is the scenario's own, and it plays to an outcome."""
    ran = coolhead("rehearse", "missed_engineer", "--trainee", name, "--json")
    replies = getattr(Library.open().scenario("missed_engineer").model.trainees, name).replies
    played = json.loads(ran.out)
    said = [turn["text"] for turn in played["turns"] if turn["role"] == "agent"]
    assert said == list(replies[: len(said)])
    assert len(said) + played["unused"] == len(replies)
    assert played["outcome"]


def test_text_explains_every_rule_that_fired(coolhead, script):
    """--explain names the rule, what it did and the words that pulled it."""
    plain = coolhead("rehearse", "missed_engineer", "--trainee", script)
    told = coolhead("rehearse", "missed_engineer", "--trainee", script, "--explain")
    fired = {
        reason["rule"]
        for turn in json.loads(coolhead("rehearse", "missed_engineer", "--trainee", script, "--json").out)["turns"]
        for reason in turn.get("reasons", ())
    }
    assert fired
    for rule in fired:
        assert f"[{rule}]" in told.out
        assert f"[{rule}]" not in plain.out
    assert "Outcome: abandoned." in plain.out


def test_persona_and_difficulty_change_the_customer(coolhead, script):
    """Options reach the setting."""
    easy, hard = (
        json.loads(coolhead("rehearse", "missed_engineer", "--trainee", script, "--json", "--difficulty", level).out)
        for level in ("easy", "hard")
    )
    assert easy["turns"][0]["heat"] < hard["turns"][0]["heat"]


@pytest.mark.parametrize(
    ("trainee", "code", "words"), [("nobody", 2, "neither a file nor one of good"), (".", 3, "cannot be read")]
)
def test_a_script_that_is_not_there(coolhead, trainee, code, words):
    """One sentence that names what there is."""
    ran = coolhead("rehearse", "missed_engineer", "--trainee", trainee)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err


def test_a_script_that_is_no_text(coolhead, tmp_path):
    """Neither is a file of other bytes played."""
    path = tmp_path / "script.bin"
    path.write_bytes(b"\xff\xfe\x00")
    ran = coolhead("rehearse", "missed_engineer", "--trainee", path)
    assert ran.code == 3
    assert "not UTF-8" in ran.err
