import { uuidPattern } from '../account/contract';

/**
 * The words of texts about jobs, in small letters. They cannot give away anybody's name: a reader of "may" reads a
 * verb.
 */
const vocabulary = new Set(
	`a about account activity add added address addresses all already also an and anniversary any are as at be because been before birthday blank by
	can cannot change character characters check choice city code column columns company compulsory constant contact contacts contain contains correct
	correctable could country created custom data date day deleted does duplicate e-mail email empty error errors exceed exceeded exceeds exist existing
	exists expected failed field fields file first for format found from greater has have header home id import imported in incorrect information into
	invalid is it its job last least length less limit line list lists long longer mail malformed many match matches maximum may minimal minimum missing
	month more most must name names neither no nor not number of on one only opted or other out over parsed permission phone please previously process processed
	processing provided reached read received record records refused rejected removed request required row rows same saved skipped sms state status street
	supported tag tags than that the there this to too try twice type unable unknown unsubscribed unsupported update updated use used valid value values
	was were which with within without work wrong year you your zip`.split(/\s+/),
);

const id = new RegExp(`^${uuidPattern}$`, 'i');

/**
 * What Constant Contact writes about a job, without what it may quote of a person: only words that such texts are made
 * of are left, short numbers, numbers of lines, and IDs; `(…)` stands for the rest. How these texts are worded is not
 * documented, so what is not known is taken for a quotation.
 */
export function withoutPersons(text: string): string {
	let before = '';
	const told = text.split(/\s+/).map((token) => {
		const [, word, closing] = /^[("'[]*(.*?)([)"'\].,:;!?]*)$/s.exec(token) ?? ['', token, ''];
		const isKnown =
			vocabulary.has(word.toLowerCase()) ||
			id.test(word) ||
			/^\d{1,3}$/.test(word) ||
			(/^\d{4,6}$/.test(word) && /^(line|row)$/i.test(before));
		before = word;
		return isKnown || !/[\p{L}\p{N}@]/u.test(word) ? token : `(…)${closing.replace(/[^.,:;!?]/g, '')}`;
	});
	return told.filter((token, index) => !(token === '(…)' && told[index + 1]?.startsWith('(…)'))).join(' ');
}
