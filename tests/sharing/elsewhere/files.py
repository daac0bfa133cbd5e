"""Files of other programs' forms, with words of our own."""

import json
from typing import Any

WORKRAVE = """\
<?xml version="1.0" encoding="UTF-8"?>
<exercises>
  <exercise>
    <title>Wing reach</title>
    <title xml:lang="de">Flügel strecken</title>
    <title xml:lang="pt_BR">Asa</title>
    <description>Reach one arm across &amp; pull the shoulder. Then the other.</description>
    <description xml:lang="de">Einen Arm herüber ziehen.</description>
    <sequence duration="40">
      <image src="wing.png" duration="10"/>
      <image src="wing.png" mirrorx="yes" duration="10"/>
    </sequence>
  </exercise>
  <exercise>
    <title>Owl</title>
    <description>Turn your head and hold it there.</description>
    <sequence duration="45" tempo="slow"><image src="a.png" duration="5"/><image src="b.png" duration="5"/></sequence>
  </exercise>
  <exercise>
    <title>Far and near</title>
    <description>Look at a tree, then at your thumb.</description>
  </exercise>
</exercises>
"""


def feeel(workout: dict[str, Any] | None = None, *exercises: dict[str, Any], **more: Any) -> bytes:
    """Return a workout file; without exercises, one of three."""
    about = {"id": 7, "type": 1, "title": "Morning ten", "translationJson": None, "category": 0}
    times = {"countdownDuration": 5, "exerciseDuration": 30, "breakDuration": 10, "cachedLastUse": None}
    usual = ({"exercise": 345, "orderPosition": 1, "exerciseDuration": 40}, {"exercise": 12, "orderPosition": 0})
    last = {"exercise": 12, "orderPosition": 2, "exerciseDuration": 20, "breakDuration": 25}
    steps = [{"workoutId": 7, "exerciseDuration": None, **one} for one in (exercises or (*usual, last))]
    whole = {"workout": {**about, **times, **(workout or {})}, "workoutExercises": steps}
    return json.dumps({"feeelMetadataVersion": 300, "fullWorkout": whole, **more}).encode()


def entracte(*routines: dict[str, Any], **more: Any) -> bytes:
    """Return a content pack of these routines."""
    return json.dumps({"version": 1, "name": "Desk things", "routines": routines, **more}).encode()


def lines_of(*texts: tuple[str, float], **more: Any) -> dict[str, Any]:
    """Return a routine of lines, each with its seconds."""
    steps = [{"text": text, "seconds": seconds} for text, seconds in texts]
    about = {"id": "three-lines", "label": "Three lines", "kind": "long", "category": "mobility"}
    return {**about, "difficulty": "active", "steps": steps, **more}


def breath(**phases: float) -> dict[str, Any]:
    """Return a routine of one breath."""
    return lines_of(id="slow", label="Slow breath", category="breathing", breath=phases)
