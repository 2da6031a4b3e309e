"""The recorder's screen."""
