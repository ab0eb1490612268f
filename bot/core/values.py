"""`dataclass` for frozen values of which reading makes thousands.

A frozen dataclass sets each field through a function when it is made, which takes three times as long as to set it. That
nothing sets a field later is left to the type checker, for which this is the `dataclass` of the standard library.
"""

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(*, frozen, **options):
        """Equal, ordered and hashed as a frozen one."""

        def made(cls):
            return dataclasses.dataclass(unsafe_hash=frozen and "__hash__" not in vars(cls), **options)(cls)

        return made
