import { isKnownEncoding } from '../../shared/files/encodings';
import { Problem } from '../../shared/problem';
import { labelOf } from '../../shared/n8n/givenValues';

/** @throws Problem for what is no name of an encoding */
export function readEncoding(name: string, given: unknown): string {
	const encoding = typeof given === 'string' ? given.trim() : '';
	if (isKnownEncoding(encoding || 'auto')) return encoding || 'auto';
	throw new Problem({
		kind: 'configuration',
		message: `'${labelOf(name)}' names an encoding that this system does not know`,
		advice: 'Write auto, or a name such as windows-1252, windows-1250, windows-1251 or shift_jis.',
	});
}
