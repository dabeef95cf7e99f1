#!/bin/bash
# Miller writes JSON that no parser of JSON takes, where a cell of a CSV file looks like a number to it. It keeps each
# number as it was written, which is right for CSV, and puts it into JSON without quotation marks: a Hungarian house
# number "5." becomes "house": 5. and an ID 0x1F becomes "id": 0x1F. Neither is a number in JSON, so one such cell makes
# its line, or the whole JSON file, unreadable. Zeros in front ("00950") and a plus ("+48601234567") do no harm: they
# are written as texts. With `-S` every cell is.
#
# Fetches Miller from Debian 12 into a temporary folder (needs apt-get, and node to read the JSON) and turns three
# people into JSON Lines. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq miller=6.6.0-2+b3 2>/dev/null
dpkg -x miller_*.deb .

printf '%s\n' email,house,id ann@example.com,00950,+48601234567 bea@example.com,5.,7 cy@example.com,6,0x1F >people.csv
usr/bin/mlr --version
usr/bin/mlr --icsv --ojsonl cat people.csv | tee people.ndjson
usr/bin/mlr -S --icsv --ojsonl cat people.csv >texts.ndjson
node -e '
const isJson = (line) => { try { return Boolean(JSON.parse(line)); } catch { return false; } };
const [readable, asTexts] = ["people.ndjson", "texts.ndjson"].map((file) =>
	String(require("node:fs").readFileSync(file, "utf8").trim().split("\n").map(isJson)));
console.log(`JSON: ${readable}; with -S: ${asTexts}`);
process.exit(readable === "true,false,false" && asTexts === "true,true,true" ? 0 : 1);'
