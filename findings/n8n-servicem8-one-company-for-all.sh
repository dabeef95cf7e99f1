#!/bin/bash
# The ServiceM8 Smart Job Creation node for n8n takes two companies for one if their names have no Latin letters. It
# makes a job in ServiceM8, which tradespeople use, for somebody who has ordered one, and first looks whether the client
# is there already, by the name alone for a company. Two names are the same to it if what is left of them is, and what
# is left are the letters a to z and the digits: of 龍記海鮮 and 天天洗衣 nothing is. So the laundry's job, and whoever ordered
# it, stand with the seafood restaurant, which gets the invoice, and so do a Greek café's. Of Łódź Catering and Dź
# Catering the same is left, too. A person whose name is in such letters is called "李安 1" in ServiceM8, though nobody
# there has that name.
#
# Installs n8n-workflow in a temporary folder, takes the node out of the published package, and lets it make six jobs by
# a request function in ServiceM8's place. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --no-audit --ignore-scripts n8n-workflow@2.41.0 >/dev/null
npm pack --silent n8n-nodes-servicem8-jobcreation@1.3.2 >/dev/null
mkdir node_modules/n8n-nodes-servicem8-jobcreation
tar xzf n8n-nodes-servicem8-jobcreation-1.3.2.tgz -C node_modules/n8n-nodes-servicem8-jobcreation --strip-components 1

cat >run.cjs <<'EOF'
const { ServiceM8JobCreation } = require('n8n-nodes-servicem8-jobcreation/dist/nodes/ServiceM8JobCreation/ServiceM8JobCreation.node.js');

const records = { company: [], companycontact: [], job: [], jobcontact: [], note: [] };
/** ServiceM8: keeps what it is given, and finds all clients, or the contacts with an address. */
const httpRequestWithAuthentication = async (_name, { method, url, body, qs }) => {
	const [, kind, id] = url.match(/api_1\.0\/(\w+)(?:\/(.*))?\.json$/);
	const address = qs?.$filter?.match(/email eq '(.*)'/)?.[1];
	if (method === 'GET') return id === undefined ? records[kind].filter(({ email }) => address === undefined || email === address) : {};
	const uuid = `${kind}-${records[kind].length + 1}`;
	records[kind].push({ uuid, ...body });
	return { headers: { 'x-record-uuid': uuid } };
};

(async () => {
	const orders = [
		['龍記海鮮', 'Ann', 'ann@example.com'],
		['天天洗衣', 'Bob', 'bob@example.com'],
		['Ελιά', 'Cy', 'cy@example.com'],
		['Łódź Catering', 'Di', 'di@example.com'],
		['Dź Catering', 'Ed', 'ed@example.com'],
		['', '李安', 'an@example.com'],
	];
	const parameters = orders.map(([businessName, firstName, email]) => ({ operation: 'create', businessName, firstName, email }));
	await new ServiceM8JobCreation().execute.call({
		getInputData: () => orders.map(() => ({ json: {} })),
		getNodeParameter: (name, item, otherwise) => parameters[item][name] ?? otherwise,
		getNode: () => ({ name: 'ServiceM8' }),
		continueOnFail: () => false,
		helpers: { httpRequestWithAuthentication },
	});
	const name = (uuid) => records.company.find((company) => company.uuid === uuid).name;
	for (const [at, { company_uuid }] of records.job.entries()) console.log(`${orders[at][0] || orders[at][1]}: a job of ${name(company_uuid)}`);
	for (const { email, company_uuid } of records.companycontact) console.log(`${email}: a contact of ${name(company_uuid)}`);
})();
EOF
found=$(node run.cjs)
echo "$found"
[ "$found" = '龍記海鮮: a job of 龍記海鮮
天天洗衣: a job of 龍記海鮮
Ελιά: a job of 龍記海鮮
Łódź Catering: a job of Łódź Catering
Dź Catering: a job of Łódź Catering
李安: a job of 李安 1
ann@example.com: a contact of 龍記海鮮
bob@example.com: a contact of 龍記海鮮
cy@example.com: a contact of 龍記海鮮
di@example.com: a contact of Łódź Catering
ed@example.com: a contact of Łódź Catering
an@example.com: a contact of 李安 1' ] || exit 1
