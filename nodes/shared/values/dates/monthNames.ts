/**
 * How the months' names begin, without accents and in small letters, in the languages in which spreadsheets and
 * programs write them: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish,
 * Norwegian and Czech. Longer beginnings come before those that they begin with.
 */
const beginnings: ReadonlyArray<readonly [month: number, names: readonly string[]]> = [
	[7, ['jul', 'juil', 'lug', 'lip', 'cervenec', 'cervence']],
	[1, ['jan', 'gen', 'ene', 'sty', 'led']],
	[2, ['feb', 'fev', 'lut', 'uno']],
	[3, ['mar', 'maa', 'mrt', 'mrz', 'maer', 'bre']],
	[4, ['apr', 'avr', 'abr', 'kwi', 'dub']],
	[5, ['may', 'mai', 'maj', 'mei', 'mag', 'kve']],
	[6, ['jun', 'juin', 'giu', 'cze', 'cer']],
	[8, ['aug', 'aou', 'ago', 'sie', 'srp']],
	[9, ['sep', 'set', 'wrz', 'zar']],
	[10, ['oct', 'okt', 'ott', 'out', 'paz', 'rij']],
	[11, ['nov', 'lis']],
	[12, ['dec', 'dez', 'dic', 'des', 'gru', 'pro']],
];
const monthOfBeginning = new Map(beginnings.flatMap(([month, names]) => names.map((name) => [name, month] as const)));
const longest = 12;

/** The month that a word names, from 1; undefined if it is none. */
export function monthNamed(word: string): number | undefined {
	if (word.length > longest) return undefined;
	const letters = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	for (const length of [8, 4, 3]) {
		const month = monthOfBeginning.get(letters.slice(0, length));
		if (month !== undefined) return month;
	}
	return undefined;
}
