"""Whether a typed answer is right: `typed` decides.

It compares answers in the form that `normal` gives them, numbers and dates with
`quantities`, and forgives what `slips` calls a slip. `difference` shows where two
answers differ.
"""
