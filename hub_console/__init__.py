"""A console from which a Hub or Situation Table meeting is run, on one laptop, in one file."""

__version__ = "0.1.0"
