"""Measurements, each against its figure: `python -m bench`."""
