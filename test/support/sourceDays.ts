/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, in a process of its own */
import { DateTime } from 'luxon';
import { createDateReader } from '../../nodes/shared/values/dates/dateReader';

/**
 * What n8n's nodes hand over where the source says 17 May 1990, made as the drivers make it, in the zone of this
 * process: pg, mysql2 and SheetJS at midnight here, tedious and MongoDB at midnight of UTC. Texts that were Dates are
 * such Dates written as JSON, as everything becomes that passes a node that copies its items.
 */
const here = (hour = 0, minute = 0) => new Date(1990, 4, 17, hour, minute);
const utc = (hour = 0, minute = 0) => new Date(Date.UTC(1990, 4, 17, hour, minute));

export const sources = (zone: string): Readonly<Record<string, unknown>> => ({
	'Postgres to 2.6, DATE': here(),
	'Postgres to 2.6, TIMESTAMP at midnight': here(),
	'Postgres to 2.6, TIMESTAMP half past midnight': here(0, 30),
	'Postgres to 2.6, TIMESTAMPTZ at midnight of UTC': utc(),
	'Postgres to 2.6, TIMESTAMPTZ at noon of UTC': utc(12),
	'TimescaleDB 1, DATE': here(),
	'MySQL to 2.0, DATE': here(),
	'MySQL to 2.0, DATETIME at half past eleven in the evening': here(23, 30),
	'Microsoft SQL, DATE': utc(),
	'Microsoft SQL, DATETIME in the afternoon': utc(13, 30),
	'MongoDB, a day': utc(),
	'Extract From File, ODS': here(),
	'{{ DateTime }} of the workflow': DateTime.fromISO('1990-05-17', { zone }),
	'Data Table 1.1': here().toJSON(),
	'Postgres 2.7, TIMESTAMP': here().toJSON(),
	'DATE after Edit Fields': here().toJSON(),
	'DATE after Code': here().toJSON(),
	'DATE after a Wait': here().toJSON(),
	'DATE after Convert to File, JSON': here().toJSON(),
	'Microsoft SQL, DATE after Edit Fields': utc().toJSON(),
	'Microsoft SQL, DATETIME after Edit Fields': utc(13, 30).toJSON(),
	'Edit Fields, String of a DATE': JSON.stringify(here()),
	'Edit Fields, String of Microsoft SQL’s DATE': JSON.stringify(utc()),
	'Convert to File, CSV of a DATE': String(here()),
	'toUTCString of a DATE': here().toUTCString(),
	'toLocaleString of a DATE': here().toLocaleString('en-US'),
	'toLocaleDateString in German': here().toLocaleDateString('de-DE'),
	'Postgres 2.7, DATE': '1990-05-17',
	'MySQL from 2.1, DATETIME': '1990-05-17 00:00:00',
	'PostgreSQL, datestyle German': '17.05.1990 00:00:00',
	'LibreOffice, German': '17.05.1990 00:00',
	'Excel, US': '5/17/90',
	'Excel, a day': 33_010,
	'Excel, a day with a time': 33_010.4375,
	'BASIC ISO': '19900517',
	'RFC 2822': 'Thu, 17 May 1990 00:00:00 +0000',
	Go: '1990-05-17 00:00:00 +0000 UTC',
	'.NET': '/Date(642902400000)/',
	'HubSpot, milliseconds at midnight of UTC': 642_902_400_000,
	'Stripe, seconds in the afternoon of UTC': 642_951_000,
	Notion: { start: '1990-05-17', end: null },
	'MongoDB, exported': { $date: '1990-05-17T00:00:00Z' },
	Salesforce: '1990-05-17T00:00:00.000+0000',
	Shopify: '1990-05-17T23:30:00-04:00',
	'Dataverse, date only': '1990-05-17T00:00:00Z',
	'an evening of UTC, as text': '1990-05-17T23:30:00Z',
});

if (require.main === module) {
	const [, , zone] = process.argv;
	const { day } = createDateReader({ timeZone: zone, order: 'monthFirst' });
	const read = Object.entries(sources(zone)).map(([name, value]) => [name, day(value) ?? null]);
	process.stdout.write(JSON.stringify(Object.fromEntries(read)));
}
