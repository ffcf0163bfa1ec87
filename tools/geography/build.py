"""What `make geography` calls: the same as `python -m tools.geography`, from any folder."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
runpy.run_module("tools.geography", run_name="__main__")
