"""Finds noun phrases, defined terms and lists in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from quizapp.cards.articles.candidates import Candidate, Rank
from quizapp.cards.articles.lexicon import Lexicon, Word
from quizapp.cards.languages.words import Words

MAX_PHRASE = 4
"""Words of the longest phrase."""
MAX_TAIL = 6
"""A phrase at the end of a sentence has at most one word more."""

_CONTRACTED = re.compile(r".*['’](?:t|d|ll|re|ve)")


def defined(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """What a sentence defines: “Limnology is the study of lakes.”"""
    first = int(bool(words) and words[0].plain in lexicon.articles)
    last = phrase_end(words, first, lexicon)
    if not last or last + 1 >= len(words) or words[last - 1].gap[:1] != " ":
        return
    is_defined = words[last].plain in lexicon.language.prose.verbs
    if is_defined and words[last + 1].plain in lexicon.articles:
        start, end = words[first].start, words[last - 1].end
        yield Candidate(start, end, "term", Rank.POSSIBLE)


def noun_phrases(
    words: Sequence[Word], lexicon: Lexicon, is_repeated: Callable[[str], bool]
) -> Iterator[Candidate]:
    """Content words in a row: “the hydrological cycle”."""
    at = 0
    while at < len(words):
        last = _sense_end(words, at, lexicon)
        if last > at:
            yield from _with_name(words, at, lexicon, is_repeated)
            yield from _phrase(words, at, last, lexicon)
        at = max(last, at + 1)


def _is_sense(word: Word, lexicon: Lexicon, *, is_first: bool) -> bool:
    """Whether a word is a content word that a phrase may have, or begin with."""
    prose = lexicon.language.prose
    if word.is_number or word.plain in lexicon.linking or word.plain in prose.verbs:
        return False
    if (_elided(word, lexicon) and not is_first) or word.text.endswith(("'", "’")):
        return False
    if _CONTRACTED.fullmatch(word.plain):
        return False
    if word.is_capital and not prose.capital_nouns:
        is_led = is_first and not word.is_first and not word.plain.endswith("s")
        return is_led and lexicon.is_adjective(word)
    if _ends(word, prose.adverb_endings):
        return False
    return is_first or not _ends(word, prose.verb_endings)


def _elided(word: Word, lexicon: Lexicon) -> int:
    """The length of an elided article before a word: 2 of “l’azote”."""
    before, mark, _ = word.text.lower().replace("'", "’").partition("’")
    return len(before) + 1 if mark and before in lexicon.language.elided else 0


def _ends(word: Word, endings: Words) -> bool:
    """Whether a word has one of these endings, and is long enough for one."""
    return len(word.plain) > 4 and word.plain.endswith(tuple(endings))


def _sense_end(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """The index after the content words that begin with this one."""
    last = at
    while last < len(words) and _is_sense(words[last], lexicon, is_first=last == at):
        last += 1
        if words[last - 1].gap != " ":
            break
    return last


def _phrase(
    words: Sequence[Word], first: int, last: int, lexicon: Lexicon
) -> Iterator[Candidate]:
    """The phrase in these content words, without verbs and vague words."""
    language, prose = lexicon.language, lexicon.language.prose
    before = words[first - 1] if first else None
    lead = before.plain if before and before.gap == " " else ""
    is_new = lead in language.leading_articles
    if _is_verb(words[first], lead, lexicon) or (before and before.gap == "-"):
        first, is_new = first + 1, False
    has_object = last < len(words) and words[last].plain in lexicon.articles
    if is_new or has_object:
        last = _noun_end(words, first, last, prose.singular_endings)
    clear = [at for at in range(first, last) if words[at].plain not in prose.vague]
    if not clear:
        return
    is_new = is_new and (clear[0] == first or last - clear[0] > 1)
    first, last = clear[0], clear[-1] + 1
    if not (1 if is_new else 2) <= last - first <= MAX_PHRASE:
        return
    noun = words[last - 1]
    is_noun = noun.is_capital or not prose.capital_nouns
    if is_noun and not (is_new and lexicon.is_unit(noun)):
        start = words[first].start + _elided(words[first], lexicon)
        yield Candidate(start, noun.end, "", Rank.FILL if is_new else Rank.PHRASE)


def _noun_end(words: Sequence[Word], first: int, last: int, verbs: Words) -> int:
    """The index after the noun in a phrase, without the verb after it, which has one of
    these endings."""
    if words[last - 1].gap == " ":
        while last > first + 1 and _ends(words[last - 1], verbs):
            last -= 1
    return last


def _is_verb(word: Word, lead: str, lexicon: Lexicon) -> bool:
    """Whether a word is a verb, or a part of one, after the one before it."""
    language, prose = lexicon.language, lexicon.language.prose
    if lead.partition("’")[0].partition("'")[0] in prose.before_verbs:
        return True
    is_led = lead in lexicon.linking and lead not in prose.verbs
    return not (is_led and lead != language.ampersand) and _ends(
        word, prose.verb_endings
    )


def _with_name(
    words: Sequence[Word],
    at: int,
    lexicon: Lexicon,
    is_repeated: Callable[[str], bool],
) -> Iterator[Candidate]:
    """A name and the word after it that occur together again: “Golgi apparatus”."""
    word, before = words[at], words[at - 1] if at else words[at]
    is_name = before.is_capital and not before.is_first and not before.is_number
    if (
        is_name
        and before.gap == " "
        and before.plain not in lexicon.small
        and not _ends(word, lexicon.language.prose.verb_endings)
        and is_repeated(f"{before.text} {word.text}")
    ):
        yield Candidate(before.start, word.end, "", Rank.SURE)


def listed(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """The items of a list: “flour, fresh milk and medicine”."""
    language = lexicon.language
    links = {language.ampersand, *language.numbers.either}
    for at, word in enumerate(words):
        if word.plain not in links:
            continue
        last = _sense_end(words, at + 1, lexicon)
        if not 0 < last - at - 1 < MAX_PHRASE:
            continue
        items = [(at + 1, last)]
        last = at
        while last and words[last - 1].gap in (", ", " " if last == at else ", "):
            first = last
            while (
                first
                and _is_sense(words[first - 1], lexicon, is_first=True)
                and (first == last or words[first - 1].gap == " ")
            ):
                first -= 1
            if not 0 < last - first < MAX_PHRASE:
                break
            items.append((first, last))
            last = first
        lead = words[last - 1].plain if last else ""
        if len(items) > 1 and lead not in language.prose.before_verbs:
            rank = Rank.FILL if len(items) > 2 else Rank.PHRASE
            for first, last in items:
                yield Candidate(words[first].start, words[last - 1].end, "", rank)


def tails(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """The phrase that a sentence ends with: “recipient of Asian investment”."""
    last = len(words) - 1
    prose = lexicon.language.prose
    endings = (*prose.verb_endings, *prose.adverb_endings)
    if last < 2 or words[last].is_number or words[last].plain in lexicon.linking:
        return
    if words[last].plain.endswith(endings):
        return
    first = last
    while first and last - first < MAX_TAIL:
        before = words[first - 1]
        if before.gap != " " or before.is_number:
            break
        is_verb = before.plain in prose.verbs or _ends(before, prose.verb_endings)
        if is_verb and words[first].plain not in lexicon.linking:
            break  # but not at “made of”
        if before.plain in lexicon.linking and not (
            _is_linked(words, first - 1, lexicon)
        ):
            break
        first -= 1
    while first < last and words[first].plain in lexicon.linking:
        first += 1
    if 0 < first < last:
        yield Candidate(words[first].start, words[last].end, "", Rank.TAIL)


def _is_linked(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether the small word links two parts of one phrase."""
    links = lexicon.of | {lexicon.language.ampersand}
    plain = words[at].plain
    if plain in links:
        return True
    is_led = at > 0 and words[at - 1].plain in links
    return plain in lexicon.articles and is_led


def phrase_end(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """The index after the phrase that begins with a word, if it is a short one."""
    prose = lexicon.language.prose
    last = at
    while last < len(words):
        word = words[last]
        if word.plain in lexicon.linking or word.is_number:
            break
        last += 1
        if word.gap != " ":
            break
    endings = (*prose.verb_endings, *prose.adverb_endings)
    while last - at > 1 and words[last - 1].plain.endswith(endings):
        last -= 1
    return last if 0 < last - at <= MAX_PHRASE else None
