"""Structured logs: JSON lines, or colours on a terminal, with secrets removed.

What is worth a line is decided where it happens; here a line is made and written.
"""
