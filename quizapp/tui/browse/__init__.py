"""The card browser (`screen`) and the page of one card (`card`).

`lines` draws a card, and `acts` changes cards, wherever they are shown.
"""
