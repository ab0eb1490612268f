"""A small, honest, stateful GitHub on loopback, for trying out, for tests and for the demo."""

from bot.sandbox.github.app import AppSpec
from bot.sandbox.github.clock import Clock, Moved
from bot.sandbox.github.events import Happening
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository

__all__ = ["AppSpec", "Clock", "Happening", "Moved", "Repository", "Sandbox"]
