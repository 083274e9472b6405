"""Where a reply begins and ends once greetings, fillers and sign-offs are left out."""

from __future__ import annotations

import pytest

from scoring.greetings import without_greetings


@pytest.mark.parametrize(
    ("clauses", "left"),
    [
        (["Hi someone!", "Sorry.", "Best,", "someone"], ["Sorry."]),
        (["Good evening all,", "someone,", "it is done."], ["it is done."]),
        (["Thank you.", "It is done.", "Thank you."], ["It is done."]),
        (["It is done.", "Many thanks,", "the Billing Team"], ["It is done."]),
        (["Right so,", "it is done."], ["it is done."]),
        (["It is done.", "Best,", "Dana,", "0800 123"], ["It is done."]),
    ],
)
def test_what_stands_around_a_reply_is_left_out(clauses, left):
    """From either end, as far as nothing is said."""
    assert [clauses[at] for at in without_greetings(clauses)] == left


@pytest.mark.parametrize(
    "clauses",
    [
        [],
        ["Well,", "okay."],
        ["Hello."],
        ["It goes out.", "Thanks,", "which day suits?"],  # not signed by anybody
        ["It goes out.", "Thanks,", "Which day?"],
        ["Thanks for waiting.", "It is done."],  # thanks for something is left to the reader
        ["Yes.", "It is done."],  # an answer
        ["Best of all,", "it is free."],
        ["I regard it so.", "Regards I do not send."],
    ],
)
def test_what_says_something_stays(clauses):
    """A clause that could be more than manners, and a reply of manners alone."""
    assert [clauses[at] for at in without_greetings(clauses)] == clauses


def test_a_sign_off_in_the_middle_hides_nothing():
    """What follows it is said, in capitals, in Title Case, or at any length."""
    for clauses in (
        ["THE VAN COMES ON FRIDAY.", "THANKS.", "I AM SORRY WE LET YOU DOWN."],
        ["It is done.", "Thanks.", "Refund Approved And Sent."],
        ["It is done.", "Thanks.", *["Dana,"] * 9],
    ):
        assert list(without_greetings(clauses)) == list(range(len(clauses)))


def test_a_hostile_signature_costs_nothing():
    """No pattern goes back and forth over it."""
    clauses = ["It is done.", "Thanks,", "-".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 40) + " x"]
    assert list(without_greetings(clauses)) == [0, 1, 2]
    assert len(without_greetings(["Thanks."] * 20_000)) == 20_000
