"""What needs torch: vectors of sentences, and the network that reads a reply in its conversation."""

from scoring.encoder.sentences import LADDER, MiniLmEncoder, TextEncoder, Vector

__all__ = ["LADDER", "MiniLmEncoder", "TextEncoder", "Vector"]
