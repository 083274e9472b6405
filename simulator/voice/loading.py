"""Loads a causal LM from a folder for the local voice, after checking that its files are the ones that were pulled."""

from __future__ import annotations

import contextlib
import logging
import os
import warnings
from collections.abc import Iterator
from pathlib import Path

from scoring.errors import MissingPartError
from simulator.voice.decoding import Decoder
from simulator.voice.manifest import verify
from simulator.voice.quantize import Precision, quicken

_PROBE = (
    "Agent: Hello, how can I help you today?\n"
    "Dana (furious, complains): I've waited for eleven days, and nobody rang! What are you people playing at?\n"
    "Agent: The engineer will come tomorrow.\n"
)
"""A typical piece of script, to find the layers that int8 would ruin."""


def load_decoder(folder: Path) -> tuple[Decoder, Precision]:
    """Load a model folder; nothing is fetched and no code of the model's is run.

    Args:
        folder: A Hugging Face causal LM: config, safetensors, tokenizer.

    Returns:
        The decoder and the number format it computes in.

    Raises:
        MissingPartError: The folder is not there, not whole, changed since it was pulled, or not a causal LM.
    """
    # Threads that spin while they wait make a busy machine ten times slower. Heard only if torch is not loaded yet.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    if not (folder / "config.json").is_file():
        raise MissingPartError(f"No model lies at {folder}; `coolhead model pull` fetches one.")
    verify(folder)
    with quiet():
        try:
            import torch  # noqa: PLC0415  # late: 2 s to import
            from transformers import AutoModelForCausalLM, AutoTokenizer  # noqa: PLC0415  # late, as torch

            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
            model = AutoModelForCausalLM.from_pretrained(
                folder, local_files_only=True, trust_remote_code=False, use_safetensors=True, dtype=torch.bfloat16
            )
            model.eval()
            precision = quicken(model, tokenizer.encode(_PROBE, add_special_tokens=False))
            return Decoder(model, tokenizer), precision
        except Exception as error:  # a broken folder may fail anywhere inside transformers, in any way
            detail = str(error).strip().split("\n")[0][:160]
            raise MissingPartError(
                f"The model at {folder} cannot be loaded: {type(error).__name__}: {detail}"
            ) from error


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep transformers' progress bars, log lines and warnings out of the terminal, which may be showing the TUI."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from transformers.utils import logging as chatter  # noqa: PLC0415  # late, as torch

    level, bars = chatter.get_verbosity(), chatter.is_progress_bar_enabled()
    chatter.set_verbosity_error()
    chatter.disable_progress_bar()
    torch_log = logging.getLogger("torch")
    torch_level = torch_log.level
    torch_log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        chatter.set_verbosity(level)
        torch_log.setLevel(torch_level)
        if bars:
            chatter.enable_progress_bar()
