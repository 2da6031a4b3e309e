"""What can be done at the table, one function an act.

Every act takes the table, the moment, and what it is about, and returns the table after it;
it raises ``Refused``, with the sentence for the room, where the rules do not allow it.
"""
