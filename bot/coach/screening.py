"""The safety screen: three short cards, what they decide, and what it takes to be free to exercise again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.coach.model import Condition, Outcome


class Flag(StrEnum):
    """One line of a card. The wording (time windows included) is content/ui's."""

    # Emergency: new or changed in the last two weeks (CES card)
    SADDLE_NUMB = "saddle-numb"  # E1
    BLADDER_BOWEL = "bladder-bowel"  # E2: bladder, bowel or sexual function
    BOTH_LEGS = "both-legs"  # E3: both legs, or weakness that grows, or unsteady walking
    ACCIDENT = "accident"  # E4: began after a serious accident
    CHEST_PAIN = "chest-pain"  # E5: also collapse, tearing belly or back pain [K]
    FEVER_UNWELL = "fever-unwell"  # E6 [J]
    # Same day: with new or changed pain
    INFECTION = "infection"  # fever, chills, recent infection, weak immunity, injected drugs
    CANCER = "cancer"  # ever
    WEIGHT_LOSS = "weight-loss"  # unexplained
    MINOR_KNOCK = "minor-knock"  # with osteoporosis, long-term steroids or over 70
    LUMP = "lump"  # new lump or change of shape
    CONSTANT_PAIN = "constant-pain"  # not eased by rest and much worse at night
    ONE_LEG_WEAK = "one-leg-weak"  # new weakness or numbness of one leg
    # See someone first
    INFLAMMATORY = "inflammatory"  # began under 45, over 3 months, plus four typical extras (NG65)
    NOT_IMPROVING = "not-improving"  # after 4 to 6 weeks
    PREGNANT = "pregnant"
    SURGERY = "surgery"  # in the last 12 weeks
    OSTEOPOROSIS = "osteoporosis"
    HEART = "heart"
    # On no card: told in the settings
    BIRTH = "birth"  # in the last 12 weeks, and nobody has said yes to exercise


EMERGENCY = (
    Flag.SADDLE_NUMB,
    Flag.BLADDER_BOWEL,
    Flag.BOTH_LEGS,
    Flag.ACCIDENT,
    Flag.CHEST_PAIN,
    Flag.FEVER_UNWELL,
)
"""First card. "Not sure" counts as yes: the card says so and a tick means either."""

URGENT = (
    Flag.INFECTION,
    Flag.CANCER,
    Flag.WEIGHT_LOSS,
    Flag.MINOR_KNOCK,
    Flag.LUMP,
    Flag.CONSTANT_PAIN,
    Flag.ONE_LEG_WEAK,
)
"""Second card, "same-day". Worded "with new or changed pain": an old, assessed fact is not ticked again."""

SEE_SOMEONE = (
    Flag.INFLAMMATORY,
    Flag.NOT_IMPROVING,
    Flag.PREGNANT,
    Flag.SURGERY,
    Flag.OSTEOPOROSIS,
    Flag.HEART,
)
"""Third card, "see-first"."""

ON_CARDS = EMERGENCY + URGENT + SEE_SOMEONE
CARDS = {"emergency": EMERGENCY, "same-day": URGENT, "see-first": SEE_SOMEONE}
SHORT = ("emergency", "same-day")
"""The cards of the short re-screen."""

ALARMS = frozenset(EMERGENCY + URGENT)
_CONDITIONS = {
    Flag.PREGNANT: Condition.PREGNANT,
    Flag.SURGERY: Condition.SURGERY,
    Flag.OSTEOPOROSIS: Condition.OSTEOPOROSIS,
    Flag.HEART: Condition.HEART,
    Flag.BIRTH: Condition.GAVE_BIRTH,
}

RESCREEN_SECONDS = 7 * 86_400  # weekly (docs/coaching.md)
FOLLOW_UP_DAYS = (1, 7)  # the day after, then weekly: has somebody looked? [J]
TOO_SOON_SECONDS = 6 * 3600  # an emergency that somebody has looked at within hours is asked about twice [J]


def outcome(flags: Iterable[Flag]) -> Outcome:
    """What ticked lines mean; any single one is enough and the worst wins."""
    ticked = frozenset(flags)
    if ticked & frozenset(EMERGENCY):
        return Outcome.EMERGENCY
    if ticked & frozenset(URGENT):
        return Outcome.URGENT
    return Outcome.SEE_SOMEONE if ticked else Outcome.CLEAR


def conditions_implied(flags: Iterable[Flag]) -> frozenset[Condition]:
    """What the plan has to respect because of ticked lines."""
    return frozenset(_CONDITIONS[flag] for flag in flags if flag in _CONDITIONS)


def flags_implied(conditions: Iterable[Condition]) -> frozenset[Flag]:
    """The other way round: a condition told outside the screen asks for someone to look first, too."""
    told = frozenset(conditions)
    return frozenset(flag for flag, condition in _CONDITIONS.items() if condition in told)


class Fact(StrEnum):
    """What a row of the screening history says."""

    SCREENED = "screened"  # all three cards answered
    RESCREENED = "rescreened"  # the short one: emergency and same-day
    NOTED = "noted"  # flags that came up elsewhere: a numb leg in a session, a condition in the settings
    TICKED = "ticked"  # the lines ticked on an open card so far, none to take them back; not confirmed yet
    DUE = "due"  # something happened that wants the short screen before any exercise
    ASSESSED = "assessed"  # the person says that a clinician has assessed them and agrees with exercise
    OVER = "over"  # the time of these has passed: healed, born


@dataclass(frozen=True, slots=True)
class Event:
    """One fact; `at` is in UTC seconds. The order of the rows is the order of the facts."""

    at: int
    kind: Fact
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands with the screen."""

    alarms: frozenset[Flag] = frozenset()  # emergency and same-day flags that lock exercise
    assessed: bool = False  # said since the last alarm; a new screen without alarms is what is missing
    referrals: frozenset[Flag] = frozenset()  # see-someone flags
    agreed: frozenset[Flag] = frozenset()  # referrals a clinician has agreed to
    asked_at: int | None = None  # last screen, UTC seconds; None: never asked
    ticked: frozenset[Flag] = frozenset()  # on a card that is still open
    due: bool = False  # something happened since the last screen
    since: int | None = None  # UTC seconds since when somebody is to look, None: nobody is

    @property
    def outcome(self) -> Outcome:
        """EMERGENCY or URGENT while locked, SEE_SOMEONE while only the gentle set is offered."""
        return outcome(self.alarms | (self.referrals - self.agreed))

    @property
    def open(self) -> frozenset[Flag]:
        """What somebody still has to look at: what locks, or what only the gentle set is offered for."""
        return self.alarms or self.referrals - self.agreed

    @property
    def locked(self) -> bool:
        """No exercise may be shown: an alarm is open, or the screen was never answered."""
        return bool(self.alarms) or self.asked_at is None

    @property
    def unanswered(self) -> bool:
        """The cards come before any exercise: a line is ticked and not confirmed, or something happened."""
        return bool(self.ticked) or self.due


def state(facts: Iterable[Event]) -> Standing:
    """Replay the facts, oldest first.

    An alarm locks until the person says that a clinician has assessed them AND a later screen has no
    alarm; a later screen alone never unlocks (docs/coaching.md). A clinician's agreement covers the
    see-someone flags known by then, until a full screen no longer has them: next year's surgery is new.
    """
    standing = Standing()
    for fact in facts:
        standing = after(standing, fact)
    return standing


def after(standing: Standing, fact: Event) -> Standing:
    """Where one more fact leads."""
    then = _after(standing, fact)
    if not then.open:
        return replace(then, since=None)
    return then if then.open <= standing.open else replace(then, since=fact.at)


def _after(standing: Standing, fact: Event) -> Standing:
    if fact.kind is Fact.ASSESSED:
        return _assessed(standing, fact.flags)
    if fact.kind is Fact.TICKED:
        return replace(standing, ticked=fact.flags)
    if fact.kind is Fact.DUE:
        return replace(standing, due=True)
    if fact.kind is Fact.OVER:
        referred = standing.referrals - fact.flags
        return replace(standing, referrals=referred, agreed=standing.agreed & referred)
    read_all = fact.kind is Fact.SCREENED and not fact.flags & ALARMS  # else it ended before the third card
    asked_for = frozenset(SEE_SOMEONE) if read_all else frozenset()
    referred = (fact.flags - ALARMS) | (standing.referrals - asked_for)
    agreed = standing.agreed & referred
    if fact.kind is Fact.NOTED:  # told anew: the next operation has not been looked at
        agreed -= fact.flags
    standing = replace(standing, referrals=referred, agreed=agreed)
    if fact.kind is not Fact.NOTED:
        ticked = standing.ticked - ALARMS if fact.kind is Fact.RESCREENED else frozenset()
        standing = replace(standing, asked_at=fact.at, ticked=ticked, due=False)
    if alarms := fact.flags & ALARMS:
        return replace(standing, alarms=standing.alarms | alarms, assessed=False)
    if standing.assessed and fact.kind is not Fact.NOTED:
        return replace(standing, alarms=frozenset(), assessed=False)
    return standing


def _assessed(standing: Standing, seen_for: frozenset[Flag]) -> Standing:
    """Somebody looked, because of `seen_for`; without any, as it was told once, because of everything."""
    because = seen_for or standing.alarms | standing.referrals
    assessed = standing.assessed or bool(standing.alarms & because)
    return replace(standing, assessed=assessed, agreed=standing.agreed | (standing.referrals & because))


def follow_up_day(since: date, today: date) -> date:
    """The first day from `today` on to ask whether somebody has looked: the day after, then weekly."""
    first, every = FOLLOW_UP_DAYS
    late = max(0, (today - since).days - first)
    return since + timedelta(days=first + -(-late // every) * every)


def rescreen_due(standing: Standing, now: int, triggered_at: int | None = None) -> bool:
    """Whether to ask the short screen now (UTC seconds).

    Due a week after the last one, when something happened since (`triggered_at`: a very sore day, a
    long break), and once a clinician has assessed a locked person. Not while locked before that: it
    would not unlock anything.
    """
    if standing.asked_at is None or standing.assessed or standing.unanswered:
        return True
    if standing.alarms:
        return False
    return now - standing.asked_at >= RESCREEN_SECONDS or (triggered_at or 0) > standing.asked_at
