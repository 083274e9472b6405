"""What must hold between the keys of a document and between documents: one spoilt passage a rule."""

import pytest

from scoring.errors import ExitCode
from simulator.content.check import check, kind_of
from simulator.content.load import Library

SCENARIO = "scenarios/kettle.yaml"
PERSONA = "personas/sam.yaml"
PLAYBOOK = "playbooks/short.yaml"


def test_the_sound_documents_have_nothing_to_mend(folder, library):
    """The base of all tests here is clean, or the others would prove nothing."""
    report = check([folder], library)
    assert report.problems == ()
    assert report.files == 3
    assert report.exit_code is ExitCode.DONE


def test_the_packaged_library_has_nothing_to_mend():
    """Every document that comes with Coolhead passes its own check."""
    report = check([], Library.open())
    assert [str(problem) for problem in report.problems] == []
    assert report.files >= 6


SCENARIO_FAULTS = [
    ("id: kettle", "id: teapot", "1:5: id: 'teapot' is not the name of the file. Call the file teapot.yaml."),
    ("persona: sam", "persona: samm", "9:10: persona: there is no persona 'samm'. Did you mean 'sam'?"),
    ("playbook: short", "playbook: zzz", "8:11: playbook: there is no playbook 'zzz'. There are short."),
    ("fact: party", "fact: partty", "need.fact: there is no fact 'partty'. Did you mean 'party'?"),
    ("fact: party", "fact: leak", "need.fact: no question can reach this need."),
    ("fact: party", "fact: leak", "need.fact: 'leak' is known to the trainee from the start."),
    ("id: first_try", "id: leak", "facts[2].id: 'leak' is the name of facts[0] already."),
    ("id: manager", "id: refund", "remedies[3].id: 'refund' is the name of remedies[1] already."),
    ("What do you need it for?, ", "", "facts[1].asked_by: has 2 of the questions that ask for it."),
    ("I wrote to you a week ago.", "a week ago", "facts[2].text: is not a whole sentence."),
    ("I wrote to you a week ago.", "'{since} I wrote.'", "facts[2].text: holds braces, and facts have no slots."),
    ("want: get my", "want: to get my", "slots.want: starts with 'to'."),
    ("want: get my", "want: I want my", "slots.want: starts with 'I'."),
    ("problem: the kettle", "problem: The kettle", "20:12: slots.problem: starts with a capital."),
    ("all over the worktop", "all over the worktop.", "20:12: slots.problem: ends with a full stop or other mark."),
    ("a good worktop", "a good worktop!", "slots.cost: ends with a full stop or other mark."),
    ("product: my new kettle", "product: 'my {want}'", "slots.product: holds braces, and a slot cannot hold a slot."),
    ("product: my new kettle", "product: 'my kettle '", "slots.product: has spaces around it."),
    ("    reason_not: A voucher", "    label: A voucher", "stands here a second time"),
    ("[I can refund you.", "[I can offer a voucher!", "remedies[2].examples[0]: is an example of 'refund' too."),
    ("id: two_days", "id: overpromised", "events[0].id: 'overpromised' is a name the simulator uses itself."),
    (
        "    result: The new kettle was delivered this morning.\n",
        "",
        "events[0]: lets time pass without a result.",
    ),
    (", It was delivered today.", "", "events[0].reported_by: has 2 of the sentences that report the result."),
    ("when: {promised: true}", "when: {}", "events[0].when: names no moment."),
    ("turn: 3,", "turn: 9,", "say[0].when.turn: comes after the last reply (5)."),
    ("all of {company}", "all of {compnay}", "say[0].text: there is no slot {compnay}. Did you mean 'company'?"),
    ("all of {company}", "all of company}", "say[0].text: a lone `}` is no slot."),
    ("all of {company}", "all of {fact}", "say[0].text: waits for a fact that may not come."),
    ("all of {company}", "all of {promise}", "say[0].text: waits for a promise that may not be there."),
    ("    heat: 5\n", "", "triggers[0]: changes nothing."),
    (
        "trainees:\n",
        "lines:\n  vent:\n    hot: ['{prodct}!']\ntrainees:\n",
        "lines.vent.hot[0]: there is no slot {prodct}. Did you mean 'product'?",
    ),
    (
        "replies: [Sorry about that., ",
        "replies: [One., Two., Three., Four., Five., ",
        "trainees.average.replies: has 6 replies, and the customer waits through 5.",
    ),
    ("outcome: [lukewarm]", "outcome: [honest_no]", "'honest_no' cannot happen in this scenario."),
    ("kind: hand_over", "kind: fix", None),
    ("outcome: [resolved]", "outcome: [hung_up]", "trainees.plain.outcome[0]: 'hung_up' is not how 'plain' may end."),
    ("[abandoned, hung_up]", "[abandoned, lukewarm]", "'lukewarm' is not how 'stuffer' may end."),
    ("[won_back, resolved]", "[won_back, supervisor]", "'supervisor' is not how 'good' may end."),
    ("Kettle & Pan\nplaybook", "Kettle \u202e& Pan\nplaybook", "holds the invisible or control character U+202E."),
]


@pytest.mark.parametrize(("old", "new", "said"), SCENARIO_FAULTS)
def test_a_fault_of_a_scenario(spoil, found, old, new, said):
    """The finding names place, fault and remedy; a harmless change (None) brings no finding."""
    spoil(SCENARIO, old, new)
    told = found()
    assert (told == []) if said is None else any(said in line and line.startswith(SCENARIO) for line in told)


def test_a_hand_over_needs_someone_to_hand_over_to(spoil, found):
    """`handed_over` is an outcome only where a remedy is a hand-over."""
    spoil(SCENARIO, "outcome: [lukewarm]", "outcome: [handed_over]")
    assert found() == []
    spoil(SCENARIO, "kind: hand_over", "kind: fix")
    (said,) = found()
    assert "trainees.average.outcome[0]: 'handed_over' cannot happen in this scenario." in said


def test_a_refusal_needs_its_reason(spoil, found):
    """An unacceptable remedy says why, for the debrief."""
    spoil(SCENARIO, "    reason_not: A voucher for a shop that sold a leaking kettle mends nothing.\n", "")
    (said,) = found()
    assert "remedies[2].stance: is unacceptable without a reason." in said


def test_a_case_without_a_way_out_must_be_an_honest_no(spoil, found):
    """A scenario needs a remedy the customer would take, unless a refusal may end it well."""
    spoil(SCENARIO, "stance: wanted", "stance: forbidden\n    reason_not: None left.")
    spoil(SCENARIO, "of the price\n    stance: acceptable", "of the price\n    stance: forbidden\n    reason_not: No.")
    spoil(SCENARIO, "stance: acceptable\n    kind: hand_over", "stance: forbidden\n    reason_not: No.")
    assert any("remedies: holds nothing the customer would take." in line for line in found())
    spoil(SCENARIO, "mood: {", "honest_no: true\nmood: {")
    assert found() == []


PERSONA_FAULTS = [
    ("id: sam", "id: pam", "1:5: id: 'pam' is not the name of the file. Call the file pam.yaml."),
    ("{company}, and I open while hot", "{firm}, and I open while hot", "lines.open.hot[1]: there is no slot {firm}."),
    ("      - This is the hot way to open.\n", "", "lines.open.hot: has 1 line that differs. It needs 2 at least."),
    ("      - This is the hot way to vent.\n", "", "lines.vent.hot: has 2 lines that differ. It needs 3 at least."),
    (
        "      - Here is {company}, and I open while hot.",
        "      - THIS is the hot way, to open!",
        "lines.open.hot[1]: says the same as entry 1.",
    ),
    (
        "      - This is the warm way to thank.",
        "      - 'Thanks, {promise}.'",
        None,
    ),
    ("    heat: 6\n", "", "triggers[0]: changes nothing."),
]


@pytest.mark.parametrize(("old", "new", "said"), PERSONA_FAULTS)
def test_a_fault_of_a_persona(spoil, found, old, new, said):
    """The finding names place, fault and remedy; a harmless change (None) brings no finding."""
    spoil(PERSONA, old, new)
    told = found()
    assert (told == []) if said is None else any(said in line and line.startswith(PERSONA) for line in told)


def test_an_act_without_lines_is_named(folder, spoil, found):
    """A missing act and a missing band are each one finding, at their parent."""
    path = folder / PERSONA
    text = path.read_text()
    start, end = text.index("  haggle:"), text.index("  doubt_promise:")
    path.write_text(text[:start] + text[end:])
    assert any("lines: has nothing for the act 'haggle'." in line for line in found())


def test_a_band_without_lines_is_named(spoil, found):
    """The bands that lack are named together."""
    hot = "    hot:\n      - This is the hot way to thank.\n      - Here is {company}, and I thank while hot.\n"
    spoil(PERSONA, hot, "")
    (said,) = found()
    assert "lines.thank: has no lines for hot." in said


def test_a_cell_needs_a_line_that_waits_for_nothing(spoil, found):
    """Where every line waits for a promise, none could be said before there is one."""
    spoil(PERSONA, "      - This is the warm way to thank.", "      - 'Thanks for {promise}.'")
    spoil(PERSONA, "      - Here is {company}, and I thank while warm.", "      - '{promise}, then.'")
    (said,) = found()
    assert "lines.thank.warm: holds no line that can be said at any time." in said


def test_a_long_talk_needs_lines_that_differ_between_acts(folder, found):
    """The same words under several acts do not make a customer with much to say."""
    path = folder / PERSONA
    text = path.read_text()
    for act in ("reject fix", "haggle", "doubt promise", "disclose need", "soften"):
        text = text.replace(f"This is the hot way to {act}.", "Same here.")
        text = text.replace(f"Here is {{company}}, and I {act} while hot.", "And the same again.")
    path.write_text(text)
    (said,) = found()
    assert "lines: has 15 different hot lines for a talk of up to 19 replies." in said


def test_a_practice_no_step_shows_is_idle(spoil, found):
    """A playbook that weighs what it never teaches is told so."""
    spoil(PLAYBOOK, "practices: {solve: 2}", "practices: {solve: 2, calm: 1}")
    (said,) = found()
    assert said.startswith(f"{PLAYBOOK}:6:23: practices.calm: is weighed, but no step is marked by it.")


def test_steps_have_names_of_their_own(spoil, found):
    """Two steps with one id could not be told apart in a debrief."""
    spoil(PLAYBOOK, "id: mend", "id: listen")
    assert any("steps[1].id: 'listen' is the name of steps[0] already." in line for line in found())


def test_one_broken_file_hides_no_other(folder, spoil, found):
    """Each file is checked whatever the others hold."""
    (folder / PERSONA).write_text("id: [", encoding="utf-8")
    spoil(SCENARIO, "fact: party", "fact: partty")
    spoil(PLAYBOOK, "id: mend", "id: listen")
    assert [line.partition(":")[0] for line in found()] == [PERSONA, PLAYBOOK, SCENARIO]


def test_a_file_is_known_by_its_keys_or_its_folder(folder, tmp_path):
    """A document may lie anywhere; its keys say what it is, and the folder where they do not."""
    for name, kind in ((SCENARIO, "scenario"), (PERSONA, "persona"), (PLAYBOOK, "playbook")):
        assert kind_of(tmp_path / "x.yaml", (folder / name).read_bytes()) == kind
        assert kind_of(folder / name, b"id: x") == kind
    assert kind_of(tmp_path / "x.yaml", b"id: x") is None


def test_what_is_no_document_is_a_finding(tmp_path, library):
    """A YAML file of another kind is told so, not passed over."""
    path = tmp_path / "compose.yaml"
    path.write_text("services: {}\n", encoding="utf-8")
    report = check([path], library)
    assert "is no scenario, persona or playbook that could be recognized" in str(report.problems[0])
    assert report.exit_code is ExitCode.FINDINGS


def test_a_path_that_cannot_be_read_is_exit_3(tmp_path, library):
    """A missing path and an empty folder are no clean result."""
    empty = tmp_path / "empty"
    empty.mkdir()
    report = check([tmp_path / "nowhere.yaml", empty], library)
    assert len(report.problems) == 2
    assert report.exit_code is ExitCode.BAD_INPUT


def test_a_reference_may_point_at_a_file_checked_beside(folder):
    """A trainer's new persona need not be in the library when both are checked together."""
    nothing = Library([], [], [])
    assert check([folder], nothing).problems == ()
    alone = check([folder / SCENARIO], nothing)
    assert ["no persona 'sam'" in str(problem) or "no playbook" in str(problem) for problem in alone.problems] == [
        True
    ] * 2
