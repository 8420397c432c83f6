"""The study screens: the question with its verdict (`screen`), and the `summary`.

`grades` draws the buttons for grades, and `flow` leads from one screen to the next.
"""
