"""The encoder gives a text the same bytes whatever it is encoded beside."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.encoder import LADDER, MiniLmEncoder
from scoring.models_dir import encoder_dir, models_dir

TEXTS = [
    "Sorry.",
    "I'm sorry we left you waiting for nine days without a word.",
    " ".join(["The engineer did not come, and nobody called."] * 6),
    " ".join(["We have looked at every bill since March and found the fault."] * 12),
    "What would put this right for you?",
    "ÄÖÜ 漢字 🙂",
    "",
]


def fresh(encoder: MiniLmEncoder, texts: list[str]) -> np.ndarray:
    """Vectors without the help of the cache."""
    encoder._cache.clear()
    return encoder.encode(texts)


def test_same_bytes_alone_and_in_any_company(encoder: MiniLmEncoder) -> None:
    """One by one, all together, backwards, and beside many others: not a bit differs."""
    together = fresh(encoder, TEXTS)
    alone = np.concatenate([fresh(encoder, [text]) for text in TEXTS])
    backwards = fresh(encoder, TEXTS[::-1])[::-1]
    crowd = fresh(encoder, [f"Filler number {i}." for i in range(40)] + TEXTS)[40:]
    for other in (alone, backwards, crowd):
        assert other.tobytes() == together.tobytes()


def test_same_bytes_on_one_thread_and_two(encoder: MiniLmEncoder) -> None:
    """The number of threads changes nothing."""
    import torch  # noqa: PLC0415

    before = torch.get_num_threads()
    try:
        torch.set_num_threads(1)
        one = fresh(encoder, TEXTS)
        torch.set_num_threads(2)
        two = fresh(encoder, TEXTS)
    finally:
        torch.set_num_threads(before)
    assert one.tobytes() == two.tobytes()


def test_vectors_have_unit_length(encoder: MiniLmEncoder) -> None:
    """Every text but the empty one has length 1; the empty one is zero."""
    lengths = np.linalg.norm(encoder.encode(TEXTS), axis=1)
    assert lengths[:-1] == pytest.approx(1.0, abs=1e-5)
    assert lengths[-1] == 0


def test_long_texts_are_cut_and_still_read_to_the_end(encoder: MiniLmEncoder) -> None:
    """What stands beyond the last step of the ladder still moves the vector."""
    long = " ".join(["The parcel was late."] * 80)
    assert all(len(piece) <= LADDER[-1] for piece in encoder._pieces(long))
    with_end = encoder.encode([long, long + " My grandmother's ring was in it."])
    assert with_end[0].tobytes() != with_end[1].tobytes()


def test_models_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    """COOLHEAD_MODELS wins, and a folder without the encoder's files holds no encoder."""
    monkeypatch.setenv("COOLHEAD_MODELS", str(tmp_path))
    assert models_dir() == tmp_path
    assert encoder_dir() is None
