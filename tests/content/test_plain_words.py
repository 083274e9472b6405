"""Every kind of error the models can raise has words of its own."""

from typing import Any

import pytest

from scoring.plain_words import SPOKEN_FOR, field_at
from scoring.rubric import Playbook, Step
from simulator.content.models import Persona, Remedy, Scenario

RAISED_BY = {
    "str": {"string_type"},
    "int": {"int_type"},
    "bool": {"bool_type"},
    "literal": {"literal_error"},
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "function-after": {"value_error"},
    "model-field": set(),
    "default": set(),
    "nullable": set(),
    "definitions": set(),
    "definition-ref": set(),
}
"""Error types by the kind of core schema that raises them."""
RAISED_BY_LIMIT = {
    "pattern": {"string_pattern_mismatch"},
    ("str", "min_length"): {"string_too_short"},
    ("str", "max_length"): {"string_too_long"},
    ("tuple", "min_length"): {"too_short"},
    ("tuple", "max_length"): {"too_long"},
    "ge": {"greater_than_equal"},
    "le": {"less_than_equal"},
    "variadic_item_index": set(),
}
LIMITS = frozenset(limit if isinstance(limit, str) else limit[1] for limit in RAISED_BY_LIMIT)
LOOKED_INTO = frozenset({"schema", "fields", "items_schema", "keys_schema", "values_schema", "definitions"})
WITHOUT_ERRORS = frozenset(
    {"type", "strict", "ref", "schema_ref", "metadata", "serialization", "config", "default", "copy_default", "cls"}
    | {"custom_init", "root_model", "model_name", "computed_fields", "frozen", "extra_behavior", "expected", "function"}
)


def error_types(node: Any) -> set[str]:
    """Every error type a core schema can raise; fails on a kind or limit that this test does not know."""
    if isinstance(node, list | tuple):
        return set().union(*(error_types(inner) for inner in node))
    if not isinstance(node, dict):
        return set()
    found: set[str] = set()
    kind = node.get("type")
    if isinstance(kind, str):
        assert kind in RAISED_BY, f"a new kind of schema: {kind}"
        found |= RAISED_BY[kind]
        unknown = node.keys() - LIMITS - LOOKED_INTO - WITHOUT_ERRORS
        assert not unknown, f"new parts of a schema: {unknown}"
        for limit in node.keys() & LIMITS:
            found |= RAISED_BY_LIMIT[limit] if limit in RAISED_BY_LIMIT else RAISED_BY_LIMIT[kind, limit]
    if kind == "tuple" and "variadic_item_index" not in node:
        found |= {"missing", "too_long"}
    parts = [node[key] for key in node.keys() & LOOKED_INTO]
    parts = [list(part.values()) if kind == "model-fields" and isinstance(part, dict) else part for part in parts]
    return found.union(*(error_types(part) for part in parts))


@pytest.mark.parametrize("model", [Playbook, Persona, Scenario])
def test_every_error_type_of_the_models_is_spoken_for(model):
    """No finding reaches a person in the validator's own jargon."""
    raised = error_types(model.__pydantic_core_schema__)
    assert {"string_type", "missing", "literal_error", "too_short"} <= raised
    assert raised - SPOKEN_FOR == set()


def test_a_path_leads_through_lists_and_maps_to_its_model():
    """Did-you-mean needs the keys that are right at a place."""
    assert field_at(Scenario, ("remedies", 3)) is Remedy
    assert field_at(Playbook, ("steps", 0)) is Step
    assert field_at(Scenario, ("nothing", 0)) is None
