import type { IDataObject } from 'n8n-workflow';
import { stopIfMeantForEach } from '../../../nodes/ExportSegment/parameters/meantForEach';
import { createManualClock } from '../../support/manualClock';
import { createContext } from '../../support/nodeContext';

/** What becomes of a run with these parameters and items. @param evaluated values that n8n may be asked for, at most */
async function stopped(
	parameters: Readonly<Record<string, unknown>>,
	items: readonly IDataObject[],
	evaluated = 0,
	valueOf = ({ list }: IDataObject) => list,
) {
	const asked: number[] = [];
	const { context } = createContext({
		parameters,
		items: items.map((json) => ({ json })),
		evaluate(_expression, item) {
			asked.push(item);
			if (items[item].list === undefined) throw new TypeError('no such thing');
			return valueOf(items[item]);
		},
	});
	const outcome = await stopIfMeantForEach(context, createManualClock()).then(
		() => undefined,
		(problem: Error) => problem.message,
	);
	expect(asked.length).toBeLessThanOrEqual(evaluated);
	return outcome;
}

const said = (label: string) =>
	`The expression in '${label}' gives different values for different items, and the node takes one for all of them, so nothing was changed`;
const byField = { list: { mode: 'id', value: '={{ $json.list }}' } };
const byN8n = { list: { mode: 'name', value: '={{ $json.list.trim() }}' } };

it.each<[string, Readonly<Record<string, unknown>>]>([
	['List', byField],
	['List', { list: { mode: 'url', value: '=https://example.com/{{ $json.list }}' } }],
	['Segment Names', { segmentNames: '={{ $json.list }}' }],
	['Tags', { options: { tags: '={{ $json.list }}, all' } }],
])('%s by an expression that gives different values stops the run: %j', async (label, parameters) => {
	expect(await stopped(parameters, [{ list: 'a' }, { list: 'a' }, { list: 'b' }])).toBe(said(label));
});

it('so does one that only n8n can evaluate, which is asked of some of many items', async () => {
	const items = Array.from({ length: 5_000 }, (_, n) => ({ list: n < 2_500 ? 'a' : 'b' }));
	expect(await stopped(byN8n, items, 201)).toBe(said('List'));
	expect(await stopped(byN8n, items.slice(0, 2_500), 200)).toBeUndefined();
});

it.each<[string, Readonly<Record<string, unknown>>, IDataObject[]]>([
	['the same for all', byField, [{ list: 'VIP' }, { list: ' vip ' }]],
	['given by some items only', byField, [{ list: 'VIP' }, {}, { list: null }, { list: '' }]],
	['no expression', { list: { mode: 'id', value: 'a' }, options: { tags: 'a, b' }, segmentNames: ['a'] }, [{}, {}]],
	['not given at all', {}, [{ list: 'a' }, { list: 'b' }]],
	['for a single item', byField, [{ list: 'a' }]],
	['for no item', byField, []],
])('what is %s stops nothing', async (_what, parameters, items) => {
	expect(await stopped(parameters, items)).toBeUndefined();
});

it("a value of the moment is no item's own, though another one each time", async () => {
	let moment = Date.parse('2026-11-30T08:00:00Z');
	const ofMoment = () => new Date((moment += 400)).toISOString().slice(0, 19);
	const items = Array.from({ length: 10 }, () => ({ list: 'a' }));
	expect(await stopped({ options: { tags: '=Export {{ $now }}' } }, items, 10, ofMoment)).toBeUndefined();
});

it('an item for which n8n cannot evaluate it stops nothing', async () => {
	expect(await stopped(byN8n, [{ list: 'a' }, {}, { list: 'a' }], 3)).toBeUndefined();
});
