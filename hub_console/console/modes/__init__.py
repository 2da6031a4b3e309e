"""What the keys mean at the moment: one small state machine for each kind of asking."""
