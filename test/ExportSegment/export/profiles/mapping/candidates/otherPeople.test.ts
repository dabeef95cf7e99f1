import type { ProfileFields } from '../../../../../../nodes/shared/files/pages';
import { contactFields } from '../../../../../../nodes/shared/account/contactFields';
import { mapByNames } from '../../../../../../nodes/ExportSegment/export/profiles/mapping/autoMapping';
import { columnsOf } from '../../../../../support/contactColumns';
import { tableOf } from '../../../../../support/tables';

/** What is read of each item, page by page, and which columns are told to be about somebody else. */
function readPages(...pages: ReadonlyArray<readonly ProfileFields[]>) {
	const mapping = mapByNames(contactFields);
	const readOnce = () =>
		pages.flatMap((profiles, page) => {
			const reader = mapping.readerOf({ firstRow: 1 + page * 500, profiles });
			return profiles.map((_profile, index) => {
				const values: unknown[] = [];
				reader(index, values);
				return Object.fromEntries(
					contactFields.flatMap(({ id }, place) =>
						['', undefined, null].includes(values[place] as string) ? [] : [[id, values[place]] as const],
					),
				);
			});
		});
	const people = readOnce();
	return { people, again: readOnce(), ofOthers: mapping.columnsTaken?.().ofOthers };
}

const peopleOf = (...profiles: ProfileFields[]) => readPages(profiles).people;

const email = 'ann@example.com';
const ann = { email, first_name: 'Ann', last_name: 'Lee' };
const rest = { city: 'Kent', phone: '555-123-0002' };
const bob = { first_name: 'Bob', last_name: 'Ray', ...rest };
const hisAddress = { email: 'bob@example.com' };

describe('nobody gets what is about somebody else in their item', () => {
	it.each<[string, ProfileFields]>([
		...[
			...[
				'buyer',
				'buyer_details',
				'payer_info',
				'purchaser',
				'cardholder_data',
				'attendee',
				'guestInfo',
				'participant',
			],
			...['registrant', 'ticket_holder', 'recipient', 'recipient_details', 'patient_details', 'primaryContact'],
			...['main_contact', 'primary_member_info'],
		].map((name): [string, ProfileFields] => [name, { [name]: bob }]),
		...[
			...['emergency_contact', 'emergencyContact', 'guardian', 'parent', 'parents_information', 'mother', 'spouse'],
			...['partner', 'referrer', 'referred_by', 'owner', 'contact_owner', 'assignee', 'assigned_to', 'sales_rep'],
			...['account_manager', 'created_by', 'author', 'organizer', 'provider', 'shipping', 'shipping_address'],
			...['shippingPerson', 'ship_to', 'secondary_contact', 'other_contact', 'agent', 'doctor', 'sibling'],
		].map((name): [string, ProfileFields] => [name, { [name]: { ...bob, ...hisAddress } }]),
	])('%s', (_name, other) => {
		expect(peopleOf({ email, ...other })).toEqual([{ email }]);
		expect(peopleOf({ ...other, ...ann, phone: null })).toEqual([ann]);
		expect(peopleOf({ email, first_name: '', last_name: '', ...other })).toEqual([{ email }]);
	});

	it.each([
		...['customer', 'customer_details', 'user', 'contact', 'member', 'lead', 'donor', 'billing', 'billing_address'],
		...['profile', 'personal_info'],
	])('%s, if its own address is another one', (name) => {
		expect(peopleOf({ email, [name]: { ...bob, ...hisAddress } })).toEqual([{ email }]);
		expect(peopleOf({ email, [name]: { ...bob, email: `Bob <${email.toUpperCase()}>` } })).toEqual([{ email, ...bob }]);
		// Two addresses of one person, whose name is the same to the last word.
		const other = { ...hisAddress, last_name: 'Lee', ...rest };
		expect(peopleOf({ ...ann, [name]: { ...other, first_name: 'Ann' } })).toEqual([{ ...ann, ...rest }]);
		expect(peopleOf({ ...ann, [name]: { ...other, first_name: 'A.' } })).toEqual([ann]);
	});

	it.each([
		...['customer', 'user', 'contact', 'member', 'billing_address', 'default_address', 'additional_info', 'profile'],
		...['profile_data'],
	])('%s, if its name is another one', (name) => {
		expect(peopleOf({ ...ann, [name]: bob })).toEqual([ann]);
		expect(peopleOf({ email, name: 'Ann Lee', [name]: { ...bob, last_name: 'Lee' } })).toEqual([ann]);
	});

	it.each<[string, ProfileFields]>([
		['the same', { first_name: 'ANN', last_name: 'lee' }],
		['a longer one', { first_name: 'Ann Marie', last_name: 'Lee' }],
		['one with a letter for a part', { first_name: 'A.', last_name: 'Lee' }],
		['with other accents', { first_name: 'Änn', last_name: 'Lee' }],
		['in another order', { first_name: 'Lee', last_name: 'Ann' }],
		['a word for nothing', { first_name: 'N/A', last_name: '-' }],
		['none', { first_name: '', last_name: null }],
	])('but what is about a customer whose name is %s is taken', (_what, name) => {
		expect(peopleOf({ ...ann, customer: { ...name, ...rest } })).toEqual([{ ...ann, ...rest }]);
		const short = { email, name: 'A. Lee' };
		expect(peopleOf({ ...short, customer: { ...ann, email: null, ...rest } })).toMatchObject([rest]);
	});

	it('is decided row by row', () => {
		const his = { ...hisAddress, first_name: 'Bob' };
		expect(
			peopleOf(
				{ email, first_name: 'Ann', customer: { email, last_name: 'Lee', phone: '555-123-0001' } },
				{ ...his, customer: { email: 'cy@example.com', last_name: 'Fox', phone: '555-123-0003' } },
			),
		).toEqual([{ ...ann, phone: '555-123-0001' }, his]);
	});

	it('an object with the same address tells the name that others are held against', () => {
		expect(peopleOf({ email, customer: ann, billing_address: bob })).toEqual([ann]);
		expect(peopleOf({ customer: ann, billing_address: bob })).toEqual([ann]);
		expect(peopleOf({ customer: ann, billing_address: { ...ann, ...rest, email: '' } })).toEqual([{ ...ann, ...rest }]);
	});

	it('whoever is mostly another one has no address for those without, and no name', () => {
		const user = { name: 'Sam Sales', email: 'sam@example.net' };
		expect(peopleOf({ email, name: 'Ann Lee', user }, { email: '', user }, { ...hisAddress, user })).toEqual([
			ann,
			{},
			hisAddress,
		]);
	});

	it("the label of an address is nobody's name", () => {
		const address = { name: 'Home', city: 'Kent' };
		expect(peopleOf({ email, name: 'Ann Lee', address })).toEqual([{ ...ann, city: 'Kent' }]);
	});

	it('what stands beside a buyer with an address and a name is about who comes, if it has a name as well', () => {
		expect(peopleOf({ first_name: 'Ann', phone: '555', buyer: { ...bob, ...hisAddress } })).toEqual([
			{ ...bob, ...hisAddress },
		]);
		const buyer = { ...hisAddress, first_name: 'Bob' };
		const items = ['Ann', ''].map((name) => ({ first_name: name, phone: '555', buyer }));
		expect(peopleOf(...items)).toEqual([buyer, buyer]);
		expect(peopleOf({ phone: '555', buyer: { name: 'Bob Ray', ...hisAddress } })).toEqual([
			{ ...hisAddress, first_name: 'Bob', last_name: 'Ray', phone: '555' },
		]);
	});

	it('the name of what a customer bought tells of nobody else', () => {
		expect(peopleOf({ name: 'Spring Gala', phone: '555', customer: ann })).toEqual([{ ...ann, phone: '555' }]);
		expect(peopleOf({ first_name: 'Bob', phone: '555', customer: ann })).toEqual([ann]);
	});

	it("a booking's title is not the job of its customer", () => {
		expect(peopleOf({ title: 'Yoga', customer: ann })).toEqual([ann]);
		expect(peopleOf({ title: 'Baker', ...ann, customer: { phone: '555' } })).toEqual([
			{ ...ann, job_title: 'Baker', phone: '555' },
		]);
	});
});

describe('items of several kinds', () => {
	const buyer = { ...bob, ...hisAddress };
	const attendee = { email: 'cy@example.com', first_name: 'Cy' };

	it('each have the address of whom they are about, where none has two', () => {
		expect(peopleOf(ann, { buyer }, { attendee })).toEqual([ann, buyer, attendee]);
		expect(peopleOf({ buyer }, ann)).toEqual([buyer, ann]);
		expect(peopleOf({ ...ann, buyer: { phone: '555' } }, { buyer })).toEqual([ann, buyer]);
	});

	it('have that of whom the item is about, where one has two', () => {
		expect(peopleOf({ ...ann, buyer }, { email: '', first_name: 'Dee', buyer })).toEqual([ann, { first_name: 'Dee' }]);
		const flat = { 'Buyer Email': 'bob@example.com', 'Buyer Phone': '555' };
		expect(peopleOf({ Email: email, ...flat }, { Email: '', ...flat })).toEqual([{ email }, {}]);
		expect(peopleOf({ attendee, buyer }, { attendee: { first_name: 'Dee' }, buyer })).toEqual([
			attendee,
			{ first_name: 'Dee' },
		]);
	});

	it.each<[string, ProfileFields[], ProfileFields[], ProfileFields[]]>([
		[
			'a guest behind a buyer',
			[{ buyer }],
			[{ buyer, attendee: { first_name: 'Cy', last_name: 'Fox' } }],
			[buyer, buyer],
		],
		['a buyer behind a guest', [{ attendee }], [{ attendee, buyer }], [attendee, attendee]],
		['an address of its own', [{ buyer }], [{ ...ann, buyer }], [buyer, ann]],
		['items of another kind', [{ buyer }], [ann], [buyer, ann]],
		[
			'a city of whom it is about behind a buyer',
			[ann],
			[{ buyer }, { ...ann, city: 'Rome' }],
			[ann, buyer, { ...ann, city: 'Rome' }],
		],
		[
			'more of a user who was another one',
			[{ email, user: hisAddress }],
			[{ email, user: { ...bob, ...hisAddress } }],
			[{ email }, { email }],
		],
		[
			'a phone of another one on the bill',
			[{ ...ann, billing: { first_name: 'Bob' } }],
			[{ ...ann, billing: { first_name: 'Bob', phone: '555' } }],
			[ann, ann],
		],
		['a buyer behind whom it is about', [ann], [{ ...ann, buyer }, { buyer }], [ann, ann, {}]],
		[
			'a name behind that of a guest',
			[{ Email: email, 'Guest Name': 'Ann Lee' }],
			[{ Email: email, 'First Name': 'Ann', 'Guest Name': 'Bob Ray', 'Guest Phone': '555' }],
			[ann, { email, first_name: 'Ann' }],
		],
		[
			'a guest with an address behind one without',
			[{ Email: email, 'Guest Phone': '555' }],
			[{ Email: '', 'Guest Email': 'cy@example.com', 'Guest Phone': '556' }],
			[
				{ email, phone: '555' },
				{ email: 'cy@example.com', phone: '556' },
			],
		],
	])('whose fields come on a later page: %s', (_what, first, second, expected) => {
		const { people, again } = readPages(first, second);
		expect(people).toEqual(expected);
		expect(again).toEqual(people);
	});
});

it('what is about somebody else is told by the names of the columns', () => {
	const orders = [{ ...ann, buyer_details: bob, customer: { email, phone: '1' } }];
	expect(readPages(orders).ofOthers).toEqual([
		...['first_name', 'last_name', 'city', 'phone'].map((name) => `buyer_details.${name}`),
	]);
	expect(readPages([{ ...ann, customer: { email, phone: '1' } }]).ofOthers).toEqual([]);
	const both = [
		{ ...ann, customer: { email, phone: '1' } },
		{ ...ann, customer: { ...hisAddress, phone: '2' } },
	];
	expect(readPages(both).ofOthers).toEqual(['customer.phone']);
});

it.each<[string, string[], boolean]>([
	['Email | First Name | Customer Phone', [email, 'Ann', '555'], true],
	['Guest Email | Guest First Name | City', [email, 'Ann', 'Kent'], true],
	['email | first_name | customer.last_name | customer.phone', [email, 'Ann', 'Lee', '555'], false],
])('a table is read cell by cell where it can tell of one person only: %s', (header, row, isCellByCell) => {
	const mapping = mapByNames(contactFields);
	const page = { firstRow: 1, profiles: [], table: tableOf(header.split(' | '), [row]) };
	mapping.readerOf(page);
	expect(mapping.cellsOf?.(page) !== undefined).toBe(isCellByCell);
});

describe('in tables', () => {
	const valuesOf = (header: string, row: string[], fields = contactFields) => {
		const mapping = mapByNames(fields);
		const values: unknown[] = [];
		mapping.readerOf({ firstRow: 1, profiles: [], table: tableOf(header.split(' | '), [row]) })(0, values);
		return values.filter((value) => value !== undefined && value !== '');
	};

	it.each<[string, string, string[], string[]]>([
		['who gets something', 'Email | Recipient Phone | Recipient City', ['555', 'Kent'], []],
		['who may pay or come', 'Email | Customer Phone | Guest City', ['555', 'Kent'], []],
		['who has another address', 'Email | Buyer Email | Buyer Phone', ['bob@example.com', '555'], []],
		['who stands beside a name', 'Email | First Name | Buyer Phone', ['Ann', '555'], ['Ann']],
		['another contact', 'Email | Other Contact Phone | Alternate Contact Phone', ['555', '556'], []],
		['but not who has the same address', 'Email | Buyer Email | Buyer Phone', [email, '555'], ['555']],
		[
			'who stands on the bill',
			'Email | Member Name | Billing Last Name | Billing City',
			['Ann Lee', 'Ray', 'Kent'],
			['Ann', 'Lee'],
		],
		['but the only one on the bill is', 'Email | Billing Last Name | Billing City', ['Ray', 'Kent'], ['Ray', 'Kent']],
		['but the only one is taken', 'Email | Buyer Phone | Buyer City', ['555', 'Kent'], ['555', 'Kent']],
	])('nobody gets what is about %s', (_what, header, row, values) => {
		expect(valuesOf(header, [email, ...row]).sort()).toEqual([email, ...values].sort());
	});

	it('the first address that is filled in is the one', () => {
		expect(valuesOf('Buyer Email | Buyer Phone | Guest Email | Guest City', ['', '555', email, 'Kent']).sort()).toEqual(
			['Kent', email].sort(),
		);
	});

	it("a column that is called like a field of the account's own is that field", () => {
		const fields = columnsOf('email', 'first_name', 'cf:Buyer_Name');
		expect(valuesOf('Email | First Name | Buyer Name', [email, 'Ann', 'Bob'], fields)).toEqual([email, 'Ann', 'Bob']);
	});
});
