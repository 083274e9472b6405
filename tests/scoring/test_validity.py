"""The figures of docs/validity.md: the changes of form, the baselines, the tables, on a few replies each."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from benchmarks import baselines, changes
from benchmarks.baselines import Learned
from benchmarks.hostile import REPLIES
from benchmarks.labels_report import SPLITS, read_split
from benchmarks.records import Item, item_of, records
from benchmarks.robustness import Flips, bytes_part, flips, flips_part, read_all
from benchmarks.tables import put_into
from benchmarks.validity import (
    GOLD,
    OURS,
    PAGE,
    Material,
    agreement_part,
    alarms_part,
    gold_part,
    main,
    practices_part,
)
from scoring.gold import GoldRow
from scoring.types import CRITERIA, GRADED_PRACTICES, Turn


@pytest.fixture(scope="module")
def rows():
    """Some rows of the dev split with all that the tables need."""
    return [row for row in read_split("dev") if "practices" in row][:24]


@pytest.fixture(scope="module")
def material(rows, scorer):
    """The same rows, read by the scorer."""
    items = [item_of(row) for row in rows]
    return Material(rows, items, read_all(scorer, items))


def item(reply: str, *context: str) -> Item:
    """A reply after turns of the customer's."""
    return Item(reply, tuple(Turn("customer", text) for text in context), {})


def test_names_titles_and_pronouns_are_swapped_in_reply_and_context_alike():
    """One name becomes one other name everywhere; he and she change places, "her" by what follows it."""
    given = item("Dear Mrs Abara, Tom told me he saw her car, and rang her today.", "This is Mrs Abara. Tom forgot me!")
    got = changes.swap_names(given, "a")
    found = re.fullmatch(r"Dear Mr (\w+), (\w+) told me she saw his car, and rang him today\.", got.reply)
    assert found
    surname, name = found.groups()
    assert surname != "Abara"
    assert name != "Tom"
    assert got.context[0].text == f"This is Mr {surname}. {name} forgot me!"
    assert got == changes.swap_names(given, "a")
    assert changes.swap_names(item("We lost it in March."), "a").reply == "We lost it in March."


@pytest.mark.parametrize(
    ("dialect", "before", "after"),
    [
        ("American spelling", "I apologise. Cancelled, in full colour!", "I apologize. Canceled, in full color!"),
        ("British spelling", "I apologize for the color.", "I apologise for the colour."),
        ("Irish", "I'm very sorry for you both.", "I'm fierce sorry for ye, so."),
        ("Indian", "Please, I'll call today.", "Kindly, I'll call today itself."),
        ("African-American", "We are going to call. It isn't working.", "We gonna call. It ain't workin'."),
        ("Southern US", "I think we could call you both.", "I reckon we might could call y'all."),
    ],
)
def test_a_dialect_respells_the_reply_alone(dialect, before, after):
    """The customer keeps their words; the first letter keeps its case."""
    given = item(before, before)
    assert changes.respelled(dialect)(given, "a") == given._replace(reply=after)


def test_every_line_of_the_dialect_tables_touches_some_labelled_reply():
    """A pattern that meets nothing would count for nothing."""
    replies = [row["reply"] for name in SPLITS for row in read_split(name)]
    for dialect, table in changes.DIALECTS.items():
        for pattern, _ in table:
            assert any(re.search(pattern, reply, re.IGNORECASE) for reply in replies), (dialect, pattern)


def test_typing_errors_are_few_and_repeat_themselves():
    """About one long word in twelve, the same ones each time for a row, others for another row."""
    given = item(" ".join(["parcel"] * 1200))
    got = changes.mistyped(given, "a")
    wrong = sum(word != "parcel" for word in got.reply.split())
    assert 60 < wrong < 140
    assert got == changes.mistyped(given, "a") != changes.mistyped(given, "b")


def test_punctuation_goes_but_numbers_and_words_stay_whole():
    """Prices, times and apostrophes are not punctuation."""
    got = changes.unpunctuated(item("I'm sorry: £9,400.50 at 15:20, isn't it? “Well…” (re-sent)."), "a")
    assert got.reply == "I'm sorry £9,400.50 at 15:20 isn't it Well re-sent"
    assert changes.unpunctuated(item("?!"), "a").reply == "?!"


def test_flips_are_counted_where_the_text_was_touched():
    """Another mark is a flip, N/A for 0 as well; two levels are counted with N/A as 0."""
    same = dict.fromkeys(CRITERIA, 1)
    before = [same, same | {"ask": 0}, same | {"ask": 2}, same]
    after = [same, same | {"ask": None}, same | {"ask": None}, same | {"ask": 0}]
    got = flips(before, after, [True, True, True, False])
    assert got["ask"] == Flips(3, 2, 1)
    assert got["apology"] == Flips(3, 0, 0)


def test_word_lists_know_two_strengths():
    """A phrase of the second kind is a 2, one of the first a 1, none a 0."""
    items = [item("I'm sorry that we lost it."), item("Sorry!"), item("The depot is open.")]
    assert baselines.keywords(items, "apology").levels == [2, 1, 0]
    questions = [item("What would you like us to do?"), item("Your order number?"), item("Send it.")]
    assert baselines.keywords(questions, "ask").levels == [2, 1, 0]


def test_logistic_regression_learns_levels_and_na():
    """Four kinds of rows, told apart by one feature each: their marks come back, with a chance for each."""
    kinds = np.repeat(np.eye(4), 8, axis=0)
    marks = [{"apology": (0, 1, 2, None)[at]} for at in range(4) for _ in range(8)]
    got = Learned(kinds, marks, 10.0).answer(np.eye(4), "apology")
    assert got.levels == [0, 1, 2, None]
    assert min(got.graded[1:3]) > max(got.graded[0], got.graded[3])
    assert all(0.25 < sure <= 1 for sure in got.sure)


def test_baselines_read_what_they_say_they_read(encoder):
    """Length sees words alone; the vectors see the reply and the customer's last turn."""
    one, other = item("We lost it.", "Lost!"), item("We kept it.", "Lost!")
    assert (baselines.length_features([one]) == baselines.length_features([other])).all()
    first, second = baselines.vector_features([one, other], encoder)
    half = len(first) // 2
    assert (first[:half] != second[:half]).any()
    assert (first[half:] == second[half:]).all()


def test_every_criterion_and_practice_gets_its_table(material):
    """One line for the scorer, each baseline and the markers; figures where there are any."""
    others = {"word lists": baselines.keywords}
    lines = list(agreement_part(material, others))
    assert [line.split(",")[0] for line in lines if line.startswith("###")] == [f"### {name}" for name in CRITERIA]
    for who in ("**scorer**", "word lists", "one marker against the other"):
        assert sum(line.startswith(f"| {who} |") for line in lines) == len(CRITERIA)
    graded = list(practices_part(material))
    assert [line.split(" | ")[0] for line in graded[4:-1]] == [f"| {name}" for name in GRADED_PRACTICES]


def test_false_alarms_count_hard_rows_marked_zero(material):
    """A rater that always says 2 is wrong on every one of them, one that never does on none."""

    def always(items, name):
        return baselines.Answers([2] * len(items), [1.0] * len(items), [1.0] * len(items))

    def never(items, name):
        return baselines.Answers([None] * len(items), [0.0] * len(items), [1.0] * len(items))

    lines = [line for line in alarms_part(material, {"always": always, "never": never}) if line.startswith("| a")]
    hard = sum(bool(row["hard"]) and row["marks"].get("apology") == 0 for row in material.rows)
    assert hard
    assert lines[0].startswith(f"| apology | {hard} |")
    assert lines[0].endswith("| 100.0% | 0.0% |")


def test_each_change_of_form_gets_a_line(material, scorer):
    """Names of the changes, and how many replies each touches."""
    few = slice(0, 4)
    ids = [row["id"] for row in material.rows[few]]
    lines = list(flips_part(ids, material.items[few], material.readings[few], scorer))
    assert [line.split(" | ")[0] for line in lines[4:-1]] == [f"| {name}" for name in changes.CHANGES]
    assert lines[-2].startswith("| ALL CAPS | 4 |")


def test_bytes_are_compared_row_by_row(material, scorer, form_scorer):
    """The scorer gives the same bytes however it is asked; one that changes its mind is caught on every row."""
    few = material.items[:6]
    same = [line for line in bytes_part(few, lambda: scorer) if "together" in line]
    assert len(same) == 3
    assert all(line.endswith("| 6 | 0 |") for line in same)
    turns = iter([scorer, form_scorer, scorer, scorer])
    (caught, *rest) = [line for line in bytes_part(few, lambda: next(turns)) if "together" in line]
    assert caught.endswith("| 6 | 6 |")
    assert all(line.endswith("| 6 | 0 |") for line in rest)


def test_human_labels_are_measured_beside_the_baselines(scorer):
    """Scorer and word lists on the same rows; the source is credited."""
    replies = (
        ("I'm so sorry that we lost it.", True, False),
        ("A sorry excuse for a film.", False, True),
        ("Hi.", False, False),
    )
    rows = [
        GoldRow(str(at), "some corpus", "CC BY 4.0", (), reply, present, hard, 1.0)
        for at, (reply, present, hard) in enumerate(replies)
    ]
    lines = list(gold_part({"apology": rows}, scorer, {"word lists": baselines.keywords}))
    assert "some corpus (CC BY 4.0)" in lines[0]
    assert lines[2] == "### apology, 3 replies, 1 present, 1 hard and absent"
    assert [line.split(" | ")[0] for line in lines[6:8]] == ["| **scorer**", "| word lists"]
    assert lines[7].endswith("| 100.0% |")


def test_the_page_has_both_parts_and_names_what_it_owes():
    """`--write` finds its places, and the sources of the human labels are credited with their licences."""
    page = PAGE.read_text(encoding="utf-8")
    for part in (OURS, GOLD):
        assert put_into(page, part, "new\n").count("new\n") == page.count("new\n") + 1
    for credit in (
        "Chawla et al. 2021, CC BY 4.0",
        "Demszky et al. 2020, Apache-2.0",
        "Rastogi et al. 2020, CC BY-SA 4.0",
    ):
        assert credit in page
    with pytest.raises(ValueError, match="the page has no"):
        put_into("an empty page", OURS, "new\n")


def test_a_bad_folder_ends_the_command_with_one_sentence(capsys, tmp_path):
    """Exit 3, before anything is trained or read."""
    with pytest.raises(SystemExit) as end:
        main(["--gold", str(tmp_path / "none")])
    assert end.value.code == 3
    assert "there is no such folder" in capsys.readouterr().err
    assert Path(PAGE).is_file()


def test_hostile_replies_are_whole():
    """Each has a kind, a context that ends with the customer, and criteria that must stay under 2."""
    rows = records(REPLIES)
    assert len({row["id"] for row in rows}) == len(rows) >= 160
    for row in rows:
        assert row["context"][-1]["role"] == "customer"
        assert row["reply"].strip()
        assert row["barred"]
        assert set(row["barred"]) <= set(CRITERIA)
