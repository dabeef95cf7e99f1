import { namesClosestTo } from '../../../nodes/shared/values/closeNames';

it.each([
	['Newsleter', ['Newsletter', 'Weekly Newsletter', 'VIP'], ['Newsletter']],
	['VIP customers', ['VIP-Customers', 'Customers'], ['VIP-Customers', 'Customers']],
	['VIP', ['VIPs', 'ViP!', 'vap'], ['ViP!']],
	['Spring 2026', ['Spring 2027', 'Autumn 2026'], ['Spring 2027']],
	['Elsewhere', ['Here'], []],
	['', ['a'], []],
	['anything', ['', '!!'], []],
	['x'.repeat(300), [`${'x'.repeat(299)}y`], [`${'x'.repeat(299)}y`]],
])('somebody who wrote %j may have meant, of %j, %j', (name, names, meant) => {
	expect(namesClosestTo(name, names)).toEqual(meant);
});
