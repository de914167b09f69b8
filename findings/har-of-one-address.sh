#!/usr/bin/env bash
# What makes a document of OpenAPI of a HAR file makes one operation of all methods of this platform, and copies keys and people into it.
#
# Guess:   each method of the API becomes an operation, with its parameters and its answers.
# Happens: operations go by the path of the address, and there is one. har-to-openapi lists the parameters of all methods together, among
#          them session_key, sig and a cookie with their values, and has anyOf of all answers, where nothing is required;
#          mitmproxy2swagger keeps the parameters and the answer of the first call.
# Matters: to whoever wants a description of this platform from a browser's network tab, and to whoever publishes it.
# With:    har-to-openapi 3.0.1 (npm), mitmproxy2swagger 0.15.0 (PyPI, Python 3.12 or newer), Node 20
# Output:
#   har-to-openapi: get post; get has method app_id session_key sig Cookie ext offset uids text limit full; secrets in 8 lines, people in 8
#   har-to-openapi: 2 forms of answers, 3 objects of 21 members, 0 required, types integer number string
#   mitmproxy2swagger: get post; get has method app_id session_key sig; secrets in 0 lines, people in 0
#   mitmproxy2swagger: 1 form of answers, 0 objects of 0 members, 0 required, types none
#   mitmproxy2swagger -e: get post; get has method app_id session_key sig; secrets in 0 lines, people in 3
#   mitmproxy2swagger -e: 1 form of answers, 0 objects of 0 members, 0 required, types none

. "$(dirname "$0")/common.sh"
# 15 calls of 6 methods by invented people; a test of the sandbox holds what `mailru-sandbox learn` makes of it.
har=$(cd "$(dirname "$0")" && pwd)/../tests/sandbox/tests/learn/compared.har
for newer in python3.14 python3.13 python3.12; do
    [ -d "$work/venv" ] || "$newer" -m venv "$work/venv" 2>/dev/null || rm -rf "$work/venv"
done
python_with mitmproxy2swagger==0.15.0 pyyaml
node_with har-to-openapi@3.0.1

"$work/node_modules/.bin/har-to-openapi" "$har" --reusable-schemas -o "$work/har-to-openapi.yaml" >"$work/log" 2>&1
# The first run lists the paths, and the second takes those that are no longer marked.
for examples in '' -e; do
    for _ in 1 2; do
        "$work/venv/bin/mitmproxy2swagger" -f har $examples -i "$har" -o "$work/m$examples.yaml" -p http://www.appsmail.ru >"$work/log" 2>&1
        sed -i 's/- ignore:/- /' "$work/m$examples.yaml"
    done
done

python - "$work" <<'EOP' | as_seen
import re, sys, yaml
SECRET = re.compile("be6ef89965d58e56dec21acb9b62bdaa|0{20,}|Mpop=")
PEOPLE = re.compile("Мария|Иван|Петров|Орлова|Яна|Привет|рождения|Лето|154107731911726359|23.07.1981|01.02.1985")
for name, file in ("har-to-openapi", "har-to-openapi"), ("mitmproxy2swagger", "m"), ("mitmproxy2swagger -e", "m-e"):
    text = open(f"{sys.argv[1]}/{file}.yaml", encoding="utf-8").read()
    document = yaml.safe_load(text)
    (operations,) = document["paths"].values()
    lines = text.split("\n")
    leaks = [sum(bool(pattern.search(line)) for line in lines) for pattern in (SECRET, PEOPLE)]
    names = " ".join(parameter["name"] for parameter in operations["get"]["parameters"])
    print(f"{name}: {' '.join(operations)}; get has {names}; secrets in {leaks[0]} lines, people in {leaks[1]}")
    (content,) = operations["get"]["responses"]["200"]["content"].values()
    forms = len(content["schema"].get("anyOf", "1"))
    objects = [made for key, made in document.get("components", {}).get("schemas", {}).items() if not key.endswith("Request")]
    members = [member for made in objects for member in made["properties"].values()]
    required = sum(len(made["required"]) for made in objects)
    types = " ".join(sorted({member["type"] for member in members})) or "none"
    print(f"{name}: {forms} form{'s' * (forms > 1)} of answers, {len(objects)} objects of {len(members)} members, {required} required, types {types}")
EOP
