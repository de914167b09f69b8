#!/usr/bin/env bash
# pyarrow makes floating point numbers of a whole column of ids when one of them is above 2^63-1.
#
# Guess:   an error, or uint64 for what fits there: the reader infers int64 and is strict elsewhere (a number and a text in one column
#          are an error).
# Happens: the column is `double`, every id in it, those that fit int64 too, and nothing is said.
# Matters: a file of calls read for a report holds right ids until the first user of the upper half signs up; from then on ids
#          change that were right the day before. A schema with `pa.uint64()` reads them all.
# With:    pyarrow 26.0.1 (PyPI)
# Output:
#   207753074018285909                        int64   [207753074018285909]
#   207753074018285909, 15410773191172635989  double  [207753074018285920, 15410773191172636672]
#   the same with a schema of uint64          uint64  [207753074018285909, 15410773191172635989]
#   1, "2"                                    ArrowInvalid

. "$(dirname "$0")/common.sh"
python_with pyarrow==26.0.1

python - <<'EOF' | as_seen
import io
import pyarrow as pa
from pyarrow import json

def show(what, *ids, **options):
    lines = "\n".join('{"uid": %s}' % uid for uid in ids).encode()
    try:
        column = json.read_json(io.BytesIO(lines), parse_options=json.ParseOptions(**options))["uid"]
        print(f"{what:41} {str(column.type):7} {[int(v) for v in column.to_pylist()]}")
    except pa.ArrowInvalid as error:
        print(f"{what:41} {type(error).__name__}")

small, big = "207753074018285909", "15410773191172635989"
show(small, small)
show(f"{small}, {big}", small, big)
show("the same with a schema of uint64", small, big, explicit_schema=pa.schema([("uid", pa.uint64())]))
show('1, "2"', "1", '"2"')
EOF
