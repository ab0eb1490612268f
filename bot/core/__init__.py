"""The decisions of Duly: values in, values out. No I/O, clock, environment or logging."""
