"""Names and pronouns do not reach a model, and ordinary words do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.labels_report import LABELS
from scoring.labels import read_labels
from scoring.masking import LIST, mask_names
from scoring.training.ordinary_words import ordinary_words

PLACES = (
    "{}, I am sorry about the wait.",
    "I have asked {} to ring you.",
    "{} will bring the chair on Friday.",
    "Dear {}, your letter reached us.",
    "Thanks {}. That was {}'s mistake, and I have told them so.",
    "It was late. Then {} from the depot rang.",
    "{} from our depot brings the chair on Friday.",
    "{} should have rung you before noon.",
    "{} didn't ring. I'm sorry we let that happen.",
    "{} isn't coming back to you; I am.",
    "I'll ring you tomorrow at nine.\n\nRegards,\n{}",
    "It is booked for Friday. – {}",
)
NAMES = (
    "Oluwaseun",
    "Katarzyna",
    "Mei",
    "Anne-Marie",
    "O'Brien",
    "Siobhán",
    "Nguyen",
    "Nuala Fagan",
    "Łukasz",
    "Ahmed",
    "Emily",
    "Fred",
    "Wu",
    "Jo",
    "Kelly",
    "Khaled Al-Sayed",
    "James",
)


@pytest.mark.parametrize("place", PLACES)
def test_whoever_is_named_the_model_reads_the_same(place):
    """Any name, of any spelling, in any place a name takes."""
    assert len({mask_names(place.replace("{}", name)) for name in NAMES}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Describe the noise to me.",
        "Honestly, I would be angry as well.",
        "Kettle broken, kitchen skipped.",
        "Please Send Me The Order Number And Your Address Today",
        "On Thursday the Wi-Fi will be back.",
        "I'll ring. I've asked. I'm sorry.",
        "PLEASE SEND THE ORDER NUMBER",
        "The crew is the same on both days Which of them suits you Would nine be too early",
    ],
)
def test_words_that_name_nobody_stay(words):
    """A capital letter alone is no name."""
    assert mask_names(words) == words


@pytest.mark.parametrize(
    "place",
    [
        "I have asked {} to ring you That was our mistake Tell me when it suits you",
        "That was our fault and {} lost the note and nobody rang you",
        "I'm so sorry, {} should have rung you and did not",
    ],
)
def test_a_name_is_found_where_the_stops_are_lost(place):
    """Any name, those that are ordinary words too; the words that begin a sentence stay."""
    (read,) = {mask_names(place.replace("{}", name)) for name in (*NAMES, "Mark", "Will", "Joy", "Bill", "Faith")}
    assert read == place.replace("{}", "someone")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He told me, and I believe him.", "She told me, and I believe her."),
        ("It is his by right.", "It is hers by right."),
        ("I'll ask her mother, sir.", "I'll ask his mother, madam."),
        ("Mrs Novak says he'll wait.", "Dr. Haddad says she'll wait."),
    ],
)
def test_he_and_she_read_the_same(one, other):
    """Titles and pronouns tell nothing of who is meant."""
    assert mask_names(one) == mask_names(other)


@given(st.text(max_size=200))
def test_any_text_can_be_masked_and_masking_ends(text):
    """Whatever is typed comes out as text, and a second masking finds nothing left."""
    masked = mask_names(text)
    assert mask_names(masked) == masked


def test_the_list_of_ordinary_words_is_the_one_the_labels_give():
    """Made by `python -m scoring.training.ordinary_words`, and not by hand."""
    assert LIST.read_text(encoding="utf-8").split() == ordinary_words(read_labels(LABELS / "train.jsonl"))
