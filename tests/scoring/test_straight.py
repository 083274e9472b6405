"""Texts that came through a help desk: read as they were meant, and told in places of what was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.straight import straight, straighten
from scoring.types import CRITERIA, Evidence, Turn

BEFORE = [Turn("customer", "The boiler failed on Monday and nobody rang. I sat here for two days with a newborn.")]
PLAIN = "I'm sorry we left you two days without heat & no call. What would help you most tonight?"
SPOILT = {
    "doubled spaces": PLAIN.replace(" ", "  "),
    "hard spaces": PLAIN.replace(" ", "\u00a0"),
    "tabs": PLAIN.replace(" ", " \t"),
    "soft hyphens": PLAIN.replace("rr", "r\u00adr"),
    "zero widths": PLAIN.replace("o", "o\u200b"),
    "escapes": PLAIN.replace("&", "&amp;").replace("'", "&#39;").replace("?", "&#x3f;"),
    "escaped spaces": PLAIN.replace(" ", "&nbsp; "),
    "escaped hyphens": PLAIN.replace("o", "o&shy;").replace("e", "e&#8203;"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_the_way_here_put_in_is_taken_out(what):
    """Each of them straightens to the very reply."""
    assert straighten(SPOILT[what]).text == PLAIN


@pytest.mark.parametrize("what", SPOILT)
def test_it_is_marked_as_the_plain_reply_and_quoted_as_it_stands(scorer, what):
    """The same marks and cues; the evidence quotes the reply as given, and straightens to the plain one's."""
    plain, found = scorer.read(PLAIN, BEFORE), scorer.read_many([(SPOILT[what], BEFORE)])[0]
    assert found == scorer.read(SPOILT[what], BEFORE)
    for name in CRITERIA:
        assert found.marks[name].value == plain.marks[name].value
        for mine, theirs in zip(found.marks[name].evidence, plain.marks[name].evidence, strict=True):
            assert SPOILT[what][mine.start : mine.end] == mine.quote
            assert straighten(mine.quote).text == theirs.quote
    assert [cue.name for cue in found.cues] == [cue.name for cue in plain.cues]


def test_a_spoilt_context_is_read_as_the_plain_one(scorer):
    """Double spaces in the customer's words change nothing about the reply."""
    spoilt = [Turn("customer", BEFORE[0].text.replace(" ", " \u00a0 "))]
    assert scorer.read(PLAIN, spoilt) == scorer.read(PLAIN, BEFORE)


@given(st.text() | st.text(alphabet="ab &;#x3amplt\u00ad\u200b\u00a0\r\n\t\u2028\ufe0f"))
def test_every_place_leads_home(text):
    """Places ascend, lie within the text, and the words of the way back straighten to what was found."""
    said = straighten(text)
    assert said.text == straight(text)
    assert len(said.text) == len(said.starts) == len(said.ends)
    assert list(said.starts) == sorted(said.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(said.starts, said.ends, strict=True))
    if said.text:
        home = said.at_home(Evidence(0, len(said.text), said.text), text)
        assert straight(home.quote) == said.text


@pytest.mark.parametrize(
    ("given_", "meant"),
    [("a\r\nb", "a\nb"), ("a\u2028b", "a\nb"), ("a \n b", "a \n b"), ("a\x85b", "a\nb"), ("no&shy;where", "nowhere")],
)
def test_line_ends_and_hidden_escapes(given_, meant):
    """Every kind of line end is one, as on the screen; what is not seen is not there."""
    assert straight(given_) == meant


@pytest.mark.parametrize(
    "text", ["R&D; at 5", "a && b", "&#0;", "&#1114112;", "&nosuch;", "Fish &chips;", "&notes; &regular;"]
)
def test_what_is_no_escape_stays(text):
    """An ampersand alone, a name that is none, a number that no letter has."""
    assert straighten(text).text == text
