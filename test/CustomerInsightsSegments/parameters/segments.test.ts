import type { IExecuteFunctions } from 'n8n-workflow';
import { readSegments } from '../../../nodes/CustomerInsightsSegments/parameters/segments';

/** A node behind items that each name a segment by an expression. */
const nodeBehind = (names: readonly string[]) => {
	const counts = { read: 0, pauses: 0 };
	const context = {
		getInputData: () => names.map((name) => ({ json: { name } })),
		getNodeParameter(_name: string, item: number, _fallback: unknown, options?: { rawExpressions?: boolean }) {
			if (options?.rawExpressions) return '={{ $json.name }}';
			counts.read++;
			return names[item];
		},
	} as unknown as IExecuteFunctions;
	const breathe = async () => {
		counts.pauses++;
	};
	return { counts, read: async () => await readSegments(context, { breathe }) };
};

it('n8n may do other things after each item whose expression was evaluated', async () => {
	const { counts, read } = nodeBehind(Array.from({ length: 2_000 }, (_, item) => `S${item % 3}`));
	expect(await read()).toEqual(['S0', 'S1', 'S2']);
	expect(counts).toEqual({ read: 2_000, pauses: 2_000 });
});

it('no more items are looked at than it takes to see that they name too many segments', async () => {
	const { counts, read } = nodeBehind(Array.from({ length: 5_000 }, (_, item) => `S${item}`));
	await expect(read()).rejects.toThrow("'Segment Names or IDs' holds more than 1,000 names");
	expect(counts.read).toBe(1_001);
});
