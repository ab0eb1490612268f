"""Duly without GitHub: `github` is a stateful stand-in for it on loopback, `demo` is what `make run` starts.

Nothing outside this package imports it, except tests.
"""

from bot.sandbox.github.app import AppSpec
from bot.sandbox.github.clock import Clock, ManualClock
from bot.sandbox.github.events import Event
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository

__all__ = ["AppSpec", "Clock", "Event", "ManualClock", "Repository", "Sandbox"]
