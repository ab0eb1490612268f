"""Whether a text says what is to be done, by the word in front of it or the one at its end."""

import pytest

from bot.core.markdown.deeds import has_own_deeds, says_deed


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Order tar", "en", True, id="English"),
        pytest.param("Order of the day", "en", False, id="a thing in English"),
        pytest.param("If time allows, order tar", "en", True, id="behind a condition"),
        pytest.param("If time allows, the crane", "en", False, id="a thing behind a condition"),
        pytest.param("When the tar is dry, boats, order", "en", False, id="the end of a list"),
        pytest.param("Reach out to the miller", "en", True, id="a deed of two words"),
        pytest.param("Relancer la mairie", "fr", True, id="French"),
        pytest.param("Mettre à jour la page", "fr", True, id="French, several words"),
        pytest.param("Courrier de la mairie", "fr", False, id="a French noun that ends so"),
        pytest.param("Test de la grue", "fr", False, id="an English word as a thing in French"),
        pytest.param("Revisar los textos", "es", True, id="Spanish"),
        pytest.param("Enviarlo al puerto", "es", True, id="Spanish with a pronoun"),
        pytest.param("Lugar de la feria", "es", False, id="a Spanish noun that ends so"),
        pytest.param("Escrever a ata", "pt", True, id="Portuguese"),
        pytest.param("Lugar da feira", "pt", False, id="a Portuguese noun that ends so"),
        pytest.param("Scrivere al comune", "it", True, id="Italian"),
        pytest.param("Cantiere navale", "it", False, id="an Italian noun that ends so"),
        pytest.param("Redactar l'acta", "ca", True, id="Catalan"),
        pytest.param("Protokoll schreiben", "de", True, id="German, at the end"),
        pytest.param("Preise angeben (bis Mai)", "de", True, id="German, in front of a parenthesis"),
        pytest.param("Klären, ob der Kran hält", "de", True, id="German, in front"),
        pytest.param("Das Schreiben vom Amt", "de", False, id="a German noun"),
        pytest.param("Antrag angenommen", "de", False, id="a German participle"),
        pytest.param("Fehler im Formular behoben", "de", False, id="a German participle without ge"),
        pytest.param("Wir haben uns getroffen", "de", False, id="a German participle in a sentence"),
        pytest.param("Fehler im Formular beheben", "de", True, id="the German infinitive of it"),
        pytest.param("Termin noch offen", "de", False, id="a German adjective"),
        pytest.param("Neue Kosten", "de", False, id="a German plural"),
        pytest.param("schreiben", "de", False, id="one word alone"),
        pytest.param("Teksten nakijken", "nl", True, id="Dutch, at the end"),
        pytest.param("Stuur de notulen rond", "nl", True, id="Dutch, in front"),
        pytest.param("Nieuwe plannen", "nl", False, id="a Dutch plural"),
        pytest.param("Napisać do urzędu", "pl", True, id="Polish"),
        pytest.param("Część mostu", "pl", False, id="a Polish noun that ends so"),
        pytest.param("Napísať úradu", "sk", True, id="Slovak"),
        pytest.param("Napsat úřadu", "cs", True, id="Czech"),
        pytest.param("Покрасить стену", "ru", True, id="Russian"),
        pytest.param("Печать плаката", "ru", False, id="a Russian noun that ends so"),
        pytest.param("Десять новых лодок", "ru", False, id="a Russian number"),
        pytest.param("Треть лодок", "ru", False, id="a Russian part"),
        pytest.param("Dvadsať lodí", "sk", False, id="a Slovak number"),
        pytest.param("Webinar sobre barcos", "es", False, id="a loan word in Spanish"),
        pytest.param("Scheduler nuevo", "es", False, id="a loan word for a program in Spanish"),
        pytest.param("Boka lokal", "sv", True, id="Swedish"),
        pytest.param("Sende fakturaen", "nb", True, id="Norwegian"),
        pytest.param("Bestille maling", "da", True, id="Danish"),
        pytest.param("Tarkistaa köysi", "fi", True, id="Finnish"),
        pytest.param("Menghubungi tukang cat", "id", True, id="Indonesian"),
    ],
)
def test_what_is_to_be_done(text: str, language: str, expected: bool) -> None:
    assert says_deed(text, language) is expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en", False), ("de", True), ("es", True), ("sv", True), ("ja", False)]
)
def test_languages_whose_deeds_are_known(language: str, expected: bool) -> None:
    assert has_own_deeds(language) is expected
