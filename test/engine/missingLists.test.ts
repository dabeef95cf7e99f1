import type { Outcome } from '../support/place';
import { placeIn } from '../support/place';
import type { Service } from '../support/service';
import { startService } from '../support/service';

// In an account of their own: whether a list is new to the node depends on the lists beside it.
let service: Service;
beforeEach(async () => {
	service = await startService();
});
afterEach(async () => await service.close());

const created = { createMissingList: true };
const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const isListMade = (write: string) => write === 'POST /v3/contact_lists';

it('missing lists are made by the export, not by the preview, which says just what the export does and takes', async () => {
	const own = placeIn(service);
	service.simulator.account.addList('There');
	const source = [
		own.person(1, ['There', 'New / "A"']),
		own.person(2, ['New B', 'new / "a"']),
		own.person(3, ['New B']),
		own.person(4, ['Nobody'], { email: 'nobody' }),
	];
	const options = { ...created, tags: '={{ ["Place, with comma", "Second"] }}' };
	const preview = await own.run(source, { operation: 'preview', options });
	expect(own.writes()).toEqual([]);
	const planned = own.calls().length;
	const done = await own.run(source, { options });
	expect(own.writes().filter(isListMade)).toHaveLength(2);
	const shown = ({ summaries, rejected }: Outcome) => ({
		rejected,
		lists: summaries.map(({ list: { name, isNew }, segments, profiles }) => ({ name, isNew, segments, profiles })),
	});
	expect(shown(preview)).toEqual(shown(done));
	expect(done.summaries.map(({ list: { name, isNew } }) => [name, isNew])).toEqual([
		['There', undefined],
		['New / "A"', true],
		['New B', true],
		['Nobody', false],
	]);
	expect(preview.summaries.map(({ list: { id } }) => id === '')).toEqual([false, true, true, true]);
	expect(service.simulator.account.listNamed('Nobody')).toBeUndefined();
	expect(['There', 'New / "A"', 'New B'].map(own.members)).toEqual([['1'], ['1', '2'], ['2', '3']]);
	expect(service.simulator.account.taggedWith('Place, with comma').sort()).toEqual([1, 2, 3].map(own.email));
	expect(preview.summaries.reduce((sum, { plannedCalls }) => sum + plannedCalls!, 0)).toBe(
		own.calls().length - planned,
	);
	expect(preview.hints).toContain("The lists 'New / \"A\"', 'New B' would be made by the export.");
	expect(done.hints).toContain("The lists 'New / \"A\"', 'New B' were made by the export.");
});

it('a list by name that is missing: a preview makes none, an export makes it once, and none for nobody', async () => {
	const own = placeIn(service);
	const parameters = { segments: 'all', listPerSegment: false, list: byName(' Made "by/name" '), options: created };
	const nobody = await own.run([{ email: 'bad' }], parameters);
	expect(nobody.summaries).toMatchObject([
		{ list: { id: '', name: 'Made "by/name"', isNew: false }, profiles: { read: 1, rejected: 1 } },
	]);
	const preview = await own.run([own.person(1, '')], { ...parameters, operation: 'preview' });
	expect(preview.summaries).toMatchObject([
		{ list: { id: '', name: 'Made "by/name"', isNew: true }, segments: [], profiles: { sent: 1 } },
	]);
	expect(preview.hints).toContain('The list \'Made "by/name"\' would be made by the export.');
	expect(own.writes()).toEqual([]);
	const before = own.calls().length;
	const first = await own.run([own.person(1, '')], parameters);
	expect(own.calls().length - before).toBe(preview.summaries[0].plannedCalls);
	const made = service.simulator.account.listNamed('Made "by/name"');
	expect(first.summaries).toMatchObject([
		{ list: { id: made?.id, name: 'Made "by/name"', isNew: true }, profiles: { sent: 1, refused: 0 } },
	]);
	expect(own.members('Made "by/name"')).toEqual(['1']);
	const second = await own.run([own.person(1, '')], { ...parameters, list: byName('MADE "BY/NAME"') });
	expect(second.summaries).toMatchObject([
		{ list: { id: made?.id, name: 'Made "by/name"' }, profiles: { unchanged: 1 } },
	]);
	expect(own.writes().filter(isListMade)).toHaveLength(1);
	const removing = await own.run([own.person(1, '')], {
		...parameters,
		list: byName('Never there'),
		syncMode: 'remove',
	});
	expect(removing.error?.message).toBe("There is no list named 'Never there' in Constant Contact");
});
