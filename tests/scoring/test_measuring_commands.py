"""The commands that measure: figures go to their pages or nowhere, and a failure is one sentence."""

from __future__ import annotations

import pytest

from benchmarks import hostile, learning_curve, validity
from benchmarks.labels_report import read_split
from benchmarks.learning_curve import check_sizes, shipped_size, some_of
from benchmarks.tables import filled, put_into, write_into
from benchmarks.validity import AGREEMENT, GOLD, OURS, PAGE, README
from scoring.errors import UsageError


def test_the_pages_have_their_parts_and_name_what_they_owe():
    """`--write` finds its places, and the sources of the human labels are credited with their licences."""
    page = PAGE.read_text(encoding="utf-8")
    assert "new\n" in filled(README, {AGREEMENT: "new\n"})
    for part in (OURS, GOLD, hostile.PART, learning_curve.PART):
        assert put_into(page, part, "new\n").count("new\n") == page.count("new\n") + 1
    for credit in (
        "Chawla et al. 2021, CC BY 4.0",
        "Demszky et al. 2020, Apache-2.0",
        "Rastogi et al. 2020, CC BY-SA 4.0",
    ):
        assert credit in page
    with pytest.raises(ValueError, match="the page has no"):
        put_into("an empty page", OURS, "new\n")


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """A page and a README of the test's own, with their places, and nothing that measures."""
    page, readme = tmp_path / "validity.md", tmp_path / "README.md"
    parts = (OURS, GOLD, hostile.PART, learning_curve.PART)
    page.write_text("".join(f"<!-- {part} -->\nold\n<!-- /{part} -->\n" for part in parts), encoding="utf-8")
    readme.write_text(f"<!-- {AGREEMENT} -->\nold\n<!-- /{AGREEMENT} -->\n", encoding="utf-8")

    def measured(*_: object) -> None:
        pytest.fail("something was measured")

    for module, what in ((validity, "report"), (hostile, "marks_of"), (learning_curve, "trained_on")):
        monkeypatch.setattr(module, "PAGE", page)
        monkeypatch.setattr(module, what, measured)
    monkeypatch.setattr(validity, "README", readme)
    return page, readme


def ended(command, *arguments: str) -> int:
    """The exit code of a command that ends itself."""
    with pytest.raises(SystemExit) as end:
        command(list(arguments))
    return int(end.value.code or 0)


def test_a_bad_folder_ends_the_command_with_one_sentence(capsys, tmp_path, pages):
    """Exit 3, before anything is trained or read, and both pages are as they were."""
    before = [page.read_bytes() for page in pages]
    assert ended(validity.main, "--gold", str(tmp_path / "none"), "--write") == 3
    assert "there is no such folder" in capsys.readouterr().err
    assert [page.read_bytes() for page in pages] == before


def test_figures_go_to_both_pages(monkeypatch, pages):
    """Each into its place; without human labels the page keeps the figures on them."""
    page, readme = pages
    monkeypatch.setattr(validity, "report", lambda _gold: {page: {OURS: "new\n"}, readme: {AGREEMENT: "agreed\n"}})
    validity.main(["--write"])
    assert put_into(page.read_text(encoding="utf-8"), OURS, "old\n").count("old\n") == 4
    assert "old" not in page.read_text(encoding="utf-8").partition(f"<!-- /{OURS} -->")[0]
    assert readme.read_text(encoding="utf-8") == f"<!-- {AGREEMENT} -->\nagreed\n<!-- /{AGREEMENT} -->\n"


@pytest.mark.parametrize("command", [validity.main, hostile.main, learning_curve.main])
def test_a_page_without_the_place_is_told_before_anything_is_measured(capsys, command, pages):
    """Exit 3 and the name of the page."""
    page, _ = pages
    page.write_text("nothing here\n", encoding="utf-8")
    assert ended(command, "--write") == 3
    assert f"{page}: the page has no <!--" in capsys.readouterr().err


def test_a_part_without_a_place_leaves_the_page_alone(tmp_path):
    """The first part has its place, the second has none: nothing is written."""
    page = tmp_path / "page.md"
    page.write_text("<!-- one -->\n<!-- /one -->\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md: the page has no <!-- two -->"):
        write_into(page, {"one": "x\n", "two": "y\n"})
    assert page.read_text(encoding="utf-8") == "<!-- one -->\n<!-- /one -->\n"


@pytest.mark.parametrize("command", [validity.main, hostile.main, learning_curve.main])
def test_without_the_encoder_each_command_is_one_sentence(capsys, monkeypatch, tmp_path, command):
    """Exit 4 and what to do about it; no traceback."""
    monkeypatch.setenv("COOLHEAD_MODELS", str(tmp_path / "no-models"))
    assert ended(command) == 4
    err = capsys.readouterr().err
    assert "coolhead model pull" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("size", [0, -5, 1_000_000])
def test_a_size_that_cannot_be_had_is_one_sentence(capsys, pages, size):
    """Exit 2, the size and how many labels there are; nothing is trained."""
    assert ended(learning_curve.main, "--sizes", "10", str(size)) == 2
    err = capsys.readouterr().err
    assert f"--sizes {size}: there are {len(read_split('train'))} training labels" in err
    assert err.count("\n") == 1
    with pytest.raises(UsageError):
        check_sizes([11], 10)
    check_sizes([1, 10], 10)


def test_the_shipped_size_is_what_the_card_says():
    """The number of training replies, with its comma; a card without it is an error, not a guess."""
    assert shipped_size("# Card\n\n- train.jsonl: 3,665 replies, sha256 60ea…\n- dev.jsonl: 474 replies\n") == 3665
    assert shipped_size(learning_curve.CARD.read_text(encoding="utf-8")) > 1000
    with pytest.raises(ValueError, match="does not say"):
        shipped_size("- dev.jsonl: 474 replies\n")


def test_smaller_sizes_lie_within_larger_and_hold_whole_complaints():
    """All rows of a complaint come before the first of the next."""
    rows = read_split("train")
    small, large = some_of(rows, 100), some_of(rows, 300)
    assert large[:100] == small
    order = [row["complaint"] for row in large]
    assert [name for name, before in zip(order, [None, *order], strict=False) if name != before] == list(
        dict.fromkeys(order)
    )
