const exponential = /^([+-]?\d)(?:[.,](\d+))?E(\+?)(\d+)$/i;

/** Whether a text may be a number with an exponent. */
export function hasExponent(text: string): boolean {
	return exponential.test(text);
}

/**
 * What a spreadsheet and others write of a long number: the digits that are not shown are lost; so are all of them
 * where a spreadsheet shows its sign for a column that is too narrow.
 */
export function hasLostDigits(text: string): boolean {
	if (/^#{2,}$/.test(text)) return true;
	const exponent = exponential.exec(text)?.[4] ?? '';
	return exponent.length > 1 && withoutExponent(text) === text;
}

/** Behind the point: programs that cut digits leave no more. */
const mostWhereCut = 5;
/** Of a whole number that a program with 64 bits for a number holds exactly. */
const mostDigits = 15;

/**
 * A whole number with an exponent, written out, if all its digits are there: Java writes long numbers so that may have
 * decimals (Apache POI's sheets, read by xlsx2csv; BigQuery), with as many digits as they have, and puts no plus before
 * the exponent; Ruby does all decimals of databases so, with nothing before the point. Any other text as it is.
 */
export function withoutExponent(text: string): string {
	const ofRuby = rubysDecimal(text);
	if (ofRuby !== undefined) return /^-?\d+$/.test(ofRuby) ? ofRuby : text;
	const [, first, decimals = '', plus, exponent] = exponential.exec(text) ?? [];
	const power = Number(exponent);
	const isWhole = decimals.length <= power && power < mostDigits;
	const isUncut = decimals.length > mostWhereCut && (plus === '' || decimals.length === power);
	return isWhole && isUncut ? first + decimals.padEnd(power, '0') : text;
}

/**
 * What Ruby's BigDecimal makes of a number (`0.125e2` for 12.5), which is what its drivers give for a database's
 * decimals: https://docs.ruby-lang.org/en/3.3/BigDecimal.html#method-i-to_s. No digit is ever cut. Undefined for any
 * other text.
 */
function rubysDecimal(text: string): string | undefined {
	const [, sign, digits, exponent] = /^(-?)0\.(\d+)e(-?\d{1,2})$/.exec(text) ?? [];
	if (sign === undefined) return undefined;
	const point = Number(exponent);
	const whole = digits.slice(0, Math.max(0, point)).padEnd(point, '0');
	const decimals = point < 0 ? digits.padStart(digits.length - point, '0') : digits.slice(point);
	return sign + (whole || '0') + (decimals === '' ? '' : `.${decimals}`);
}

/**
 * A number of digits that a program took for one with decimals, as it was: one gap makes a column floats in pandas,
 * and others write `.000000`.
 */
export function withoutEmptyDecimals(text: string): string {
	return /^(\+?\d+)\.0+$/.exec(text)?.[1] ?? text;
}

/** A plain number, as computers write it. */
export const plainNumber = /^-?\d+(?:\.\d+)?$/;

const currency =
	/^(?:[A-Z]{3}|[A-Z]{0,2}\p{Sc}|kr\.?|zł|Kč)? ?([-+(]?[\d.,'’ ]+[-)]?) ?(?:[A-Z]{3}|\p{Sc}|kr\.?|zł|Kč)?$/u;

/**
 * A number as digits with a point before the decimals, whatever parts its thousands and whatever currency stands beside
 * it; undefined where it is none, or may mean two: `1,234` is over a thousand or little more than one, `15%` is 15 or
 * 0.15.
 */
export function readNumber(value: unknown): string | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? digitsOf(value) : undefined;
	if (typeof value === 'bigint') return String(value);
	if (typeof value !== 'string' || value.length > mostCharacters) return undefined;
	const text = value
		.trim()
		.replace(/[\u00a0\u202f\u2009]/g, ' ')
		.replace('\u2212', '-')
		.replace(/^([-+])([^\d.,]+)(?=[\d.,])/, '$2$1');
	if (plainNumber.test(text)) return text;
	const ofRuby = rubysDecimal(text);
	if (ofRuby !== undefined) return ofRuby;
	const written = currency.exec(text)?.[1].trim();
	if (written === undefined) return undefined;
	const isNegative = /^-|^\(.*\)$|-$/.test(written);
	const unsigned = written.replace(/^[-+(]|[-)]$/g, '').trim();
	// Nobody pays thousandths: whether the point parts the thousands or the decimals, nothing tells.
	if (written !== text && /^[1-9]\d{0,2}\.\d{3}$/.test(unsigned)) return undefined;
	const amount = plainDigits(unsigned);
	return amount === undefined ? undefined : isNegative ? `-${amount}` : amount;
}

const mostCharacters = 60;

/** Whole groups of three digits, and what parts the decimals is another sign than what parts the groups. */
const grouped = /^(\d{1,3})(?:([,.'’ ])\d{3}(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?$/;

function plainDigits(text: string): string | undefined {
	if (/^\d+(?:\.\d+)?$/.test(text)) return text;
	const groups = grouped.exec(text);
	if (groups !== null) {
		const [, , sign, decimals] = groups;
		const whole = text.slice(0, decimals === undefined ? undefined : -decimals.length - 1).replace(/\D/g, '');
		const isOneGroup = whole.length <= 6 && decimals === undefined;
		if (isOneGroup && sign === ',' && !text.startsWith('0')) return undefined;
		if (!text.startsWith('0')) return decimals === undefined ? whole : `${whole}.${decimals}`;
	}
	// Oracle, SQL Server's bcp and SAS write no zero before the point.
	const decimals = /^(\d+),(\d+)$/.exec(text) ?? /^()[.,](\d+)$/.exec(text);
	return decimals === null ? undefined : `${decimals[1] || '0'}.${decimals[2]}`;
}

/** JavaScript writes very large and very small numbers with an exponent. */
function digitsOf(number: number): string {
	const text = String(number);
	if (!text.includes('e')) return text;
	return Number.isInteger(number) ? String(BigInt(number)) : number.toFixed(20).replace(/0+$/, '');
}
