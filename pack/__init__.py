"""What is put together for others: the one file, the bundle, the man pages."""
