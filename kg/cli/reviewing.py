"""The forms of ``kg review``: list pairs, show one, decide, correct, list the ledgers, write the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.streams import note, say, say_json
from kg.errors import StoreError, UsageError
from kg.ledgers import (
    VERDICTS,
    Correction,
    Judgement,
    Ledgers,
    append_correction,
    append_judgement,
    checked_correction,
    checked_judgement,
    contradictions,
    normalised,
    read_ledgers,
)
from kg.lexicon import load_lexicon
from kg.ontology import label
from kg.ontology.terms import AGR
from kg.review import (
    Doubt,
    LedgerLine,
    Quote,
    Side,
    SideFact,
    article_id,
    check_correction,
    check_pair,
    doubtful_pairs,
    ledger_lines,
)
from kg.review import compare as compare_sides
from kg.store import ledger_folder, open_store

if TYPE_CHECKING:
    from kg.cli.review import Call

SIGNS = ("A", "B")
SHOWN_QUOTES = 2
"""Quotes of one value in the terminal; --json has them all."""


def folder_of(call: Call) -> Path:
    """Return the folder of the ledgers of this call."""
    return ledger_folder(call.store, call.settings)


def list_doubts(call: Call, limit: int) -> int:
    """Print the doubtful pairs."""
    with open_store(call.store, settings=call.settings) as opened:
        doubts = doubtful_pairs(opened)
    if call.as_json:
        say_json([_as_json(doubt) for doubt in doubts])
        return 0
    say(_counted(doubts) if doubts else "no pair waits for a decision")
    for number, doubt in enumerate(doubts[:limit], 1):
        say()
        _print(doubt, f"{number}  {doubt.score}  {_term(_kind(doubt))}")
    if len(doubts) > limit:
        say()
        say(f"and {len(doubts) - limit} more; --limit {len(doubts)} shows all")
    return 0


def show_pair(call: Call, one: str, other: str) -> int:
    """Print any two reports or mentions side by side."""
    with open_store(call.store, settings=call.settings) as opened:
        names = [normalised(name) for name in check_pair(opened, one, other)]
        doubt = compare_sides(opened, *names)
    if doubt is None:
        raise UsageError(
            "institutions have no article to compare", expected="two reports or mentions", todo="kg show NAME"
        )
    if call.as_json:
        say_json(_as_json(doubt))
    else:
        _print(doubt, _term(_kind(doubt)))
    return 0


def write_page(call: Call, output: Path) -> int:
    """Write the doubtful pairs as a page."""
    from kg.site import write_review  # noqa: PLC0415 - templates take a moment

    with open_store(call.store, settings=call.settings) as opened:
        doubts = doubtful_pairs(opened)
    write_review(doubts, output)
    index = output / "index.html"
    if call.as_json:
        say_json({"index": str(index), "pairs": len(doubts)})
    else:
        say(f"{_counted(doubts)}; open {index}")
    return 0


def decide(call: Call, one: str, other: str, verdict: str) -> int:
    """Write a judgement and bring the facts up to date; 1 when it contradicts others."""
    _check_decider(call)
    if verdict not in VERDICTS:
        raise UsageError(f"{verdict!r} is no verdict", expected=" | ".join(VERDICTS), todo="kg review --help")
    folder = folder_of(call)
    with open_store(call.store, settings=call.settings) as opened:
        names = check_pair(opened, one, other)
    judged = checked_judgement(Judgement(*names, verdict, call.by, call.on, call.why), call.settings)
    line = append_judgement(folder, judged, call.settings)
    judgements = read_ledgers(folder, call.settings).judgements
    clashes = [str(clash) for clash in contradictions(judgements) if line in clash.lines]
    for clash in clashes:
        note(f"{folder / 'judgements.csv'}: {clash}")
    done = {"file": str(folder / "judgements.csv"), "line": line, "verdict": verdict, "contradictions": clashes}
    return _finish(call, done, f"{names[0]} and {names[1]}: {verdict}", ok=not clashes)


def correct(  # noqa: PLR0913, PLR0917 - one argument an option
    call: Call, article: str, prop: str, value: str, span: tuple[int, int], action: str | None, new: str
) -> int:
    """Write a correction, once it is certain that the article says what it names, and bring the facts up to date."""
    if action is None:
        raise UsageError("nothing is said about the fact", expected="reject, confirm or replace --with VALUE")
    _check_decider(call)
    folder = folder_of(call)
    with open_store(call.store, settings=call.settings) as opened:
        told = (article_id(opened, article), prop, value, *span, action, new, call.by, call.on, call.why)
        line = checked_correction(Correction(*told), call.settings)
        ledgers = read_ledgers(folder, call.settings)
        nodes = check_correction(opened, line, ledgers, load_lexicon(call.settings.lexicon_dirs))
    number = append_correction(folder, line, call.settings)
    done = {"file": str(folder / "corrections.csv"), "line": number, "action": action, "nodes": list(nodes)}
    return _finish(call, done, f"{line.property} {value} of {line.article}: {action}", ok=True)


def _check_decider(call: Call) -> None:
    """Raise UsageError for a decision without a name or a reason."""
    for value, option in ((call.by, "--by NAME"), (call.why, "--why TEXT")):
        if not value.strip():
            raise UsageError(f"a decision needs {option}", expected="who decided, and why", todo=f"pass {option}")


def list_ledger(call: Call) -> int:
    """Print every line of the ledgers with what has become of it; 1 when somebody has to look at one."""
    folder = folder_of(call)
    ledgers = read_ledgers(folder, call.settings)
    with open_store(call.store, settings=call.settings) as opened:
        lines = ledger_lines(opened, ledgers, load_lexicon(call.settings.lexicon_dirs))
    if call.as_json:
        say_json([asdict(line) for line in lines])
    else:
        _print_lines(lines, folder, ledgers)
    return 1 if any(line.troubled for line in lines) else 0


def _finish(call: Call, done: dict[str, object], what: str, *, ok: bool) -> int:
    """Bring the facts up to date with the new line, which stands in its file whatever happens here."""
    try:
        open_store(call.store, "write", call.settings).close()
    except StoreError as error:
        note(f"the line is written; the facts follow when the store is next opened ({error})")
        ok = False
    if call.as_json:
        say_json(done)
    else:
        say(f"{what}; line {done['line']} of {done['file']}")
    return 0 if ok else 1


def _counted(doubts: Sequence[Doubt]) -> str:
    return f"{len(doubts)} doubtful {'pair' if len(doubts) == 1 else 'pairs'}"


def _print_lines(lines: Iterable[LedgerLine], folder: Path, ledgers: Ledgers) -> None:
    say(f"{len(ledgers.judgements)} judgements and {len(ledgers.corrections)} corrections in {folder}")
    for line in lines:
        one = line.decision
        if isinstance(one, Judgement):
            what = f"{one.verdict}  {one.one}  {one.other}"
        else:
            new = f" → {one.replacement}" if one.replacement else ""
            what = f"{one.action}  {one.article} {one.property} «{one.value}» {one.start}–{one.end}{new}"
        say(f"  {line.ledger}.csv:{line.line}  {line.state}  {what}")
        say(f"      {one.by}, {one.on}: {one.why}")
        if line.reason:
            say(f"      {line.reason}")


def _print(doubt: Doubt, heading: str) -> None:
    say(heading)
    if doubt.reasons:
        say(f"   {'; '.join(doubt.reasons)}")
    for sign, side in zip(SIGNS, (doubt.one, doubt.other), strict=True):
        say(f"   {sign}  {side.id}  {_source(side)}")
    for name, *sides in doubt.rows:
        say(f"   {_term(name)}")
        for sign, facts in zip(SIGNS, sides, strict=True):
            for fact in facts:
                say(f"     {sign}  {_fact(fact)}")
            if not facts:
                say(f"     {sign}  –")
    say(f"   {doubt.command('same|different|unsure')}".replace("'", ""))


def _source(side: Side) -> str:
    date = f"{side.jalali} ({side.published})" if side.published else "no date"
    return ", ".join(filter(None, (f"«{side.title or side.key}»", side.publisher, date)))


def _fact(fact: SideFact) -> str:
    value = f"{fact.english} ({fact.value})" if fact.english else fact.value
    more = f"  [{fact.note}]" if fact.note else ""
    return f"{value}{more}" + "".join(f"  {_cited(quote)}" for quote in fact.quotes[:SHOWN_QUOTES])


def _cited(quote: Quote) -> str:
    return f"«{quote.text}» {quote.start}–{quote.end}"


def _kind(doubt: Doubt) -> str:
    return "Report" if doubt.one.id.startswith("report/") else "OfficialMention"


def _term(name: str) -> str:
    """Return a term of the vocabulary in both languages."""
    node = AGR(name)
    return f"{label(node, 'en') or name} ({label(node, 'fa') or name})"


def _as_json(doubt: Doubt) -> dict[str, object]:
    return {**asdict(doubt), "commands": dict(doubt.commands)}
