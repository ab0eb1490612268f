"""Which issue belongs to which item."""
