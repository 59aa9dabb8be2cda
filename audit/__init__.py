"""Whether a dependency has a known advisory: `make audit`."""
