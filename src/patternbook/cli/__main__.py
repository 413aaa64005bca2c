"""`python -m patternbook.cli`."""

import sys

from patternbook.cli import main

sys.exit(main())
