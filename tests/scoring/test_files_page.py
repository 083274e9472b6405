"""docs/files.md: every example on the page is a file that the product reads, and every field it writes is named."""

from __future__ import annotations

import json
import re
from pathlib import Path

from scoring.bulk.readers import RoleNames, read_transcripts
from scoring.bulk.run import score_files
from scoring.gold import read_gold
from scoring.labels import read_labels
from scoring.types import Transcript

PAGE = (Path(__file__).parents[2] / "docs" / "files.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```(json|csv|text)\n(.*?)```", PAGE, re.DOTALL)


def example(kind: str, holding: str) -> str:
    """The one example of a kind that holds these words."""
    (found,) = [text for of, text in EXAMPLES if of == kind and holding in text]
    return str(found)


def test_the_transcripts_on_the_page_are_read(tmp_path):
    """JSONL, CSV and text: each is one conversation with both sides."""
    for suffix, text in (
        ("jsonl", example("json", '"turns": [{')),
        ("csv", example("csv", "turn")),
        ("txt", example("text", "Customer:")),
    ):
        file = tmp_path / f"one.{suffix}"
        file.write_text(text, encoding="utf-8")
        ((_, found),) = read_transcripts(file, RoleNames.of())
        assert isinstance(found, Transcript)
        assert [turn.role for turn in found.turns] == ["customer", "agent"]


def test_the_labels_on_the_page_are_read(tmp_path):
    """A label, and a reply labelled elsewhere."""
    file = tmp_path / "labels.jsonl"
    file.write_text(example("json", '"marks"'), encoding="utf-8")
    assert read_labels(file)[0].marks["apology"] == 1
    (tmp_path / "apology.jsonl").write_text(example("json", '"w_natural"'), encoding="utf-8")
    assert read_gold(tmp_path)["apology"][0].present


def test_each_field_that_is_written_stands_on_the_page(tmp_path, form_scorer):
    """Both kinds of row, a mark, a cue and a reject."""
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    record = json.loads(example("json", '"turns": [{'))
    record["turns"].append({"role": "agent", "text": "I can't refund that. I'll call you tomorrow at nine."})
    file.write_text(json.dumps(record) + '\n{"id": "c-40", "turns": []}\n', encoding="utf-8")
    score_files([file], out, form_scorer, None, RoleNames.of())
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    fields = {key for row in rows for key in row}
    fields |= {key for row in rows if row["kind"] == "reply" for mark in row["marks"].values() for key in mark}
    fields |= {key for row in rows if row["kind"] == "reply" for cue in row["cues"] for key in cue}
    assert {"what", "when", "reason"} <= fields
    for field in fields - {"kind"}:
        assert f"`{field}`" in PAGE, field
    (reject,) = map(json.loads, out.with_name("out.jsonl.rejects.jsonl").read_text(encoding="utf-8").splitlines())
    assert set(reject) == set(json.loads(example("json", '"reason"')))
    assert reject["reason"] == json.loads(example("json", '"reason"'))["reason"]
