"""The API's routes, one module per part of GitHub's documentation: a `Call` in, an `Answer` out.

State changes are in `state`, JSON forms in `shapes`.
"""
