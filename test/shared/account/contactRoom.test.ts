import { createRoomCheck } from '../../../nodes/shared/account/contactRoom';
import { columnsOf } from '../../support/contactColumns';

/** The fields of a profile that are left out, with the reason; undefined where the same value is sent anyway. */
function crowded(profile: Readonly<Record<string, string | undefined>>, asksConsent = false) {
	const ids = Object.keys(profile);
	const found = createRoomCheck(columnsOf(...ids), asksConsent).crowdedIn(Object.values(profile));
	return Object.fromEntries(found.map(({ column, reason }) => [ids[column], reason]));
}

describe('of phones', () => {
	const tooMany = 'A contact has 3 phones at most, and this profile has more.';
	const both = "Constant Contact keeps 'Phone' as the other phone, and this profile has both.";

	it('three are sent, those without a kind and mobile ones before the others', () => {
		const phones = { home_phone: '1', work_phone: '2', other_phone: '3', mobile_phone: '4' };
		expect(crowded(phones)).toEqual({ other_phone: tooMany });
		expect(crowded({ ...phones, work_phone: undefined })).toEqual({});
		expect(crowded({ home_phone: '1', work_phone: '2', phone: '3', mobile_phone: '4' })).toEqual({
			work_phone: tooMany,
		});
	});

	it('the other one goes where there is one without a kind, and does not count', () => {
		const phones = { phone: '1', other_phone: '2', home_phone: '3', work_phone: '4' };
		expect(crowded(phones)).toEqual({ other_phone: both });
		expect(crowded({ ...phones, phone: undefined })).toEqual({});
		expect(crowded({ phone: '1', other_phone: '1' })).toEqual({ other_phone: undefined });
	});
});

describe('of addresses', () => {
	const both = "Constant Contact keeps 'Address' as the home address, and this profile has both.";

	it('the home one goes as a whole where any part of one without a kind is there', () => {
		const address = { email: 'ann@example.com', city: 'Rome', home_city: 'Kent', home_zip: '1', work_city: 'Bonn' };
		expect(crowded(address)).toEqual({ home_city: both, home_zip: both });
		expect(crowded({ ...address, city: undefined })).toEqual({});
		expect(crowded({ ...address, home_city: undefined, home_zip: undefined })).toEqual({});
	});

	it('nothing is told of a part that is the same in both', () => {
		expect(crowded({ city: 'Rome', home_city: 'Rome', home_street2: 'B' })).toEqual({
			home_city: undefined,
			home_street2: both,
		});
	});
});

describe('an SMS number', () => {
	const noDate =
		"The SMS consent date is missing. Map 'SMS Consent Date', or set 'SMS Permission to Send' to 'Not Set'.";

	it('goes without the day of the agreement, if everybody is said to have agreed', () => {
		expect(crowded({ sms_number: '1', sms_consent_date: undefined }, true)).toEqual({ sms_number: noDate });
		expect(crowded({ sms_number: '1' }, true)).toEqual({ sms_number: noDate });
		expect(crowded({ sms_number: '1', sms_consent_date: '2026-01-02' }, true)).toEqual({});
	});

	it('that is missing takes the day along, without a word', () => {
		const profile = { sms_number: undefined, sms_consent_date: '2026-01-02' };
		for (const asksConsent of [true, false])
			expect(crowded(profile, asksConsent)).toEqual({ sms_consent_date: undefined });
		expect(crowded({ sms_consent_date: '2026-01-02' }, true)).toEqual({});
	});

	it('is sent without one otherwise', () => expect(crowded({ sms_number: '1' })).toEqual({}));
});
