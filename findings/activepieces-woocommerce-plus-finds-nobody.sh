#!/bin/bash
# Activepieces finds no customer whose address has a plus. Its WooCommerce piece looks somebody up by the email address
# (Find Customer), and writes the address into the query as it is. There a plus is a blank
# (https://url.spec.whatwg.org/#concept-urlencoded-parser), and so PHP reads it: of ann+shop@example.com, a valid
# address and one by which people tell shops apart, WooCommerce is asked for "ann shop@example.com", whom nobody knows.
# A flow that makes a customer where none is found makes Ann anew, or fails as she is there already, each time. The same
# piece's action for AI agents (list_customers) writes the plus as %2B, and finds her.
#
# Installs the piece, which brings all that it needs, in a temporary folder, and lets it look three people up at a small
# server that reads queries as PHP does. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit @activepieces/piece-woocommerce@0.4.0

cat >find.cjs <<'EOF'
const { createServer } = require('node:http');
const { woocommerce } = require('@activepieces/piece-woocommerce');

const customers = ['ann+shop@example.com', 'bob@example.com', 'zoë@example.com'];
const server = createServer(({ url }, response) => {
	const email = new URL(url, 'http://localhost').searchParams.get('email');
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify(customers.filter((each) => each === email)));
}).listen(0, '127.0.0.1', async () => {
	const auth = { props: { baseUrl: `http://127.0.0.1:${server.address().port}`, consumerKey: 'key', consumerSecret: 'secret' } };
	for (const name of ['Find Customer', 'list_customers'])
		for (const email of customers) {
			const found = await woocommerce.getAction(name).run({ auth, propsValue: { email } });
			console.log(`${name}, ${email}: ${found.length === 0 ? 'nobody' : 'found'}`);
		}
	process.exit();
});
EOF
found=$(node find.cjs)
echo "$found"
[ "$found" = 'Find Customer, ann+shop@example.com: nobody
Find Customer, bob@example.com: found
Find Customer, zoë@example.com: found
list_customers, ann+shop@example.com: found
list_customers, bob@example.com: found
list_customers, zoë@example.com: found' ] || exit 1
