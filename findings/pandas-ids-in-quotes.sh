#!/usr/bin/env bash
# pandas reads user ids that stand in quotation marks as floating point numbers, and ids that are member names too.
#
# Guess:   a text of digits stays a text, or becomes an integer where it fits; an id of eighteen digits fits. At worst a wrong type,
#          never a wrong number, and `dtype=False` keeps everything.
# Happens: one id above 2^63-1, or one user without an id, turns the whole column into float64, and the last digits are lost without a
#          word. The names of an object of users by id become float64 as well, and `dtype=False` does not keep those.
# Matters: the platform gives ids in quotation marks for the very reason that they do not fit. Joined by such a column, users that
#          differ in the last digits are one user.
# With:    pandas 3.1.1 (PyPI)
# Output:
#   ["207753074018285909", "254352055958700729"]    int64    [207753074018285909, 254352055958700729]
#   ["207753074018285909", null]                    float64  [207753074018285920, nan]
#   ["15410773191172635989", "207753074018285909"]  float64  [15410773191172636672, 207753074018285920]
#   the same with dtype=False                       str      [15410773191172635989, 207753074018285909]
#   {"15410773191172635989": {..}}, dtype=False     float64  [15410773191172636672]

. "$(dirname "$0")/common.sh"
python_with pandas==3.1.1

python - <<'EOF' | as_seen
import io, json
import pandas as pd

def show(what, column):
    values = [str(int(v)) if isinstance(v, float) and v == v else str(v) for v in column.tolist()]
    print(f"{what:47} {str(column.dtype):8} [{', '.join(values)}]")

for ids in (["207753074018285909", "254352055958700729"], ["207753074018285909", None],
            ["15410773191172635989", "207753074018285909"]):
    text = json.dumps([{"uid": uid} for uid in ids])
    show(json.dumps(ids), pd.read_json(io.StringIO(text))["uid"])
show("the same with dtype=False", pd.read_json(io.StringIO(text), dtype=False)["uid"])
by_id = '{"15410773191172635989": {"age": 28}}'
show('{"15410773191172635989": {..}}, dtype=False', pd.read_json(io.StringIO(by_id), dtype=False).columns)
EOF
