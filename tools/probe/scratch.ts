import { randomInt } from 'node:crypto';

/**
 * Every contact that a question may make, by what it is for. Its place in the list is part of its address, so add at
 * the end.
 */
export const contactKeys = [
	'values',
	'twice',
	'field',
	'column',
	'choice',
	'noChoice',
	'long',
	'longValue',
	'accent',
	'country',
	'number',
	'deleted',
	'left',
	'export',
	'first',
	'last',
	'lastRow',
	'unsubscribed',
	'form',
	'often',
	'older',
	'newer',
	'counted',
	'columns',
	'lengths',
	'tooOld',
	'tooFar',
	'manyFields',
	'belowCap',
	'lastOfAll',
	'row39999',
	'row40000',
	'row40001',
] as const;
export type ContactKey = (typeof contactKeys)[number];

/** The bulk schema's own limit: an ordinary address of the probe must not be refused for its length. */
const schemaLimit = 50;
const longLength = 60;
const runLength = 5;
const suffixOf = (run: string, key: ContactKey) => `ccp-${run}-${contactKeys.indexOf(key) + 1}`;
/** Characters of an address of a maintainer: its plus forms stay within the schema's limit. */
export const longestAddress =
	schemaLimit - 1 - suffixOf('x'.repeat(runLength), contactKeys[contactKeys.length - 1]).length - 1;

/** Small letters and digits that are not taken for one another. */
export function newRun(): string {
	const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
	return Array.from({ length: runLength }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** The address of one of the probe's contacts: a plus form of an address of the maintainer's. */
export function addressOf(run: string, owned: readonly string[], key: ContactKey): string {
	const [local, domain] = owned[contactKeys.indexOf(key) % owned.length].split('@');
	const start = `${local}${local.includes('+') ? '-' : '+'}${suffixOf(run, key)}`;
	if (key === 'accent') return `${start}é@${domain}`;
	if (key === 'long') return `${start.padEnd(longLength - 1 - domain.length, 'x')}@${domain}`;
	return `${start}@${domain}`;
}

/** Whether it was the probe that made the contact with this address. */
export const isOfRun = (run: string, address: string) => address.includes(`ccp-${run}-`);

/** What else a question may make. */
export const namesOf = (run: string) => ({
	list: `n8n probe ${run}`,
	secondList: `n8n probe ${run} (second)`,
	emptyList: `n8n probe ${run} (empty)`,
	tag: `n8n probe ${run}`,
	textField: `N8n Probe ${run} Text`,
	choiceField: `N8n Probe ${run} Choice`,
	nameField: `N8n Probe ${run} Name`,
	renamedField: `N8n Probe ${run} New`,
	manyFields: `N8n Probe ${run} Many`,
});

/** The run that made something of this name, if it was a probe. */
export const runOfName = (name: string): string | undefined => /^n8n probe ([a-z0-9]{5})(?: |$)/i.exec(name)?.[1];
