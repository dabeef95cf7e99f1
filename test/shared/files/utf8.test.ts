import { decodeUtf8 } from '../../../nodes/shared/files/utf8';

const start = 3;

function decoded(bytes: Uint8Array): string | undefined {
	const units = new Uint16Array(start + bytes.length);
	const length = decodeUtf8(bytes, units, start);
	return length < 0 ? undefined : String.fromCharCode(...units.subarray(start, start + length));
}

const standard = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function byTheStandard(bytes: Uint8Array): string | undefined {
	try {
		return standard.decode(bytes);
	} catch {
		return undefined;
	}
}

it.each(['', 'Ann', 'Jörg Müller', 'é', '\0', '\u0080߿', 'Ωμέγα', 'Иван', 'דוד', 'Żaneta\r\n'.repeat(300)])(
	'%j',
	(text) => expect(decoded(Buffer.from(text))).toBe(text),
);

it.each(['Zoë 😀', '李', 'O’Neil', 'ࠀ'])('longer letters are left to the platform: %s', (text) =>
	expect(decoded(Buffer.from(text))).toBeUndefined(),
);

it('two bytes of any kind are read as the standard says, among others and at the end', () => {
	for (let first = 0; first < 256; first++)
		for (let second = 0; second < 256; second++)
			for (const bytes of [
				[first, second],
				[0x61, first, second, 0x62],
				[0xc3, 0xa9, first, second],
			])
				if (decoded(Uint8Array.from(bytes)) !== byTheStandard(Uint8Array.from(bytes)))
					throw new Error(`Read otherwise: ${bytes.join(' ')}`);
});
