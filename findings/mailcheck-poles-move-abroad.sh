#!/bin/bash
# mailcheck takes the mail services of whole countries for misspelt others. It is the "Did you mean …?" below the address
# of a form, and shops and importers correct lists by it. By its README it suggests a domain when the user has misspelt
# one; it knows thirty, most of them American, and what is near enough to one of them, or to an ending that it knows,
# is a mistake to it. To Poles at o2.pl and wp.pl, two of Poland's largest services, it suggests o2.nl and wp.nl, for
# people at BT in Britain qq.com, a Chinese one, for those at AT&T aol.com, and for a university in Kent kent.co.uk.
# Whoever says yes, or a program that does so for them, gives mail to strangers.
#
# Installs mailcheck in a temporary folder and asks it about people with valid addresses. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit mailcheck@1.1.1 >/dev/null

cat >ask.cjs <<'EOF'
const mailcheck = require('mailcheck');
for (const domain of ['o2.pl', 'wp.pl', 'bt.com', 'att.com', 'kent.ac.uk', 'email.cz', 'gmx.de', 'gmial.com'])
	console.log(domain, mailcheck.run({ email: `ann@${domain}` })?.full ?? 'nothing');
EOF
found=$(node ask.cjs)
echo "$found"
[ "$found" = 'o2.pl ann@o2.nl
wp.pl ann@wp.nl
bt.com ann@qq.com
att.com ann@aol.com
kent.ac.uk ann@kent.co.uk
email.cz ann@mail.cz
gmx.de nothing
gmial.com ann@gmail.com' ] || exit 1
