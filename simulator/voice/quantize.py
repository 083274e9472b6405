"""Makes a causal LM fast enough to speak on a CPU: dynamic int8 where it works, else bf16, else fp32.

Plain dynamic int8 ruins a small model: it gives all tokens of a call one activation scale, and a few layers have single
activations a hundred to two thousand times the usual size, most of them at the very first token. Measured on
SmolLM2-135M (mean negative log-likelihood of our own prompts, lower is better; ms a decoding step of four lines):
fp32 2.68, 62 ms; bf16 2.68, 41 ms; all layers int8 3.70, 18 ms; the eight worst layers left in float and the first
token read alone (as `decoding` does) 2.77, 20 ms. So a probe text finds those layers, and they stay as they are.

Dynamic quantization is deprecated upstream, so it stands behind this one function and torch is pinned. It serves the
voice only, never the scorer: int8 results differ between machines.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import torch

Precision = Literal["int8", "bf16", "fp32"]
"""Number format the model computes in."""
OUTLIER = 10.0
"""A layer whose largest input is this many times the usual token's largest input is not quantized."""


def quicken(model: torch.nn.Module, probe: Sequence[int]) -> Precision:
    """Bring a freshly loaded model, in place, into the fastest number format this CPU has.

    Args:
        model: A causal LM in any float format, on the CPU, in evaluation mode.
        probe: Token ids of a typical text, ten or more, to find the layers that int8 would ruin.

    Returns:
        The format it now computes in.
    """
    import torch  # noqa: PLC0415  # late: 2 s to import

    if int8_works():
        _quantize_children(model, spared=_outlier_layers(model, probe))
        model.float()  # what is left: embeddings, norms and the spared layers
        return "int8"
    if _bf16_works():
        model.to(torch.bfloat16)
        return "bf16"
    model.float()
    return "fp32"


def int8_works() -> bool:
    """Try one small int8 layer against its float original: a listed engine may still fail or compute wrongly."""
    import torch  # noqa: PLC0415  # late: 2 s to import

    try:
        with torch.random.fork_rng(devices=[]), torch.inference_mode():
            torch.manual_seed(0)
            layer = torch.nn.Linear(64, 64)
            probe = torch.randn(3, 64)
            expected = layer(probe)
            found = _int8(layer)(probe)
            close = torch.nn.functional.cosine_similarity(expected.flatten(), found.flatten(), dim=0)
    except Exception:  # whatever a foreign build throws here means the same: no int8
        return False
    return float(close) > 0.99


def _bf16_works() -> bool:
    """Whether this CPU multiplies bf16 by itself; emulated it would be slower than fp32."""
    import torch  # noqa: PLC0415  # late: 2 s to import

    try:
        return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # torch has no public way to ask
    except (AttributeError, RuntimeError):  # a build without oneDNN
        return False


def _outlier_layers(model: torch.nn.Module, probe: Sequence[int]) -> set[torch.nn.Module]:
    """The linear layers with single inputs far above the rest on the probe text."""
    import torch  # noqa: PLC0415  # late: 2 s to import

    found: set[torch.nn.Module] = set()

    def look(layer: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        largest = inputs[0].detach().flatten(0, -2).abs().float().amax(dim=-1)  # one number a token
        if bool(largest.max() > OUTLIER * largest.median()):
            found.add(layer)

    hooks = [m.register_forward_pre_hook(look) for m in model.modules() if isinstance(m, torch.nn.Linear)]
    try:
        with torch.inference_mode():
            model(input_ids=torch.tensor([list(probe)]))
    finally:
        for hook in hooks:
            hook.remove()
    return found


def _int8(layer: torch.nn.Linear) -> Any:  # noqa: ANN401  # the quantized class has no types
    """The dynamic int8 twin of a linear layer, with one weight scale a row."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecation, and a note on reduced range that changes nothing here
        from torch.ao.nn.quantized.dynamic import Linear  # noqa: PLC0415  # late, as torch
        from torch.ao.quantization import per_channel_dynamic_qconfig  # noqa: PLC0415  # late, as torch

        layer.float()
        layer.qconfig = per_channel_dynamic_qconfig  # type: ignore[assignment]  # how torch names the wish
        return Linear.from_float(layer)  # type: ignore[no-untyped-call]


def _quantize_children(module: torch.nn.Module, spared: set[torch.nn.Module]) -> None:
    """Replace each linear layer by its int8 twin, one at a time, so that only one exists twice at any moment."""
    import torch  # noqa: PLC0415  # late: 2 s to import

    for name, child in list(module.named_children()):
        if not isinstance(child, torch.nn.Linear):
            _quantize_children(child, spared)
        elif child not in spared:
            setattr(module, name, _int8(child))
