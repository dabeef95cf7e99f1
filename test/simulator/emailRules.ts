import type { RowProblem } from './importRows';
import type { Switches } from './switches';

const mostEmailLength = 80;
const bulkSchemaLength = 50; // definitions/JsonImportContact

// No spaces, commas or brackets; an @ and a full domain. No official pattern exists, so this is on the strict
// side.
const local = /^[^\s\p{Cc}@,;:"\\<>()[\]]+$/u;
const domain = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;

const badFormat: RowProblem = { correctable: true, text: 'The email address is not valid.' };
const tooLong: RowProblem = { correctable: false, text: 'The email address is too long.' };

export function emailProblem(email: string, switches: Switches): RowProblem | undefined {
	if (email.length > (switches.emailsOver50 === 'accepted' ? mostEmailLength : bulkSchemaLength)) return tooLong;
	const at = email.lastIndexOf('@');
	const before = email.slice(0, at);
	if (at < 1 || !domain.test(email.slice(at + 1)) || !local.test(before)) return badFormat;
	if (before.startsWith('.') || before.endsWith('.') || before.includes('..')) return badFormat;
	if (switches.nonAsciiLocalParts === 'refused' && /\P{ASCII}/u.test(before)) return badFormat;
	return undefined;
}
