import { mayMeanNothing, meansNothing } from '../emptyWords';

/** What databases and spreadsheets write where there is no date: zeros, words, or the first day that they can count. */
const noDate =
	/^(?:[-0/.: ]+|0000-00-00T[0:.Z]+|0?1[-/.]0[-/.](?:00|1900)|0?0-jan-(?:19)?00|1900-01-00|0001-01-01.*|0?1[-/.]0?1[-/.]0001.*|1899-(?:11-30|12-3[01]).*|12\/3[01]\/1899.*|3[01]\.12\.1899.*|invalid date(?:time)?|-?infinity|n\/a)$/i;

/** Whether a text says that there is no date. */
export function meansNoDate(text: string): boolean {
	return text === '' || meansNothing(text) || mayMeanNothing(text) || noDate.test(text);
}
