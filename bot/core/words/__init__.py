"""Every word that means something in meeting notes, once for each language, as data.

A language is a file (`en.toml`): adding one is adding its file. `words(code)` gives those of a language and of English. What is done
with the words is decided by the packages that read notes; no word of a language stands in their code.
"""

from bot.core.words.load import ENGLISH as ENGLISH
from bot.core.words.load import all_words as all_words
from bot.core.words.load import words as words
from bot.core.words.sections import Words as Words
