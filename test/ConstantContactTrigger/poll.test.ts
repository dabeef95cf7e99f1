import type { IPollFunctions } from 'n8n-workflow';
import { poll } from '../../nodes/ConstantContactTrigger/poll';

it('a poll stands back while another of the node is under way, also where each is given a copy of what is remembered', async () => {
	let refuse: (reason: Error) => void = () => undefined;
	let asked = 0;
	const context = {
		getMode: () => 'trigger',
		getWorkflowStaticData: () => ({}),
		async getCredentials() {
			asked++;
			await new Promise((_resolve, reject) => (refuse = reject));
		},
	} as unknown as IPollFunctions;
	const first = poll(context);
	expect(await poll(context)).toBeNull();
	refuse(new Error('no credential'));
	await expect(first).rejects.toThrow('no credential');
	void poll(context).catch(() => undefined);
	expect(asked).toBe(2);
});
