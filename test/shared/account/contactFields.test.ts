import {
	contactFields,
	customContactField,
	fieldsShownFirst,
	isCustomFieldId,
} from '../../../nodes/shared/account/contactFields';

const ids = contactFields.map(({ id }) => id);

it('every column of an import is there once: names, phones, four addresses, dates, text messages', () => {
	const address = ['street', 'street2', 'city', 'state', 'zip', 'country'];
	expect([...ids].sort()).toEqual(
		[
			'email',
			'first_name',
			'last_name',
			'job_title',
			'company_name',
			'birthday',
			'anniversary',
			'phone',
			'home_phone',
			'work_phone',
			'mobile_phone',
			'other_phone',
			...['', 'home_', 'work_', 'other_'].flatMap((kind) => address.map((part) => kind + part)),
			'sms_number',
			'sms_consent_date',
		].sort(),
	);
});

it.each([
	['email', 80],
	['first_name', 50],
	['company_name', 50],
	['phone', 50],
	['work_street', 255],
	['other_street2', 255],
	['zip', 50],
	['sms_number', 16],
])('%s takes %i characters', (id, maxCharacters) => {
	expect(contactFields.find((field) => field.id === id)).toMatchObject({ maxCharacters });
});

it.each([
	['string', 'text', 'string'],
	['text_area', 'text', 'string'],
	['number', 'number', 'number'],
	['currency', 'number', 'number'],
	['date', 'date', 'dateTime'],
	['datetime', 'dateTime', 'dateTime'],
	['boolean', 'boolean', 'boolean'],
	['single_select', 'choice', 'options'],
	['multi_select', 'choices', 'array'],
	['of_tomorrow', 'text', 'string'],
	['__proto__', 'text', 'string'],
])('a custom field of type %s is written as %s and shown as %s', (type, kind, editorType) => {
	expect(customContactField({ name: 'x', label: 'X', type })).toMatchObject({
		id: 'cf:x',
		label: 'X',
		kind,
		editorType,
		maxCharacters: 255,
		isCustom: true,
	});
});

it('only ids that begin with cf: are custom fields', () => {
	expect(['cf:x', 'cf:', 'email', 'xcf:y'].map(isCustomFieldId)).toEqual([true, true, false, false]);
	expect(ids.some(isCustomFieldId)).toBe(false);
});

it('what is shown first exists', () => {
	expect(ids).toEqual(expect.arrayContaining([...fieldsShownFirst]));
});
