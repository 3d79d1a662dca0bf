"""What an answer says of training by heads."""

import math

from famsim.writing import Writing, counted, door

TRAINERS = "train_the_trainer"


def trained_in_short(writing: Writing) -> str:
    """Return what training by heads came to, a sentence a strategy; nothing where there is none."""
    if "training" not in writing.tables:
        return ""
    return " ".join(one_trains(writing, name) for name in writing.tables["training"].strategy)


def one_trains(writing: Writing, name: str) -> str:
    """Return what one strategy's training came to."""
    filled, trained, lapsed, left = (
        writing.number("training", column, counted, strategy=name) for column in ("filled", "trained", "lapsed", "left")
    )
    return (
        f"**Training**, {writing.words(name)}: {filled} staff trained; {trained} still do as trained at the end, "
        f"{lapsed} no longer; {left} of the doors' staff, trained or not, left meanwhile.{handed_on(writing, name)}"
    )


def handed_on(writing: Writing, name: str) -> str:
    """Return from when handing courses on has cost no more than buying them, a sentence for each that is handed on."""
    courses = writing.tables["courses"]
    said = []
    for row in courses[(courses.strategy == name) & (courses.kind == TRAINERS)].itertuples():
        if math.isnan(row.cheaper_from):
            said.append(f" Handing on at the door {door(row.door)} costs more than buying as many places throughout.")
        else:
            month = writing.number("courses", "cheaper_from", counted, strategy=name, course=row.course)
            said.append(f" Handing on at the door {door(row.door)} costs no more than buying from month {month} on.")
    return "".join(said)
