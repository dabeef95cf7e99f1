import { contactFields } from '../../../../nodes/shared/account/contactFields';
import { storedMeaningOf } from '../../../../nodes/shared/account/downloads/storedValues';

const means = (id: string, text: string) =>
	storedMeaningOf(contactFields.find((field) => field.id === id)!)?.(text) ?? text;

it.each([
	['home_phone', '(555) 123-4567', "'+1 555 123 4567"],
	['home_country', 'US', 'United States'],
	['home_state', 'IL', 'Illinois'],
])('%s: %s and %s mean the same', (id, sent, shown) => {
	expect(means(id, sent)).toBe(means(id, shown));
});

it('another number, another state and another name are another value', () => {
	expect(means('home_phone', '555 123 4567')).not.toBe(means('home_phone', '555 123 4568'));
	expect(means('home_state', 'IL')).not.toBe(means('home_state', 'Indiana'));
	expect(means('first_name', 'Ann')).not.toBe(means('first_name', 'ann'));
});
