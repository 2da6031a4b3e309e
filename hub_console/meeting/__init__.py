"""The rules of the table: situations and filters, agenda, clock and pace, roster.

Pure: no file, no database, no screen, and no clock of its own; every rule is given the
moment it happens at.
"""
