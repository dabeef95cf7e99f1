#!/bin/bash
# Miller's JSON is none where a text of a CSV looks like a number to it. It keeps a number as it was written, which is
# good for CSV, and puts it into JSON so, without quotation marks: a Hungarian house number "5." becomes "house": 5. and
# an ID 0x1F "id": 0x1F, which no parser of JSON takes. One such cell among a million people makes the file unreadable
# from that line on, in JSON and in JSON Lines. Zeros in front ("00950") and a plus ("+48601234567") are safe: they are
# texts to it. With `-S` all are.
#
# Fetches Miller from Debian 12 into a temporary folder (it needs apt-get, and node to read the JSON) and turns three
# people into JSON Lines. Ends with 1 if that is no longer so.
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
node -e '
const lines = require("node:fs").readFileSync("people.ndjson", "utf8").trim().split("\n");
const readable = lines.map((line) => { try { return Boolean(JSON.parse(line)); } catch { return false; } });
console.log(`JSON: ${readable}`);
process.exit(String(readable) === "true,false,false" ? 0 : 1);'
