import { seenOtherwise, settled, unclear, type Finding } from '../assumptions';
import type { ContactKey } from '../scratch';
import { describe, isThere, type ContactBody, type Import, type Site } from '../site';
import type { Question } from './question';

/** What an import makes of unusual rows. Each has an import of its own, for some may be refused as a whole. */
export const rowQuestions: readonly Question[] = [
	{
		name: 'values',
		about: 'empty values, and the count of rows, in an import',
		settles: ['blankValues', 'itemsTotalCountsHeader'],
		contacts: ['values'],
		makes: ['textField'],
		async ask(site) {
			const field = await site.textField();
			const email = site.address('values');
			const key = `cf:${field.name}`;
			const { refusal, job } = await site.importRows([
				{ email, first_name: 'Probe', last_name: 'Kept', [key]: 'kept' },
			]);
			if (refusal) throw site.surprise(refusal);
			const counted = job.counters.items_total_count;
			if (counted === 1 || counted === 2) site.tell(settled('itemsTotalCountsHeader', counted === 2));
			else if (counted) site.tell(seenOtherwise('itemsTotalCountsHeader', `${counted} for one row`));
			else site.tell(unclear('itemsTotalCountsHeader', 'the import does not count its rows'));
			const again = await site.importRows([{ email, first_name: '', last_name: null, [key]: '' }]);
			if (again.refusal) return site.tell(seenOtherwise('blankValues', `is answered ${describe(again.refusal)}`));
			const contact = await site.contact('values');
			const custom = contact?.custom_fields?.find(
				({ custom_field_id }) => custom_field_id === field.custom_field_id,
			)?.value;
			const note = `null ${contact?.last_name ? 'leaves' : 'erases'} a value`;
			const kept = [contact?.first_name, custom].map(Boolean);
			if (kept[0] !== kept[1])
				return site.tell(
					seenOtherwise(
						'blankValues',
						`${kept[0] ? 'leaves' : 'erases'} a first name, ${kept[1] ? 'leaves' : 'erases'} a custom field`,
						note,
					),
				);
			site.tell(settled('blankValues', kept[0] ? 'keep' : 'erase', note));
		},
	},
	{
		name: 'duplicates',
		about: 'two rows for one address in an import',
		settles: ['duplicateRows'],
		contacts: ['twice'],
		async ask(site) {
			const email = site.address('twice');
			const { refusal } = await site.importRows([
				{ email, first_name: 'First' },
				{ email, last_name: 'Second' },
			]);
			const contact = refusal ? undefined : await site.contact('twice');
			if (!isThere(contact) || contact.last_name !== 'Second')
				return site.tell(
					seenOtherwise('duplicateRows', refusal ? `are answered ${describe(refusal)}` : 'the last one does not count'),
				);
			site.tell(settled('duplicateRows', contact.first_name === 'First' ? 'merged' : 'lastOnly'));
		},
	},
	single(
		'field',
		'a custom field that does not exist',
		'unknownCustomFields',
		'field',
		(site) => ({ [`cf:${site.names.list} unknown`]: 'x' }),
		{
			landed: () => settled('unknownCustomFields', 'ignored'),
			refused: (note) => settled('unknownCustomFields', 'refused', note),
		},
	),
	single('column', 'a column that does not exist', 'unknownColumns', 'column', () => ({ favourite_colour: 'red' }), {
		landed: () => settled('unknownColumns', 'ignored'),
		refused: (note) => settled('unknownColumns', 'refused', note),
	}),
	{
		name: 'choices',
		about: 'a value that is none of the choices of its custom field',
		settles: ['customFieldTypes'],
		contacts: ['choice', 'noChoice'],
		makes: ['choiceField'],
		async ask(site) {
			const field = await site.choiceField();
			const stored = (contact: ContactBody | undefined) =>
				contact?.custom_fields?.find(({ custom_field_id }) => custom_field_id === field.custom_field_id)?.value ??
				'nothing';
			const [choice, wrong] = await Promise.all([
				site.land('choice', { [`cf:${field.name}`]: 'Red' }),
				site.importRows([{ email: site.address('noChoice'), [`cf:${field.name}`]: 'Blue' }]),
			]);
			const note = `the choice "Red" is stored as "${stored(choice)}"`;
			const contact = wrong.refusal ? undefined : await site.contact('noChoice');
			site.tell(
				isThere(contact)
					? settled('customFieldTypes', 'unchecked', `${note}, "Blue", which is none, as "${stored(contact)}"`)
					: settled('customFieldTypes', 'checked', note),
			);
		},
	},
	single('long address', 'an address of 60 characters', 'emailsOver50', 'long', () => ({}), {
		landed: () => settled('emailsOver50', 'accepted'),
		refused: (note) => settled('emailsOver50', 'refused', note),
	}),
	single(
		'long value',
		'a first name of 60 characters',
		'longValues',
		'longValue',
		() => ({ first_name: 'x'.repeat(60) }),
		{
			landed: ({ first_name }) =>
				first_name?.length === 50
					? settled('longValues', 'truncated')
					: seenOtherwise('longValues', `is stored with ${first_name?.length ?? 0} characters`),
			refused: (note) => settled('longValues', 'refused', note),
		},
	),
	single('accent', 'a letter outside ASCII before the @', 'nonAsciiLocalParts', 'accent', () => ({}), {
		landed: () => settled('nonAsciiLocalParts', 'accepted'),
		refused: (note) => settled('nonAsciiLocalParts', 'refused', note),
	}),
	single('number', 'a number where an import wants a text', 'looseJsonTypes', 'number', () => ({ first_name: 12345 }), {
		landed: ({ first_name }) => settled('looseJsonTypes', 'accepted', `stored as ${JSON.stringify(first_name)}`),
		refused: (note) => settled('looseJsonTypes', 'refused', note),
	}),
	{
		name: 'country',
		about: 'the key of the home country',
		settles: ['homeCountryKey'],
		contacts: ['country'],
		async ask(site) {
			const works = async (key: string, country: string) => {
				await site.importRows([{ email: site.address('country'), [key]: country, home_city: 'Springfield' }]);
				return (
					(await site.contact('country'))?.street_addresses?.some((address) => address.country === country) ?? false
				);
			};
			const [underscore, blank] = [await works('home_country', 'Canada'), await works('home country', 'Mexico')];
			if (underscore && blank) return site.tell(settled('homeCountryKey', 'both'));
			if (underscore || blank)
				return site.tell(settled('homeCountryKey', underscore ? 'home_country' : 'home country'));
			site.tell(seenOtherwise('homeCountryKey', 'neither of the two'));
		},
	},
];

/** A question that one row answers: its contact lands or does not. */
function single(
	name: string,
	about: string,
	assumption: Finding['assumption'],
	key: ContactKey,
	row: (site: Site) => Record<string, unknown>,
	answers: { landed: (contact: ContactBody) => Finding; refused: (note: string) => Finding },
): Question {
	return {
		name: name.replaceAll(' ', '-'),
		about: `${about} in an import`,
		settles: [assumption],
		contacts: [key],
		async ask(site) {
			const outcome = await site.importRows([{ email: site.address(key), ...row(site) }]);
			const contact = outcome.refusal ? undefined : await site.contact(key);
			site.tell(isThere(contact) ? answers.landed(contact) : answers.refused(howRefused(outcome)));
		},
	};
}

function howRefused({ refusal, job }: Import): string {
	if (refusal) return `the whole import is answered ${describe(refusal)}`;
	const counters = Object.entries(job.counters).filter(
		([name, count]) => /error|correctable|cannot/.test(name) && Number(count) > 0,
	);
	return (
		[...counters.map(([name, count]) => `${name} ${count}`), ...job.errors.map(String)].join(', ') || 'without a word'
	);
}
