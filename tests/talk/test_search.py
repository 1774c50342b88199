"""What people type when they look for an exercise; the right one comes first."""

import pytest

from bot.chat.library import names
from bot.content import Pack
from bot.talk.search import find

WANTED = {
    "bridge": ["bridge", "brige", "bridg", "Brigde", "hip lift", "glute bridge"],
    "bird-dog": ["bird dog", "birddog", "brid dog", "bird dgo", "pointing dog"],
    "dead-bug": ["dead bug", "deadbug", "ded bug", "dead bugg"],
    "cat-camel": ["cat camel", "cat and camel", "catcamel", "cat cow", "camel"],
    "knee-hugs": ["knee hugs", "kneehug", "hug knees", "knees to chest"],
    "single-knee-to-chest": ["one knee to chest", "single knee to chest", "knee to chest"],
    "low-back-rotation": ["knee rolls", "kneeroll", "low back rotation", "lumbar rotation"],
    "pelvic-tilt": ["pelvic tilt", "pelvik tilt", "pelvic tlit"],
    "superman-both": ["superman", "supermann", "suprman"],
    "partial-curl": ["partial curl", "crunch", "sit up", "parital curl"],
    "mcgill-curl-up": ["mcgill", "curl up", "mc gill curl up", "curlup"],
    "side-bridge": ["side bridge", "side plank", "sidebridge"],
    "wall-plank": ["wall plank", "plank", "plnak"],
    "walk": ["walk", "walking", "wlak"],
    "bike": ["bike", "bicycle", "exercise bike", "cycling"],
    "lat-pulldown": ["lat pulldown", "pull down", "pulldown", "lat pul down"],
    "wide-row": ["wide row", "dumbbell row", "dumbell row"],
    "band-row": ["band row", "seated row", "bandrow"],
    "sit-to-stand": ["sit to stand", "chair squat", "squat", "sit2stand"],
    "childs-pose": ["childs pose", "child's pose", "child pose", "chlids pose"],
    "press-up": ["press up", "cobra", "pressup", "mckenzie press up"],
    "heel-slide": ["heel slide", "heelslide", "heal slide"],
    "hip-hinge": ["hip hinge", "hiphinge", "hip hindge"],
    "water-walk": ["swimming", "swim", "water walk", "pool"],
    "hamstring-stretch": ["hamstring", "hamstrings stretch", "hamstirng"],
    "open-book": ["open book", "openbook", "book opening"],
    "figure4": ["figure 4", "figure four", "piriformis"],
    "pallof-press": ["pallof", "palof press"],
}


def test_the_table_is_long_enough() -> None:
    assert sum(map(len, WANTED.values())) >= 60


@pytest.mark.parametrize(("query", "slug"), [(q, slug) for slug, every in WANTED.items() for q in every])
def test_the_right_exercise_comes_first(pack: Pack, query: str, slug: str) -> None:
    assert find(query, names(pack.texts["en"]))[:1] == [slug]
