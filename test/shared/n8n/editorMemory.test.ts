import type { INode } from 'n8n-workflow';
import { createEditorMemory } from '../../../nodes/shared/n8n/editorMemory';
import { testNode } from '../../support/nodeContext';

const nodeWith = (id: string): INode => ({
	...testNode,
	credentials: { constantContactOAuth2Api: { id, name: 'Constant Contact' } },
});

function arrange() {
	let now = 0;
	let asked = 0;
	const memory = createEditorMemory(() => now);
	return {
		forget: (id: string) => memory.forget(nodeWith(id)),
		pass: (ms: number) => void (now += ms),
		/** The number of the request whose answer it is. */
		ask: async (id: string, appKey = 'key', what = 'lists') =>
			await memory.remember(nodeWith(id), appKey, what, async () => ++asked),
	};
}

it('an answer is kept for half a minute', async () => {
	const { ask, pass } = arrange();
	expect([await ask('1'), await ask('1')]).toEqual([1, 1]);
	pass(29_999);
	expect(await ask('1')).toBe(1);
	pass(1);
	expect(await ask('1')).toBe(2);
});

it('those who ask at once share one request', async () => {
	const { ask } = arrange();
	expect(await Promise.all([ask('1'), ask('1'), ask('1')])).toEqual([1, 1, 1]);
});

it('credentials, app keys and questions are kept apart', async () => {
	const { ask } = arrange();
	expect([await ask('1'), await ask('2'), await ask('1', 'new key'), await ask('1', 'key', 'custom fields')]).toEqual([
		1, 2, 3, 4,
	]);
});

it("what was asked with a credential can be forgotten, and nobody else's is", async () => {
	const { ask, forget } = arrange();
	await ask('1');
	await ask('2');
	forget('1');
	expect([await ask('2'), await ask('1')]).toEqual([2, 3]);
});

it('no more than 100 answers are kept', async () => {
	const { ask } = arrange();
	for (let id = 0; id < 101; id++) await ask(String(id));
	expect(await ask('100')).toBe(101);
	expect(await ask('0')).toBe(102);
});
