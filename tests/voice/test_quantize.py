"""int8 where it works, and only for layers that bear it."""

from __future__ import annotations

import pytest

from simulator.voice import quantize


def tiny():
    """A causal LM small enough for a test, of the family the default model belongs to."""
    import torch  # noqa: PLC0415  # late: 2 s to import
    from transformers import LlamaConfig, LlamaForCausalLM  # noqa: PLC0415  # late, as torch

    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=64,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
    )
    return LlamaForCausalLM(config).eval()


@pytest.mark.parametrize("works", [True, False])
def test_the_model_says_much_the_same_afterwards(works, monkeypatch):
    """Whatever format is chosen, the logits stay close to those of fp32, and no warning is shown."""
    import torch  # noqa: PLC0415  # late: 2 s to import

    if works and not quantize.int8_works():
        pytest.skip("this CPU's torch has no working int8")
    monkeypatch.setattr(quantize, "int8_works", lambda: works)
    model, ids = tiny(), torch.arange(1, 20)[None]
    with torch.inference_mode():
        before = model(ids).logits.float()
        chosen = quantize.quicken(model, ids[0].tolist())
        after = model(ids).logits.float()
    assert (chosen == "int8") is works
    assert torch.nn.functional.cosine_similarity(before.flatten(), after.flatten(), dim=0) > 0.97


def test_a_layer_with_outliers_is_spared():
    """A layer fed one activation far above the rest stays in float; the others do not."""
    import torch  # noqa: PLC0415  # late: 2 s to import

    if not quantize.int8_works():
        pytest.skip("this CPU's torch has no working int8")
    model = tiny()
    wild = model.model.layers[1].mlp.down_proj
    model.model.layers[1].mlp.register_forward_pre_hook(
        lambda _, args: (args[0].index_fill(1, torch.tensor([0]), 200.0),)
    )
    assert quantize.quicken(model, list(range(1, 20))) == "int8"
    assert model.model.layers[1].mlp.down_proj is wild
    assert type(model.model.layers[0].mlp.down_proj) is not torch.nn.Linear
