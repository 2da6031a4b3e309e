"""What leaves a station and enters it as a file: sealed, opened, and laid aside when it is bad.

Importing this room loads nothing; each of its modules loads what it needs.
"""
