"""Work in flight: what was acked is kept until it is done."""
