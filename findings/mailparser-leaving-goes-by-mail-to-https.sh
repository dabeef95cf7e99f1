#!/bin/bash
# mailparser takes the link to leave a newsletter for a mail address. It is what most programs for Node.js read mails
# with, n8n's Email Trigger among them. The header List-Unsubscribe holds links, https or mailto, each between < and >
# (https://www.rfc-editor.org/rfc/rfc2369). mailparser hands it to its reader of mail addresses, and takes for an
# address what has an @ in it, a web address, too: where the link says who leaves
# (https://example.com/leave?who=ann@example.com), as some do, there is no `url`, and `mail` is this link. A mailto link
# before it is lost, and the text behind one's question mark, in which lists tell people apart (?subject=leave-7f3a),
# stays a part of the address. Of two web links the last one counts, though the first is the one that the sender
# prefers. With the @ written as %40 all is right.
#
# Installs mailparser in a temporary folder, and reads the header of a few mails. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --ignore-scripts --no-audit mailparser@3.14.2 >/dev/null

cat >run.cjs <<'EOF'
const { simpleParser } = require('mailparser');
const links = [
	'<https://example.com/leave?who=ann%40example.com>',
	'<https://example.com/leave?who=ann@example.com>',
	'<mailto:leave@example.com>, <https://example.com/leave?who=ann@example.com>',
	'<mailto:leave@example.com?subject=leave-7f3a>',
	'<https://example.com/leave>, <http://old.example.com/leave>',
];
(async () => {
	for (const link of links) {
		const { headers } = await simpleParser(`From: news@example.com\nTo: ann@example.com\nList-Unsubscribe: ${link}\n\nHello\n`);
		console.log(`${link}\n  ${JSON.stringify(headers.get('list').unsubscribe)}`);
	}
})();
EOF
found=$(node run.cjs)
echo "$found"
[ "$found" = '<https://example.com/leave?who=ann%40example.com>
  {"url":"https://example.com/leave?who=ann%40example.com"}
<https://example.com/leave?who=ann@example.com>
  {"mail":"https://example.com/leave?who=ann@example.com"}
<mailto:leave@example.com>, <https://example.com/leave?who=ann@example.com>
  {"mail":"https://example.com/leave?who=ann@example.com"}
<mailto:leave@example.com?subject=leave-7f3a>
  {"mail":"leave@example.com?subject=leave-7f3a"}
<https://example.com/leave>, <http://old.example.com/leave>
  {"url":"http://old.example.com/leave"}' ] || exit 1
