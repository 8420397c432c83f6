"""The screen: everything that knows Textual."""
