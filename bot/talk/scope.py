"""What of a text is said of the writer and now: not denied, not somebody else's, not long over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.talk.words import Span, Word

REACH = 6  # words that a "no" denies, counted anew after each "or" and comma
OTHERS = 8  # words about somebody else
NEAR = 3  # words between somebody and what they have
SETTLED = 14  # words before "fine again" that it settles


def starts(spans: Iterable[Span], name: str) -> frozenset[int]:
    return frozenset(span.start for span in spans if span.name == name)


def named(spans: Iterable[Span], name: str) -> list[Span]:
    return [span for span in spans if span.name == name]


def says_else(idiom: Span, span: Span) -> bool:
    """Whether an idiom takes these words for itself: not when it is but a part of what they say."""
    inside = span.start <= idiom.start and idiom.end <= span.end
    longer = span.end - span.start > idiom.end - idiom.start
    return idiom.start < span.end and span.start < idiom.end and not (inside and longer)


def denied(words: Sequence[Word], spans: Sequence[Span], concepts: Sequence[Span]) -> frozenset[int]:
    """The places of words that a "no" before them denies. One that is part of a phrase denies nothing."""
    taken = [range(span.start, span.end) for span in concepts if span.end - span.start > 1]
    so = {place for span in named(spans, "affirms") for place in range(span.start, span.end)}
    stops, begins = starts(spans, "stops"), starts(spans, "starts")
    found: set[int] = set()
    for span in named(spans, "negation"):
        inside = range(span.start, span.end)
        longer = (each for each in taken if len(each) > len(inside))
        if not so & set(inside) and not any(span.start in each and span.end - 1 in each for each in longer):
            found |= _reach(words, span.end, stops, begins) | set(range(span.start + 1, span.end))
    return frozenset(found | _within(spans, concepts) | _fine(words, spans) | _answered(words, spans))


def _within(spans: Sequence[Span], concepts: Sequence[Span]) -> set[int]:
    """ "No swelling or change": what a phrase that begins with "no" steps over is denied all the same."""
    found: set[int] = set()
    first = starts(spans, "negation")
    for outer in (span for span in concepts if span.start in first and span.end - span.start > 3):
        found.update(span.start for span in concepts if outer.start < span.start and span.end < outer.end)
    return found


def _reach(words: Sequence[Word], at: int, stops: frozenset[int], begins: frozenset[int]) -> set[int]:
    found: set[int] = set()
    left = REACH
    for place in range(at, len(words)):
        fresh = words[place].clause != words[at - 1].clause and words[place].clause != words[place - 1].clause
        if words[place].sentence != words[at - 1].sentence or place in stops or (fresh and place in begins):
            break
        left = REACH if fresh else left - 1
        if left < 0:
            break
        found.add(place)
    return found


def _answered(words: Sequence[Word], spans: Sequence[Span]) -> set[int]:
    """ "Fever? No": a short question that is denied right after it."""
    found: set[int] = set()
    for place in starts(spans, "negation"):
        before = place - 1
        if place and words[before].asked and words[before].sentence != words[place].sentence:
            asked = [at for at in range(place) if words[at].sentence == words[before].sentence]
            found.update(asked if len(asked) <= REACH else ())
    return found


def _fine(words: Sequence[Word], spans: Sequence[Span]) -> set[int]:
    """ "Bladder fine": what stands right before it in its clause."""
    found: set[int] = set()
    negations = {span.end for span in named(spans, "negation")}
    for span in named(spans, "fine"):
        if span.start in negations:  # not normal
            continue
        place = span.start - 1
        while place >= 0 and words[place].clause == words[span.start].clause and span.start - place <= 3:
            found.add(place)
            place -= 1
    return found


def of_others(words: Sequence[Word], spans: Sequence[Span], concepts: Sequence[Span]) -> frozenset[int]:
    """The places of words about somebody else, until the writer is named again."""
    does, me = starts(spans, "does"), starts(spans, "me")
    heads = {span.start for span in concepts}
    found: set[int] = set()
    for span in named(spans, "who"):
        near = range(span.end, span.end + NEAR)
        if _after_fillers(words, span.end) in heads or (does & set(near) and not me & set(near)):
            found |= _theirs(words, span.end, me)
    return frozenset(found | _on_behalf(words, spans))


def _after_fillers(words: Sequence[Word], at: int) -> int:
    while at < len(words) and words[at].filler:
        at += 1
    return at


def _on_behalf(words: Sequence[Word], spans: Sequence[Span]) -> set[int]:
    """ "Is it good for osteoporosis? Asking for my gran": all but the sentences where the writer is named."""
    if not starts(spans, "behalf"):
        return set()
    theirs = {place for span in named(spans, "who") for place in range(span.start, span.end)}
    mine = {words[place].sentence for place in starts(spans, "me") - theirs}
    return {place for place, word in enumerate(words) if word.sentence not in mine}


def _theirs(words: Sequence[Word], at: int, me: frozenset[int]) -> set[int]:
    found: set[int] = set()
    for place in range(at, min(len(words), at + OTHERS)):
        if words[place].sentence != words[at - 1].sentence or place in me:
            break
        found.add(place)
    return found


def over(words: Sequence[Word], spans: Sequence[Span]) -> frozenset[int]:
    """The places that tell of long ago: all the sentence; and what a "fine again" after them settles."""
    past = {words[span.start].sentence for span in named(spans, "past")}
    found = {place for place, word in enumerate(words) if word.sentence in past}
    stops = starts(spans, "but")
    for span in named(spans, "settled"):
        for place in range(span.end - 1, max(-1, span.start - SETTLED), -1):
            if place in stops or words[place].sentence != words[span.start].sentence:
                break
            found.add(place)
    return frozenset(found)


def asked_about(words: Sequence[Word], spans: Sequence[Span]) -> frozenset[int]:
    """The sentences that only ask: what a word means, how to move, or of people in general."""
    mine = {words[place].sentence for place in starts(spans, "me")}
    first = {
        place for place, word in enumerate(words) if not place or words[place - 1].sentence != word.sentence
    }
    found = {words[span.start].sentence for span in named(spans, "meaning")}
    found |= {words[at].sentence for at in starts(spans, "moves") & first}
    return frozenset(found | ({words[at].sentence for at in starts(spans, "wonders") & first} - mine))
