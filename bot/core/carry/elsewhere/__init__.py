"""Texts of notes that the default branch does not have: in HackMD, and in open pull requests."""
