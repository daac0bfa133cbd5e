"""Changing files: routines, exercises and poses edited as text, so that all a person wrote in them stays theirs.

How a screen uses it, with a `Folders` (the bundled and the person's) and an `Around` (the catalog, the precautions):

- `draft.Draft.opened(path, around)` opens a file of the person's. `fresh.copy_of(folders, around, entry)` begins a copy
  of a bundled one (its `save()` writes the pose and picture too), `fresh.new_routine`, `new_exercise` and `new_pose`
  begin others. Nothing is on the disk before `save()`.
- What is shown comes from `draft.model` (None where too little can be read), `draft.written(at)` (letter by letter, for
  fields) and `draft.problems_at(at)`, each after any change. A place `at` is `("steps", 2, "hold")`,
  `("steps", 1, "steps", 0)` within rounds, or `()` for all of the file.
- Changes: `set(at, "20 s", run="hold")` while typing and `end_run()` when the field is left; `clear(at)` for what holds
  without the key; `insert(at, step)`, `remove(at)`, `duplicate(at)`; `move(at, to)`, where `to` is the gap it is put
  into, counted as the list is before; `into_rounds(at, steps, rounds)` and `out_of_rounds(at)`. Steps, doses and frames
  may be given as pieces of the model. They return whether anything changed, and raise NotEditableError, a sentence to
  be told, where a text is too oddly written. A pack brings the check with it that has to come first.
- `undo()` and `redo()` go back and forth without end; `to_undo` and `to_redo` name what they would do ("move step").
- `shown.timeline_of(slug, model, exercises)` is the strip and the total while editing; `shown.segments_of(at, …)` says
  which segments are a step's, to light up and to play from. The looks at the skin are there, and stand in no file.
- `save()` raises ChangedElsewhereError: offer `save(over=True)`, or `take_theirs()`, which can be undone. `is_saved`
  tells whether to ask before closing. `hold_against(around)` is for when the folder was read anew.
- `pictures.put_picture(mine, slug, data, ending)` keeps a picture; `app.ui.pictures.remade` makes `data` of any file.
"""
