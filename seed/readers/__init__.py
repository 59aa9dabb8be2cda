"""From the bytes of a file to the decoded texts of its articles, whatever the kind of file."""
