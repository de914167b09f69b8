#!/usr/bin/env bash
# Two lenient readers of Python disagree about which texts are a whole number, each in another direction.
#
# Guess:   `strict=False` of msgspec takes digits with a sign and nothing else; pydantic takes what `int()` takes.
# Happens: msgspec takes "1.0" and "1e2", and refuses "+1" and " 1 ". pydantic takes "1.0", "+1", " 1 " and "1_000", and refuses "1e2".
# Matters: the platform writes numbers in quotation marks, so its clients switch leniency on. A program that moves from one
#          to the other refuses answers that it took, and takes for a number what a user has written: "1_000" is 1000.
# With:    msgspec 0.23.0, pydantic 2.14.4 (PyPI)
# Output:
#   text     msgspec  pydantic  int()
#   "28"     28       28        28
#   "28.0"   28       28        -
#   "1e2"    100      -         -
#   "+1"     -        1         1
#   " 1 "    -        1         1
#   "1_000"  -        1000      1000
#   "007"    -        7         7

. "$(dirname "$0")/common.sh"
python_with msgspec==0.23.0 pydantic==2.14.4

python - <<'EOF' | as_seen
import json
import msgspec, pydantic

lenient = pydantic.TypeAdapter(int)
readers = (
    lambda text: msgspec.json.decode(text, type=int, strict=False),
    lenient.validate_json,
    lambda text: int(json.loads(text)),
)
print("text     msgspec  pydantic  int()")
for text in ('"28"', '"28.0"', '"1e2"', '"+1"', '" 1 "', '"1_000"', '"007"'):
    read = []
    for reader in readers:
        try:
            read.append(str(reader(text)))
        except ValueError:
            read.append("-")
    print(f"{text:8} {read[0]:8} {read[1]:9} {read[2]}")
EOF
