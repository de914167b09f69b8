#!/usr/bin/env bash
# polars reads an id above 2^63-1 into a type that leaves polars nowhere.
#
# Guess:   UInt64, which holds it and which Arrow, NumPy and DuckDB know; or an error.
# Happens: Int128. The digits are right, but `to_arrow`, `to_pandas`, `to_numpy` and a DuckDB query of the frame fail, and
#          `write_parquet` writes without complaint a file that pyarrow refuses to read. A cast to UInt64 by hand mends all of it.
# Matters: user ids of the platform are unsigned 64-bit numbers. A notebook that has worked for years with small ids fails on the first
#          large one, in the last step, far from the answer that brought it.
# With:    polars 2.1.0, pyarrow 26.0.1, duckdb 2.0.1, pandas 3.1.1 (PyPI)
# Output:
#   read          Int128 [15410773191172635989]
#   to_arrow      ArrowInvalid
#   to_pandas     ArrowInvalid
#   to_numpy      InvalidOperationError
#   duckdb        InvalidInputException
#   parquet       written, then ArrowNotImplementedError
#   as UInt64     uint64 [15410773191172635989]

. "$(dirname "$0")/common.sh"
python_with polars==2.1.0 pyarrow==26.0.1 duckdb==2.0.1 pandas==3.1.1

python - "$work/users.parquet" <<'EOF' | as_seen
import io, sys
import duckdb, polars
from pyarrow import parquet

users = polars.read_json(io.StringIO('[{"uid": 15410773191172635989}]'))
print(f"{'read':13}", users["uid"].dtype, users["uid"].to_list())
users.write_parquet(sys.argv[1])
for name, step in {
    "to_arrow": users.to_arrow,
    "to_pandas": users.to_pandas,
    "to_numpy": users.to_numpy,
    "duckdb": lambda: duckdb.sql("from users").fetchall(),
    "parquet": lambda: parquet.read_table(sys.argv[1]),
}.items():
    try:
        said = str(step())
    except Exception as error:
        said = type(error).__name__
    print(f"{name:13}", ("written, then " if name == "parquet" else "") + said)
whole = users.cast(polars.UInt64).to_arrow()["uid"]
print(f"{'as UInt64':13}", whole.type, whole.to_pylist())
EOF
