"""Duly keeps GitHub issues in step with the action items in a community's meeting notes."""

__version__ = "0.1.0"
