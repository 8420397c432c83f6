"""The user's own articles, and the decks that are made from them.

`article_files` keeps the texts, and `facts_file` writes the facts and makes the deck.
"""
