"""A sitting on the screen: a question, its verdict, its grade; and how it ended."""
