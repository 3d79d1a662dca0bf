"""The command line, with areas solved on few families: damaged constants are solved anew in seconds.

Its answers are its own, not famsim's; a cache folder must not be shared between the two.
"""

from famsim.cli import main
from famsim.population import settling, start

FEWER = (
    (settling, "SOLVING_FAMILIES", (400, 400)),
    (start, "SOLVING_FAMILIES", (400, 400)),
    (start, "CENTRAL_FAMILIES", 400),
    (settling, "BURN_IN", 300),
)

if __name__ == "__main__":
    for module, name, value in FEWER:
        setattr(module, name, value)
    main()
