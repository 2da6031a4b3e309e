"""The first run: what a new station is told, asked on screen."""

from hub_console.console.screens.setup.screen import SetUpScreen

__all__ = ["SetUpScreen"]
