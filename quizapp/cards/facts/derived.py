"""Cards made from several facts: dated ones to put in order, and ones of one pattern to
match."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import NamedTuple, TypeVar

from quizapp.cards.facts.fact import Fact, Facts, slug
from quizapp.cards.format.brackets import Bracket
from quizapp.cards.kinds import KINDS
from quizapp.cards.kinds.cloze import BLANK
from quizapp.cards.languages import languages_in
from quizapp.cards.languages.dates import PartialDate, parse_date
from quizapp.cards.languages.words import FactWords
from quizapp.cards.questions.statements import Statements
from quizapp.model import Card, Fields, Item, Kind, Rules, Value
from quizapp.text import folded

FEWEST, MOST = 3, 6
"""The numbers of items that a derived list has: more facts give several lists."""
LONGEST = 120
"""An event of more letters is not put in order."""

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LAST_WORD = re.compile(r"(?:^|(?<=\s))([^\W\d_]+)\s*$")
T = TypeVar("T")


def derived_cards(facts: Facts) -> dict[int, list[Card]]:
    """The cards derived from several facts, by the index of the last of these facts.

    A card that the author wrote with the id of a derived one takes its place.
    """
    own = {card.fields.id for fact in facts.facts for card in fact.cards}
    own |= {each.fields.id for fact in facts.facts for each in fact.questions}
    cards: defaultdict[int, list[Card]] = defaultdict(list)
    for index, card in (*_orders(facts), *_matches(facts)):
        if card.fields.id not in own:
            own.add(card.fields.id)
            cards[index].append(card)
    return cards


# In order


class _Event(NamedTuple):
    """What happened on a date."""

    at: int
    """The index of its fact."""
    fact: Fact
    text: str
    """The fact's statement without the date."""
    date: PartialDate
    said_date: str
    """The date as it is written."""

    @property
    def first(self) -> tuple[int, int, int]:
        """The first day of its date."""
        return self.date.year, self.date.month or 1, self.date.day or 1

    @property
    def last(self) -> tuple[int, int, int]:
        """The last day that its date may mean."""
        return self.date.year, self.date.month or 12, self.date.day or 31


def _words(rules: Rules) -> FactWords:
    """The words to ask with, in the deck's language or in English."""
    return next(w for each in languages_in(rules.language) if (w := each.facts))


def _orders(facts: Facts) -> Iterator[tuple[int, Card]]:
    """A card for the dated facts of each topic."""
    topic = ""
    events: defaultdict[str, list[_Event]] = defaultdict(list)
    for index, fact in enumerate(facts.facts):
        topic = fact.topic or topic
        if event := _event(index, fact, facts.deck.rules):
            events[topic].append(event)
    dated = (f.statement for f in facts.facts if _YEAR.search(f.statement))
    said = Statements(dated, facts.deck.rules)
    words = _words(facts.deck.rules)
    for name, group in events.items():
        for number, part in enumerate(_parts(group), start=1):
            listed = _in_order([each for each in part if said.count(each.text) == 1])
            if len(listed) < FEWEST:
                continue
            items = [(f"{e.said_date}: {e.text}", Item(e.text)) for e in listed]
            id_ = _numbered(f"{slug(name) or 'facts'}-order", number)
            card = _card(Kind.ORDER, words.order, items, id_, [e.fact for e in listed])
            yield max(event.at for event in listed), card


def _event(index: int, fact: Fact, rules: Rules) -> _Event | None:
    """The event of a fact with one date, unless it gives itself away."""
    dated = [b for b in fact.brackets if fact.fields(b, rules).value is Value.DATE]
    date = parse_date(dated[0].answer, rules) if len(dated) == 1 else None
    if not date:
        return None
    text = _without(fact, dated[0], rules)
    if _YEAR.search(text) or len(text) > LONGEST or len(text.split()) < 2:
        return None
    return _Event(index, fact, text, date, dated[0].answer)


def _without(fact: Fact, dated: Bracket, rules: Rules) -> str:
    """The statement without a date, and without what is marked beside it: “The TPP was
    signed” of “The TPP was signed on [4 February 2016] in [Auckland].”"""
    statement = fact.statement
    start, end = _phrase(statement, dated, rules)
    if start == dated.start:
        return f"{statement[:start]}…{statement[end:]}".rstrip(".")
    others = [_phrase(statement, each, rules) for each in fact.brackets]
    phrases = [
        span
        for span, each in zip(others, fact.brackets, strict=True)
        if span[0] < each.start
    ]
    for _ in phrases:
        for first, last in phrases:
            if last <= start and not statement[last:start].strip():
                start = first
            elif end <= first and not statement[end:first].strip():
                end = last
    before, after = statement[:start].rstrip(), statement[end:]
    if not before or (before.endswith(",") and after.startswith(",")):
        before, after = before.removesuffix(","), after.removeprefix(",")
    glue = " " if before and after[:1].isspace() else ""
    text = f"{before}{glue}{after.strip()}".rstrip(".")
    return text[:1].upper() + text[1:]


def _phrase(statement: str, bracket: Bracket, rules: Rules) -> tuple[int, int]:
    """The span of a bracket with the small words before it, such as “on”; of the
    bracket alone if there is nothing but an article before it."""
    known = languages_in(rules.language)
    start, is_phrase = bracket.start, False
    while found := _LAST_WORD.search(statement[:start]):
        word = folded(found[1])
        if not any(word in language.dates.small for language in known):
            break
        is_phrase |= not any(word in language.articles for language in known)
        start = found.start()
    return start if is_phrase else bracket.start, bracket.end


def _in_order(events: Sequence[_Event]) -> Sequence[_Event]:
    """The events, earliest first, without those whose place is not certain."""
    listed: list[_Event] = []
    for event in sorted(events, key=lambda each: (each.first, each.last)):
        if not listed or listed[-1].last < event.first:
            listed.append(event)
    return listed


# To match


@dataclass(frozen=True, slots=True)
class _Pair:
    """A fact with two answers."""

    index: int
    fact: Fact

    @property
    def sides(self) -> tuple[str, str]:
        one, other = self.fact.brackets
        return one.answer, other.answer

    def with_other(self, other: _Pair) -> str:
        """The statement with the other pair's second answer."""
        last = self.fact.brackets[1]
        statement = self.fact.statement
        return f"{statement[: last.start]}{other.sides[1]}{statement[last.end :]}"


def _matches(facts: Facts) -> Iterator[tuple[int, Card]]:
    """A card for the facts of each pattern: those that differ only in two answers."""
    pairs: defaultdict[str, list[_Pair]] = defaultdict(list)
    for index, fact in enumerate(facts.facts):
        if (pattern := _pattern(fact)) and not _is_abbreviation(_Pair(index, fact)):
            pairs[pattern].append(_Pair(index, fact))
    said = Statements((f.statement for f in facts.facts), facts.deck.rules)
    words = _words(facts.deck.rules)
    for pattern, group in pairs.items():
        for number, part in enumerate(_parts(group), start=1):
            kept = _certain(part, said)
            if len({pair.sides[1] for pair in kept}) < FEWEST:
                continue
            sides = [pair.sides for pair in kept]
            items = [(f"{one}: {other}", Item(one, pair=other)) for one, other in sides]
            types = "-".join(slug(each.type) for each in kept[0].fact.brackets)
            id_ = _numbered(f"{types.strip('-') or 'facts'}-match", number)
            prompt = f"{words.match} {pattern}"
            card = _card(Kind.MATCH, prompt, items, id_, [p.fact for p in kept])
            yield max(pair.index for pair in kept), card


def _pattern(fact: Fact) -> str:
    """The statement with blanks, if it has two answers of different types."""
    if len(fact.brackets) != 2:
        return ""
    one, other = fact.brackets
    if not one.type or not other.type or one.type == other.type:
        return ""
    statement = fact.statement
    return (
        f"{statement[: one.start]}{BLANK} ({one.type})"
        f"{statement[one.end : other.start]}{BLANK} ({other.type})"
        f"{statement[other.end :]}"
    )


def _is_abbreviation(pair: _Pair) -> bool:
    """Whether one answer is made of initials of the other, which gives it away."""
    short, long = sorted(pair.sides, key=len)
    initials = iter(folded("".join(re.findall(r"\b\w", long))))
    letters = re.sub(r"[\W\d_]", "", folded(short))
    return len(letters) > 1 and all(letter in initials for letter in letters)


def _certain(pairs: Sequence[_Pair], said: Statements) -> Sequence[_Pair]:
    """The pairs of which no left side also goes with another's right side."""
    kept: list[_Pair] = []
    for pair in pairs:
        others = [each for each in pairs if each.sides[1] != pair.sides[1]]
        if any(pair.with_other(each) in said for each in others):
            continue
        if pair.sides[0] not in {each.sides[0] for each in kept}:
            kept.append(pair)
    return kept


# Both


def _card(
    kind: Kind,
    prompt: str,
    items: Sequence[tuple[str, Item]],
    id_: str,
    facts: Sequence[Fact],
) -> Card:
    """A card with a list, a sibling of all cards of its facts; with each item, what is
    cited of it: the facts themselves are cited by cards of their own."""
    form = KINDS[kind].list_form
    assert form
    paragraphs = dict.fromkeys(
        fact.paragraph for fact in sorted(facts, key=lambda fact: fact.line)
    )
    fields = Fields(
        id=id_,
        source=", ".join(filter(None, paragraphs)),
        cite="; ".join(cited for cited, _ in items),
        fact=", ".join(dict.fromkeys(fact.id for fact in facts if fact.id)),
    )
    listed = tuple(item for _, item in items)
    return Card("", kind, prompt, form.answer(listed), items=listed, fields=fields)


def _parts(group: Sequence[T]) -> Iterator[Sequence[T]]:
    """The group in parts of nearly the same size, none of them too long for a list."""
    count = ceil(len(group) / MOST)
    bounds = [len(group) * n // count for n in range(count + 1)] if count else []
    for start, end in pairwise(bounds):
        yield group[start:end]


def _numbered(id_: str, number: int) -> str:
    return id_ if number == 1 else f"{id_}-{number}"
