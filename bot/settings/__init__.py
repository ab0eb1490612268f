"""The settings of a process, from its environment, a file of variables, and the credentials that the set-up page stored.

`Settings.from_environment` reads them once at the start. The config of a repository (`duly.yml`) is in `bot.core.config`.
"""

from bot.settings.environment import BOTH, DEBOUNCE, CommandBudget, Limits, Role, Settings
from bot.settings.variables import SettingsError

__all__ = ["BOTH", "DEBOUNCE", "CommandBudget", "Limits", "Role", "Settings", "SettingsError"]
