"""What the form of a reply says by itself of its apology and its questions: the rules the heads build on."""
