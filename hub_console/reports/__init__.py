"""What people read afterwards: the meeting's record, slips, statistics, exports."""
