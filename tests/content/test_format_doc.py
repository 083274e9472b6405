"""docs/format.md and the JSON Schemas say what the models say."""

from typing import Any

import pytest
from pydantic import BaseModel

from simulator.content.format_doc import TARGET, render
from simulator.content.load import KINDS
from simulator.content.schema import json_schema


def test_the_page_is_not_stale():
    """After a change of the models, `python -m simulator.content.format_doc` writes the page anew."""
    assert TARGET.read_text(encoding="utf-8") == render()


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_every_part_has_help(kind):
    """Each object refuses unknown keys, and each of its keys has a sentence that the page shows."""
    page = render()
    schema = json_schema(kind)
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        for key, field in part["properties"].items():
            told = field.get("description") or schema["$defs"][field["$ref"].rpartition("/")[2]]["description"]
            assert told.endswith((".", ".`"))
            assert f"| `{key}` |" in page


def test_links_of_the_page_lead_somewhere():
    """Every anchor that the page points at is one of its headings."""
    page = render()
    anchors = {
        line.lstrip("# ").lower().replace(":", "").replace(" ", "-")
        for line in page.split("\n")
        if line.startswith("#")
    }
    links = {piece.partition(")")[0] for piece in page.split("](#")[1:]}
    assert len(links) > 15
    assert links <= anchors


def _models(model: Any, seen: dict[str, type[BaseModel]]) -> dict[str, type[BaseModel]]:
    if isinstance(model, type) and issubclass(model, BaseModel) and model.__name__ not in seen:
        seen[model.__name__] = model
        for field in model.model_fields.values():
            _models(field.annotation, seen)
    for inner in getattr(model, "__args__", ()):
        _models(inner, seen)
    return seen


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_has_every_part_of_the_model(kind):
    """Nothing the model holds is missing from the schema."""
    schema = json_schema(kind)
    assert {*schema["$defs"], schema["title"]} == set(_models(KINDS[kind], {}))


def test_the_playbook_schema_demands_all_five_criteria():
    """What only a validator knows is in the schema too."""
    assert len(json_schema("playbook")["properties"]["criteria"]["required"]) == 5
