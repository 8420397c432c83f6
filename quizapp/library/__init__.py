"""Deck files: `finding` which there are, `reading` what they hold, `adding` more of
them (`updating` those made of tables), `exporting`, and `changing` which there are.
"""
