"""Duly without GitHub: `github` is a stateful stand-in for it on loopback, `demo` is what `make run` starts.

Nothing outside this package imports it, except tests.
"""

from bot.sandbox.github.app import AppSpec
from bot.sandbox.github.clock import Clock, Moved
from bot.sandbox.github.events import Happening
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository

__all__ = ["AppSpec", "Clock", "Happening", "Moved", "Repository", "Sandbox"]
