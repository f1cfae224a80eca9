"""`python -m sna` is `sna`."""

from sna.commands import main

main()
