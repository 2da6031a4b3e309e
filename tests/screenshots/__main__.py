"""``python -m tests.screenshots``: makes all pictures of screenshots/ anew."""

import sys

from tests.screenshots.album import renew
from tests.screenshots.png import NoRenderer

if __name__ == "__main__":
    try:
        renew()
    except NoRenderer as error:
        sys.exit(str(error))
