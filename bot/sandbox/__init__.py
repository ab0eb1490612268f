"""A small, honest, stateful GitHub on loopback, for trying out, for tests and for the demo."""
