"""Replies in another language are left unmarked; English of every kind, mistyped and mixed, is marked."""

from __future__ import annotations

import pytest

from benchmarks.changes import CHANGES
from benchmarks.labels_report import SPLITS, read_split
from benchmarks.records import item_of
from scoring.language import NOT_ENGLISH, in_another_language
from scoring.types import CRITERIA, PRACTICES, Turn

BEFORE = [Turn("customer", "My parcel is two days late and nobody answers me!")]


@pytest.mark.parametrize(
    "reply",
    [
        "Das tut mir leid, ich rufe Sie morgen um neun zurück.",
        "Je suis désolé pour ce retard, que puis-je faire pour vous ?",
        "Lo siento mucho, ¿qué necesita usted ahora mismo?",
        "Przykro mi, zadzwonię jutro i wszystko wyjaśnię.",
        "好的，我明天给您打电话",
    ],
)
def test_another_language_is_left_unmarked(form_scorer, reply):
    """No mark, no cue, and the reason: a full mark and a zero would both be made up."""
    found = form_scorer.read(reply, BEFORE)
    assert set(found.marks) == set(CRITERIA)
    assert set(found.practices) == set(PRACTICES)
    assert {(mark.status, mark.value, mark.why) for mark in (*found.marks.values(), *found.practices.values())} == {
        ("unmarked", None, NOT_ENGLISH)
    }
    assert not found.cues


@pytest.mark.parametrize(
    "reply", ["", "👍", "12:30", "Ok.", "ORD-4471-XZ", "Bonjour! Your van comes at three.", "Oga sorry o"]
)
def test_what_is_short_or_mixed_passes(reply):
    """Too little to tell, or English with a word of another."""
    assert not in_another_language(reply)


def test_abuse_does_not_hide_behind_another_language(form_scorer):
    """One whole sentence in English, and the reply is read: what it says has been said."""
    reply = (
        "You idiot, this is your own fault. Das ist mir völlig egal, rufen Sie bitte nie wieder hier an, danke schön."
    )
    assert {"insult", "blame"} <= {cue.name for cue in form_scorer.read(reply, BEFORE).cues}


@pytest.mark.parametrize(
    ("reply", "cue"),
    [
        ("You stupid idiot! Das ist mir völlig egal, rufen Sie bitte nie wieder hier an, danke schön.", "insult"),
        ("Das ist mir völlig egal, you stupid idiot, rufen Sie bitte nie wieder hier an, danke schön.", "insult"),
        ("Calm down. Das ist mir völlig egal, rufen Sie bitte nie wieder hier an, danke schön.", "calm_down"),
    ],
)
def test_short_abuse_does_not_either(form_scorer, reply, cue):
    """Nothing is marked, and the words in English that set a customer off are heard all the same."""
    found = form_scorer.read(reply, BEFORE)
    assert found.unread_because == NOT_ENGLISH
    assert [(one.name, one.evidence.quote in reply) for one in found.cues] == [(cue, True)]


def test_no_labelled_reply_is_taken_for_another_language():
    """Nor one with its form changed: dialects, slips, capitals, lost punctuation."""
    rows = [row for split in SPLITS for row in read_split(split)]
    assert not [row["id"] for row in rows if in_another_language(row["reply"])]
    for change in CHANGES.values():
        assert not [row["id"] for row in rows[::7] if in_another_language(change(item_of(row), row["id"]).reply)]
