#!/bin/bash
# Segment hands other people's phones, ZIP codes and cities to advertisers. Its destinations hash what is known of a
# person, as the services want it, and first bring it into one form; in the hashes nobody sees what came of it.
# For LiveRamp three runs of digits are taken out of a phone number, whatever is behind: 617.555.0123 is 617, as is
# everybody's in Boston, +44 20 7946 0018 loses its last four digits, and (617) 555-0123 alone is right. For Facebook a
# ZIP code ends before its hyphen, as American ones may: 00-950 in Warsaw and 00-001 are both 00. Of a city the letters a
# to z are kept: Łódź is d. For Google the country's digits are put before a number only if it does not begin with them,
# so a number in Radom, 48 360 12 34, gets no country, and 020 7946 0018 in London keeps the zero that calls from abroad
# leave out: +4402079460018.
#
# Takes the destinations' own functions out of the published package, hands them such values, and finds out which texts
# were hashed. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit @segment/actions-core@3.170.0 liquidjs@10.30.1 google-libphonenumber@3.2.44 ajv-formats@2.1.1
package=@segment/action-destinations
npm pack --silent $package@3.497.0 >/dev/null
mkdir "node_modules/$package"
tar xzf segment-action-destinations-3.497.0.tgz -C "node_modules/$package" --strip-components 1

cat >hash.cjs <<'EOF'
const { createHash } = require('node:crypto');
const destinations = '@segment/action-destinations/dist/destinations';
const { generateFile } = require(`${destinations}/liveramp-audiences/operations.js`);
const facebook = require(`${destinations}/facebook-custom-audiences/sync/functions.js`);
const { formatPhone } = require(`${destinations}/google-enhanced-conversions/functions.js`);

/** Which of the candidates has this hash. */
const hashed = (kind, hash, candidates) => candidates.find((text) => createHash(kind).update(text).digest('hex') === hash);

const phones = ['(617) 555-0123', '617.555.0123', '617.555.0199', '+44 20 7946 0018'];
const payloads = phones.map((phone_number, row) => ({
	audience_key: String(row),
	unhashed_identifier_data: { phone_number },
	delimiter: ',',
	filename: 'audience.csv',
}));
const lines = generateFile(payloads).fileContents.toString().split('\n').slice(1);
for (const [row, phone] of phones.entries()) {
	const [, hash] = lines[row].split(',').map((cell) => cell.replaceAll('"', ''));
	console.log('LiveRamp:', phone, '->', hashed('sha1', hash, ['6175550123', '617', '44207946']));
}
for (const [zip, city] of [['02134-1234', 'Boston'], ['00-950', 'Łódź'], ['00-001', 'Warszawa']]) {
	const row = facebook.getData([{ zip, city }])[0];
	const found = [12, 10].map((place) => hashed('sha256', row[place], ['02134', '00', 'boston', 'd', 'warszawa']));
	console.log('Facebook:', zip, city, '->', found.join(' '));
}
for (const [phone, country] of [['617 555 0123', '+1'], ['48 360 12 34', '+48'], ['020 7946 0018', '+44']]) {
	console.log('Google:', phone, country, '->', formatPhone(phone, country));
}
EOF
found=$(node hash.cjs)
echo "$found"
[ "$found" = 'LiveRamp: (617) 555-0123 -> 6175550123
LiveRamp: 617.555.0123 -> 617
LiveRamp: 617.555.0199 -> 617
LiveRamp: +44 20 7946 0018 -> 44207946
Facebook: 02134-1234 Boston -> 02134 boston
Facebook: 00-950 Łódź -> 00 d
Facebook: 00-001 Warszawa -> 00 warszawa
Google: 617 555 0123 +1 -> +16175550123
Google: 48 360 12 34 +48 -> +483601234
Google: 020 7946 0018 +44 -> +4402079460018' ] || exit 1
