"""What a report counts: the situations, meetings and marks of a period, in few queries."""
