/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { parse } from 'csv-parse/sync';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { contactFields } from '../../nodes/shared/account/contactFields';
import type { ContactList } from '../simulator';
import type { EngineResult } from '../support/engine';
import { runInEngine } from '../support/engine';
import type { HostileProfile, Shape } from '../support/hostileProfiles';
import { asCsv, asNdjson, customFieldNames, hostileProfiles } from '../support/hostileProfiles';
import { keepFigures } from '../support/figures';
import type { Summary } from '../support/segmentRun';
import type { Service } from '../support/service';
import { exportParameters, mapped, startService } from '../support/service';

/** `npm run test:long` asks for more of them, and for others. */
const count = Number(process.env.TEST_PROFILES ?? 100_000);
const seed = Number(process.env.TEST_SEED ?? 20_261_124);
const shares: Record<Shape, number> = { items: 0.4, ndjson: 0.3, csv: 0.3 };

let service: Service;
let prototypes: string;
beforeAll(async () => {
	service = await startService({ seed });
	const { account } = service.simulator;
	for (const name of customFieldNames) account.addCustomField({ name, label: `Label of ${name}` });
	account.addCustomField({ name: 'joined', label: 'Joined', type: 'date' });
	prototypes = whatEverythingInherits();
});
afterAll(async () => await service.close());

function whatEverythingInherits(): string {
	const shared = [Object, Array, Function, String, Number, Boolean, Date, Map, Set, Promise, Buffer];
	return JSON.stringify(shared.map(({ prototype }) => Reflect.ownKeys(prototype).map(String)));
}

const fields = mapped(
	Object.fromEntries([
		...['email', 'first_name', 'last_name', 'street', 'birthday', 'anniversary'].map((name) => [
			name,
			`={{ $json.${name} }}`,
		]),
		// Names that n8n refuses in expressions cannot be read, so the field gets what another one holds.
		...customFieldNames.map((name) => [
			`cf:${name}`,
			/^(constructor|__proto__|toString)$/.test(name) ? '={{ $json["f0"] }}' : `={{ $json["${name}"] }}`,
		]),
		['cf:joined', '={{ $json.joined }}'],
	]),
);

interface Outcome {
	readonly profiles: readonly HostileProfile[];
	readonly list: ContactList;
	readonly result: EngineResult;
	readonly summary: Summary;
	/** Code and reason of each rejected profile by its row. */
	readonly rejections: ReadonlyMap<number, { code: string; reason: string }>;
}

async function exportAll(shape: Shape): Promise<Outcome> {
	const profiles = hostileProfiles(shape, Math.round(count * shares[shape]), seed + shape.length);
	const file = shape === 'items' ? undefined : shape === 'csv' ? asCsv(profiles) : asNdjson(profiles);
	const items: INodeExecutionData[] =
		file === undefined
			? profiles.map(({ profile }) => ({ json: profile as IDataObject }))
			: [
					{
						json: {},
						binary: {
							data: {
								data: file.toString('base64'),
								mimeType: 'application/octet-stream',
								fileName: `segment.${shape}`,
							},
						},
					},
				];
	const list = service.simulator.account.addList(`Hostile "${shape}" / \\ '${shape}' {{ $json }}`);
	const parameters = exportParameters(
		{ mode: 'name', value: list.name },
		{ source: file === undefined ? 'items' : 'file', inputBinaryField: 'data', fields },
	);
	const result = await runInEngine({ items, parameters, credential: service.connectAlone() });
	return {
		profiles,
		list,
		result,
		summary: result.exported[0]?.json as unknown as Summary,
		rejections: rejectionsOf(result),
	};
}

/** More than 10,000 rejected profiles leave as one file. */
function rejectionsOf({ rejected }: EngineResult): Map<number, { code: string; reason: string }> {
	const file = rejected[0]?.binary?.data;
	if (file === undefined)
		return new Map(
			rejected
				.map(({ json }) => json.rejection as IDataObject)
				.map(({ row, code, reason }) => [Number(row), { code: String(code), reason: String(reason) }]),
		);
	const rows = parse(Buffer.from(file.data, 'base64'), { record_delimiter: '\r\n' });
	const [header] = rows;
	const [code, reason, row] = ['rejection_code', 'rejection_reason', 'rejection_row'].map((name) =>
		header.indexOf(name),
	);
	return new Map(rows.slice(1).map((cells) => [Number(cells[row]), { code: cells[code], reason: cells[reason] }]));
}

const isAboutEmail = (code: string) => code.startsWith('email_');

/** Profiles, by row, that are neither on the list nor rejected for what is wrong with them. */
function unaccounted({ profiles, list, rejections }: Outcome): string[] {
	const members = new Set(service.simulator.account.membersOf(list));
	const meant = new Set(profiles.map(({ address }) => address));
	const lost = profiles.flatMap(({ address }, index) => {
		const rejection = rejections.get(index + 1);
		const where = `row ${index + 1} (${address ?? 'anything'})`;
		if (rejection !== undefined && rejection.reason === '') return [`${where} is rejected without a reason`];
		if (address === undefined) return [];
		if (address === '')
			return rejection !== undefined && isAboutEmail(rejection.code)
				? []
				: [`${where} has no address and is ${rejection?.code ?? 'exported'}`];
		if (rejection === undefined) return members.has(address) ? [] : [`${where} is lost`];
		return isAboutEmail(rejection.code) ? [`${where} is rejected as ${rejection.code}`] : [];
	});
	const openly = profiles.filter(({ address }, index) => address === undefined && !rejections.has(index + 1)).length;
	const strangers = [...members].filter((email) => !meant.has(email));
	return strangers.length > openly ? [...lost, ...strangers.map((email) => `nobody named ${email}`)] : lost;
}

/** Where another first name stands in Constant Contact than the one of the last profile that was exported. */
function wronglyNamed({ profiles, rejections }: Outcome): string[] {
	const last = new Map<string, string | undefined>();
	profiles.forEach(({ address, firstName }, index) => {
		if (address && !rejections.has(index + 1)) last.set(address, firstName);
	});
	return [...last].flatMap(([address, firstName]) => {
		const held = service.simulator.account.contact(address)?.fields.first_name ?? '';
		return firstName === undefined || held === firstName
			? []
			: [`${address}: ${JSON.stringify(firstName)} became ${JSON.stringify(held)}`];
	});
}

/**
 * Values in Constant Contact that no field should hold: control characters, halves of characters, or more than the
 * field takes.
 */
function unshowable({ list }: Outcome): string[] {
	const { account } = service.simulator;
	return account.membersOf(list).flatMap((email) => {
		const contact = account.contact(email);
		const values = [
			...Object.entries(contact?.fields ?? {}),
			...Object.entries(contact?.customFields ?? {}).map(([name, value]) => [`cf:${name}`, value] as const),
		];
		return values.flatMap(([name, value = '']) => {
			const most = contactFields.find(({ id }) => id === name || `home_${id}` === name)?.maxCharacters ?? 255;
			return /(?![\t\n\r])\p{Cc}|\p{Cs}/u.test(value) || value.length > most
				? [`${email} ${name}: ${JSON.stringify(value.slice(0, 60))}`]
				: [];
		});
	});
}

describe(`${count.toLocaleString('en-US')} hostile profiles in three shapes, exported side by side:`, () => {
	const outcomes = new Map<Shape, Outcome>();
	beforeAll(async () => {
		const shapes = Object.keys(shares) as Shape[];
		(await Promise.all(shapes.map(exportAll))).forEach((outcome, index) => outcomes.set(shapes[index], outcome));
		keepFigures(
			'hostile',
			[...outcomes].map(([shape, outcome]) => ({
				shape,
				...outcome.summary?.profiles,
				lost: unaccounted(outcome).length,
				codes: countBy([...outcome.rejections.values()].map(({ code }) => code)),
			})),
		);
	});

	const shapes = Object.keys(shares) as Shape[];

	it.each(shapes)('as %s, every one is on the list or in Rejected with a reason, and the counts add up', (shape) => {
		const outcome = outcomes.get(shape)!;
		expect(outcome.result.error).toBeUndefined();
		const { read, duplicates, rejected, optedOut, deleted, unchanged, sent, refused } = outcome.summary.profiles;
		expect({ read, refused, optedOut, deleted }).toEqual({
			read: outcome.profiles.length,
			refused: 0,
			optedOut: 0,
			deleted: 0,
		});
		expect(duplicates + rejected + unchanged + sent).toBe(read);
		expect(outcome.rejections.size).toBe(rejected);
		expect(service.simulator.account.memberCount(outcome.list)).toBe(sent + unchanged);
		expect(unaccounted(outcome).slice(0, 5)).toEqual([]);
		// All of that was tried.
		expect(Math.min(duplicates, rejected, sent)).toBeGreaterThan(read / 50);
		const codes = new Set([...outcome.rejections.values()].map(({ code }) => code));
		expect([...codes].sort()).toEqual([
			'email_invalid',
			'email_missing',
			'email_too_long',
			'too_many_custom_fields',
			'value_too_long',
		]);
	});

	it.each(shapes)('as %s, what stands in Constant Contact can be shown, and is what the profile says', (shape) => {
		const outcome = outcomes.get(shape)!;
		expect(unshowable(outcome).slice(0, 5)).toEqual([]);
		expect(wronglyNamed(outcome).slice(0, 5)).toEqual([]);
	});

	it('no body passes a limit, and nothing was cut off', () => {
		const imports = service.simulator.requests.api().filter(({ path }) => path.endsWith('/contacts_json_import'));
		expect(Math.max(...imports.map(({ bytes }) => bytes))).toBeLessThanOrEqual(4_000_000);
		for (const { summary } of outcomes.values())
			for (const { rows } of summary.activities) expect(rows).toBeLessThanOrEqual(40_000);
		expect(service.simulator.account.truncatedRows).toBe(0);
	});

	it('nothing that everything inherits from has changed', () => {
		expect(whatEverythingInherits()).toBe(prototypes);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});

function countBy(names: readonly string[]): Record<string, number> {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return Object.fromEntries(counts);
}
