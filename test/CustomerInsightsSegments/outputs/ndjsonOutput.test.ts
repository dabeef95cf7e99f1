import { createNdjsonOutput } from '../../../nodes/CustomerInsightsSegments/outputs/ndjsonOutput';
import { createContext } from '../../support/nodeContext';

const profile = (text: unknown, segments = ['VIP']) => ({ segments, row: { msdynci_email: text, versionnumber: 1 } });

it('lines hold the segments, the chosen columns and nothing else; what is absent is null', async () => {
	const { context, files } = createContext();
	const output = createNdjsonOutput(context, ['msdynci_email', 'msdynci_city']);
	await output.add([profile('ann@example.com'), profile(undefined, ['VIP', 'News'])]);
	await output.add([profile('"\n"')]);
	expect(await output.files()).toHaveLength(1);
	expect(files).toEqual([
		{
			text:
				'{"segments":["VIP"],"msdynci_email":"ann@example.com","msdynci_city":null}\n' +
				'{"segments":["VIP","News"],"msdynci_email":null,"msdynci_city":null}\n' +
				'{"segments":["VIP"],"msdynci_email":"\\"\\n\\"","msdynci_city":null}\n',
			name: 'segment-members-1.ndjson',
			mimeType: 'application/x-ndjson',
		},
	]);
});

it('a file is at most 8 MB, counted in bytes, and is stored before the next one is begun', async () => {
	const { context, files } = createContext();
	const output = createNdjsonOutput(context, ['msdynci_email']);
	const long = 'ł'.repeat(700_000);
	for (let count = 1; count <= 12; count++) {
		await output.add([profile(long)]);
		expect(files).toHaveLength(Math.floor((count - 1) / 5));
	}
	await output.files();
	expect(files.map(({ text }) => text.split('\n').length - 1)).toEqual([5, 5, 2]);
	for (const { text } of files) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8_000_000);
});

it('of nobody there is one empty file', async () => {
	const { context, files } = createContext();
	expect(await createNdjsonOutput(context, []).files()).toHaveLength(1);
	expect(files[0].text).toBe('');
});

it('a profile that is larger than a file stops the reading', async () => {
	const output = createNdjsonOutput(createContext().context, ['msdynci_email']);
	await expect(output.add([profile('a'.repeat(8_000_000))])).rejects.toMatchObject({
		message: expect.stringContaining('8 MB'),
	});
});
