"""A file is there whole or as it was."""

from __future__ import annotations

import pytest

from scoring.errors import BadInputError
from scoring.whole_file import whole_file


def test_a_file_appears_when_all_of_it_is_written(tmp_path):
    """Until then the old one stands; afterwards nothing lies beside it."""
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")
    with whole_file(path) as file:
        file.write("new\n")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_run_that_breaks_off_leaves_what_was_there(tmp_path):
    """The error goes on as it is, and the half file is gone."""
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")

    def lines():
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), whole_file(path) as file:
        file.writelines(lines())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["missing/x.json", "folder", "file/x.json", "x" * 300, "."])
def test_what_cannot_be_written_is_one_sentence(tmp_path, name):
    """No folder, a folder of that name, a file in its way, a name too long: named, and nothing left behind."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(BadInputError, match="cannot be written"), whole_file(tmp_path / name) as file:
        file.write("x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
