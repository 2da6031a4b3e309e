"""The projector's screen: a process of its own that shows the frames it is given."""
