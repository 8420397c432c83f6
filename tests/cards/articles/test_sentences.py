"""How a paragraph is cut into sentences."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.cards.articles.sentences import sentences
from quizapp.cards.languages import language_of

# The language, and a paragraph whose sentences are separated by a bar.
PARAGRAPHS = [
    ("en", "APEC met in Lima. |It has 21 members! |Who are they? |Read on."),
    ("en", "It ended there… |Peru went on. |And so on ... |Then it stopped."),
    ("en", "It was … hardly … a success, Dr. Li said."),
    ("en", "Mr. and Mrs. Smith met Prof. J. R. R. Tolkien and George W. Bush."),
    ("en", "It grew by 3.5 percent in 2016. |12 members signed."),
    ("en", "It cost $2.5. |Then No. 5 rose to .7 and fig. 3.2 to 1,000."),
    ("en", "He was asked, and the answer was no. |Peru signed."),
    ("en", "See p. 12, vol. II, and art. 5 of the act. |Of vol. 3 we know nothing."),
    (
        "en",
        "The U.S. Congress met at 5 p.m. on Monday. |It voted for the U.S. |The end.",
    ),
    ("en", "Tea, coffee, etc. were sold by Brown Bros. Inc. in Mt. Vernon, St. Louis."),
    ("en", "They lived in Washington, D.C. |However, they left for the U.K. in May."),
    (
        "en",
        "“We will oppose it.” |Kuczynski left. |“Why?” he was asked. |He said “No.”",
    ),
    (
        "en",
        "He said: “We came. |We saw.” |“That is all,” he added. |(It was not.) |Why?",
    ),
    ("en", "The pact (see the U.S. Note. It is long.) was signed. |It holds [1]."),
    ("en", "It was signed.[12] |Peru joined.[3][4]|Chile did too."),
    ("en", "It is the end.|The next one follows.|“So,” he said.|It works?|Yes."),
    (
        "en",
        "Open Node.js, config.toml or System.Text at www.example.com/a.b and run it.",
    ),
    ("en", "1. Heat the oven to 200 °C. |Wait."),
    ("en", "a) Heat the oven. |Wait."),
    ("en", "– Heat the oven. |iPhones sell well. |• Wait."),
    ("en", "Yahoo! was an American company. |What?! |“Really?!” |Yes."),
    ("en", "The e.g. and i.e. of Latin, cf. Caesar, ca. 50 B.C. in Rome, are short."),
    ("en", "Take vitamin C. |The dose is small. |Plan B. |It failed."),
    ("en", "no capital at all. and no end"),
    ("en", ""),
    ("en", "Lima"),
    ("en", "¿Quién? |Él."),
    (
        "de",
        "Am 14. November 1989 traf sich die APEC. |Es waren 12. |Die anderen fehlten.",
    ),
    ("de", "Im 19. Jahrhundert, z. B. in Wien, galt u. a. Abs. 3 usw. der Ordnung."),
    ("de", "Dr. Müller sagte: „Wir gehen.“ |Dann ging er, vgl. Abb. 2."),
    ("es", "El Sr. García llegó a EE. UU. en 1998. |¿Por qué? |«Nadie lo sabe.» |Fin."),
    ("es", "Costó 2.500 dólares. |Según la Dra. Ruiz, fue mucho, p. ej. en Lima."),
    ("fr", "M. Dupont est né vers 50 av. J.-C. |Mme Curie, elle, est née en 1867."),
    ("fr", "« Pourquoi ? » demanda-t-il. |« Parce que… » |Elle partit."),
    ("it", "Il sig. Rossi arrivò alle 5. |Poi partì, ecc. |La storia finisce."),
    ("pt", "O Sr. Silva chegou no séc. XIX. |A Dra. Souza partiu."),
    ("zh", "会议在利马举行。|政府希望达成协议！|为什么？|“因为。”|完。"),
    ("ja", "会議はリマで開かれた。|「なぜ？」|彼は答えた。"),
    ("hi", "यह लीमा है। |वह पेरू है।"),
    ("ar", "أين ليما؟ |في بيرو."),
]


@pytest.mark.parametrize(("code", "marked"), PARAGRAPHS)
def test_a_paragraph_is_cut_where_its_sentences_end(code: str, marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[start:end] for start, end in sentences(text, language_of(code))]
    assert found == [part.strip() for part in marked.split("|") if part]


PIECES = st.lists(
    st.sampled_from([*".!?…。”\"'()[] \t\n1aAÀß", " U.S. ", "etc. ", "Peru "]),
    max_size=60,
)


@given(PIECES.map("".join), st.sampled_from(["en", "de", "zh"]))
def test_the_sentences_of_a_text_are_all_of_it_but_white_space(
    text: str, code: str
) -> None:
    found = sentences(text, language_of(code))
    done = 0
    for start, end in found:
        assert done <= start < end
        assert not text[done:start].strip()
        assert text[start:end] == text[start:end].strip()
        done = end
    assert not text[done:].strip()
    assert found == sentences(text, language_of(code))


@pytest.mark.parametrize(
    "piece", ["a", ".", "a.", "A. ", "(", "(a. B", "[1]", "“", " ", "etc. Peru ", "。"]
)
def test_cutting_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def cost(letters: int) -> float:
        text = (piece * letters)[:letters]
        begin = process_time()
        sentences(text, language_of("en"))
        return process_time() - begin

    few = min(cost(20_000) for _ in range(3))
    assert cost(200_000) < 30 * few + 0.1
