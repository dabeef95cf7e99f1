#!/bin/bash
# Grouparoo signs people up at Mailchimp because they have a new address. It keeps a Mailchimp list in step with a
# company's database. When somebody's address there is another one than before, it looks both up in Mailchimp, whose
# answers tell each person's status, and then writes the new address with the status "subscribed", whatever it was. So
# Ann, who was taken off the list (archived), Bob, who never confirmed that he wants the newsletter (pending), and Cy,
# who is a customer of the shop and never asked for it (transactional), get it. Only of those who left by the link in a
# mail Mailchimp does not take this (https://github.com/ibericode/mailchimp-for-wordpress/issues/798). With any other
# change the status stays, as Di's new name shows.
#
# Takes the destination out of the published package, and gives people new values by it, with a list in the place of
# Mailchimp's. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit mailchimp-api-v3@1.15.0 axios@0.26.0 2>/dev/null
package=@grouparoo/mailchimp
npm pack --silent $package@0.9.0 >/dev/null
mkdir -p "node_modules/$package" node_modules/@grouparoo/core
tar xzf grouparoo-mailchimp-0.9.0.tgz -C "node_modules/$package" --strip-components 1
# Grouparoo's core is a whole server with a database. The destination takes the names of two kinds of errors from it.
echo 'exports.Errors = { InfoError: Error };' >node_modules/@grouparoo/core/index.js

cat >change.cjs <<'EOF'
const { createHash } = require('node:crypto');
const connection = require('@grouparoo/mailchimp/dist/lib/connect');
const { exportRecord } = require('@grouparoo/mailchimp/dist/lib/export/exportRecord');

const id = (address) => createHash('md5').update(address).digest('hex');

/** Mailchimp's list of one person, by which the destination finds that person under this address alone. */
const list = (address, status) => {
	const member = { unique_email_id: '1', email_address: address, status, tags: [] };
	const find = async (path) => {
		if (path.endsWith(id(member.email_address))) return member;
		throw Object.assign(new Error('Resource Not Found'), { status: 404 });
	};
	const write = async (path, { email_address, status: written }) => {
		if (email_address === undefined) return;
		Object.assign(member, { email_address, status: written ?? member.status });
	};
	return { get: find, put: write, post: write, member };
};

(async () => {
	for (const [name, status, change] of [
		['ann', 'archived', { email_address: 'ann@example.org' }],
		['bob', 'pending', { email_address: 'bob@example.org' }],
		['cy', 'transactional', { email_address: 'cy@example.org' }],
		['di', 'pending', { FNAME: 'Diana' }],
	]) {
		const old = { email_address: `${name}@example.com`, FNAME: name };
		const mailchimp = list(old.email_address, status);
		connection.connect = async () => mailchimp;
		await exportRecord({
			appOptions: {},
			destinationOptions: { listId: 'news' },
			syncOperations: { create: true, update: true, delete: true },
			export: {
				toDelete: false,
				oldRecordProperties: old,
				newRecordProperties: { ...old, ...change },
				oldGroups: [],
				newGroups: [],
			},
		});
		console.log(`${old.email_address} ${status} -> ${mailchimp.member.email_address} ${mailchimp.member.status}`);
	}
})();
EOF
found=$(node change.cjs)
echo "$found"
[ "$found" = "ann@example.com archived -> ann@example.org subscribed
bob@example.com pending -> bob@example.org subscribed
cy@example.com transactional -> cy@example.org subscribed
di@example.com pending -> di@example.com pending" ] || exit 1
