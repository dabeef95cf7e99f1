import {
	fingerprintLength,
	fingerprintOf,
	fingerprintsIn,
} from '../../../nodes/ConstantContactTrigger/changes/fingerprint';

it.each([
	['ann@example.com', 'MP7bxE9R'],
	['Ann@Example.com', 'MP7bxE9R'],
	['bo.lee@example.org', 'vJesD_CL'],
	['zoé@例え.example', 'pYe2Gc-I'],
])('%s is remembered in the same way by every version, so that an update reports nobody twice', (text, fingerprint) => {
	expect(fingerprintOf(text)).toBe(fingerprint);
	expect(fingerprint).toHaveLength(fingerprintLength);
});

it('everybody who was remembered in a text is found in it again; a rest of it is nobody', () => {
	const people = ['ann@example.com', 'bo.lee@example.org', 'ann@example.com'].map(fingerprintOf);
	expect(fingerprintsIn(people.join(''))).toEqual(new Set(people));
	expect(fingerprintsIn(`${people[0]}vJesD`)).toEqual(new Set([people[0]]));
	expect(fingerprintsIn('')).toEqual(new Set());
});
