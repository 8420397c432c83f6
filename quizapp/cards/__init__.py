"""Everything about a card, as pure functions of values.

`format` reads and writes decks, `facts` generates them, `kinds` has a module for each
kind of question, `questions` asks and judges, `judging` compares typed answers,
`languages` knows the words of each language, `lint` finds what is hard to learn from,
`identity` says which card is which after an edit, and `articles` reads the texts that
facts are made from.
"""
