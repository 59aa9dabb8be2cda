"""What would harm it, done to it on purpose, and what came of it: `make torture`. What it gave: docs/reliability.md."""
