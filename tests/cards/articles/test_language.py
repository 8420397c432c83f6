"""Which language a text is in."""

from __future__ import annotations

import pytest

from quizapp.cards.articles.language import language_of_text

TEXTS = [
    ("en", "Lima this week plays host to the summit. The meeting is of significance."),
    ("es", "La cumbre se celebra en Lima, y el gobierno espera que los acuerdos no."),
    ("pt", "A cúpula acontece em Lima, e o governo espera que os acordos não falhem."),
    ("fr", "Le sommet se tient à Lima, et le gouvernement espère que l'accord ne soit"),
    ("it", "Il vertice si tiene a Lima, e il governo spera che gli accordi non siano"),
    ("de", "Der Gipfel findet in Lima statt, und die Regierung hofft, dass er nicht"),
    ("en", "Kay hatun huñunakuyqa Lima llaqtapim kachkan, manam imapas rurasqachu."),
    ("en", "会议在利马举行。政府希望达成协议。"),
    ("en", "Lima, Peru. APEC 2016: 21"),
    ("en", ""),
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_a_text_is_in_the_language_of_its_small_words(code: str, text: str) -> None:
    assert language_of_text(text) == code
    assert language_of_text(text.upper()) == code
    assert language_of_text(f"{text} " * 20_000) == code
