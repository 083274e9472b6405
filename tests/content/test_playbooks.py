"""The six playbooks teach their guides' steps, in the guides' order, marked by what shows them."""

import pytest

from scoring.errors import UsageError
from scoring.load_playbook import FOLDER, load_playbook, playbook_entry, playbook_ids
from scoring.types import CRITERIA

MARKED_BY = {
    "core": [("listening",), ("empathy",), ("apology",), ("ask",), ("summarize",)],
    "four_steps": [("listening",), ("empathy",), ("apology",), ("solve", "summarize")],
    "five_tips": [
        ("listening", "process_gap"),
        ("apology", "apology_style"),
        ("ask",),
        ("flexible",),
        ("summarize", "follow_up"),
    ],
    "bright_side": [("calm",), ("listening",), ("empathy", "ask"), ("apology", "process_gap"), ("positive",)],
    "step_by_step": [("calm",), ("listening", "empathy", "apology"), ("solve", "explain"), ("timeframe", "follow_up")],
    "tech_escalation": [
        ("calm", "empathy"),
        ("listening",),
        ("ask", "case_notes"),
        ("explain", "timeframe"),
        ("case_notes", "handed_over"),
        ("prevent", "follow_up", "summarize"),
        ("honest_failure", "apology"),
    ],
}


def test_there_are_six_and_core_comes_first():
    """The default and the five guides."""
    assert playbook_ids()[0] == "core"
    assert set(playbook_ids()) == set(MARKED_BY)


@pytest.mark.parametrize("name", MARKED_BY)
def test_the_steps_are_those_of_the_guide(name):
    """Each step, in order, is shown by the criteria and practices the guide means."""
    playbook = load_playbook(name)
    assert [step.marked_by for step in playbook.steps] == MARKED_BY[name]


@pytest.mark.parametrize("name", MARKED_BY)
def test_weights_are_one_and_nothing_is_weighed_in_vain(name):
    """The five criteria count the same everywhere, and a practice counts where a step teaches it."""
    playbook = load_playbook(name)
    taught = {mark for step in playbook.steps for mark in step.marked_by} - set(CRITERIA) - {"handed_over"}
    assert playbook.criteria == dict.fromkeys(CRITERIA, 1)
    assert playbook.practices == dict.fromkeys(taught, 1)


def test_only_the_call_centre_wants_the_company_to_apologize():
    """The guides disagree on whose name an apology is in; that is a setting."""
    styles = {name: load_playbook(name).apology_style for name in playbook_ids()}
    assert styles.pop("five_tips") == "corporate"
    assert set(styles.values()) == {"either"}


def test_every_step_says_what_is_good_and_what_to_beware_of():
    """No sentence stands in two places, so no step was copied from another."""
    said = [text for name in playbook_ids() for step in load_playbook(name).steps for text in (step.good, step.warning)]
    assert len(said) == len(set(said)) > 50


def test_a_playbook_by_its_file(tmp_path):
    """A trainer's own rubric is loaded by path, with its text and hash."""
    path = tmp_path / "mine.yaml"
    path.write_bytes((FOLDER / "core.yaml").read_bytes())
    assert load_playbook(str(path)) == load_playbook("core")
    assert playbook_entry(path).text == path.read_text(encoding="utf-8")


def test_an_unknown_playbook_offers_the_nearest():
    """A slip on the command line is a usage error that helps."""
    with pytest.raises(UsageError, match=r"There is no playbook 'five_tip'\. Did you mean 'five_tips'\?"):
        load_playbook("five_tip")
