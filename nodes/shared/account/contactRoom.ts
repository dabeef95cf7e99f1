import { isAddressPart } from './columns/nameMeaning';
import type { ContactField } from './contactFields';
import { maxPhonesPerContact } from './contract';

/** A value that cannot be sent beside others of the same profile. */
export interface Crowded {
	readonly column: number;
	/** For a marketer, without the value; undefined where the same value is sent anyway. */
	readonly reason?: string;
}

type Values = ReadonlyArray<string | undefined>;
type Rule = (values: Values) => Crowded[];

export interface RoomCheck {
	/** Whether a profile can have a value too many at all. */
	readonly isNeeded: boolean;
	readonly crowdedIn: Rule;
}

/**
 * Finds the values that a contact has no room for beside others of its profile. [documented] specification,
 * contacts_json_import: a phone without a kind is kept as the other one, an address without a kind as the home one, a
 * contact has three phones, and who agreed to text messages did so on a day, for one number. What does not fit would
 * cost the whole row, or be sent again by each run.
 * @param asksConsent whether everybody with an SMS number is said to have agreed to text messages
 */
export function createRoomCheck(columns: readonly ContactField[], asksConsent: boolean): RoomCheck {
	const placeOf = (id: string) => columns.findIndex((field) => field.id === id);
	const rules = [phoneRule(placeOf), addressRule(columns, placeOf), smsRule(placeOf, asksConsent)];
	const used = rules.filter((rule) => rule !== undefined);
	return {
		isNeeded: used.length > 0,
		crowdedIn: (values) => (used.length === 0 ? none : used.flatMap((rule) => rule(values))),
	};
}

const none: Crowded[] = [];

/** Who has too many phones keeps the first of these. */
const phonesByUse = ['phone', 'mobile_phone', 'home_phone', 'work_phone', 'other_phone'];

function phoneRule(placeOf: (id: string) => number): Rule | undefined {
	const places = phonesByUse.map(placeOf).filter((place) => place >= 0);
	const [phone, other] = [placeOf('phone'), placeOf('other_phone')];
	if (places.length <= maxPhonesPerContact && (phone < 0 || other < 0)) return undefined;
	return (values) => {
		const isTwice = values[phone] !== undefined && values[other] !== undefined;
		const filled = places.filter((place) => values[place] !== undefined && !(isTwice && place === other));
		const surplus = filled.slice(maxPhonesPerContact).map((column) => ({ column, reason: tooManyPhones }));
		return isTwice ? [...surplus, beside(values, other, phone, keptAsOther)] : surplus;
	};
}

function addressRule(columns: readonly ContactField[], placeOf: (id: string) => number): Rule | undefined {
	const main = columns.flatMap(({ id }, place) => (isAddressPart(id) && !id.includes('_') ? [place] : []));
	const home = columns.flatMap(({ id }, place) =>
		isAddressPart(id) && id.startsWith(homePrefix) ? [[place, placeOf(id.slice(homePrefix.length))] as const] : [],
	);
	if (main.length === 0 || home.length === 0) return undefined;
	return (values) =>
		main.some((place) => values[place] !== undefined)
			? home
					.filter(([place]) => values[place] !== undefined)
					.map(([place, same]) => beside(values, place, same, keptAsHome))
			: none;
}

const homePrefix = 'home_';

/** The day of an agreement says nothing without the number that it is about. */
function smsRule(placeOf: (id: string) => number, asksConsent: boolean): Rule | undefined {
	const [number, day] = [placeOf('sms_number'), placeOf('sms_consent_date')];
	if (number < 0 || (day < 0 && !asksConsent)) return undefined;
	return (values) => {
		if ((values[number] === undefined) === (values[day] === undefined)) return none;
		if (values[number] === undefined) return [{ column: day }];
		return asksConsent ? [{ column: number, reason: noConsentDate }] : none;
	};
}

function beside(values: Values, column: number, other: number, reason: string): Crowded {
	return values[column] === values[other] ? { column } : { column, reason };
}

const tooManyPhones = `A contact has ${maxPhonesPerContact} phones at most, and this profile has more.`;
const keptAsOther = "Constant Contact keeps 'Phone' as the other phone, and this profile has both.";
const keptAsHome = "Constant Contact keeps 'Address' as the home address, and this profile has both.";
const noConsentDate =
	"The SMS consent date is missing. Map 'SMS Consent Date', or set 'SMS Permission to Send' to 'Not Set'.";
