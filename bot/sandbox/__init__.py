"""A small, honest, stateful GitHub on loopback, for trying out, for tests and for the demo."""

from bot.sandbox.app import AppSpec
from bot.sandbox.clock import Clock, Moved
from bot.sandbox.events import Happening
from bot.sandbox.repository import Repository
from bot.sandbox.sandbox import Sandbox

__all__ = ["AppSpec", "Clock", "Happening", "Moved", "Repository", "Sandbox"]
