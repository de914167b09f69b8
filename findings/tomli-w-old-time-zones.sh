#!/usr/bin/env bash
# tomli_w and tomlkit write times of before 1930 in Moscow as TOML that no reader takes.
#
# Guess:   what a writer of TOML writes, a reader of TOML reads, whatever time it is.
# Happens: an offset with seconds, as zones had before they were rounded, is written as `+02:31:19`, which TOML has no form for.
# Matters: birthdays and memorial dates in a file of test data or examples make the file unreadable as a whole, found by whoever
#          reads it next. rtoml says so when it writes; a date without a time is safe.
# With:    tomli_w 1.2.0, tomlkit 0.15.2, rtoml 0.14.0, tomli 2.5.0, tzdata 2026.6 (PyPI)
# Output:
#   tomli_w  born = 1918-07-01 00:00:00+04:31:19  read by tomli: TOMLDecodeError
#   tomlkit  born = 1918-07-01T00:00:00+04:31:19  read by tomli: TOMLDecodeError
#   rtoml    TomlSerializationError

. "$(dirname "$0")/common.sh"
python_with tomli_w==1.2.0 tomlkit==0.15.2 rtoml==0.14.0 tomli==2.5.0 tzdata==2026.6

PYTHONTZPATH= python - <<'EOF' | as_seen
from datetime import datetime
from zoneinfo import ZoneInfo
import rtoml, tomli, tomli_w, tomlkit

born = {"born": datetime(1918, 7, 1, tzinfo=ZoneInfo("Europe/Moscow"))}
for name, dumps in (("tomli_w", tomli_w.dumps), ("tomlkit", tomlkit.dumps), ("rtoml", rtoml.dumps)):
    try:
        text = dumps(born).strip()
    except Exception as error:
        print(f"{name:8} {type(error).__name__}")
        continue
    try:
        said = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        said = type(error).__name__
    print(f"{name:8} {text}  read by tomli: {said}")
EOF
