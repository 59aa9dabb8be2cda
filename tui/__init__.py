"""What the person sees: the wing that shows."""
