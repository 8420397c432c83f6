"""The quiz screens: `setup`, the questions (`screen`), and the `result`.

`flow` leads from one to the next.
"""
