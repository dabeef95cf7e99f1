import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Account } from '../simulator';
import type { Chance } from './chance';
import type { Story } from './story';

/** Lists and a tag of other people in the account, whom no run of ours is about. */
export const strangersLists = ['Wholesale', 'Staff'];
export const strangersTag = 'Met at the fair';

/** Other people who start jobs in the same account: exports, imports, tags and removals of their own. */
export class Strangers {
	private count = 0;

	constructor(
		private readonly account: Account,
		private readonly story: Story,
		/** With an app key of their own. */
		private readonly send: (options: IHttpRequestOptions) => Promise<unknown>,
	) {
		for (const name of strangersLists) account.addList(name);
		account.addTag(strangersTag);
		for (let n = 0; n < 8; n++) this.add();
	}

	async startJob(chance: Chance): Promise<void> {
		const [from, to] = strangersLists.map((name) => this.account.listNamed(name)!.id);
		const tagId = [...this.account.tags.values()].find(({ name }) => name === strangersTag)!.id;
		const source = { list_ids: [from] };
		const rows = Array.from({ length: chance.pick([1, 1, 2, 3, 5, 7]) }, () => ({
			email: `foreign${this.count++}@example.org`,
		}));
		const kind = chance.pick(['export', 'exportAll', 'import', 'tag', 'untag', 'remove'] as const);
		const [path, body] = {
			export: ['contact_exports', { list_ids: [from], fields: ['email_address'] }],
			exportAll: ['contact_exports', {}],
			import: ['contacts_json_import', { import_data: rows, list_ids: [from] }],
			tag: ['contacts_taggings_add', { source, tag_ids: [tagId] }],
			untag: ['contacts_taggings_remove', { source, tag_ids: [tagId] }],
			remove: ['remove_list_memberships', { source, list_ids: [to] }],
		}[kind] as [string, object];
		this.story.add(`a colleague starts a job elsewhere: ${kind}${kind === 'import' ? ` of ${rows.length}` : ''}`);
		await this.send({
			method: 'POST',
			url: `https://api.cc.email/v3/activities/${path}`,
			body: body as IHttpRequestOptions['body'],
			headers: { 'content-type': 'application/json' },
		});
	}

	private add(): void {
		this.account.addContact({ email: `foreign${this.count++}@example.org`, lists: [strangersLists[this.count % 2]] });
	}
}
