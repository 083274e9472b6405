"""Trained weights of the reader; `CARD.md` tells their story."""
