import type { ContactPage, ContactSelection, FoundContact } from '../../nodes/shared/account/constantContact';
import { membershipTagName } from '../../nodes/shared/account/membershipTag';
import type { PollPorts } from '../../nodes/ConstantContactTrigger/changes/ports';
import { streamOf } from './exportRun';

/** A few people in an account, as plainly as can be, for schedules that the simulator would take hours for. */
export interface Person {
	readonly id: string;
	email: string;
	/** Milliseconds since 1970, a whole second. */
	optedOutAt?: number;
	/** A day. */
	deletedOn?: string;
	isOnList: boolean;
}

export interface ModelOptions {
	readonly people: number;
	readonly pageSize: number;
	/** Constant Contact's clock against n8n's. */
	readonly skewMs: number;
	/** How long an opt-out is not found yet. */
	readonly lagMs: number;
	/** Of the day of a deletion. */
	readonly zoneHours: number;
	readonly includesTheMoment: boolean;
	/** In which order pages come: people by number, moved on by so many and perhaps turned round. */
	readonly order: number;
	readonly tellsTotal: boolean;
}

export const modelList = { id: '06a0b5a8-1d4c-11ef-9a7b-fa163e123456', name: 'Everybody', isDeleted: false };

export function createContactsModel(options: ModelOptions, startsAt: number) {
	let now = startsAt;
	let failsAfter = Infinity;
	let afterPage: (page: number) => void = () => undefined;
	const people: Person[] = Array.from({ length: options.people }, (_, number) => ({
		id: `id-${number}`,
		email: `p${number}@example.com`,
		isOnList: true,
	}));

	const serverNow = () => now + options.skewMs;
	const second = (ms: number) => Math.floor(ms / 1_000) * 1_000;
	const isFound = ({ optedOutAt }: Person) => optedOutAt !== undefined && optedOutAt + options.lagMs <= serverNow();

	async function request(): Promise<void> {
		if (failsAfter-- <= 0) throw new Error('no answer');
	}

	function toContact({ id, email, optedOutAt, deletedOn, isOnList }: Person): FoundContact {
		return {
			id,
			email,
			permission: optedOutAt === undefined ? 'implicit' : 'unsubscribed',
			optOutDate: optedOutAt === undefined ? undefined : new Date(optedOutAt).toISOString(),
			deletedAt: deletedOn,
			listIds: isOnList ? [modelList.id] : [],
			tagIds: ['tag'],
		};
	}

	function inOrder(wanted: readonly Person[]): Person[] {
		const turned = options.order % 2 === 0 ? [...wanted] : [...wanted].reverse();
		return [
			...turned.slice(options.order % (turned.length || 1)),
			...turned.slice(0, options.order % (turned.length || 1)),
		];
	}

	/** By position, as Constant Contact's cursors are: whoever leaves the pages read moves the others on. */
	async function* pagesOf(isWanted: (person: Person) => boolean): AsyncGenerator<ContactPage> {
		for (let start = 0; ; start += options.pageSize) {
			await request();
			const found = inOrder(people.filter(isWanted));
			const total = options.tellsTotal ? found.length : undefined;
			yield { contacts: found.slice(start, start + options.pageSize).map(toContact), total };
			if (start + options.pageSize >= found.length) return;
			afterPage(start / options.pageSize + 1);
		}
	}

	const selected = (selection: ContactSelection) =>
		people.filter(({ deletedOn, isOnList }) => deletedOn === undefined && ('tagId' in selection || isOnList));

	const exports = new Map<string, string>();
	const constantContact: PollPorts['constantContact'] = {
		contactsOptedOutAfter: (moment) =>
			pagesOf(
				(person) =>
					isFound(person) && (options.includesTheMoment ? person.optedOutAt! >= moment : person.optedOutAt! > moment),
			),
		deletedContactPages: () => pagesOf(({ deletedOn }) => deletedOn !== undefined),
		async contactByEmail(email) {
			await request();
			const person = people.find((candidate) => candidate.email === email);
			return person && toContact(person);
		},
		async tags() {
			await request();
			return new Map([[membershipTagName(modelList.id), 'tag']]);
		},
		async contactsAtOnce(selection) {
			await request();
			const found = selected(selection);
			return found.length > options.pageSize ? undefined : found.map(({ email }) => ({ email, values: new Map() }));
		},
		async *contactsByPages() {},
		async startDownload(selection) {
			await request();
			const shown = selected(selection);
			const id = `export-${exports.size}`;
			exports.set(id, ['email_address', ...shown.map(({ email }) => email)].join('\n'));
			return { id, state: 'completed', errors: [], counters: {} };
		},
		async activities(ids) {
			await request();
			return new Map([...ids].map((id) => [id, { id, state: 'completed', errors: [], counters: {} }]));
		},
		async openDownload(id) {
			await request();
			return streamOf(exports.get(id) ?? '', 1_000);
		},
	};
	const ports: PollPorts = {
		constantContact,
		clock: { now: () => now, sleep: async () => undefined, breathe: async () => undefined },
	};

	return {
		people,
		ports,
		isFound,
		pass(ms: number) {
			now += ms;
		},
		/** The next so many requests are answered, none after that, until the next call. */
		failAfter(requests: number) {
			failsAfter = requests;
		},
		/** What happens in the account between two pages of one walk, told after which page it is. */
		betweenPages(happens: (page: number) => void) {
			afterPage = happens;
		},
		unsubscribe(person: Person) {
			person.optedOutAt ??= second(serverNow());
		},
		delete(person: Person) {
			person.deletedOn ??= new Date(serverNow() + options.zoneHours * 3_600_000).toISOString().slice(0, 10);
			person.isOnList = false;
		},
	};
}
