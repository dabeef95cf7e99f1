import { seenOtherwise, settled } from '../assumptions';
import type { ContactKey } from '../scratch';
import { describe, isThere, type Site } from '../site';
import type { Question } from './question';

/** Longer than the knowledge base allows, shorter than the specification does. */
const long = { home_phone: '617-555-0123 ext. 1234567890', home_zip: 'z'.repeat(30), home_street: 's'.repeat(60) };
const cutTo = { home_phone: 25, home_zip: 25, home_street: 50 };
const parts = Object.keys(long) as Array<keyof typeof long>;
const mostFields = 26;

/** What Constant Contact keeps of the values of an import. */
export const storedQuestions: readonly Question[] = [
	{
		name: 'lengths',
		about: 'a phone of 28 characters, a ZIP code of 30 and a street of 60',
		settles: ['storedLengths'],
		contacts: ['lengths'],
		async ask(site) {
			const { refusal } = await site.importRows([{ email: site.address('lengths'), ...long }]);
			const contact = refusal ? undefined : await site.contact('lengths');
			if (!isThere(contact))
				return site.tell(seenOtherwise('storedLengths', refusal ? `are answered ${describe(refusal)}` : 'are refused'));
			const address = contact.street_addresses?.[0];
			const stored = {
				home_phone: contact.phone_numbers?.[0]?.phone_number ?? '',
				home_zip: address?.postal_code ?? '',
				home_street: address?.street ?? '',
			};
			if (parts.every((part) => stored[part] === long[part]))
				return site.tell(settled('storedLengths', 'specification'));
			if (parts.every((part) => stored[part] === long[part].slice(0, cutTo[part])))
				return site.tell(settled('storedLengths', 'knowledgeBase'));
			const lengths = parts.map((part) => `${part} ${stored[part].length} of ${long[part].length}`);
			site.tell(seenOtherwise('storedLengths', `are kept otherwise: ${lengths.join(', ')}`));
		},
	},
	{
		name: 'anniversaries',
		about: 'an anniversary before 1901, and one more than ten years ahead',
		settles: ['anniversaries'],
		contacts: ['tooOld', 'tooFar'],
		async ask(site) {
			const far = `${new Date().getUTCFullYear() + 20}-05-06`;
			const [old, ahead] = await Promise.all([fateOf(site, 'tooOld', '1899-05-06'), fateOf(site, 'tooFar', far)]);
			if (old !== ahead)
				return site.tell(seenOtherwise('anniversaries', `before 1901: ${old}; more than ten years ahead: ${ahead}`));
			site.tell(
				old === 'left out'
					? seenOtherwise('anniversaries', 'are left out, and the contact lands')
					: settled('anniversaries', old === 'kept' ? 'any' : 'limited'),
			);
		},
	},
	{
		name: 'many-fields',
		about: 'whether a contact takes 26 custom fields; the probe makes and deletes as many, of the 100 of an account',
		settles: ['mostCustomFields'],
		contacts: ['manyFields'],
		makes: ['manyFields'],
		alsoDoes: `Of that last custom field it makes ${mostFields}, numbered from 1.`,
		onlyIfAsked: true,
		async ask(site) {
			const labels = Array.from({ length: mostFields }, (_, index) => `${site.names.manyFields} ${index + 1}`);
			const fields = await Promise.all(labels.map(async (label) => await site.newField({ label, type: 'string' })));
			const row = Object.fromEntries(fields.map(({ name }) => [`cf:${name}`, 'kept']));
			const { refusal } = await site.importRows([{ email: site.address('manyFields'), ...row }]);
			const contact = refusal ? undefined : await site.contact('manyFields');
			if (!isThere(contact))
				return site.tell(settled('mostCustomFields', 25, refusal && `26 are answered ${describe(refusal)}`));
			const kept = contact.custom_fields?.length ?? 0;
			site.tell(
				kept === mostFields
					? settled('mostCustomFields', 50, `${mostFields} were kept; more were not tried`)
					: seenOtherwise('mostCustomFields', `keeps ${kept} of ${mostFields}, and the contact lands`),
			);
		},
	},
];

async function fateOf(site: Site, key: ContactKey, anniversary: string): Promise<'kept' | 'left out' | 'refused'> {
	const { refusal } = await site.importRows([{ email: site.address(key), anniversary }]);
	const contact = refusal ? undefined : await site.contact(key);
	if (!isThere(contact)) return 'refused';
	return contact.anniversary ? 'kept' : 'left out';
}
