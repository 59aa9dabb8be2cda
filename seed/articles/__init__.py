"""The articles that come with the program, each as its publisher wrote it."""
