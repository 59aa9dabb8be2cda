"""The commands, each with its options and help; what they do stands beside this folder."""
