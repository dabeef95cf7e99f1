#!/bin/bash
# Two npm packages make one person of two at live.com. normalize-email and email-normalizer bring addresses into one
# form, so that nobody is on a list twice. At Google's gmail.com dots do not count, and ann.lee is annlee; at Microsoft's
# domains they do (https://github.com/johno/normalize-email/issues/1, https://github.com/Gabrola/email-normalizer/issues/2).
# Both packages know that of hotmail.com and outlook.com, and take the dots out at live.com all the same: of ann.lee and
# annlee one is dropped from the list, and where the form is written to instead of the address, Ann Lee's mail goes to
# annlee, who is somebody else.
#
# Installs both in a temporary folder, and counts people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit normalize-email@1.1.1 email-normalizer@1.0.0

cat >count.cjs <<'EOF'
const packages = { 'normalize-email': require('normalize-email'), 'email-normalizer': (email) => require('email-normalizer').normalizeEmail({ email }) };
for (const [name, normalized] of Object.entries(packages)) {
	for (const people of [
		['ann.lee@live.com', 'annlee@live.com'],
		['ann.lee@outlook.com', 'annlee@outlook.com'],
	]) {
		console.log(`${name}: ${people.join(' ')} -> ${[...new Set(people.map(normalized))].join(' ')}`);
	}
}
EOF
found=$(node count.cjs)
echo "$found"
for name in normalize-email email-normalizer; do
	[[ $found == *"$name: ann.lee@live.com annlee@live.com -> annlee@live.com
$name: ann.lee@outlook.com annlee@outlook.com -> ann.lee@outlook.com annlee@outlook.com"* ]] || exit 1
done
