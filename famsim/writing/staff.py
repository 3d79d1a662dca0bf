"""What a strategy does with staff by heads, in words: whom it trains, and the posts that it pays for."""

from famsim.scenario import Navigator, Strategy, Training, programme_words
from famsim.writing.words import door, listed

KINDS = {"bought": "on a bought course", "free": "on a free course", "train_the_trainer": "as trainers of colleagues"}


def course_in_words(line: Training) -> str:
    """Return how many of whom are trained at which door, how, and from when."""
    whom = f"{line.whom.replace('_', ' ')}s" if line.whom else "staff"
    coached = ", coached" if line.coached else ""
    return f"{line.staff} {whom} at the door {door(line.door)} {KINDS[line.kind]} from month {line.begins}{coached}"


def counted_posts(posts: float) -> str:
    """Return how many posts."""
    return f"{posts:g} post{'' if posts == 1 else 's'}"


def posts_in_words(navigator: Navigator) -> str:
    """Return how many posts of a navigator or coordinator are paid for, and when."""
    when = f"to {navigator.ends}" if navigator.ends else "on"
    return (
        f"Pays for {counted_posts(navigator.posts)} of a navigator or coordinator from month {navigator.begins} {when}"
    )


def staff_in_words(strategy: Strategy) -> list[str]:
    """Return whom of the staff a strategy trains by heads, and what its navigators do, a line each."""
    courses = [course_in_words(line) for line in strategy.train]
    said = [f"Trains {'; '.join(courses)}."] if courses else []
    return [*said, week_in_words(strategy.navigator)] if strategy.navigator else said


def week_in_words(navigator: Navigator) -> str:
    """Return the posts that a strategy pays for, and what their hours are for."""
    rest = f"families of {programme_words(navigator.sees)}" if navigator.sees else "coordination"
    at = f" at the doors {listed([door(name) for name in navigator.doors])}" if navigator.doors else ""
    hours = [f"{navigator.advising:.0%} of the week for advising staff{at}"] if navigator.advising > 0 else []
    hours += [f"{1 - navigator.advising:.0%} for {rest}"] if navigator.advising < 1 else []
    return f"{posts_in_words(navigator)}: {listed(hours)}."
