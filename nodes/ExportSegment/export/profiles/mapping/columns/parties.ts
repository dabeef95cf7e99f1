import type { PartyRole } from '../../../../../shared/account/columns/peopleWords';
import { payingSubjects, peopleWords } from '../../../../../shared/account/columns/peopleWords';
import { spellingKey } from '../../../../../shared/account/columns/nameMeaning';

/** One of the people that a row may tell of. */
export interface Party {
	/** `head` is the person who speaks for a company or a household. */
	readonly role: PartyRole | 'head';
	/** Whether they pay where the row has a guest. */
	readonly isPaying: boolean;
	/** The way to the object that is about them; undefined where the column's own name says it. */
	readonly object?: string;
}

const keysOf = (words: readonly string[]): string[] => words.map(spellingKey);
const either = (words: readonly string[]): string => `(?:${keysOf(words).join('|')})`;
const subject = either(peopleWords.subject);

/** What services put behind whom an object is about: `buyer_details`, `customerInfo`. */
const behind = '(?:details?|info(?:rmation)?|data|attributes|account)';
/** `primaryContact`, `main_member`. */
const headObject = new RegExp(`^(?:primary|main)${subject}${behind}?$`);
/** What services call data about whom a record is about. */
const self = `(?:personal|profile|additional)${behind}`;
/** Whose address it is, and Pipedrive's link to the person of a deal. */
const subjectObject = new RegExp(
	`^(?:(?:${subject}|people)${behind}?|personid|profile|${self}|(?:\\w(?!mail))*address(?:es)?)$`,
);
/** Whose bill it is. */
const billing = /^(?:bill(?:ing|to|addr)|invoice|rechnung|factur)/;
const payingWord = new RegExp(`^${either(payingSubjects)}`);
const strangers = (['payer', 'guest', 'receiver'] as const).map(
	(role) => [role, new RegExp(`^${either(peopleWords[role])}`)] as const,
);
const holder = new RegExp(`^(?:${either(Object.values(peopleWords).flat())}${behind}?|${self})$`);

/** Whether an object of this name holds the fields of a person. @param key of its spelling */
export const isPersonObject = (key: string): boolean => holder.test(key) || headObject.test(key);

/**
 * Whom a column is about by the words on the way to it; undefined where they say no more than that it is about whom the
 * row is about.
 * @param way the objects that it stands in, and its own name
 */
export function partyOf(way: readonly string[]): Party | undefined {
	const keys = way.map(spellingKey);
	const [own, ...objects] = [...keys].reverse();
	for (const [role, word] of strangers)
		if (objects.some((key) => word.test(key))) return { role, isPaying: role === 'payer', object: role };
	if (objects.some((key) => headObject.test(key))) return { role: 'head', isPaying: false, object: 'head' };
	const depth = keys.slice(0, -1).findLastIndex((key) => subjectObject.test(key) || billing.test(key));
	if (depth >= 0)
		return {
			role: 'subject',
			isPaying: payingWord.test(keys[depth]),
			object: keys.slice(0, depth + 1).join('.'),
		};
	for (const [role, word] of strangers) if (word.test(own)) return { role, isPaying: role === 'payer' };
	if (billing.test(own)) return { role: 'subject', isPaying: false, object: 'billing' };
	return payingWord.test(own) ? { role: 'subject', isPaying: true } : undefined;
}

/** Whether this is the key of somebody who need not be whom the row is about, and not the way to an object. */
export const isStranger = (about: string): boolean => /^(?:payer|guest|receiver|head)$/.test(about);
