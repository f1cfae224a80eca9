"""`python cli.py …` is `sna …`, from a checkout."""

from sna.commands import main

if __name__ == "__main__":
    main()
