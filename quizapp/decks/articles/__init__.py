"""The user's own articles: `facts_file` writes their facts, and makes decks of them."""
