"""The scores on the screen."""
