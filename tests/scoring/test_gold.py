"""Gold folders: read where they lie, and every line checked before it counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scoring.errors import BadInputError
from scoring.gold import read_gold, sources
from scoring.types import Turn

GOOD = {
    "id": "a",
    "source": "somewhere",
    "licence": "CC BY 4.0",
    "context": "My parcel is lost.",
    "reply": "I'm sorry that we lost it.",
    "label": 1,
    "kind": "remorse",
    "hard": False,
    "w_natural": 2.5,
}


def folder_of(tmp_path: Path, *lines: dict | str | bytes, name: str = "apology") -> Path:
    """A gold folder with one file of these lines."""
    made = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    (tmp_path / f"{name}.jsonl").write_bytes(b"\n".join(made) + b"\n")
    return tmp_path


def test_rows_are_read_by_criterion_and_in_order(tmp_path):
    """The turn before is the customer's; no turn, no context; blank lines and foreign files are passed over."""
    folder_of(tmp_path, GOOD, "", GOOD | {"id": "b", "context": None, "label": 0, "hard": True, "w_natural": 7})
    folder_of(tmp_path, GOOD, name="ask")
    (tmp_path / "weather.jsonl").write_text("not ours", encoding="utf-8")
    gold = read_gold(tmp_path)
    assert list(gold) == ["apology", "ask"]
    first, second = gold["apology"]
    assert (first.context, first.present, first.hard) == ((Turn("customer", "My parcel is lost."),), True, False)
    assert (second.context, second.present, second.hard, second.natural) == ((), False, True, 7)


def test_each_source_is_credited_once_with_its_licence(tmp_path):
    """In order of appearance, clean of what could steer a terminal."""
    other = GOOD | {"id": "b", "source": "else\x1b[31mwhere", "licence": "Apache-2.0"}
    gold = read_gold(folder_of(tmp_path, GOOD, other, GOOD | {"id": "c"}))
    assert sources(gold) == ["somewhere (CC BY 4.0)", "elsewhere (Apache-2.0)"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 200_000, "nested too deeply"),
        ('{"id": ' + "7" * 5_000 + "}", "number beyond all use"),
        ("[]", "the line"),
        (b'{"id": "\xff"}', "not UTF-8"),
        (GOOD | {"label": 2}, "label"),
        (GOOD | {"label": True}, "label"),
        (GOOD | {"label": "1"}, "label"),
        (GOOD | {"hard": 1}, "hard"),
        (GOOD | {"context": 3}, "context"),
        (GOOD | {"w_natural": 0}, "w_natural"),
        (GOOD | {"w_natural": -1.0}, "w_natural"),
        (GOOD | {"w_natural": float("nan")}, "a number beyond all use"),
        (GOOD | {"w_natural": float("inf")}, "a number beyond all use"),
        (GOOD | {"w_natural": 10**400}, "w_natural"),
        (GOOD | {"w_natural": True}, "w_natural"),
        (GOOD | {"reply": " \n"}, "reply is empty"),
        (GOOD | {"reply": "x" * 20_001}, "reply"),
        (GOOD | {"reply": "sorry \ud83d"}, "half a character"),
        (GOOD | {"more": [{"\udc00": 1}]}, "half a character"),
        (GOOD | {"reply": ""}, "reply is empty"),
        ({name: value for name, value in GOOD.items() if name != "licence"}, "licence"),
        (GOOD | {"id": "first"}, "stands on line 1 already"),
    ],
)
def test_a_bad_line_is_named_with_its_file_and_number(tmp_path, line, reason):
    """One sentence: file, line, what is wrong."""
    folder = folder_of(tmp_path, GOOD | {"id": "first"}, line)
    with pytest.raises(BadInputError, match=reason) as caught:
        read_gold(folder)
    assert str(caught.value).startswith(f"{folder / 'apology.jsonl'}:2: ")


def test_a_byte_order_mark_is_no_fault(tmp_path):
    """Editors on Windows put one before the first line; a file of nothing else holds no rows."""
    line = json.dumps(GOOD).encode()
    (row,) = read_gold(folder_of(tmp_path, b"\xef\xbb\xbf" + line))["apology"]
    assert row.id == "a"
    with pytest.raises(BadInputError, match="holds no rows"):
        read_gold(folder_of(tmp_path, b"\xef\xbb\xbf"))


def test_a_fault_is_told_without_the_names_of_classes(tmp_path):
    """Whoever wrote the file does not know them."""
    for line in ("[" * 200_000, '{"id": ' + "7" * 5_000 + "}", b"\xff", GOOD | {"reply": "\ud83d"}):
        with pytest.raises(BadInputError) as caught:
            read_gold(folder_of(tmp_path, line))
        assert "Error" not in str(caught.value)


def test_a_hostile_id_reaches_nobody_uncleaned(tmp_path):
    """What a message quotes is clean and short."""
    row = GOOD | {"id": "\x1b]52;c;aGk=\x07" + "x" * 190}
    with pytest.raises(BadInputError) as caught:
        read_gold(folder_of(tmp_path, row, row))
    assert "\x1b" not in str(caught.value)
    assert "x" * 61 not in str(caught.value)


def test_a_folder_without_rows_is_refused(tmp_path):
    """No folder, no file of ours, an empty file: each is said."""
    with pytest.raises(BadInputError, match="no such folder"):
        read_gold(tmp_path / "none")
    with pytest.raises(BadInputError, match=r"apology\.jsonl"):
        read_gold(tmp_path)
    with pytest.raises(BadInputError, match="holds no rows"):
        read_gold(folder_of(tmp_path, ""))
