"""The options of `validate`; its help stands with that of the other commands."""

from famsim.cli import options as o
from famsim.limits import THREADS


def validate(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: o.MaybeFile = None,
    targets: o.Targets = None,
    init: o.InitTargets = None,
    words: o.Words = False,
    families: o.Families = None,
    seed: o.Seed = None,
    out: o.Out = None,
    force: o.Force = False,
    full: o.Full = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
) -> None:
    """Hold the model to published figures, or write or explain a target file."""
    from famsim.cli.ending import Ending
    from famsim.cli.validating import ValidateAsked, hold_to_targets, tell_words, write_template

    if init is not None:
        write_template(init, force)
    elif words:
        tell_words(as_json)
    else:
        changes = {"families": families, "seed": seed}
        ending = Ending(out, force, full, as_json)
        hold_to_targets(ValidateAsked(file, targets, changes, ending, threads))
