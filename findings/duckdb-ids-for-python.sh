#!/usr/bin/env bash
# DuckDB has a type for ids above 2^63-1 and does not take it, and hands them to Python by three answers.
#
# Guess:   `read_json` infers UBIGINT for 15410773191172635989, as BIGINT for what fits there.
# Happens: it infers HUGEINT. `fetchall` then gives the id, `df` a float with other digits, `arrow` and `pl` a decimal.
# Matters: the same query is right in the shell and wrong in a data frame. `columns={'uid': 'UBIGINT'}` keeps the digits in all.
# With:    duckdb 2.0.1, pandas 3.1.1, pyarrow 26.0.1, polars 2.1.0 (PyPI)
# Output:
#   207753074018285909    BIGINT   df int64: 207753074018285909      pl Int64
#   15410773191172635989  HUGEINT  df float64: 15410773191172636672  pl Decimal(precision=38, scale=0)
#   fetchall: 15410773191172635989
#   as UBIGINT            UBIGINT  df uint64: 15410773191172635989   pl UInt64

. "$(dirname "$0")/common.sh"
python_with duckdb==2.0.1 pandas==3.1.1 pyarrow==26.0.1 polars==2.1.0

python - "$work/users.json" <<'EOF' | as_seen
import sys
import duckdb

def show(what, uid, columns=""):
    open(sys.argv[1], "w").write('[{"uid": %s}]' % uid)
    users = duckdb.sql(f"from read_json('{sys.argv[1]}'{columns})")
    frame = users.df()["uid"]
    of_pandas = f"{frame.dtype}: {int(frame[0])}"
    print(f"{what:21} {str(users.types[0]):8} df {of_pandas:30} pl {users.pl()['uid'].dtype}")
    return users.fetchall()[0][0]

show("207753074018285909", "207753074018285909")
print("fetchall:", show("15410773191172635989", "15410773191172635989"))
show("as UBIGINT", "15410773191172635989", ", columns={'uid': 'UBIGINT'}")
EOF
