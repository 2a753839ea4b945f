"""``kg lexicon``: what the lexicons hold, and what in them is doubtful."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import examples, json_option, lexicon_option, make_settings
from kg.cli.streams import say, say_json


@click.command(epilog=examples("kg lexicon", "kg lexicon --all", "kg lexicon --lexicon my-names --json"))
@click.option("--all", "everything", is_flag=True, help="List what is only to be known, too, not faults alone.")
@lexicon_option
@json_option
def command(everything: bool, lexicon_dirs: tuple[Path, ...], as_json: bool) -> int:
    """Count the entries of the lexicons and list doubtful ones: shared names, ambiguous names, missing English.

    Faults (a name or office title of two institutions, a missing English name or capital) are listed one by one
    and give exit status 1; the rest (ambiguous names, rows without a source) is counted.
    """
    from kg.lexicon import check, extent, load_lexicon  # noqa: PLC0415 - keeps `kg --help` fast

    lexicon = load_lexicon(make_settings(lexicon_dirs, None).lexicon_dirs)
    doubts, counts = check(lexicon), extent(lexicon)
    faults = [doubt for doubt in doubts if doubt.wrong]
    if as_json:
        say_json({"counts": counts, "doubts": [asdict(doubt) | {"wrong": doubt.wrong} for doubt in doubts]})
        return 1 if faults else 0
    for name, count in counts.items():
        say(f"{count:>6}  {name}")
    say()
    for code, number in sorted(Counter(doubt.code for doubt in doubts).items()):
        say(f"{number:>6}  {code}")
    for doubt in doubts if everything else faults:
        say(f"{doubt.code}  {doubt.name}: {', '.join(doubt.ids)}")
    return 1 if faults else 0
