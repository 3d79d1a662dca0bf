"""One store out of several: shards that ran on machines of their own."""

from collections import Counter

from famsim.store.store import Store


def merge(into: Store, other: Store) -> Counter[str]:
    """Take every sound row and question of another store; return how many were stored, the same, and so on.

    A damaged row is left out and counted. Stopped on the way it is gone on with by the same call.
    """
    done: Counter[str] = Counter()
    for rows in other.rows():
        sound = [row for row in rows if row.sound]
        done.update(outcome.kind for outcome in into.put_rows(sound))
        done["damaged"] += len(rows) - len(sound)
    there = into.notes()
    for said in other.notes():
        if said not in there:
            into.note(said)
    return +done
