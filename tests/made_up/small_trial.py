"""A small trial as tables, in an area that settles in a moment."""

SMALL = {
    "trial": {"name": "small", "question": "Does it work?", "area": "croydon", "families": 3000},
    "recruit": {"families": 120, "who": {"together": True}},
    "arm": [
        {"name": "waiting list", "control": True},
        {"name": "group", "programme": "relationship_group", "dose": "trial", "both": True},
    ],
    "follow_up": {"waves": [6, 12]},
    "outcome": [{"measure": "quality"}, {"measure": "parted"}, {"measure": "child_difficulties"}],
}
