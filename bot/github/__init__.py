"""GitHub: the one place that speaks its API."""
