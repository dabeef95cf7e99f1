import { named } from '../../../nodes/shared/values/names';

const thingsOf = (...names: string[]) => names.map((name, id) => ({ id: String(id), name }));

it.each([
	['VIP', '1'],
	['vip', '0'],
	['ViP', '0'],
	['V\u200bIP', '0'],
	[' Żółw', '2'],
	['Z\u0307o\u0301łw'.normalize('NFD'), '2'],
	['A/B "quoted", and more', '3'],
	['VI', undefined],
	['', undefined],
])('the list named %j is the one of just this name, or else of the same letters', (name, id) => {
	expect(named(name, thingsOf('vip', 'VIP', 'żółw', 'A/B "quoted", and more'))?.id).toBe(id);
});
