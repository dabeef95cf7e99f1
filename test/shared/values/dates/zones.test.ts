import { IANAZone } from 'luxon';
import { dayInZone, isStartOfDay, utcDay } from '../../../../nodes/shared/values/dates/zones';

test('since 1973 the days of every zone begin on a full minute', () => {
	const years = Array.from({ length: 13 }, (_, n) => Date.UTC(1973 + n * 5, 6 * (n % 2)));
	const others = Intl.supportedValuesOf('timeZone').filter((name) => {
		const zone = IANAZone.create(name);
		return years.some((ms) => !Number.isInteger(zone.offset(ms)));
	});
	expect(others).toEqual([]);
});

test.each([
	['2026-09-25T04:00:00Z', 'America/New_York', true],
	['2026-09-25T04:00:01Z', 'America/New_York', false],
	['2026-09-24T18:30:00Z', 'Asia/Kolkata', true],
	['2026-09-24T18:15:00Z', 'Asia/Kathmandu', true],
	['2026-09-25T00:00:00Z', 'America/New_York', false],
	['1971-06-01T00:44:30Z', 'Africa/Monrovia', true],
])('%s in %s: whether a day begins', (at, zone, begins) => {
	expect(isStartOfDay(Date.parse(at), dayInZone(zone))).toBe(begins);
});

test('a day of UTC begins at its midnight', () => {
	expect([0, 1, 86_400_000].map((ms) => isStartOfDay(ms, utcDay))).toEqual([true, false, true]);
});
