"""The decisions: values in, values out. No I/O, clock, environment or logging.

The packages are layers, and each imports only those below it:

- `commands`, `onboarding`, `upcoming`: what a slash command does; what a community sees before it installs Duly; the next meeting
- `carry`, `reports`, `write_back`: the next note, text for people, ticks for the newest note
- `issues`: which issue is whose, and what should change
- `items`: lines of many notes as pieces of work
- `notes`: one note as lines
- `people`: names in notes, and their logins
- `markdown`: a note's source, its blocks and headings
- `model`: the values that all of these pass on
- `config`, `text`: the config file; text of any origin
- `words`, `limits`: words with a meaning in notes, by language; GitHub's limits
- `values`: how a value of which there are many is declared
"""
