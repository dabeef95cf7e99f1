import { lettersAndDigits } from '../../values/names';

/**
 * States of the USA (with the District of Columbia and the territories) and provinces of Canada, by the two letters of
 * the post: United States Postal Service, Publication 28, appendix B; Canada Post, addressing guidelines.
 */
const states: Readonly<Record<string, string>> = {
	...{ AL: 'Alabama', AK: 'Alaska', AZ: 'Arizona', AR: 'Arkansas', CA: 'California', CO: 'Colorado' },
	...{ CT: 'Connecticut', DE: 'Delaware', DC: 'District of Columbia', FL: 'Florida', GA: 'Georgia', HI: 'Hawaii' },
	...{ ID: 'Idaho', IL: 'Illinois', IN: 'Indiana', IA: 'Iowa', KS: 'Kansas', KY: 'Kentucky', LA: 'Louisiana' },
	...{ ME: 'Maine', MD: 'Maryland', MA: 'Massachusetts', MI: 'Michigan', MN: 'Minnesota', MS: 'Mississippi' },
	...{ MO: 'Missouri', MT: 'Montana', NE: 'Nebraska', NV: 'Nevada', NH: 'New Hampshire', NJ: 'New Jersey' },
	...{ NM: 'New Mexico', NY: 'New York', NC: 'North Carolina', ND: 'North Dakota', OH: 'Ohio', OK: 'Oklahoma' },
	...{ OR: 'Oregon', PA: 'Pennsylvania', RI: 'Rhode Island', SC: 'South Carolina', SD: 'South Dakota' },
	...{ TN: 'Tennessee', TX: 'Texas', UT: 'Utah', VT: 'Vermont', VA: 'Virginia', WA: 'Washington' },
	...{ WV: 'West Virginia', WI: 'Wisconsin', WY: 'Wyoming', AS: 'American Samoa', GU: 'Guam', PR: 'Puerto Rico' },
	...{ MP: 'Northern Mariana Islands', VI: 'Virgin Islands' },
	...{ AB: 'Alberta', BC: 'British Columbia', MB: 'Manitoba', NB: 'New Brunswick', NS: 'Nova Scotia' },
	...{ NL: 'Newfoundland and Labrador', NT: 'Northwest Territories', NU: 'Nunavut', ON: 'Ontario', QC: 'Quebec' },
	...{ PE: 'Prince Edward Island', SK: 'Saskatchewan', YT: 'Yukon' },
};
const otherStateNames: Readonly<Record<string, string>> = { Québec: 'QC', 'Washington DC': 'DC' };

/** Names beside those of Unicode's CLDR, which the platform knows: ISO 3166-1's own, and what people write. */
const otherCountryNames: Readonly<Record<string, string>> = {
	...{ USA: 'US', 'United States of America': 'US', 'Great Britain': 'GB', 'Russian Federation': 'RU', UAE: 'AE' },
	...{ 'Czech Republic': 'CZ', Turkey: 'TR', 'Viet Nam': 'VN', 'Republic of Korea': 'KR', 'Korea, Republic of': 'KR' },
	...{ Burma: 'MM', Myanmar: 'MM', Macedonia: 'MK', 'Ivory Coast': 'CI', 'Cape Verde': 'CV', Swaziland: 'SZ' },
	...{ 'Hong Kong': 'HK', Macao: 'MO', Macau: 'MO', Bosnia: 'BA', Holland: 'NL', 'The Netherlands': 'NL' },
	...{ 'Iran, Islamic Republic of': 'IR', 'Moldova, Republic of': 'MD', 'Tanzania, United Republic of': 'TZ' },
	...{ 'Venezuela, Bolivarian Republic of': 'VE', 'Bolivia, Plurinational State of': 'BO', Palestine: 'PS' },
	...{ 'Syrian Arab Republic': 'SY', "Lao People's Democratic Republic": 'LA', 'Taiwan, Province of China': 'TW' },
};

/** Texts of one meaning, each by its letters: to one and the same word. */
function meanings(codes: Iterable<readonly [string, string]>, others: Readonly<Record<string, string>>) {
	const byLetters = new Map<string, string>();
	for (const [code, name] of codes) {
		byLetters.set(lettersAndDigits(code), name);
		byLetters.set(lettersAndDigits(name), name);
	}
	for (const [name, code] of Object.entries(others))
		byLetters.set(lettersAndDigits(name), byLetters.get(lettersAndDigits(code)) ?? code);
	return byLetters;
}

const stateNames = meanings(Object.entries(states), otherStateNames);
let countryNames: ReadonlyMap<string, string> | undefined;

/** Every code of two letters that the platform has an English name for. */
function* countries(): Generator<[string, string]> {
	const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	for (const first of letters)
		for (const second of letters) {
			const name = names.of(first + second);
			if (name !== undefined) yield [first + second, name];
		}
}

/** A state of the USA or a province of Canada by its name, whichever of name and code is written; others as written. */
export function stateMeant(text: string): string {
	return stateNames.get(lettersAndDigits(text)) ?? text;
}

/** A country by its English name, whichever of name and ISO code is written; others as written. */
export function countryMeant(text: string): string {
	countryNames ??= meanings(countries(), otherCountryNames);
	return countryNames.get(lettersAndDigits(text)) ?? text;
}
