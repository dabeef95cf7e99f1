#!/bin/bash
# The AgencyZoom node for n8n gives the address that somebody had before it was changed. Whatever it reads of a single
# customer it keeps for a minute, and gives it again instead of asking; nothing that it writes itself ends this.
# Customer, Update reads the customer before it writes (unless the field Is Business Customer is set), so a Get within
# a minute after it gives all values as they were before: mail goes to the old address, and whoever compares the two
# finds that nothing was written. A customer who was deleted is still found. Nothing in the node's settings speaks of
# it.
#
# Installs n8n-workflow in a temporary folder, takes the node out of the published package, and lets it change and read
# a customer. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-save --no-audit --ignore-scripts n8n-workflow@2.41.0 >/dev/null
npm pack --silent n8n-nodes-agencyzoom@0.4.4 >/dev/null
mkdir node_modules/n8n-nodes-agencyzoom
tar xzf n8n-nodes-agencyzoom-0.4.4.tgz -C node_modules/n8n-nodes-agencyzoom --strip-components 1

cat >run.cjs <<'EOF'
const { AgencyZoom } = require('n8n-nodes-agencyzoom/dist/nodes/AgencyZoom/AgencyZoom.node.js');

const customers = new Map([['7', { id: 7, email: 'ann@example.com', bizCustomer: 0 }]]);

/** AgencyZoom, with its customers. */
const httpRequest = async ({ method, url, body }) => {
	const id = url.match(/customers\/(\d+)$/)?.[1];
	if (id === undefined) return { token: 'token' };
	console.log(`  ${method} ${body?.email ?? ''}`.trimEnd());
	if (method === 'PUT') customers.set(id, { ...customers.get(id), ...body });
	if (method === 'DELETE') customers.delete(id);
	return customers.get(id) ?? {};
};

const node = async (operation, more = {}) => {
	const parameters = { resource: 'customer', operation, customerId: '7', ...more };
	const [[{ json }]] = await new AgencyZoom().execute.call({
		getCredentials: async () => ({ baseUrl: 'https://api.agencyzoom.com', email: 'a@example.com', password: 'p' }),
		getInputData: () => [{ json: {} }],
		getNodeParameter: (name) => parameters[name],
		getNode: () => ({ name: 'AgencyZoom' }),
		getWorkflowStaticData: () => ({}),
		continueOnFail: () => false,
		helpers: {
			httpRequest,
			returnJsonArray: (list) => list.map((json) => ({ json })),
			constructExecutionMetaData: (items) => items,
		},
	});
	return json;
};

(async () => {
	console.log('Update to ann@example.org');
	await node('update', { updateFields: { email: 'ann@example.org' } });
	console.log('Get');
	console.log(' ', (await node('get')).email);
	console.log('Delete');
	await node('delete');
	console.log('Get');
	console.log(' ', (await node('get')).email);
	process.exit();
})();
EOF
found=$(node run.cjs)
echo "$found"
[ "$found" = "Update to ann@example.org
  GET
  PUT ann@example.org
Get
  ann@example.com
Delete
  DELETE
Get
  ann@example.com" ] || exit 1
