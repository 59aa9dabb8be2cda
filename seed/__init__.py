"""Articles in, findings out: the wing that reads."""
