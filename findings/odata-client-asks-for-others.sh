#!/bin/bash
# @odata/client, which asks OData services such as Dynamics for people, asks for others than those who are meant. What is
# looked for is written into the address of the request as it is. There a plus is a blank, an & ends the query and a # all
# of it (https://url.spec.whatwg.org/#application/x-www-form-urlencoded), and an apostrophe within a text has to stand
# twice (People('O''Neil') in OData 4.0, Part 2: URL Conventions, section 2). So ann+shop@example.com is asked for as
# "ann shop@example.com", whom nobody knows, and Smith & Sons, "A#1 Shop" and O'Brien in ways that a service must refuse.
# A condition that somebody's segment is one of none (in([])) is left out, and the service counts, or gives, everybody.
#
# Installs @odata/client in a temporary folder and notes what it asks of a small server. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit @odata/client@2.21.10 >/dev/null

cat >ask.mjs <<'EOF'
import { createServer } from 'node:http';
import client from '@odata/client';
const { OData, filter, param } = client;
const server = createServer(({ url }, response) => {
	console.log(JSON.stringify(new URLSearchParams(url.split('?')[1]).get('$filter') ?? 'everybody'));
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify({ value: [], '@odata.count': 0 }));
});
server.listen(0, '127.0.0.1', async () => {
	const service = OData.New4({ serviceEndpoint: `http://127.0.0.1:${server.address().port}/` });
	const people = service.getEntitySet('people');
	await people.query(param().filter(filter().field('segment').in(['VIP', 'Trial'])));
	await people.query(param().filter(filter().field('segment').in([])));
	await people.count(filter().field('segment').in([]));
	for (const company of ['ann+shop@example.com', 'Smith & Sons', 'A#1 Shop', "O'Brien"]) await people.find({ company });
	server.close();
});
EOF
found=$(node ask.mjs)
echo "$found"
[ "$found" = "\"(segment eq 'VIP' or segment eq 'Trial')\"
\"everybody\"
\"everybody\"
\"company eq 'ann shop@example.com'\"
\"company eq 'Smith \"
\"company eq 'A\"
\"company eq 'O'Brien'\"" ] || exit 1
