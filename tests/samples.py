"""Decks for the tests: texts of their own, and those that come with quizapp."""

from __future__ import annotations

from quizapp.cards.format.reader import read_deck
from quizapp.model import Deck
from quizapp.paths import shipped_decks

CAPITALS = """\
# South America

Q: What is the capital of Peru?
A: Lima
:id: peru
:type: capital
:cite: Lima is the capital of Peru.
:source: 1
:note: Founded in 1535 as the City of the Kings.

Q: What is the capital of Chile?
A: Santiago
:id: chile
:type: capital

Q: What is the capital of Ecuador?
A: Quito
:id: ecuador
:type: capital

Q: What is the capital of Colombia?
A: Bogotá
:id: colombia
:type: capital
"""
KINDS = """\
Q: Which are in the Pacific Alliance?
- [x] Peru
- [x] Chile
- [ ] Brazil
:id: several

Q: Lima is in Peru.
A: true
:id: truth

C: The summit met in [Lima::city].
:id: cloze

Q: How many countries signed?
A: 12
:id: number
:value: number
:ask: type

Q: Why did it fail?
A: Because the winner of the election was against it from the start.
:id: flip

Q: Put in order.
1. one
2. two
3. three
:id: order

Q: Match.
- Peru => Lima
- Chile => Santiago
- Ecuador => Quito
:id: match

C: The summit met in [Lima::city], capital of [Peru::country].
:id: together
:together: true

Q: When did the summit begin?
A: 14 November 2016
:id: date
:value: date
:ask: type

Q: Who was president of Peru?
A: Pedro Pablo Kuczynski
:id: typed
:ask: type
:accept: Kuczynski
:cite: In 2016 Pedro Pablo Kuczynski was president of Peru.
:source: 5
:note: An economist.

Q: What does this print?

```python
print(6 * 7)  # [/x]
```
A: | in | out |
|---|---|
| 6 × 7 | **42** |
:id: code

Q: מהי בירת פרו?
A: לימה
:id: hebrew

Q: Which river is on ![the map of Peru](../maps/peru.png)?
A: The **Ucayali**
:id: image
"""
WORDS = "word,translation,note\nla casa,the house,\nel sol,the sun,it shines\n"
GEO = "Perú;Lima;1535\nChile;Santiago;1541\n"
FOLDER = shipped_decks()
NAMES = sorted(
    path.name.removesuffix(".facts.md") for path in FOLDER.glob("*.facts.md")
)


def shipped(name: str) -> Deck:
    """A deck that comes with quizapp."""
    path = FOLDER / f"{name}.md"
    return read_deck(path.read_bytes(), name, path)


DECKS = [shipped(name) for name in NAMES]
CARDS = [card for each in DECKS for card in each.cards]

SUMMIT = """\
# The summit

APEC was founded in Canberra in 1989. It has 21 members.

## In Lima

He signed it in Lima on 20 November 2016, with Shinzo Abe. There was no vote.
"""
"""An article, in Markdown."""
