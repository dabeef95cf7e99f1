import { hex, type People, type SegmentSeed, type Value } from './people';
import type { Switches } from './switches';
import { systemAttributes, type Attribute, type AttributeType, type Rows, type Table } from './tables';

/** A column that unification gives the profile; its name as it is without `msdynci_`. */
export interface ProfileColumn {
	name: string;
	label: string | null;
	type: AttributeType;
	options?: ReadonlyMap<number, string>;
}

export const usualColumns: readonly ProfileColumn[] = [
	{ name: 'email', label: 'Email', type: 'String' },
	{ name: 'firstname', label: 'First name', type: 'String' },
	{ name: 'lastname', label: 'Last name', type: 'String' },
	{ name: 'fullname', label: 'Full name', type: 'String' },
	{ name: 'mobilephone', label: 'Mobile phone', type: 'String' },
	{ name: 'city', label: 'City', type: 'String' },
	{ name: 'birthdate', label: 'Birth date', type: 'DateTime' },
	{ name: 'points', label: 'Points', type: 'Integer' },
	{ name: 'totalspend', label: 'Total spend', type: 'Decimal' },
	{ name: 'isgold', label: 'Is gold member', type: 'Boolean' },
	{
		name: 'level',
		label: 'Membership level',
		type: 'Picklist',
		options: new Map([
			[534_120_000, 'Gold'],
			[534_120_001, 'Silver'],
			[534_120_002, 'Bronze'],
		]),
	},
	{ name: 'crm_contacts_contactid', label: null, type: 'String' },
	{ name: 'crm_contacts_contactid_alternate', label: null, type: 'String' },
];

const contactColumns: readonly ProfileColumn[] = [
	{ name: 'contactid', label: 'ContactId', type: 'String' },
	{ name: 'firstname', label: 'FirstName', type: 'String' },
	{ name: 'lastname', label: 'LastName', type: 'String' },
	{ name: 'primaryemail', label: 'PrimaryEmail', type: 'String' },
	{ name: 'primaryphone', label: 'PrimaryPhone', type: 'String' },
	{ name: 'city', label: 'City', type: 'String' },
	{ name: 'jobtitle', label: 'JobTitle', type: 'String' },
	{ name: 'birthdate', label: 'BirthDate', type: 'DateTime' },
];

const owner = '1f2a4b6c-0d3e-4c5b-8a79-6f5e4d3c2b1a';
const businessUnit = '2c7a9f10-5f0e-4a8d-9c31-0e1d2c3b4a59';
const refreshedOn = '2026-08-01T03:12:45Z';

interface Parts {
	customers: People;
	contacts: People;
	switches: Switches;
	columns: readonly ProfileColumn[];
}

/** The tables that Customer Insights - Data keeps in Dataverse, as far as a reader of segments meets them. */
export function customerInsightsTables(parts: Parts): Table[] {
	const written = (id: string) => writtenId(id, parts.switches);
	return [
		{
			logicalName: 'msdynci_segmentmembership',
			entitySet: 'msdynci_segmentmemberships',
			type: 'Elastic',
			label: 'Segment Membership',
			primaryId: 'msdynci_segmentmembershipid',
			primaryName: 'msdynci_identifier',
			attributes: [
				...systemAttributes('Elastic', 'msdynci_segmentmembershipid'),
				text('msdynci_identifier', 'Identifier', 4_000),
				text('msdynci_customerid', 'Customer Id', 100),
				{ logicalName: 'msdynci_segments', label: 'Segments', type: 'Memo', maxLength: 1_048_576 },
				text('msdynci_segmentprovider', 'Segment Provider', 4_000),
				text('msdynci_segmentmembershiptype', 'Segment Membership Type', 100),
				{ logicalName: 'msdynci_lookupfield_customer', label: 'Customer', type: 'Lookup' },
				text('msdynci_lookupfield_customerpid', null, 100),
			],
			rows: membershipRows(parts),
		},
		{
			logicalName: 'msdynci_customerprofile',
			entitySet: 'msdynci_customerprofiles',
			type: 'Elastic',
			label: 'Customer Profile',
			primaryId: 'msdynci_customerprofileid',
			primaryName: 'msdynci_customerid',
			attributes: profileAttributes('msdynci_customerprofileid', parts.columns),
			rows: profileRows(parts.customers, parts.switches, 'msdynci_customerprofileid', (person, column) =>
				column === 'msdynci_customerid' ? written(parts.customers.idOf(person)) : undefined,
			),
		},
		{
			logicalName: 'msdynci_contactprofile',
			entitySet: 'msdynci_contactprofiles',
			type: 'Elastic',
			label: 'Contact Profile',
			primaryId: 'msdynci_contactprofileid',
			primaryName: 'msdynci_contactid',
			attributes: profileAttributes('msdynci_contactprofileid', contactColumns),
			rows: profileRows(parts.contacts, parts.switches, 'msdynci_contactprofileid', (person, column) => {
				if (column === 'msdynci_primaryemail') return parts.contacts.valueOf(person, 'email');
				if (column === 'msdynci_primaryphone') return parts.contacts.valueOf(person, 'mobilephone');
				const own = parts.contacts.idOf(person);
				// The other column is not theirs alone: their company's, or what a source system calls them.
				const other = parts.switches.contactKey === 'contactid' ? companyOf(parts.contacts, person) : `CRM-${person}`;
				const ofContact = column === `msdynci_${parts.switches.contactKey}`;
				if (column === 'msdynci_contactid' || column === 'msdynci_customerid') return ofContact ? written(own) : other;
				return undefined;
			}),
		},
		{
			logicalName: 'mscipriv_segmentmetadata',
			entitySet: 'mscipriv_segmentmetadatas',
			type: 'Standard',
			label: 'Segment Metadata',
			primaryId: 'mscipriv_segmentmetadataid',
			primaryName: 'msdyn_name',
			attributes: [
				...systemAttributes('Standard', 'mscipriv_segmentmetadataid'),
				text('msdyn_name', 'Name', 4_000),
				{ logicalName: 'msdyn_isdeleted', label: 'Is Deleted', type: 'Boolean' },
				{ logicalName: 'msdyn_ishistoryentry', label: 'Is History Entry', type: 'Boolean' },
				{ logicalName: 'mscipriv_payload1', label: 'Payload 1', type: 'Memo', maxLength: 1_048_576 },
				{ logicalName: 'mscipriv_payload2', label: 'Payload 2', type: 'Memo', maxLength: 1_048_576 },
			],
			rows: segmentMetadataRows(parts),
		},
	];
}

const text = (logicalName: string, label: string | null, maxLength: number): Attribute => ({
	logicalName,
	label,
	type: 'String',
	maxLength,
});

function profileAttributes(primaryId: string, columns: readonly ProfileColumn[]): Attribute[] {
	return [
		...systemAttributes('Elastic', primaryId),
		text('msdynci_customerid', 'CustomerId', 4_000),
		...columns.map(({ name, label, type, options }) => ({
			logicalName: `msdynci_${name}`,
			label,
			type,
			options,
			...(type === 'String' && { maxLength: 4_000 }),
		})),
		...columns
			.filter(({ type }) => type === 'Picklist' || type === 'Boolean')
			.map(({ name }) => ({
				logicalName: `msdynci_${name}name`,
				label: null,
				type: 'Virtual' as const,
				attributeOf: `msdynci_${name}`,
			})),
	];
}

/** First each person's row, then the second rows of those who have two. */
function membershipRows({ customers, contacts, switches }: Parts): Rows {
	const kinds = [
		{ people: customers, type: 'Customer' },
		{ people: contacts, type: 'Contact' },
	];
	const place = (position: number) => {
		let start = 0;
		for (const { people, type } of kinds) {
			if (position < start + people.count) return { people, type, person: position - start, isSecond: false };
			start += people.count;
			if (position < start + people.count) return { people, type, person: position - start, isSecond: true };
			start += people.count;
		}
		return undefined;
	};
	// People with two rows have every second segment in the second.
	const segmentsAt = (at: NonNullable<ReturnType<typeof place>>): readonly string[] => {
		const all = at.people.segmentsOf(at.person);
		if (!at.people.hasTwoRows(at.person)) return at.isSecond ? [] : all;
		return all.filter((_, index) => (index % 2 === 1) === at.isSecond);
	};
	return {
		get length() {
			return 2 * (customers.count + contacts.count);
		},
		exists(position) {
			const at = place(position);
			return at !== undefined && !at.people.isHidden(at.person) && segmentsAt(at).length > 0;
		},
		cell(position, column) {
			const at = place(position);
			if (at === undefined) return undefined;
			const { people, person, type, isSecond } = at;
			const id = people.idOf(person);
			const provider = isSecond ? 'Journeys' : 'Audience insights';
			switch (column) {
				case 'msdynci_customerid':
					return writtenId(id, switches);
				case 'msdynci_segments': {
					const json = JSON.stringify(segmentsAt(at));
					return switches.segmentsJson === 'plain' ? json : JSON.stringify(json);
				}
				case 'msdynci_segmentprovider':
					return provider;
				case 'msdynci_segmentmembershiptype':
					return type;
				case 'msdynci_identifier':
					return `${writtenId(id, switches)}|${provider}|${type}|Segments`;
				case '_msdynci_lookupfield_customer_value':
					return dashed(id);
				case 'msdynci_lookupfield_customerpid':
					return id;
				case 'msdynci_segmentmembershipid':
					return guid(people, person, isSecond ? 302 : 301);
				default:
					return elasticCell(people, person, column);
			}
		},
		find(column, values) {
			if (column !== 'msdynci_customerid') return undefined;
			const found: number[] = [];
			for (const value of values) {
				let start = 0;
				for (const { people } of kinds) {
					const person = people.withId(String(value));
					if (person !== undefined) found.push(start + person, start + people.count + person);
					start += 2 * people.count;
				}
			}
			return [...new Set(found)].sort((one, other) => one - other);
		},
	};
}

/** In an order of their own: rows of two tables about the same people do not come in step. */
function profileRows(
	people: People,
	switches: Switches,
	primaryId: string,
	own: (person: number, column: string) => Value | undefined,
): Rows {
	const seeded = people.count;
	const stride = strideFor(seeded);
	const shift = Math.floor(seeded / 3);
	const personAt = (position: number) => (position < seeded ? (position * stride + shift) % seeded : position);
	const exists = (person: number) => person < people.count && people.hasProfile(person) && !people.isHidden(person);
	return {
		get length() {
			return people.count;
		},
		exists: (position) => exists(personAt(position)),
		cell(position, column) {
			const person = personAt(position);
			if (column === primaryId)
				return switches.profileIds === 'customerId' ? dashed(people.idOf(person)) : guid(people, person, 303);
			return (
				own(person, column) ??
				elasticCell(people, person, column) ??
				people.valueOf(person, column.startsWith('msdynci_') ? column.slice('msdynci_'.length) : column) ??
				alternateKey(person, column)
			);
		},
		find(column, values) {
			const isKey = column === 'msdynci_customerid' || (column === primaryId && switches.profileIds === 'customerId');
			if (!isKey || primaryId !== 'msdynci_customerprofileid') return undefined;
			const wanted = new Set(values.map((value) => people.withId(String(value))));
			const inverse = inverseOf(stride, seeded);
			return [...wanted]
				.filter((person) => person !== undefined)
				.map((person) => (person < seeded ? ((person - shift + seeded) * inverse) % seeded : person))
				.sort((one, other) => one - other);
		},
	};
}

function alternateKey(person: number, column: string): Value {
	if (column === 'msdynci_crm_contacts_contactid') return `CRM-${person}`;
	if (column === 'msdynci_crm_contacts_contactid_alternate') return JSON.stringify([`CRM-${person}`]);
	return null;
}

function segmentMetadataRows({ customers, contacts, switches }: Parts): Rows {
	const entries = (): Array<{ segment: SegmentSeed; isDeleted: boolean; isHistory: boolean }> => {
		const live = [...customers.segments, ...contacts.segments];
		const rows = live.map((segment) => ({ segment, isDeleted: false, isHistory: false }));
		const old: SegmentSeed = { name: 'Deleted_segment', displayName: 'A deleted segment', members: 0 };
		const earlier = live.slice(0, 1).map((segment) => ({
			segment: { ...segment, displayName: `${segment.displayName ?? segment.name} (earlier name)` },
			isDeleted: false,
			isHistory: true,
		}));
		return [{ segment: old, isDeleted: true, isHistory: false }, ...earlier, ...rows];
	};
	return {
		get length() {
			return entries().length;
		},
		exists: () => true,
		cell(position, column) {
			const { segment, isDeleted, isHistory } = entries()[position];
			const number = position + 1;
			switch (column) {
				case 'mscipriv_segmentmetadataid':
					return dashed(hex(number).repeat(4));
				case 'msdyn_name':
					return switches.metadataNames === 'outputName' ? segment.name : `segment-${number}`;
				case 'msdyn_isdeleted':
					return isDeleted;
				case 'msdyn_ishistoryentry':
					return isHistory;
				case 'mscipriv_payload1':
					return switches.friendlyNames === 'payload2' ? null : payload(segment, switches);
				case 'mscipriv_payload2':
					return switches.friendlyNames === 'payload2' ? payload(segment, switches) : null;
				case 'statecode':
					return 0;
				case 'statuscode':
					return 1;
				case 'versionnumber':
					return 81_359_849 + position;
				case 'createdon':
				case 'modifiedon':
					return refreshedOn;
				case '_ownerid_value':
					return owner;
				case '_owningbusinessunit_value':
					return businessUnit;
				default:
					return null;
			}
		},
	};
}

function payload(segment: SegmentSeed, { friendlyNames }: Switches): string | null {
	const { name, displayName = name, state = 'active' } = segment;
	const metadata = {
		kind: 'dynamicSegment',
		name,
		friendlyName: displayName,
		description: '',
		state,
		evaluationStatus: { jobStatus: 'successful', evaluationDate: refreshedOn },
		version: 3,
	};
	switch (friendlyNames) {
		case 'absent':
			return JSON.stringify({ kind: metadata.kind, version: metadata.version });
		case 'garbage':
			return '{"friendlyName": "';
		case 'pascalCase':
			return JSON.stringify({ Name: name, FriendlyName: displayName, State: state });
		case 'doubleEncoded':
			return JSON.stringify(JSON.stringify(metadata));
		default:
			return JSON.stringify(metadata);
	}
}

/** The columns of every elastic row. */
function elasticCell(people: People, person: number, column: string): Value | undefined {
	switch (column) {
		case '@odata.etag':
			return `W/"${hex(people.draw(person, 304))}-0000-0200-0000-${hex(people.draw(person, 305))}0000"`;
		// Past 2⁵³: read as a double it is another number.
		case 'versionnumber':
			return 638_751_518_483_842_799n + BigInt(person);
		case 'partitionid':
			return people.idOf(person);
		case '_ownerid_value':
			return owner;
		case '_owningbusinessunit_value':
			return businessUnit;
		case 'createdon':
		case 'modifiedon':
			return refreshedOn;
		default:
			return undefined;
	}
}

function writtenId(id: string, { customerIds }: Switches): string {
	return customerIds === 'hex' ? id : customerIds === 'dashed' ? dashed(id) : id.toUpperCase();
}

function companyOf(contacts: People, person: number): string {
	return hex(contacts.draw(Math.floor(person / 4), 306)).repeat(4);
}

function guid(people: People, person: number, salt: number): string {
	return dashed([0, 1, 2, 3].map((part) => hex(people.draw(person, salt * 10 + part))).join(''));
}

function dashed(id: string): string {
	return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
}

/** A step that visits each of so many places once, far from the last. */
function strideFor(count: number): number {
	let stride = Math.max(1, Math.floor(count * 0.618));
	while (greatestCommonDivisor(stride, count) > 1) stride += 1;
	return stride;
}

function greatestCommonDivisor(one: number, other: number): number {
	return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

/** What the stride is undone by. */
function inverseOf(stride: number, count: number): number {
	let [remainder, next] = [count, stride % count];
	let [inverse, following] = [0, 1];
	while (next !== 0) {
		const times = Math.floor(remainder / next);
		[remainder, next] = [next, remainder - times * next];
		[inverse, following] = [following, inverse - times * following];
	}
	return count <= 1 ? 0 : ((inverse % count) + count) % count;
}
