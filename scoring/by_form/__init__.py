"""What the form of a reply says by itself: apology and questions, marked so without the reader; offers and refusals."""
