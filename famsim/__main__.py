"""`python -m famsim` is the command line too."""

from famsim.cli import main

if __name__ == "__main__":
    main()
