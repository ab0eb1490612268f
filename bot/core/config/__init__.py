"""`.github/duly.yml`: its keys, its defaults, and every mistake with line and column.

What a key causes is decided by the package that reads it.
"""
