"""What the console's screen is made of; each widget paints a small view of the scene."""
