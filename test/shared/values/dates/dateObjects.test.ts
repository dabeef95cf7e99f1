import { DateTime } from 'luxon';
import { dateInObject } from '../../../../nodes/shared/values/dates/dateObjects';

describe('an object tells its date in one place', () => {
	it.each<[string, object, unknown]>([
		['a list of one', ['x'], { inside: 'x' }],
		["luxon's DateTime", DateTime.fromISO('1990-05-17', { zone: 'utc' }), { inside: '1990-05-17T00:00:00.000Z' }],
		['what says itself how it is written', { toJSON: () => 'x', value: 'y' }, { inside: 'x' }],
		['Firestore', { _seconds: 5, _nanoseconds: 0 }, { ms: 5_000 }],
		['Firestore in other words, before a key', { seconds: -5, value: 'y' }, { ms: -5_000 }],
		['Protocol Buffers', { seconds: '642902400', nanos: 0 }, { ms: Date.UTC(1990, 4, 17) }],
		['Jackson', [1990, 5, 17], { written: { year: 1990, month: 5, day: 17 } }],
		[
			'Jackson, with the time',
			[1990, 5, 17, 9, 5],
			{
				written: {
					...{ year: 1990, month: 5, day: 17 },
					time: { hour: 9, minute: 5, second: 0, millisecond: 0, offset: undefined },
				},
			},
		],
		['a list that is no day of the calendar', [1990, 2, 30], { written: undefined }],
		["Avro's days since 1970", { int: 7441 }, { ms: Date.UTC(1990, 4, 17) }],
		['seconds that are no number', { seconds: '5', value: 'y' }, { inside: 'y' }],
		['MongoDB', { $date: { $numberLong: '5' } }, { inside: { $numberLong: '5' } }],
		['Notion', { start: 'x', end: 'y' }, { inside: 'x' }],
		['PHP', { date: 'x', timezone: 'UTC' }, { inside: 'x' }],
		['Parse', { __type: 'Date', iso: 'x' }, { inside: 'x' }],
		['BigQuery', { value: 'x' }, { inside: 'x' }],
		['Google People', { year: 1990, month: 5, day: 17 }, { written: { year: 1990, month: 5, day: 17 } }],
		['Google People without a year', { month: 5, day: 17 }, { written: { year: 0, month: 5, day: 17 } }],
		['Jotform', { month: '05', day: '17', year: '1990' }, { written: { year: 1990, month: 5, day: 17 } }],
		['Jotform, not filled in', { month: '', day: '', year: '' }, { inside: '' }],
		['a day that is none', { month: 2, day: 30 }, { written: undefined }],
	])('%s', (_shape, value, told) => {
		expect(dateInObject(value)).toEqual(told);
	});

	it.each<[string, object]>([
		['a list of two', ['x', 'y']],
		['an empty list', []],
		['a list of three numbers of which none is a year', [5, 17, 90]],
		['a list of texts', ['1990', '5', '17']],
		['an object without any of it', { year: 1990 }],
		['a key of its prototype', Object.create({ value: 'x' }) as object],
	])('%s tells none', (_shape, value) => {
		expect(dateInObject(value)).toBeUndefined();
	});
});
