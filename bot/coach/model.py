"""The vocabulary of the domain: what the coach knows about a person, an exercise and a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any


class Site(StrEnum):
    """Where it hurts."""

    LOW_BACK = "low-back"
    MID_BACK = "mid-back"
    UPPER_BACK = "upper-back"
    BUTTOCK = "buttock"
    UPPER_LEG = "upper-leg"
    LOWER_LEG = "lower-leg"


LEG_SITES = frozenset({Site.UPPER_LEG, Site.LOWER_LEG})


class Since(StrEnum):
    """How long this episode has lasted."""

    DAYS = "days"  # under 6 weeks: acute
    WEEKS = "weeks"  # 6 to 12 weeks: subacute
    MONTHS = "months"  # over 12 weeks: persistent
    NO_PAIN = "no-pain"  # no pain now: keeping it away


class WorseWith(StrEnum):
    """The direction that makes the pain worse."""

    BENDING = "bending"
    ARCHING = "arching"
    TWISTING = "twisting"
    NOTHING = "nothing"  # no clear direction


class Goal(StrEnum):
    LESS_PAIN = "less-pain"
    STRONGER = "stronger"
    MOBILE = "mobile"
    FEWER_RELAPSES = "fewer-relapses"


class Condition(StrEnum):
    """What the plan has to respect; each maps to avoid tags in plan.py."""

    OSTEOPOROSIS = "osteoporosis"
    PREGNANT = "pregnant"
    GAVE_BIRTH = "gave-birth"  # in the last 12 weeks
    SURGERY = "surgery"  # in the last 12 weeks
    HEART = "heart"  # heart disease or blood pressure that is not controlled
    BALANCE = "balance"
    SHOULDER = "shoulder"  # shoulder or wrist
    KNEE = "knee"
    HIP = "hip"
    NECK = "neck"


class Limit(StrEnum):
    """What a clinician said to leave out for now."""

    BENDING = "bending"
    ARCHING = "arching"
    TWISTING = "twisting"
    STRAIN = "strain"  # no strength work
    FLOOR = "floor"  # nothing lying or kneeling


class Equipment(StrEnum):
    """What a person may have at home. A mat is implied by being able to get down to the floor."""

    CHAIR = "chair"  # everyone has something firm to sit on; never asked
    WALL = "wall"  # never asked
    COUNTER = "counter"  # a kitchen counter or sturdy table; never asked
    STRAP = "strap"  # a towel or belt; never asked
    BAND = "band"
    ANCHOR = "anchor"  # a safe place to fix the band: asked together with the band
    DUMBBELLS = "dumbbells"
    BALL = "ball"
    BIKE = "bike"
    STEP = "step"
    POOL = "pool"
    ELLIPTICAL = "elliptical"


ALWAYS_AT_HAND = frozenset({Equipment.CHAIR, Equipment.WALL, Equipment.COUNTER, Equipment.STRAP})


class Category(StrEnum):
    WARM_UP = "warm-up"
    DIRECTIONAL = "directional"  # McKenzie positions and relief
    MOBILITY = "mobility"
    STABILISATION = "stabilisation"
    STRENGTH = "strength"
    AEROBIC = "aerobic"


class Position(StrEnum):
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side-lying"
    QUADRUPED = "quadruped"
    KNEELING = "kneeling"
    SEATED = "seated"
    STANDING = "standing"
    WATER = "water"


FLOOR_POSITIONS = frozenset(
    {Position.SUPINE, Position.PRONE, Position.SIDE_LYING, Position.QUADRUPED, Position.KNEELING}
)


class Muscle(StrEnum):
    ABDOMINALS = "abdominals"
    DEEP_ABDOMINALS = "deep-abdominals"
    OBLIQUES = "obliques"
    ERECTOR_SPINAE = "erector-spinae"
    MULTIFIDUS = "multifidus"
    QUADRATUS_LUMBORUM = "quadratus-lumborum"
    LATISSIMUS_DORSI = "latissimus-dorsi"
    TRAPEZIUS = "trapezius"
    RHOMBOIDS = "rhomboids"
    SHOULDERS = "shoulders"
    CHEST = "chest"
    GLUTEALS = "gluteals"
    DEEP_HIP_ROTATORS = "deep-hip-rotators"
    HIP_FLEXORS = "hip-flexors"
    HAMSTRINGS = "hamstrings"
    QUADRICEPS = "quadriceps"
    CALVES = "calves"
    HEART_AND_LUNGS = "heart-and-lungs"


class Avoid(StrEnum):
    """Why an exercise may not suit someone (the avoid tags of the catalogue)."""

    BENDING = "bending"  # FI: worse bending or sitting
    ARCHING = "arching"  # EI: worse standing or arching, stenosis type
    TWISTING = "twisting"  # ROT
    OSTEOPOROSIS = "osteoporosis"  # OP and OPx: loaded, repeated or end-range bending
    PREGNANT = "pregnant"  # PG: flat on back or front after the first trimester
    GAVE_BIRTH = "gave-birth"  # DR: early postpartum
    LEG_PAIN = "leg-pain"  # LEG: nerve-type leg pain
    SHOULDER = "shoulder"  # SH: shoulder or wrist
    KNEE = "knee"  # KN
    HIP = "hip"  # HIP
    BALANCE = "balance"  # BAL
    NECK = "neck"  # NK
    HEART = "heart"  # BP: uncontrolled blood pressure


@dataclass(frozen=True, slots=True)
class Dose:
    """One rung of an exercise's ladder.

    Either `reps` (each held for `hold` seconds, 0 for a plain movement) or `seconds` of one steady
    position or activity. With `sides` on the exercise, reps and seconds count per side.
    """

    sets: int = 1
    reps: int = 0
    hold: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    code: str  # SEED, Mayo, AAOS, NHS, M, McG, DLS, WB, VA or J (design judgement)
    where: str  # document, page, table: where a reader finds it


@dataclass(frozen=True, slots=True)
class Exercise:
    """Facts of one exercise; its words are in Texts, by language."""

    slug: str
    category: Category
    position: Position
    muscles: tuple[Muscle, ...]
    ladder: tuple[Dose, ...]  # gentlest first; one variable changes per rung
    sources: tuple[Source, ...]
    equipment: frozenset[Equipment] = frozenset()
    sides: bool = False  # done on each side in turn
    avoid: frozenset[Avoid] = frozenset()
    easier: str | None = None  # slug; the harder variants of an exercise are all that name it here
    relief: bool = False  # may be offered on a very painful day
    stops_if_leg_spreads: bool = False  # LEG+: stop and substitute if leg pain moves further down
    tempo: int = 4  # seconds for one movement there and back, hold not counted
    figure: Mapping[str, Any] = field(default_factory=dict, compare=False, hash=False)  # pose data

    @property
    def floor(self) -> bool:
        return self.position in FLOOR_POSITIONS


Library = Mapping[str, Exercise]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the person told us; a default is what to be careful with while an answer is missing.

    Every set may be empty; scores are 0 to 10.
    """

    sites: frozenset[Site] = frozenset()
    since: Since = Since.NO_PAIN
    usual_pain: int = 0
    worse_with: frozenset[WorseWith] = frozenset()
    goal: Goal = Goal.LESS_PAIN
    conditions: frozenset[Condition] = frozenset()
    floor: bool = False  # can get down to the floor and up again
    equipment: frozenset[Equipment] = frozenset()
    minutes: int = 5  # 5, 10, 15 or 20
    days: frozenset[int] = frozenset(range(7))  # 0 Monday to 6 Sunday
    never: frozenset[str] = frozenset()  # slugs the person never wants again
    favourites: frozenset[str] = frozenset()  # slugs that come up more often
    limits: frozenset[Limit] = frozenset()  # a clinician's

    @property
    def leg(self) -> bool:
        """Pain was ever said to reach below the buttock."""
        return bool(self.sites & LEG_SITES)


class Outcome(StrEnum):
    """What the safety screen decides, worst first."""

    EMERGENCY = "emergency"  # exercise locked; emergency number
    URGENT = "urgent"  # exercise locked; medical advice today
    SEE_SOMEONE = "see-someone"  # gentle set only, until someone has looked
    CLEAR = "clear"  # never said to the person in this word


class Difficulty(StrEnum):
    EASY = "easy"  # 4 or more repetitions in reserve
    RIGHT = "right"  # 2 or 3
    HARD = "hard"  # 0 or 1
    COULD_NOT = "could-not"


class Leg(StrEnum):
    """Leg symptoms after an exercise."""

    NONE = "none"
    CENTRAL = "central"  # in the back or buttock only, or retreating towards it
    PERIPHERAL = "peripheral"  # further down the leg than before
    NUMB_WEAK = "numb-weak"


class Kind(StrEnum):
    """The kind of a day's session."""

    PLANNED = "planned"
    GENTLE = "gentle"  # someone has to look first: gentle set only
    FLARE = "flare"  # mobility and a walk at half dose, no strength
    RELIEF = "relief"  # relief positions and a short walk
    EASY = "easy"  # the day after red or a flare: no strength


class Why(StrEnum):
    """Reasons, each worded in content/ui; {n} points or days, {exercise} the exercise."""

    # the day
    FIRST_SESSION = "first-session"
    AS_PLANNED = "as-planned"
    GENTLE_UNTIL_SEEN = "gentle-until-seen"
    VERY_SORE = "very-sore"  # G5: {n} the score
    VERY_SORE_AGAIN = "very-sore-again"  # G4
    SORE_FOR_A_WEEK = "sore-for-a-week"  # G6
    SORER_THAN_USUAL = "sorer-than-usual"  # G7: {n} points above usual
    BACK_AFTER_MONTH = "back-after-month"  # G8: {n} days away
    BACK_AFTER_WEEKS = "back-after-weeks"  # G9
    BACK_AFTER_WEEK = "back-after-week"  # G10
    AFTER_A_HARD_DAY = "after-a-hard-day"  # A4: the day after
    CREEPING_UP = "creeping-up"  # the week is 2 points worse than four weeks ago: half the volume
    BACK_AFTER_EASY = "back-after-easy"  # the way back from a flare: {n} days without a full session
    SURGERY_FIRST = "surgery-first"  # under 12 weeks and no clinician agreed yet: {items} is empty
    ALL_RESTING = "all-resting"  # what suits is resting for some days: {items} is empty
    NOTHING_SUITS = "nothing-suits"  # no safe exercise with this room and equipment: {items} is empty
    # the week
    LIGHTER_WEEK = "lighter-week"  # the person said yes to OFFER_LIGHTER: half the volume
    PLAN_SHRUNK = "plan-shrunk"  # under half of the plan two weeks running: {n} minutes now
    OFFER_LIGHTER = "offer-lighter"  # after {n} weeks with a step up in each
    NO_CHANGE_YET = "no-change-yet"  # {n} weeks, neither pain nor activities better: advise care
    STANDING_STILL = "standing-still"  # no step up in {n} weeks; the reason after it says what holds
    # the direction
    DIRECTION_TEST = "direction-test"  # {exercise} is tried over some days
    DIRECTION_HELPS = "direction-helps"  # it eases: {exercise} comes first, the other way is left out
    DIRECTION_OFF = "direction-off"  # it did not ease, or spread twice: no longer tried
    # an exercise
    STOP_NUMB = "stop-numb"  # A1
    LEG_SPREAD = "leg-spread"  # A2
    LEG_SPREAD_AGAIN = "leg-spread-again"  # A2 twice in seven days: advise care
    RED_TWICE = "red-twice"  # A3
    TOO_SORE = "too-sore"  # A4: red
    SORE_NEXT_MORNING = "sore-next-morning"  # A4: flare; {n} points
    A_LITTLE_SORER = "a-little-sorer"  # A5
    TOO_HARD = "too-hard"  # A6
    HOLD_SORER = "hold-sorer"  # A7: raised; {n} points
    HOLD_UNKNOWN = "hold-unknown"  # A7: no score the next morning
    HOLD_PAIN = "hold-pain"  # A7: amber
    HOLD_HARD = "hold-hard"  # A7
    HOLD_PARTLY = "hold-partly"  # A7: not all sets
    STEP_UP = "step-up"  # A8
    MASTERED = "mastered"  # A8 on the last rung: nothing left to add here
    HOLD_SETTLE = "hold-settle"  # A9


@dataclass(frozen=True, slots=True)
class Reason:
    why: Why
    n: int | None = None
    exercise: str | None = None  # slug


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of a session with the dose for that day. `level` is the rung, 0 the gentlest."""

    exercise: str  # slug
    level: int
    dose: Dose


@dataclass(frozen=True, slots=True)
class Session:
    """A day's plan. Stored for its day: only what they tell of their health changes what is left of it."""

    on: date
    kind: Kind
    items: tuple[Item, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def halved(self) -> bool:
        """Half the volume because of the week: it says nothing about a rung."""
        return any(reason.why in (Why.CREEPING_UP, Why.LIGHTER_WEEK) for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Performed:
    """What became of one item: `done` is the fraction of its sets, 0 to 1."""

    exercise: str
    level: int
    done: float
    skipped: bool = False
    hurt: bool = False  # "It hurts" was tapped
    leg: Leg = Leg.NONE
    minutes: int | None = None  # of an aerobic exercise, when the person told how long it was


@dataclass(frozen=True, slots=True)
class PastSession:
    on: date
    kind: Kind
    performed: tuple[Performed, ...]
    before: int | None = None  # P0
    worst: int | None = None  # P1
    difficulty: Difficulty | None = None
    halved: bool = False  # Session.halved


@dataclass(frozen=True, slots=True)
class Level:
    """Where a person stands on one exercise's ladder, and what it takes to move."""

    rung: int = 0
    clean: int = 0  # S: consecutive clean sessions at this rung
    raised: int = 0  # consecutive sessions with a raised next morning
    red: int = 0  # consecutive red sessions
    rested_until: date | None = None  # substituted: not planned before this day


@dataclass(frozen=True, slots=True)
class History:
    """The past as the coach needs it, newest last."""

    mornings: tuple[tuple[date, int], ...] = ()  # one score a day
    sessions: tuple[PastSession, ...] = ()  # finished or abandoned, at least one set done
    levels: Mapping[str, Level] = field(default_factory=dict)  # by exercise slug
    lighter_until: date | None = None  # last day of a lighter week the person said yes to


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When to remind: wall time, weekdays and an IANA zone."""

    hour: time
    days: frozenset[int]
    zone: str
