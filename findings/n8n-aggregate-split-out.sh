#!/bin/bash
# Two n8n nodes, one after the other, give people the names of others. Aggregate makes a list of each field that is
# chosen, and by default leaves null out of each list by itself; Split Out puts several lists together again by
# position. So if somebody has no name (null, as databases give it), everybody after that person gets the name of the
# next one, and the last one gets none: a letter to cy@example.com begins with "Dear Di". Empty texts keep their place,
# and with Aggregate's option "Keep Missing And Null Values" everything does. Split Out does not say that the lists have
# different lengths.
#
# Takes both nodes out of the published package, runs four people through both with their default options, and prints
# them before and after. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 lodash@4.17.21 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/Transform package/dist/utils package/package.json

cat >run.js <<'JS'
const { version } = require('./package/package.json');
const { Aggregate } = require('./package/dist/nodes/Transform/Aggregate/Aggregate.node.js');
const { SplitOut } = require('./package/dist/nodes/Transform/SplitOut/SplitOut.node.js');

const context = (items, parameters) => ({
	getInputData: () => items,
	getNode: () => ({ name: 'n', type: 'n', typeVersion: 1 }),
	getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
	addExecutionHints: (...hints) => console.log('hints:', hints),
});
async function throughBoth(people, options = {}) {
	const fields = ['email', 'name'].map((fieldToAggregate) => ({ fieldToAggregate, renameField: false }));
	const [lists] = await new Aggregate({}).execute.call(
		context(people.map((json) => ({ json })), {
			aggregate: 'aggregateIndividualFields', 'fieldsToAggregate.fieldToAggregate': fields, ...options,
		}),
	);
	const [split] = await new SplitOut({}).execute.call(
		context(lists, { fieldToSplitOut: 'email, name', include: 'noOtherFields' }),
	);
	return split.map(({ json }) => json);
}

async function main() {
	const people = [
		{ email: 'ann@example.com', name: 'Ann' },
		{ email: 'bob@example.com', name: null },
		{ email: 'cy@example.com', name: 'Cy' },
		{ email: 'di@example.com', name: 'Di' },
	];
	console.log(`n8n-nodes-base ${version}`);
	const show = (title, each) => console.log(`${title}: ${each.map(({ email, name }) => `${email} ${name}`).join(', ')}`);
	show('before', people);
	const after = await throughBoth(people);
	show('after Aggregate and Split Out', after);
	const kept = await throughBoth(people, { 'options.keepMissing': true });
	show('the same with Keep Missing And Null Values', kept);
	const isAsBefore =
		after.map(({ name }) => name).join() === 'Ann,Cy,Di,' && JSON.stringify(kept) === JSON.stringify(people);
	process.exit(isAsBefore ? 0 : 1);
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.js
