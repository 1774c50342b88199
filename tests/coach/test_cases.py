"""Case reports: who came, what they answered, and the plan that followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coach.dose import items_seconds, session_seconds
from bot.coach.model import (
    Category,
    Condition,
    Difficulty,
    Equipment,
    Goal,
    Item,
    Kind,
    Leg,
    Outcome,
    Session,
    Since,
    Site,
    Why,
    WorseWith,
)
from bot.coach.outcomes import Rating
from bot.coach.plan import Locked
from bot.coach.screening import Fact, Flag
from tests.coach.library import LIBRARY, MONDAY
from tests.coach.patient import Patient, last, slugs, whys

EASY = Difficulty.EASY


def categories(session: Session) -> list[Category]:
    return [LIBRARY[item.exercise].category for item in session.items]


def test_a_quiet_month_for_a_desk_worker() -> None:
    """Settled mornings, just right: a step every third time each, the walk a step a week."""
    anna = Patient()
    anna.lives(28)
    assert {slug: anna.rung(slug) for slug in ("bridge", "brace", "pelvic-tilt", "walk")} == {
        "bridge": 1,
        "brace": 1,
        "pelvic-tilt": 1,
        "walk": 3,
    }
    assert anna.week() == []


def test_an_acute_back_gets_relief_first_and_strength_later() -> None:
    """Three days of pain, worse bending: lying on the front and one strength exercise; weeks on, two."""
    ben = Patient(since=Since.DAYS, usual_pain=6, worse_with=frozenset({WorseWith.BENDING}))
    assert slugs(ben.wakes(5)) == ["warm-up", "prone-lying", "seated-tilt", "pelvic-tilt", "bridge", "walk"]
    ben.trains(worst=5)
    most = 0
    for _ in range(40):
        most = max(most, categories(ben.wakes(2)).count(Category.STRENGTH))
        ben.trains()
    assert most == 1
    ben.lives(45)
    most = 0
    for _ in range(7):
        most = max(most, categories(ben.wakes(2)).count(Category.STRENGTH))
        ben.trains()
    assert most == 2


def test_a_sore_morning_after_bridges_takes_one_step_back() -> None:
    """Four points sorer the next day: what was done gets easier, no strength today; later up again."""
    cara = Patient()
    cara.lives(7)
    before = cara.rung("brace")
    session = cara.wakes(6)
    assert (session.kind, whys(session)) == (Kind.FLARE, [Why.SORER_THAN_USUAL])
    assert cara.rung("brace") == max(0, before - 1)
    assert last(cara.course.reasons, "brace") is Why.SORE_NEXT_MORNING
    cara.trains(worst=6)
    cara.lives(14)
    assert cara.rung("brace") >= before


def test_red_pain_in_a_session_means_no_strength_the_day_after() -> None:
    """Eight of ten during, settled by morning: mobility and a walk; the day after as usual."""
    dan = Patient()
    dan.wakes(2)
    dan.trains(worst=8)
    session = dan.wakes(2)
    assert (session.kind, whys(session)) == (Kind.EASY, [Why.AFTER_A_HARD_DAY])
    assert Category.STRENGTH not in categories(session)
    dan.trains()
    assert dan.wakes(2).kind is Kind.PLANNED


def test_two_red_sessions_substitute_the_exercise_that_hurt() -> None:
    """The seated tilt hurt twice: it rests for a week, the others only wait."""
    eve = Patient()
    for _ in range(4):
        hurts = "seated-tilt" in slugs(eve.wakes(2))
        eve.trains(worst=8 if hurts else 2, hurt="seated-tilt" if hurts else None)
    assert eve.level("seated-tilt").rested_until is not None
    assert eve.level("brace").rested_until is None
    assert "seated-tilt" not in slugs(eve.wakes(2))


def test_a_week_of_flare_and_the_way_back() -> None:
    """Ten sore days at half dose, care advised from the seventh, then strength a step lower and up again."""
    finn = Patient()
    finn.lives(28)
    strong = finn.rung("bridge")
    kinds = []
    for n in range(10):
        session = finn.wakes(6)
        kinds.append(whys(session)[0])
        assert session.kind is Kind.FLARE
        assert session.items
        assert Category.STRENGTH not in categories(session)
        finn.trains(worst=6)
        assert n < 6 or kinds[-1] is Why.SORE_FOR_A_WEEK
    session = finn.wakes(2)
    assert Why.BACK_AFTER_EASY in whys(session)
    finn.trains()
    finn.lives(30)
    assert finn.rung("bridge") >= strong


def test_pain_that_was_there_before_is_not_held_against_relief() -> None:
    """Five sore days with positions that do not make it worse: nothing of it is taken away."""
    gil = Patient()
    gil.lives(7)
    gil.wakes(7)
    resting = {slug for slug, level in gil.course.levels.items() if level.rested_until}
    for _ in range(5):
        gil.trains(worst=7)
        assert gil.wakes(7).items
    assert {slug for slug, level in gil.course.levels.items() if level.rested_until} == resting


def test_two_very_sore_days_advise_care_and_only_ease() -> None:
    """Eight, then nine of ten."""
    hana = Patient()
    hana.lives(7)
    assert whys(hana.wakes(8))[0] is Why.VERY_SORE
    hana.trains(worst=8)
    session = hana.wakes(9)
    assert (session.kind, whys(session)[0]) == (Kind.RELIEF, Why.VERY_SORE_AGAIN)
    assert Item("walk", 0, replace(LIBRARY["walk"].ladder[0], seconds=300)) in session.items


@pytest.mark.parametrize(
    ("days", "why", "down"),
    [(10, Why.BACK_AFTER_WEEK, 1), (20, Why.BACK_AFTER_WEEKS, 2), (40, Why.BACK_AFTER_MONTH, 9)],
)
def test_leaving_and_coming_back(days: int, why: Why, down: int) -> None:
    """A week away costs a step, three weeks two, longer all; a kind word, no smaller plan."""
    ines = Patient()
    ines.lives(28)
    before = ines.rung("pelvic-tilt")
    ines.is_away(days - 1)
    session = ines.wakes(2)
    assert whys(session) == [why]
    ines.trains()
    assert ines.rung("pelvic-tilt") == max(0, before - down)


def test_someone_who_never_answers_stays_gentle_and_hears_why() -> None:
    """No scores: nothing gets harder, and after four weeks that is said with the reason."""
    jo = Patient()
    jo.lives(35, score=None, worst=None, difficulty=None)
    assert all(level.rung == 0 for level in jo.course.levels.values())
    assert jo.week() == [Why.STANDING_STILL, Why.HOLD_UNKNOWN]


def test_the_over_eager_are_held_by_the_table() -> None:
    """Everything easy: never more than two steps a session, however well it goes."""
    kim = Patient(minutes=20)
    for _ in range(21):
        kim.wakes(1)
        before = kim.course.levels
        kim.trains(difficulty=EASY)
        kim.history = replace(kim.history, mornings=(*kim.history.mornings, (kim.today, 1)))
        after = kim.course.levels
        kim.history = replace(kim.history, mornings=kim.history.mornings[:-1])
        assert sum(after[s].rung > before[s].rung for s in before) <= 2


def test_denial_is_found_out_by_the_morning() -> None:
    """Green and easy every time, but three points sorer each morning after: no step is ever taken."""
    lou = Patient(usual_pain=2)
    lou.wakes(2)
    lou.trains(worst=0, difficulty=EASY)
    for _ in range(3):
        lou.wakes(5)
        lou.trains(worst=0, difficulty=EASY)
    assert not any(r.why is Why.STEP_UP for _, reasons in lou.course.log for r in reasons)


def test_a_numb_leg_stops_everything_until_someone_has_looked() -> None:
    """Locked by the note, not opened by a clear screen alone, opened after an assessment and a screen."""
    max_ = Patient(sites=frozenset({Site.LOW_BACK, Site.LOWER_LEG}))
    max_.wakes(3)
    max_.trains(leg=Leg.NUMB_WEAK)
    max_.ticks(Flag.ONE_LEG_WEAK, kind=Fact.NOTED)
    for _ in range(3):
        with pytest.raises(Locked):
            max_.wakes(1)
        max_.ticks()
    max_.ticks(kind=Fact.ASSESSED)
    with pytest.raises(Locked):
        max_.wakes(1)
    max_.ticks()
    assert max_.wakes(1).items


def test_an_emergency_stops_everything() -> None:
    """Whatever the score."""
    nia = Patient()
    nia.ticks(Flag.BLADDER_BOWEL)
    with pytest.raises(Locked) as stop:
        nia.wakes(0)
    assert stop.value.outcome is Outcome.EMERGENCY


def test_leg_pain_that_spreads_changes_the_direction() -> None:
    """Backward spread it twice: that way is out, care is advised, forward is tried in its place."""
    otto = Patient(sites=frozenset({Site.LOW_BACK, Site.LOWER_LEG}), since=Since.WEEKS)
    session = otto.wakes(3)
    assert "prone-lying" in slugs(session)
    assert Why.DIRECTION_TEST in whys(session)
    otto.trains(leg=Leg.PERIPHERAL)
    session = otto.wakes(3)
    assert not {"prone-lying", "prone-elbows"} & set(slugs(session))
    assert "seated-forward-fold" in slugs(session)
    otto.trains(worst=3)
    otto.lives(6, score=3, worst=3)
    assert "prone-lying" in slugs(otto.wakes(3))
    otto.trains(leg=Leg.PERIPHERAL)
    assert last(otto.course.reasons, "prone-lying") in (Why.LEG_SPREAD, Why.LEG_SPREAD_AGAIN)
    assert Why.DIRECTION_OFF in whys(otto.wakes(3))


def test_the_direction_that_draws_leg_pain_back_leads() -> None:
    """Two days of retreating leg pain: backward first every day, up to four times, forward left out."""
    pia = Patient(sites=frozenset({Site.LOW_BACK, Site.UPPER_LEG}), worse_with=frozenset({WorseWith.BENDING}))
    pia.lives(2, score=3, leg=Leg.CENTRAL)
    session = pia.wakes(3)
    reason = next(r for r in session.reasons if r.why is Why.DIRECTION_HELPS)
    assert (reason.n, reason.exercise) == (4, "prone-lying")
    for _ in range(7):
        pia.trains(leg=Leg.CENTRAL)
        session = pia.wakes(3)
        assert {"prone-lying", "prone-elbows"} & set(slugs(session))
        assert not {"seated-forward-fold", "knee-hugs"} & set(slugs(session))


def test_pregnant_gentle_until_agreed_then_nothing_on_back_or_front() -> None:
    """The card asks for a professional's word first."""
    rosa = Patient(conditions=frozenset({Condition.PREGNANT}))
    rosa.ticks(Flag.PREGNANT, kind=Fact.NOTED)
    session = rosa.wakes(2)
    assert (session.kind, whys(session)) == (Kind.GENTLE, [Why.GENTLE_UNTIL_SEEN])
    rosa.ticks(kind=Fact.ASSESSED)
    rosa.trains()
    for _ in range(14):
        session = rosa.wakes(2)
        assert session.kind is Kind.PLANNED
        assert not any("pregnant" in LIBRARY[slug].avoid for slug in slugs(session))
        rosa.trains()


def test_osteoporosis_never_bends_under_load() -> None:
    """Four weeks of plans after a clinician agreed."""
    sam = Patient(conditions=frozenset({Condition.OSTEOPOROSIS}))
    sam.ticks(Flag.OSTEOPOROSIS, kind=Fact.NOTED)
    sam.ticks(kind=Fact.ASSESSED)
    for _ in range(28):
        assert not any("osteoporosis" in LIBRARY[slug].avoid for slug in slugs(sam.wakes(2)))
        sam.trains()


def test_fresh_surgery_is_the_clinicians() -> None:
    """No exercise at all and a clear reason; afterwards nothing that bends, arches, twists or strains."""
    tom = Patient(conditions=frozenset({Condition.SURGERY}))
    tom.ticks(Flag.SURGERY, kind=Fact.NOTED)
    session = tom.wakes(3)
    assert (session.items, whys(session)) == ((), [Why.SURGERY_FIRST])
    tom.ticks(kind=Fact.ASSESSED)
    forbidden = {"bending", "arching", "twisting"}
    session = tom.wakes(3)
    assert session.items
    assert not any(forbidden & {str(a) for a in LIBRARY[slug].avoid} for slug in slugs(session))


def test_chair_only_is_a_whole_plan() -> None:
    """No floor, no balance, no equipment: warm-up, mobility, stabilisation, strength, a seated march."""
    uma = Patient(floor=False, conditions=frozenset({Condition.BALANCE}), equipment=frozenset())
    uma.lives(7)
    planned = {slug for past in uma.history.sessions for slug in (p.exercise for p in past.performed)}
    assert {LIBRARY[slug].category for slug in planned} >= {
        Category.WARM_UP,
        Category.MOBILITY,
        Category.STABILISATION,
        Category.STRENGTH,
        Category.AEROBIC,
    }
    assert {str(LIBRARY[slug].position) for slug in planned} == {"seated"}


def test_never_again_is_never_again_and_favourites_come_often() -> None:
    """Four weeks without bridges; the leg raise more often than any other strength exercise."""
    vera = Patient(never=frozenset({"bridge"}), favourites=frozenset({"lying-leg-raise"}))
    vera.lives(28)
    done = [p.exercise for past in vera.history.sessions for p in past.performed]
    assert "bridge" not in done
    assert done.count("lying-leg-raise") == max(
        done.count(slug) for slug, e in LIBRARY.items() if e.category is Category.STRENGTH
    )


def test_limbs_move_only_around_a_spine_that_found_neutral() -> None:
    """Brace or tilt three times, then heel slides or the standing bird dog, then the dead bug."""
    will = Patient(goal=Goal.FEWER_RELAPSES, minutes=15)
    order: list[str] = []
    for _ in range(60):
        for slug in slugs(will.wakes(1)):
            if LIBRARY[slug].category is Category.STABILISATION and slug not in order:
                order.append(slug)
        will.trains(difficulty=EASY)
    assert order[0] == "brace"
    assert order.index("heel-slide") < order.index("dead-bug")
    assert order.index("standing-bird-dog") < order.index("bird-dog")


def test_the_walk_grows_longer_and_then_more_frequent() -> None:
    """Ten minutes on three days; half a year on thirty on five."""
    xena = Patient()
    xena.lives(7)
    first = [past for past in xena.history.sessions if "walk" in {p.exercise for p in past.performed}]
    xena.lives(140)
    later = xena.history.sessions[-7:]
    walks = [p for past in later for p in past.performed if p.exercise == "walk"]
    assert (len(first), len(walks)) == (3, 5)
    assert LIBRARY["walk"].ladder[walks[-1].level].seconds == 1800


def test_half_of_the_plan_two_weeks_running_makes_it_smaller() -> None:
    """Three sessions in each week of seven days: five minutes now, said, and no reminder more."""
    yara = Patient()
    for n in range(14):
        yara.wakes(2)
        if n % 7 in (0, 2, 4):
            yara.trains()
        else:
            yara.is_away(1)
    session = yara.wakes(2)
    assert Why.PLAN_SHRUNK in whys(session)
    assert session_seconds(session, LIBRARY) <= 1.2 * 5 * 60
    assert Why.PLAN_SHRUNK in yara.week()


def test_a_month_that_creeps_up_halves_a_week() -> None:
    """One, then three of ten: no day was a flare, the month was; half doses, and no step on half doses."""
    abe = Patient(usual_pain=1)
    abe.lives(28, score=1)
    full = session_seconds(abe.wakes(1), LIBRARY)
    abe.lives(7, score=3)
    session = abe.wakes(3)
    assert Why.CREEPING_UP in whys(session)
    assert items_seconds(session.items, LIBRARY) < 0.7 * full
    assert Why.CREEPING_UP in abe.week()
    rungs = {slug: level.rung for slug, level in abe.course.levels.items()}
    abe.lives(4, score=3, difficulty=EASY)
    assert all(level.rung <= rungs.get(slug, 0) for slug, level in abe.course.levels.items())


def test_six_weeks_without_a_change_advise_care() -> None:
    """Five of ten all along; an activity clearly better would have counted."""
    bea = Patient(usual_pain=5)
    bea.lives(42, score=5, worst=5)
    assert Why.NO_CHANGE_YET in bea.week()
    better = (Rating(MONDAY, "sitting", 3), Rating(bea.today, "sitting", 6))
    assert Why.NO_CHANGE_YET not in bea.week(*better)


def test_six_weeks_of_steps_offer_a_lighter_one() -> None:
    """Only an offer; taken, it halves the doses for its days."""
    cleo = Patient(minutes=20)
    cleo.lives(42, score=1)
    assert cleo.week() == [Why.OFFER_LIGHTER]
    assert not cleo.wakes(1).halved
    cleo.history = replace(cleo.history, lighter_until=cleo.today + timedelta(days=6))
    assert cleo.wakes(1).halved


def test_a_band_brings_pulling_and_a_bike_rides() -> None:
    """Equipment is used when it is there."""
    dora = Patient(
        equipment=frozenset({Equipment.BAND, Equipment.ANCHOR, Equipment.BIKE}),
        goal=Goal.STRONGER,
        worse_with=frozenset({WorseWith.ARCHING}),
        minutes=20,
    )
    dora.lives(14)
    done = {p.exercise for past in dora.history.sessions for p in past.performed}
    assert {"lat-pulldown", "bike"} <= done
