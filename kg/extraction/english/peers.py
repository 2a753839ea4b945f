"""English counterparts: "his Iraqi counterpart" holds in Iraq the office of the minister named before."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.bodies import named_body
from kg.extraction.elements import Body, Element
from kg.extraction.words import Words
from kg.language import skeleton_key

_MINISTRY = "Ministry of "


def settle_counterparts(elements: list[Element], words: Words) -> None:
    """Give "his Iraqi counterpart" the Iraqi ministry of the minister named before, in place."""
    last: tuple[str, Body] | None = None
    sovereigns = tuple(words.sets["sovereign"])
    for element in elements:
        post = element.post
        if post is None:
            continue
        state, element.body = element.body if post.head == "counterpart" else None, None
        if state is not None and last is not None:
            sovereign = last[1].kind == "state" or skeleton_key(last[0]).endswith(sovereigns)
            body = state if sovereign else _as_of(*last, state, words)
            element.post = replace(post, body=body, stands=True)
        elif post.body is not None and (post.body.ikind == "ministry" or post.head.endswith(sovereigns)):
            last = (post.title, post.body)


def _as_of(title: str, body: Body, state: Body, words: Words) -> Body:
    """Return the ministry of another state that does what the holder of ``title`` does in his."""
    own = next((body.name[: -len(end)] for end in _owners(words) if body.name.endswith(end)), body.name)
    home = words.lexicon.institution(own)
    if state.id == words.home and home:
        return named_body(words.lexicon, home.name_en, "institution", "ministry", "en")
    if home:
        forms = (form for form in (home.name_en, *home.aliases_en) if form.startswith(_MINISTRY))
        told = (form for form in forms if form.removeprefix(_MINISTRY).lower() in title.lower())
        own = max(told, key=lambda form: (len(form), form), default=own)
    return named_body(words.lexicon, f"{own} of {state.name}", "institution", "ministry", "en")


def _owners(words: Words) -> tuple[str, ...]:
    return tuple(f" of {body.name}" for body in words.states.values())
