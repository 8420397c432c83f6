"""Deck files: `finding` which there are, `reading` what they hold, `changing` them."""
