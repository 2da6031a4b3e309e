"""What the screens before the table are made of: words, fields, lists, keys."""
