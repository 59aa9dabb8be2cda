"""What the commands print, and where they look for the database."""
