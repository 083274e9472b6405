"""Vectors of sentences, and the network that reads a reply in its conversation: torch, loaded late."""

from scoring.encoder.sentences import LADDER, MiniLmEncoder, TextEncoder, Vector

__all__ = ["LADDER", "MiniLmEncoder", "TextEncoder", "Vector"]
