"""Imports structlog without rich, which it would load for tracebacks that are not used: 6 MB and a tenth of a second.

To be imported before anything that logs, by commands whose process goes on for long.
"""

import sys

_HIDDEN = "rich"

if _HIDDEN not in sys.modules:
    # What is None there counts as not installed.
    sys.modules[_HIDDEN] = None  # type: ignore[assignment]
    try:
        import structlog as _structlog  # noqa: F401
    finally:
        del sys.modules[_HIDDEN]
