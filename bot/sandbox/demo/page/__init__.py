"""The sandbox's page: the notes, the issues and what Duly does, for a visitor with a browser."""
