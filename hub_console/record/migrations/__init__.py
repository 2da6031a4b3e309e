"""How a file of an older program is brought up to date, one script a step."""
