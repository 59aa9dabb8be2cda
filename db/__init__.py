"""Storage and search: the only wing that holds SQL."""
