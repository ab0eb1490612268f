"""The values that the core's packages and its callers pass on: notes, issues, plans, and the reasons in them.

Frozen data and properties of it. Rules that make one value of another are in the layer above that owns them.
"""
