"""Many processes of Duly on one machine: `make run-many`, chaos tests and benchmarks start them.

What happens to them (kills, cuts, restarts) and the judging belong to `tests/support/chaos`, single servers to the demo.
"""
