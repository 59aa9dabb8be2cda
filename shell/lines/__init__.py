"""The line mode: the same search, list, detail and evidence as numbered plain lines, answered one command at a time."""
