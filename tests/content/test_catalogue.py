"""The 46 exercises the coach was planned with, field by field beside those that ship."""

from __future__ import annotations

import pytest

from bot import content
from bot.coach.model import Avoid, Category, Dose, Exercise

# id, slug, category, start (sets x reps x hold, or seconds), tags, easier, harder, sources. A link stands
# here only where the plan names another exercise; + is: stop and swap when leg pain spreads.
CATALOGUE = """
prone_lying   prone-lying            dir 120s   EI,PG,+         -                    prone-elbows   M
prone_elbows  prone-elbows           dir 30s    EI,PG,SH,+      prone-lying          press-up       M
press_up      press-up               dir 1x5    EI,PG,SH,OP,+   prone-elbows         -              M
stand_ext     standing-back-bend     dir 1x5    EI,BAL,+        -                    press-up       M
sit_flex      seated-forward-fold    dir 1x5    FI,OP,+         -                    -              M
rest_9090     rest-90-90             dir 300s   PG              -                    -              J
knee_single   single-knee-to-chest   mob 1x2x10 FI,OP,PG,HIP    -                    knee-hugs      Mayo,VA
knee_hugs     knee-hugs              mob 1x3x10 FI,OP,PG,HIP    single-knee-to-chest childs-pose    SEED
low_rot       low-back-rotation      mob 1x3x5  ROT,OP,PG,HIP   -                    open-book      SEED,Mayo
pelvic_tilt   pelvic-tilt            mob 1x8    PG              -                    bridge         Mayo
cat_camel     cat-camel              mob 1x6    OP,KN,SH        seated-cat           childs-pose    Mayo
child_pose    childs-pose            mob 1x2x10 FI,OP,KN,PG     -                    prayer-stretch J
prayer_lat    prayer-stretch         mob 1x2x10 SH,KN           -                    -              J
figure4       figure4                mob 1x2x10 HIP,PG          -                    -              AAOS
hamstring     hamstring-stretch      mob 1x2x10 LEG,PG          -                    -              AAOS
hip_flexor    hip-flexor-stretch     mob 1x2x10 KN,BAL,EI       -                    -              J
open_book     open-book              mob 1x5    ROT,SH          seated-twist         -              J
seated_twist  seated-twist           mob 1x5x5  ROT,OP          -                    open-book      NHS
seated_cat    seated-cat             mob 1x6    OP              -                    cat-camel      J
brace         brace                  sta 1x6x5  BP              -                    heel-slide     DLS
heel_slide    heel-slide             sta 1x6    PG              brace                dead-bug       DLS
dead_bug      dead-bug               sta 1x5    PG,DR           heel-slide           -              DLS
curl_up       mcgill-curl-up         sta 1x4x5  PG,DR,OP,NK     -                    -              McG
partial_curl  partial-curl           sta 1x6x2  FI,OP,PG,DR,NK  mcgill-curl-up       -              SEED
side_bridge   side-bridge            sta 1x3x5  SH,PG           -                    -              McG
bird_dog      bird-dog               sta 1x4x3  KN,SH           -                    -              McG,DLS
plank         wall-plank             sta 1x2x10 SH,BP,PG,DR     -                    -              J
pallof        pallof-press           sta 1x8    SH              -                    -              J
stand_birddog standing-bird-dog      sta 1x5x3  BAL             -                    bird-dog       J
bridge        bridge                 str 1x5x2  PG,EI           pelvic-tilt          -              SEED,Mayo
lat_leg       lying-leg-raise        str 1x8x2  HIP             -                    side-bridge    SEED
superman      superman               str 1x5x2  EI,PG,SH,NK,OP  bird-dog             -              SEED
ball_ext      ball-back-extension    str 1x5x2  EI,FI,PG,BAL,OP superman             -              SEED
hip_hinge     hip-hinge              str 1x8    BAL             -                    -              J
sit_stand     sit-to-stand           str 1x6    KN,BAL          -                    -              J
hip_counter   standing-hip-extension str 1x8    BAL,EI          -                    -              J
lat_pull      lat-pulldown           str 1x6x3  SH              -                    -              SEED
wide_row      wide-row               str 1x8    FI,OP,SH        band-row             -              SEED
band_row      band-row               str 1x8    SH              shoulder-blade-squeeze wide-row       J
scap_squeeze  shoulder-blade-squeeze str 1x6x5  -               -                    band-row       Mayo
walk          walk                   aer 600s   BAL,EI          -                    -              SEED,WB
bike          bike                   aer 480s   FI,KN           -                    -              SEED
water         water-walk             aer 600s   EI              -                    -              SEED
elliptical    elliptical             aer 300s   BAL,KN          walk                 -              SEED
step          step-ups               aer 180s   KN,BAL          sit-to-stand         -              SEED
march_seated  seated-march           aer 1x5    HIP             -                    -              NHS
"""
ROWS = {row.split()[0]: row.split()[1:] for row in CATALOGUE.strip().splitlines()}

# Where each ladder ends: at two minutes a set, both sides together, where a harder exercise takes over.
# Sets, loads, thicker bands and times a day are not rungs; a hold at the top may be one.
LAST_RUNGS = """
prone_lying 300s, prone_elbows 180s, press_up 1x10x2, stand_ext 1x10, sit_flex 1x10, rest_9090 600s,
knee_single 1x2x30, knee_hugs 1x5x20, low_rot 1x8x5, pelvic_tilt 1x15x5, cat_camel 1x10, child_pose 1x4x30,
prayer_lat 1x2x30, figure4 1x2x30, hamstring 1x2x30, hip_flexor 1x2x30, open_book 1x10, seated_twist 1x8x5,
seated_cat 1x15, brace 1x10x8, heel_slide 1x12, dead_bug 1x10, curl_up 1x8x10, partial_curl 1x15x2,
side_bridge 1x4x10, bird_dog 1x6x5, plank 1x2x30, pallof 1x12, stand_birddog 1x5x5, bridge 1x15x3, lat_leg
1x12x2, superman 1x10x2, ball_ext 1x10x5, hip_hinge 1x18, sit_stand 1x18, hip_counter 1x12, lat_pull 1x12x3,
wide_row 1x15x2, band_row 1x12, scap_squeeze 1x10x5, walk 1800s, bike 1800s, water 1800s, elliptical 1800s,
step 1800s, march_seated 1800s
"""
ENDS = dict(pair.split() for pair in LAST_RUNGS.split(","))

CATEGORIES = {
    "dir": Category.DIRECTIONAL,
    "mob": Category.MOBILITY,
    "sta": Category.STABILISATION,
    "str": Category.STRENGTH,
    "aer": Category.AEROBIC,
}
TAGS = {
    "FI": Avoid.BENDING,
    "EI": Avoid.ARCHING,
    "ROT": Avoid.TWISTING,
    "OP": Avoid.OSTEOPOROSIS,
    "PG": Avoid.PREGNANT,
    "LEG": Avoid.LEG_PAIN,
    "SH": Avoid.SHOULDER,
    "KN": Avoid.KNEE,
    "HIP": Avoid.HIP,
    "BAL": Avoid.BALANCE,
    "BP": Avoid.HEART,
    "DR": Avoid.GAVE_BIRTH,
    "NK": Avoid.NECK,
}

# Where we decided otherwise, and why. Each must still be a difference.
DECIDED = {
    ("stand_ext", "harder"): "the easier one of press-up is prone-elbows, and there is one of it",
    ("low_rot", "harder"): "the easier one of open-book is seated-twist",
    ("cat_camel", "harder"): "the easier one of childs-pose is knee-hugs",
    ("lat_leg", "harder"): "the leg raise is for the hips, the side bridge for the trunk",
    ("figure4", "avoid"): "PG is for lying down; ours is the form on a chair",
    ("water", "avoid"): "EI is for breaststroke; ours is the walk, and says so",
    ("child_pose", "avoid"): "HIP: as deep as a knee hug",
    ("prayer_lat", "avoid"): "HIP: as deep as a knee hug",
    ("open_book", "avoid"): "OP: the end of a turn, as in the other twists",
    ("sit_flex", "avoid"): "PG: folding over the belly",
    (
        "curl_up",
        "category",
    ): "it tires the trunk: strength, with two days between; stabilisation is for every day",
    (
        "partial_curl",
        "category",
    ): "it tires the trunk: strength, with two days between; stabilisation is for every day",
    (
        "side_bridge",
        "category",
    ): "it tires the trunk: strength, with two days between; stabilisation is for every day",
    (
        "plank",
        "category",
    ): "it tires the trunk: strength, with two days between; stabilisation is for every day",
    (
        "pallof",
        "category",
    ): "it tires the trunk: strength, with two days between; stabilisation is for every day",
    ("walk", "start"): "half of what is comfortable may be less than the plan's first minutes",
    ("bike", "start"): "half of what is comfortable may be less than the plan's first minutes",
    ("water", "start"): "half of what is comfortable may be less than the plan's first minutes",
    ("elliptical", "start"): "half of what is comfortable may be less than the plan's first minutes",
    ("step", "start"): "half of what is comfortable may be less than the plan's first minutes",
    ("march_seated", "start"): "5 a leg at its tempo are 20 seconds, and its ladder is in minutes",
}


def dose(text: str) -> Dose:
    if text.endswith("s"):
        return Dose(seconds=int(text[:-1]))
    sets, reps, *hold = map(int, text.split("x"))
    return Dose(sets, reps, *hold)


def planned(name: str) -> dict[str, object]:
    _, category, start, tags, easier, harder, sources = ROWS[name]
    named = set(tags.split(",")) - {"-"}
    fields = {
        "category": CATEGORIES[category],
        "start": dose(start),
        "end": dose(ENDS[name]),
        "avoid": {TAGS[tag] for tag in named - {"+"}},
        "leg": "+" in named,
        "sources": set(sources.split(",")),
    }
    links = {"easier": easier, "harder": harder}
    return fields | {key: slug for key, slug in links.items() if slug != "-"}


def shipped(exercise: Exercise, also_ours: bool) -> dict[str, object]:
    """Our own judgement beside another source is no difference."""
    codes = {source.code for source in exercise.sources}
    return {
        "category": exercise.category,
        "start": exercise.ladder[0],
        "end": exercise.ladder[-1],
        "avoid": set(exercise.avoid),
        "leg": exercise.stops_if_leg_spreads,
        "sources": codes if also_ours else codes - {"J"},
        "easier": exercise.easier,
    }


def test_all_46_are_here(pack: content.Pack) -> None:
    slugs = {row[0] for row in ROWS.values()}
    assert len(ROWS) == len(slugs) == 46
    assert slugs <= pack.library.keys()


@pytest.mark.parametrize("name", ROWS)
def test_an_exercise_is_as_planned_or_the_difference_was_decided(pack: content.Pack, name: str) -> None:
    wanted = planned(name)
    ours = shipped(pack.library[ROWS[name][0]], also_ours="J" in ROWS[name][-1].split(","))
    following = {e.slug for e in pack.library.values() if e.easier == ROWS[name][0]}
    ours["harder"] = next(iter(following & {wanted.get("harder")}), None)
    different = {key for key, value in wanted.items() if ours[key] != value}
    assert different == {key for where, key in DECIDED if where == name}
