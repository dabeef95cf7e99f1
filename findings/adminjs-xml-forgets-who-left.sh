#!/bin/bash
# AdminJS's XML file forgets who has unsubscribed. AdminJS makes admin pages for a program's own database, and its
# feature import-export offers the records there as CSV, JSON or XML. A moment comes from the database as a Date; the
# package that writes the XML takes every object for a list of attributes, of which a Date has none, so each moment is
# an empty element, like one that is not known: <unsubscribed_at/> of Ann, who left, and of Bob, who did not. So are
# birthdays. In the CSV of the same people they stand, and nothing tells that the XML lacks them.
#
# Takes the feature's own functions out of the published package, installs json2csv and xml, by which they write, in a
# temporary folder, and writes two people by both. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit json2csv@6.0.0-alpha.2 xml@1.0.1
npm pack --silent @adminjs/import-export@3.0.0 >/dev/null
mkdir feature
tar xzf adminjs-import-export-3.0.0.tgz -C feature --strip-components 1

cat >write.mjs <<'EOF'
import { csvExporter } from './feature/lib/modules/csv/csv.exporter.js';
import { xmlExporter } from './feature/lib/modules/xml/xml.exporter.js';

const people = [
	{ email: 'ann@example.com', born: new Date('1990-05-17'), unsubscribed_at: new Date('2026-01-15T09:30:00Z') },
	{ email: 'bob@example.com', born: new Date('1985-12-31'), unsubscribed_at: null },
].map((params) => ({ params }));
console.log(csvExporter(people));
console.log(xmlExporter(people));
EOF
found=$(node write.mjs)
echo "$found"
[ "$found" = '"email","born","unsubscribed_at"
"ann@example.com","1990-05-17T00:00:00.000Z","2026-01-15T09:30:00.000Z"
"bob@example.com","1985-12-31T00:00:00.000Z",
<?xml version="1.0" encoding="UTF-8"?>
<records>
	<record>
		<email>ann@example.com</email>
		<born/>
		<unsubscribed_at/>
	</record>
	<record>
		<email>bob@example.com</email>
		<born/>
		<unsubscribed_at/>
	</record>
</records>' ] || exit 1
