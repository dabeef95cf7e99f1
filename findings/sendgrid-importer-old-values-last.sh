#!/bin/bash
# SendGrid's contact-importer sends what was known of people before after what is known now. It gathers people who are
# pushed to it into batches (of 1,500) for SendGrid's lists. Those of a batch that is not full yet wait; but when the
# batch is sent, they are still among those who wait, go with the next one as well, and at the end once more, alone. The
# value that comes last counts. So Cy, who is pushed with the old email preference and later with the new one, has the
# old one in the end: somebody who wants no offers any more gets them. People who are pushed one by
# one go in nearly as many requests as they are, each filled up with the same two or 1,499.
#
# Installs @sendgrid/contact-importer in a temporary folder, pushes people with batches of two and of three, and shows
# the requests that would go to SendGrid. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit @sendgrid/contact-importer@8.1.6

cat >push.cjs <<'EOF'
const ContactImporter = require('@sendgrid/contact-importer');

/** Pushes each of the lists to an importer, and shows the requests. Resolves when all of them went out. */
const push = (batchSize, lists, shown) =>
	new Promise((resolve) => {
		let timer;
		const request = async ({ body }) => {
			console.log(' ', body.map(shown).join(', '));
			clearTimeout(timer);
			timer = setTimeout(resolve, 300);
			return [{ statusCode: 201, body: {} }];
		};
		const importer = new ContactImporter({ request }, { batchSize, rateLimitPeriod: 10 });
		importer.on('error', (error) => console.log(error.message));
		for (const list of lists) importer.push(list);
	});

const person = (name, offers) => ({ email: `${name}@example.com`, offers });

(async () => {
	console.log('Cy wants no offers any more');
	const before = [person('ann', 'yes'), person('bob', 'yes'), person('cy', 'yes')];
	const lists = [before, person('di', 'yes'), person('cy', 'no'), person('eve', 'yes')];
	await push(2, lists, ({ email, offers }) => `${email} ${offers}`);
	console.log('seven people, one by one');
	await push(3, ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => person(name)), ({ email }) => email);
})();
EOF
found=$(node push.cjs)
echo "$found"
[ "$found" = "Cy wants no offers any more
  ann@example.com yes, bob@example.com yes
  cy@example.com yes, di@example.com yes
  cy@example.com yes, cy@example.com no
  cy@example.com yes, eve@example.com yes
  cy@example.com yes
seven people, one by one
  a@example.com
  b@example.com, c@example.com, d@example.com
  b@example.com, c@example.com, e@example.com
  b@example.com, c@example.com, f@example.com
  b@example.com, c@example.com, g@example.com
  b@example.com, c@example.com" ] || exit 1
