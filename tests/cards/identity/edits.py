"""Decks as people edit them: a person's cards, written to files, mended and moved.

Each card has a number that no edit changes: what a person would call the same card.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PLACES = """\
Peru Lima America | Chile Santiago America | Brazil Brasília America |
Ghana Accra Africa | Kenya Nairobi Africa | Egypt Cairo Africa |
Japan Tokyo Asia | Nepal Kathmandu Asia | Iran Tehran Asia | Iraq Baghdad Asia
| Spain Madrid Europe | France Paris Europe | Norway Oslo Europe |
Gambia Banjul Africa | Zambia Lusaka Africa | Austria Vienna Europe |
Australia Canberra Oceania | Niger Niamey Africa | Nigeria Abuja Africa |
Mali Bamako Africa | Malawi Lilongwe Africa | Cuba Havana America |
Canada Ottawa America | Mexico Mexico-City America | Italy Rome Europe |
Greece Athens Europe | Turkey Ankara Asia | China Beijing Asia |
India Delhi Asia | Fiji Suva Oceania"""
EVENTS = """\
the treaty of Westphalia 1648 | the French revolution 1789 |
the first railway 1825 | the fall of Constantinople 1453 |
the printing press 1440 | the moon landing 1969 |
the first telephone call 1876 | the discovery of penicillin 1928 |
the theory of relativity 1905 | the opening of the Suez canal 1869 |
the founding of Rome 753 | the abolition of slavery in Brazil 1888"""
WORDS = """\
perro dog | gato cat | casa house | caza hunt | libro book | árbol tree |
mesa table | silla chair | puerta door | ventana window | calle street |
ciudad city | mar sea | cielo sky | tierra earth"""
FOLDERS = ("", "geo/", "old/stuff/")
STEMS = ("world", "facts", "all")
MORE = ("exactly", "in your own words", "today", "as far as is known", "usually")


@dataclass
class Written:
    """One card, or the blanks of one text, as a person has written it."""

    number: int
    question: str
    answer: str = ""
    """Empty for a text with blanks in brackets."""
    id: str = ""
    topic: str = ""

    @property
    def text(self) -> str:
        """The block of the file."""
        id_ = f"\n:id: {self.id}" if self.id else ""
        if not self.answer:
            return f"C: {self.question}{id_}"
        return f"Q: {self.question}\nA: {self.answer}{id_}"

    @property
    def numbers(self) -> Iterator[str]:
        """What names each card of the block."""
        if self.answer:
            yield f"{self.number}"
        else:
            yield from (f"{self.number}.{i}" for i in range(self.question.count("[")))


@dataclass
class Person:
    """Somebody with a folder of decks, who edits them."""

    folder: Path
    rng: random.Random
    decks: dict[str, list[Written]] = field(default_factory=dict)
    """By path below the folder."""
    bin: list[Written] = field(default_factory=list)
    number: int = 0

    def begin(self) -> None:
        """Write two decks of one name with 200 cards, a third with ids, many of which
        are in both."""
        cards = [self._card(*told) for told in self._facts()]
        self.rng.shuffle(cards)
        for card in cards[::3]:
            card.id = self._id(card)
        kept: list[Written] = []
        while sum(len(list(card.numbers)) for card in kept) < 200:
            kept.append(cards.pop())
        half = len(kept) // 2
        self.decks = {"geo/world.md": kept[:half], "world.md": kept[half:]}
        self.bin = []
        self.write()

    def _card(self, question: str, answer: str = "") -> Written:
        self.number += 1
        return Written(self.number, question, answer)

    def _facts(self) -> Iterator[tuple[str, ...]]:
        for told in " ".join(PLACES.split()).split("|"):
            land, city, continent = told.split()
            yield f"What is the capital of {land}?", city
            yield f"On which continent does {land} lie?", continent
            yield f"{land}: which of its cities is the seat of government?", city
            yield (f"[{city}] is the capital of [{land}], which lies in {continent}.",)
        for told in " ".join(EVENTS.split()).split("|"):
            what, _, year = (
                told.strip().partition(" 1")
                if " 1" in told
                else (told.strip().rpartition(" 7"))
            )
            year = f"1{year}" if " 1" in told else "753 BC"
            what = what or "the founding of Rome"
            yield f"In which year was {what}?", year
            yield f"What happened in {year}?", what
            yield (f"In {year} came [{what}].",)
        for told in " ".join(WORDS.split()).split("|"):
            word, meaning = told.split()
            yield word, meaning
            yield f"What is {meaning} in Spanish?", word

    def write(self) -> None:
        """Bring the files up to what the person has in mind."""
        for path in self.folder.rglob("*.md"):
            if str(path.relative_to(self.folder)) not in self.decks:
                path.unlink()
        for name, cards in self.decks.items():
            parts: list[str] = []
            topic = ""
            ids: set[str] = set()
            for card in cards:
                if card.id in ids:  # the program says so, and a person mends it
                    card.id = f"x{card.number}"
                ids |= {card.id} - {""}
                if card.topic != topic:
                    topic = card.topic
                    parts.append(f"# {topic}".rstrip())
                parts.append(card.text)
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n\n".join(parts) + "\n", "utf-8")

    def edit(self) -> str:
        """One edit of some kind; what it was."""
        kinds = [
            *[self.mistype] * 6,
            *[self.say_more] * 3,
            *[self.ask_otherwise] * 2,
            *[self.mistype_answer] * 2,
            self.shuffle,
            self.swap,
            self.split,
            self.merge,
            self.rename,
            self.move,
            self.carry_over,
            self.add,
            self.throw_away,
            self.bring_back,
            self.give_id,
            self.head,
        ]
        kind = self.rng.choice(kinds)
        kind()
        self.write()
        return kind.__name__

    def _any(self) -> Written:
        return self.rng.choice(self.decks[self._deck()])

    def _deck(self) -> str:
        return self.rng.choice([name for name, cards in self.decks.items() if cards])

    def _typo(self, text: str) -> str:
        """A letter of a word doubled, left out or swapped, not in a short word."""
        places = [
            i
            for i in range(1, len(text) - 2)
            if text[i - 1 : i + 3].isalpha() and text[i : i + 2].islower()
        ]
        if not places:
            return text
        at = self.rng.choice(places)
        return self.rng.choice(
            [
                text[:at] + text[at] + text[at:],
                text[:at] + text[at + 1 :],
                text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            ]
        )

    def mistype(self) -> None:
        """A slip of the pen in a question."""
        card = self._any()
        card.question = self._typo(card.question)

    def mistype_answer(self) -> None:
        """A slip of the pen in an answer."""
        card = self._any()
        if card.answer and len(card.answer) > 4:
            card.answer = self._typo(card.answer)

    def say_more(self) -> None:
        """Words added, or taken away again."""
        card = self._any()
        told = next((each for each in MORE if f", {each}" in card.question), "")
        if told:
            card.question = card.question.replace(f", {told}", "", 1)
        elif len(card.question.split()) > 3:
            mark = card.question[-1]
            more = f", {self.rng.choice(MORE)}{mark}"
            card.question = card.question[:-1] + more

    def ask_otherwise(self) -> None:
        """The same asked in another form."""
        card = self._any()
        for one, other in (
            ("What is the", "Which city is the"),
            ("On which continent does", "In what part of the world does"),
            ("In which year was", "When was"),
            ("What happened in", "What was there in"),
            ("in Spanish", "in the Spanish language"),
            ("is the capital", "has long been the capital"),
        ):
            for a, b in ((one, other), (other, one)):
                if a in card.question:
                    card.question = card.question.replace(a, b)
                    return

    def shuffle(self) -> None:
        """A deck in another order."""
        self.rng.shuffle(self.decks[self._deck()])

    def swap(self) -> None:
        """One card elsewhere in its deck."""
        cards = self.decks[self._deck()]
        cards.insert(self.rng.randrange(len(cards)), cards.pop())

    def split(self) -> None:
        """A deck in two."""
        name = self._deck()
        cards = self.decks[name]
        if len(cards) > 20 and len(self.decks) < 6:
            half = self.rng.randrange(5, len(cards) - 5)
            self.decks[name] = cards[:half]
            self.decks[self._name()] = cards[half:]

    def merge(self) -> None:
        """Two decks in one."""
        if len(self.decks) > 1:
            one, other = self.rng.sample(sorted(self.decks), 2)
            self.decks[one] += self.decks.pop(other)

    def rename(self) -> None:
        """A file under another name."""
        self.decks[self._name()] = self.decks.pop(self._deck())

    def move(self) -> None:
        """A file in another folder."""
        name = self._deck()
        stem = name.rpartition("/")[2]
        places = [f"{folder}{stem}" for folder in FOLDERS]
        if free := [place for place in places if place not in self.decks]:
            self.decks[self.rng.choice(free)] = self.decks.pop(name)

    def carry_over(self) -> None:
        """Some cards from one deck into another."""
        if len(self.decks) > 1:
            one, other = self.rng.sample(sorted(self.decks), 2)
            for _ in range(min(3, len(self.decks[one]) - 1)):
                self.decks[other].append(self.decks[one].pop())

    def add(self) -> None:
        """A new card, often much like one that is there."""
        facts = list(self._facts())
        card = self._card(*self.rng.choice(facts))
        land = self.rng.choice(["Laos", "Togo", "Bhutan", "Samoa", "Oman", "Angola"])
        card.question = f"{card.question} And {land}?"
        if card.answer and not self._is_taken(card):
            self.decks[self._deck()].append(card)

    def _is_taken(self, card: Written) -> bool:
        return any(
            (card.question, card.answer) == (each.question, each.answer)
            for cards in (*self.decks.values(), self.bin)
            for each in cards
            if each is not card
        )

    def throw_away(self) -> None:
        """A card taken out."""
        cards = self.decks[self._deck()]
        if len(cards) > 3:
            self.bin.append(cards.pop(self.rng.randrange(len(cards))))

    def bring_back(self) -> None:
        """A card that was thrown away, as it was."""
        if self.bin:
            card = self.bin.pop()
            if not self._is_taken(card):
                self.decks[self._deck()].append(card)

    def give_id(self) -> None:
        """An id for a card, or none any more."""
        card = self._any()
        card.id = "" if card.id else self._id(card)

    def head(self) -> None:
        """Another topic."""
        self._any().topic = self.rng.choice(["", "Lands", "Times"])

    def _id(self, card: Written) -> str:
        """An id as people give them, short and often used in another deck too."""
        return f"c{card.number % 60}"

    def _name(self) -> str:
        """A name that is free in its folder, but may be taken in another."""
        names = [f"{folder}{stem}.md" for folder in FOLDERS for stem in STEMS]
        return self.rng.choice([name for name in names if name not in self.decks])
