import type { ContactList, Simulator } from '../../simulator';
import type { ModelPerson } from '../../support/referenceModel';
import type { DailyRates } from '../../support/segmentLife';
import { SegmentLife } from '../../support/segmentLife';
import { listTagName, scratchLists } from '../../support/segmentRun';
import type { N8n } from './n8n';
import { connectedCredential, serveCsv } from './world';
import type { Served } from './world';
import { exportWorkflow, fieldsFromColumns } from './workflow';

export interface LaneOptions {
	readonly name: string;
	/** People in the segment at first. */
	readonly size: number;
	readonly random: () => number;
}

/**
 * A segment that changes from day to day, mirrored onto a list by a workflow and a connection of its own: lanes neither
 * share people nor wait for one another's pace.
 */
export class Lane {
	readonly credential: ReturnType<typeof connectedCredential>;

	readonly list: ContactList;

	readonly life: SegmentLife;

	workflowId = '';

	private people: ModelPerson[] = [];

	private served: Served | undefined;

	constructor(
		private readonly simulator: Simulator,
		readonly options: LaneOptions,
	) {
		this.credential = connectedCredential(simulator, { id: options.name });
		this.list = simulator.account.addList(`News of ${options.name}`);
		this.life = new SegmentLife(simulator.account, this.list, options.name, options.size, options.random);
		this.nextSegment();
	}

	/** Saves the workflow in an n8n that holds the credential. */
	async open(n8n: N8n): Promise<void> {
		this.served = await serveCsv(() => csvOf(this.people));
		const { id, name } = this.credential;
		this.workflowId = await n8n.createWorkflow(
			exportWorkflow({
				name: `Mirror ${this.options.name}`,
				source: { url: this.served.url, asFile: true },
				credential: { id, name },
				list: { mode: 'id', value: this.list.id },
				fields: fieldsFromColumns({ email: 'email', first_name: 'first_name', last_name: 'last_name' }),
				parameters: { source: 'file', inputBinaryField: 'data', syncMode: 'mirror' },
			}),
		);
	}

	/** What a day brings in the segment and on the list, until the next export. */
	passDay(rates: DailyRates): void {
		this.life.passDay(rates);
		this.nextSegment();
	}

	/** What is otherwise in Constant Contact than the model has it; to be called once after the export of each day. */
	differences(): string[] {
		const { account } = this.simulator;
		const { model } = this.life;
		model.export(this.people, true);
		const members = new Set(account.membersOf(this.list));
		const wrong = [...members].filter((email) => !model.members.has(email)).map((email) => `${email} is on the list`);
		for (const email of model.members) if (!members.has(email)) wrong.push(`${email} is not on the list`);
		for (const [email, name] of model.names) {
			if (!members.has(email) || model.unsubscribed.has(email)) continue;
			const { first_name, last_name } = account.mustFind(email).values;
			if (`${first_name} ${last_name}` !== name) wrong.push(`${email} is called ${first_name} ${last_name}`);
		}
		for (const email of model.left) if (members.has(email)) wrong.push(`${email} had left and was put back`);
		const noted = new Set(account.taggedWith(listTagName(this.list)));
		for (const email of model.members) if (!noted.has(email)) wrong.push(`${email} is not noted as a member`);
		return wrong;
	}

	scratchLists(): string[] {
		return scratchLists(this.simulator).filter((name) => name.includes(this.list.id));
	}

	async close(): Promise<void> {
		await this.served?.close();
	}

	private nextSegment(): void {
		this.people = this.life.segment();
	}
}

/** Nobody was unsubscribed, deleted, restored or put back but by themselves or a colleague. */
export function harmDone({ account }: Simulator, lanes: readonly Lane[]): Record<string, unknown> {
	const known = (of: 'unsubscribed' | 'deleted') => new Set(lanes.flatMap(({ life }) => [...life.model[of]]));
	const [unsubscribed, deleted] = [known('unsubscribed'), known('deleted')];
	return {
		unsubscribed: account.contacts
			.filter(({ permission, email }) => (permission === 'unsubscribed') !== unsubscribed.has(email))
			.map(({ email }) => email),
		deleted: account.contacts
			.filter(({ isDeleted, email }) => isDeleted !== deleted.has(email))
			.map(({ email }) => email),
		restored: account.restoredContacts,
		putBack: account.readdedLeavers - lanes.reduce((sum, { life }) => sum + life.putBackByHand, 0),
	};
}

export const noHarm = { unsubscribed: [], deleted: [], restored: 0, putBack: 0 };

function csvOf(people: readonly ModelPerson[]): string {
	const lines = people.map(
		({ email, first_name, last_name }) => `${email},${first_name},"${last_name.replaceAll('"', '""')}"`,
	);
	return ['email,first_name,last_name', ...lines].join('\r\n');
}
