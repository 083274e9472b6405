"""The figures of docs/validity.md: the changes of form, the baselines, the tables, on a few replies each."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks import baselines, changes
from benchmarks.baselines import Learned
from benchmarks.labels_report import SPLITS, read_split
from benchmarks.records import Item, item_of
from benchmarks.robustness import Flips, bytes_part, digests, flips, flips_part, read_all
from benchmarks.validity import (
    FRESH,
    MISLEADING,
    Material,
    agreement_part,
    alarms_part,
    another,
    cues_part,
    fresh_part,
    gold_part,
    practices_part,
    strangers_part,
)
from scoring.agreement import Answers
from scoring.gold import GoldRow
from scoring.scorer import open_scorer
from scoring.training import forms
from scoring.types import CRITERIA, CUES, GRADED_PRACTICES, Cue, Evidence, Mark, Reading, Turn

from .conftest import cells


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


def read_as(levels: dict[str, int | None], *cues: str) -> Reading:
    """A reading with these marks (0 for the rest) and cues."""
    given = dict.fromkeys(CRITERIA, 0) | levels
    marks = {name: Mark(at, "no_opportunity" if at is None else "marked", 900, (), "") for name, at in given.items()}
    return Reading(marks, {}, tuple(Cue(name, Evidence(0, 1, "x")) for name in cues), "invented")


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


def test_names_with_diacritics_and_hyphens_are_swapped_whole():
    """Sinéad is one name, O'Brien and Lloyd-Jones are one each; the possessive stays."""
    given = item("Dear Mrs O'Brien, Sinéad rang Mr Lloyd-Jones's wife and Mr. Muñoz.")
    got = changes.swap_names(given, "a").reply
    found = re.fullmatch(r"Dear Mr (\S+), (\S+) rang Ms (\S+)'s wife and Ms\. (\S+)\.", got)
    assert found
    assert not set(found.groups()) & {"O'Brien", "Sinéad", "Lloyd-Jones", "Muñoz"}


def test_names_drawn_are_hard_ones_too_and_nobody_becomes_somebody_else():
    """Over many rows: like a past tense or an adverb, ordinary words, short, accented, hyphenated; never doubled."""
    drawn = set()
    for at in range(400):
        got = changes.swap_names(item("Tom, Anna and Grace came to Mr Abara."), str(at)).reply
        names = re.findall(r"[A-ZÀ-ÖØ-ÞŁ][\w'-]*", got)
        assert len(set(names)) == 5, got
        drawn.update(names)
    hard = {
        "Ahmed",
        "Fred",
        "Emily",
        "Kelly",
        "Mark",
        "Grace",
        "Will",
        "Karen",
        "Dmitri",
        "Wu",
        "Ng",
        "Zoë",
        "Anne-Marie",
    }
    assert hard <= drawn | {"Grace"}
    assert hard <= {*changes._NEW_GIVEN, *changes._NEW_SURNAMES}


def test_lost_spaces_join_words_and_change_no_letter():
    """About one gap in twenty; numbers and punctuation keep theirs."""
    given = item(" ".join(["lost parcel"] * 600) + " 9 days, 2 calls")
    got = changes.crowded(given, "a").reply
    lost = given.reply.count(" ") - got.count(" ")
    assert 30 < lost < 95
    assert got.replace(" ", "") == given.reply.replace(" ", "")
    assert got.endswith(" 9 days, 2 calls")
    assert changes.crowded(item("It is 5 a day."), "b") == changes.crowded(item("It is 5 a day."), "b")


def test_greetings_are_not_those_of_the_training():
    """What is measured is greetings in general, not fifteen that were learned by heart."""
    assert not {*changes._OPENINGS, *changes._CLOSINGS} & {*forms.OPENERS, *forms.CLOSERS}
    given = item("It goes out today.")
    assert {changes.opened(given, str(at)).reply for at in range(60)} == {
        f"{opening} It goes out today." for opening in changes._OPENINGS
    }
    assert changes.closed(given, "a").reply.startswith("It goes out today. ")


def test_homophones_are_mistaken_with_the_case_kept():
    """Each of the table gives way now and then, to its own twin; other words never, and no apostrophe is just lost."""
    words = "Their there they're your you’re were where its to too then than here hear whose who's lose it's theirs"
    seen: dict[str, set[str]] = {word: set() for word in words.split()}
    for at in range(200):
        for word, new in zip(words.split(), changes.mistaken(item(words), str(at)).reply.split(), strict=True):
            seen[word].add(new)
    assert seen["Their"] == {"Their", "There"}
    assert seen["you’re"] == {"you’re", "your"}
    assert seen["its"] == {"its", "it's"}
    assert (seen["it's"], seen["theirs"]) == ({"it's"}, {"theirs"})
    assert all(len(found) == 2 for word, found in seen.items() if word not in ("it's", "theirs"))


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


def test_false_alarms_count_the_hard_rows_that_mislead_on_the_criterion_and_all_of_them_apart():
    """An N/A lacks it as a 0 does; a case about something else, or a reply that has it, is no hard negative."""
    given: Sequence[tuple[list[int], int | None, int | None]] = (
        ([2], 0, 1),  # negated, and taken for one
        ([2, 13], None, 0),
        ([12], None, 2),
        ([13], 0, 1),  # typos mislead nobody into an apology: in the wide count alone
        ([4], 1, 1),  # there is one
        ([], 0, 1),
    )
    rows = [{"hard": hard, "marks": dict.fromkeys(CRITERIA, 2) | {"apology": mark}} for hard, mark, _ in given]
    material = Material(rows, [item("x")] * len(rows), [read_as({"apology": read}) for *_, read in given])

    def always(items: Sequence[Item], name: str) -> Answers:
        return Answers([2] * len(items), [1.0] * len(items), [1.0] * len(items))

    lines = [cells(line) for line in alarms_part(material, {"always": always}) if line.startswith("| apology")]
    assert lines == [
        ["apology", "1, 2, 3, 4, 7, 8, 10, 12, 14", "0 or N/A", "3", "66.7%", "100.0%"],
        ["apology", "any hard case", "0", "2", "100.0%", "100.0%"],
    ]


def test_misleading_cases_are_named_for_every_criterion_and_occur():
    """Numbers of the guide's cases, each with hard negatives in the train split."""
    assert tuple(MISLEADING) == CRITERIA
    rows = read_split("train")
    for name, cases in MISLEADING.items():
        for case in cases:
            assert any(case in row["hard"] and not row["marks"][name] for row in rows), (name, case)
        assert not {9, 13, 15} & set(cases)


def test_cues_are_counted_by_reply():
    """Named twice in a reply is named once; rows without labelled cues are left out; offer says how it is measured."""
    given = (
        (["blame", "promise"], ("blame", "blame")),
        (["promise", "offer"], ("promise", "insult")),
        (["blame"], ()),
        (None, ("insult",)),
    )
    rows = [{} if there is None else {"cues": there} for there, _ in given]
    lines = list(cues_part(Material(rows, [item("x")] * 4, [read_as({}, *found) for _, found in given])))
    assert lines[0] == "### The cues, 3 replies"
    found = {line[0]: line[1:] for line in map(cells, lines) if len(line) == 5}
    assert len(found) == 2 + len(CUES)  # the head and its rule
    assert found["blame"] == ["2", "1", "100.0%", "50.0%"]
    assert found["promise"] == ["2", "1", "100.0%", "50.0%"]
    assert found["insult"] == ["0", "1", "0.0%", "–"]
    assert found["offer (told of no remedies)"] == ["1", "0", "–", "0.0%"]


def test_the_headline_is_over_the_replies_written_after_figures_were_looked_at():
    """By the letters of their id; the others do not move it."""
    rows = [
        {"id": name, "marks": dict.fromkeys(CRITERIA, level)}
        for name, level in ((f"{min(FRESH)}-1", 2), (f"{min(FRESH)}-2", 0), ("c-1", 0))
    ]
    readings = [read_as(dict.fromkeys(CRITERIA, level)) for level in (2, 0, 2)]
    lines = list(fresh_part(Material(rows, [item("x")] * 3, readings)))
    assert "on 2 test replies never measured before" in lines[0]
    body = [cells(line) for line in lines[4:-1]]
    assert [line[0] for line in body] == list(CRITERIA)
    assert all(line[1].startswith("1.00 ") for line in body)


def test_each_change_of_form_gets_a_line(material, scorer):
    """Names of the changes, and how many replies each touches."""
    few = slice(0, 4)
    ids = [row["id"] for row in material.rows[few]]
    lines = list(flips_part(ids, material.items[few], material.readings[few], scorer))
    names = [cells(line)[0] for line in lines[4:-1] if "in the context alone" not in line]
    assert names == list(changes.CHANGES)
    for change in ("ALL CAPS", "a sign-off after it"):
        assert any(line.startswith(f"| {change} | 4 |") for line in lines)


def test_replies_whose_context_alone_changed_are_counted_apart():
    """Two names in replies, one in the talk before: two rows; the scorer here marks by that name."""

    class ByName:
        """Gives an apology to whoever names Tom."""

        def read_many(self, pairs: Sequence[tuple[str, Sequence[Turn]]]) -> list[Reading]:
            texts = [" ".join([reply, *(turn.text for turn in context)]) for reply, context in pairs]
            return [read_as({"apology": 2 if "Tom" in text else 0}) for text in texts]

    items = [item("Sorry, Tom.", "Tom here."), item("Tom is out."), item("Sorry!", "I am Tom."), item("Hm.")]
    by_name = ByName()
    lines = list(flips_part("abcd", items, read_all(by_name, items), by_name))
    found = {line[0]: line[1:] for line in map(cells, lines) if line[0].startswith("names")}
    assert found == {
        "names and pronouns swapped": ["2", "0.0% (0)", "0.0% (0)", "100.0% (2)", "0.0% (0)", "0.0% (0)", "20.0% (2)"],
        "names and pronouns swapped, in the context alone": [
            "1", "0.0% (0)", "0.0% (0)", "100.0% (1)", "0.0% (0)", "0.0% (0)", "20.0% (1)",
        ],
    }  # fmt: skip


def test_bytes_are_compared_row_by_row(material, scorer, form_scorer):
    """The scorer gives the same bytes however it is asked; one that changes its mind is caught on every row."""
    few = material.items[:6]
    same = [
        line
        for line in bytes_part(few, lambda: open_scorer(require_encoder=True))
        if line.startswith(("| one", "| all", "| 512", "| 16"))
    ]
    assert len(same) == 5
    assert "second process" in same[-1]
    assert all(line.endswith("| 6 | 0 |") for line in same)
    turns = iter([scorer, form_scorer, scorer, scorer])
    other = [*digests(few)[:5], "another"]
    lines = bytes_part(few, lambda: next(turns), lambda _items: other)
    found = [cells(line)[2] for line in lines if line.startswith("| ")][1:]
    assert found == ["0", "6", "0", "0", "1"]


def test_another_customers_words_are_those_of_another_complaint(material, scorer):
    """Each reply that heard is read twice: after its own customer, and after one with another matter."""
    heard = [number for number, row in enumerate(material.rows) if row["marks"]["listening"] == 2]
    assert heard
    for number in heard:
        assert material.rows[another(material.rows, number)]["complaint"] != material.rows[number]["complaint"]
        assert another(material.rows, number) == another(material.rows, number)
    lines = [cells(line) for line in strangers_part(material, scorer) if line.startswith("| ")]
    felt = [number for number in heard if material.rows[number]["marks"]["empathy"] == 2]
    assert 0 < len(felt) < len(heard)
    assert [line[:3] for line in lines[1:]] == [
        [name, whose, str(len(met))]
        for name, met in (("listening", heard), ("empathy", felt))
        for whose in ("its own customer", "another one")
    ]
    for line, name, met in ((lines[1], "listening", heard), (lines[3], "empathy", felt)):
        own = sum(material.readings[number].marks[name].value == 2 for number in met)
        assert line[3] == f"{own / len(met):.1%}"


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
