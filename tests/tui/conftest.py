from __future__ import annotations

import os

os.environ["TEXTUAL_THEME"] = "ansi-dark"
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_COLOR_SYSTEM"] = "256"
