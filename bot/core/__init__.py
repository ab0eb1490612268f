"""The decisions of Duly: values in, values out. No I/O, clock, environment or logging.

Where to look, in the order in which a note passes through:

- the nouns: `model`, `problem`; what decided about them: `why`
- the config: `config`, read by `tree` and `reading`; its parts `persons`, `subteams`, `globs`
- reading one note: `parse`, which goes through `markdown`, `blocks`, `inline`, `sections`, `headings`, then `work`,
  `unboxed`, `rows`, `states`, `due`, `dates`; what it shows besides: `signs`
- who owns what: `owners`, `names`, `vocabulary`, `habits`, `attendees`, `present`, `people`, and between notes `acquaintance`
- one item over all notes: `meeting`, `lineage`, `identity`, `wording`, `joining`
- text that leaves the notes: `text`, made of `characters`, `private`, `neutral`; words for people: `render`, `plural`
- deciding: `plan` is the door; `match`, `marker`, `others` say which issue is whose; `policy`, `labelling`, `labels`,
  `desired` what is asked of it; `case`, `changes`, `merge`, `linked`, `family`, `subissue`, `reminder` what is done
- the next note: `carry` is the door; `past`, `departures`, `pieces`, `live`, `numbering` say what goes on; `outline`,
  `buckets`, `dialect`, `there`, `block` where; `told` and `pull` what people hear of it
- the way back: `writeback`; what people say in comments: `commands`
- for the command line and the reports: `listing`, `explain`, `digest`, `report`
"""
