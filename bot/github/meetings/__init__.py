"""Where notes of meetings are read from: a source each for files and for issues.

A source gives notes with their days. What they mean is decided in the core, which knows no sources.
"""
