"""The text of an article: its sentences, and what in them may be worth remembering."""
