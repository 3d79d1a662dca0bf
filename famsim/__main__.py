"""`python -m famsim` is the command line too."""

if __name__ == "__main__":
    try:
        from famsim.cli import main
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    main()
