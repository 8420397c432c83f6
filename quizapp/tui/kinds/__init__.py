"""How each kind of question is drawn and answered: a module for each."""
