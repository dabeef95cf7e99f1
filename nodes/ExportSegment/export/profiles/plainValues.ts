import type { ContactField } from '../../../shared/account/contactFields';
import { createRoomCheck } from '../../../shared/account/contactRoom';
import { maxCustomFieldsPerContact, maxEmailCharacters } from '../../../shared/account/contract';
import type { TableRows } from '../../../shared/files/tableRows';
import { holdsUnit } from '../../../shared/files/tableRows';
import { mayMeanNothing, meansNothing } from '../../../shared/values/emptyWords';
import { mayHoldEntities } from '../../../shared/values/htmlEntities';
import { mayHoldTags } from '../../../shared/values/htmlTags';
import { hasExponent, plainNumber } from '../../../shared/values/numbers';
import { onceForEach } from '../../../shared/onceForEach';
import type { CellPlaces, ExportPolicy } from '../run/run';

/*
 * Nearly all values are sent just as they come. A quick look tells, so that the others can be looked at for long; and
 * where the values stand in a file's text, it takes no text of them.
 */

/** What tells of a text that it is sent as it is; it may always say no. */
export function plainTest({ kind, maxCharacters }: ContactField): (text: string) => boolean {
	if (kind === 'text') return (text) => text.length <= maxCharacters && isPlainText(text);
	if (kind === 'phone') return (text) => text.length <= maxCharacters && plainPhone.test(text) && !maybeTwo.test(text);
	if (kind === 'zip') return (text) => text.length > 4 && text.length <= maxCharacters && plainZip.test(text);
	if (kind === 'number') return (text) => text.length <= maxCharacters && plainNumber.test(text);
	return () => false;
}

/**
 * Whether a row's cells are all sent just as they stand in the file's text: what checking their texts would say.
 * It may always say no.
 */
export type CellsGlance = (table: TableRows, index: number, cells: CellPlaces) => boolean;

/** @param columns the mapped fields */
export function createCellsGlance(
	columns: readonly ContactField[],
	policy: Pick<ExportPolicy, 'smsPermissionToSend'>,
): CellsGlance {
	const plainTests = columns.map(plainTest);
	const isText = columns.map(({ kind }) => kind === 'text');
	const longest = columns.map(({ maxCharacters }) => maxCharacters);
	/** Whether each profile has room for whatever its cells hold. */
	const haveRoom = onceForEach(({ others }: CellPlaces) => {
		const filled = others.map(({ column }) => columns[column]);
		const isCrowded = createRoomCheck(filled, policy.smsPermissionToSend === 'explicit').isNeeded;
		return !isCrowded && filled.filter(({ isCustom }) => isCustom).length <= maxCustomFieldsPerContact;
	});
	return (table, index, cells) => {
		const { units } = table;
		const { email, others } = cells;
		if (!haveRoom(cells) || !isPlainAddress(units, table.startOf(index, email), table.endOf(index, email)))
			return false;
		for (let other = 0; other < others.length; other++) {
			const { column, place } = others[other];
			const start = table.startOf(index, place);
			const end = table.endOf(index, place);
			if (start === end) continue;
			if (end - start > longest[column]) return false;
			if (isText[column] && arePlainUnits(units, start, end)) continue;
			if (!plainTests[column](table.textOf(index, place))) return false;
		}
		return true;
	};
}

const plainPhone = /^(?=.*[1-9])\+?[\d(](?:[\d ()/-]*[\d)])?$/;
/** A slash may part two phones. */
const maybeTwo = /^[^/]{7,}\/[^/]{7,}/;
const plainZip = /^\d[\dA-DF-Z -]*[\dA-DF-Z]$/;

/** Latin, Greek and Cyrillic. */
const lettersTold = 0x530;

/**
 * Letters but for those with which words for nothing begin, and whatever else is seen and no program puts around a
 * text.
 */
const beginsPlain = table((sign) => /[\p{L}\p{N}&]/u.test(sign) && !/[NUIF]/i.test(sign));
const mayBeginWord = table((sign) => /[NUIF]/i.test(sign));
const endsPlain = table((sign) => /[\p{L}\p{N}.,!?)%-]/u.test(sign));

function table(fits: (sign: string) => boolean): Uint8Array {
	return Uint8Array.from({ length: lettersTold }, (_, unit) => (fits(String.fromCharCode(unit)) ? 1 : 0));
}

function isPlainText(text: string): boolean {
	const first = text.charCodeAt(0);
	if (endsPlain[text.charCodeAt(text.length - 1)] !== 1 || mayHoldEntities(text) || mayHoldTags(text)) return false;
	if (mayBeginWord[first] === 1) return !meansNothing(text) && !mayMeanNothing(text);
	// Only what begins with a digit may be a number.
	return beginsPlain[first] === 1 && (first > nine || !hasExponent(text));
}

const nine = 0x39;
const ampersand = 0x26;
const lessThan = 0x3c;
const smallE = 0x65;
const capitalE = 0x45;

/** What `isPlainText` says of their text; in doubt, that it is none. */
function arePlainUnits(units: Uint16Array, start: number, end: number): boolean {
	const first = units[start];
	if (beginsPlain[first] !== 1 || endsPlain[units[end - 1]] !== 1) return false;
	for (let at = start; at < end; at++) if (units[at] === ampersand || units[at] === lessThan) return false;
	return first > nine || !(holdsUnit(units, start, end, smallE) || holdsUnit(units, start, end, capitalE));
}

const atSign = 0x40;
const dot = 0x2e;
const hyphen = 0x2d;
const inLocalPart = table((sign) => /[\w+-]/.test(sign));
const inLabel = table((sign) => /[A-Za-z0-9-]/.test(sign));
const isLetter = table((sign) => /[A-Za-z]/.test(sign));
/** Of a domain. https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const maxLabelCharacters = 63;

/** Whether they are an address of letters and digits, as nearly all are, and nothing else. */
function isPlainAddress(units: Uint16Array, start: number, end: number): boolean {
	if (end - start > maxEmailCharacters) return false;
	let at = start;
	let before = dot;
	for (; at < end && units[at] !== atSign; at++) {
		const unit = units[at];
		if (unit === dot ? before === dot : inLocalPart[unit] !== 1) return false;
		before = unit;
	}
	return before !== dot && at < end && isPlainDomain(units, at + 1, end);
}

function isPlainDomain(units: Uint16Array, start: number, end: number): boolean {
	let label = start;
	for (let at = start; ; at++) {
		const isOver = at === end;
		if (!isOver && units[at] !== dot) {
			if (inLabel[units[at]] !== 1) return false;
			continue;
		}
		const length = at - label;
		if (length === 0 || length > maxLabelCharacters || units[label] === hyphen || units[at - 1] === hyphen)
			return false;
		if (isOver) return label > start && length > 1 && isLetter[units[label]] === 1;
		label = at + 1;
	}
}
