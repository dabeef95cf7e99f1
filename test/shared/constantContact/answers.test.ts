import { z } from 'zod';
import { id, pathOfLink, readAnswer } from '../../../nodes/shared/constantContact/answers';
import { Problem } from '../../../nodes/shared/problem';

const listAnswer = z.object({ list_id: id, name: z.string() });
const list = { list_id: '1', name: 'News' };

describe('an answer', () => {
	it('may bring more than we know', () => {
		expect(readAnswer(listAnswer, { ...list, colour: 'red' }, 'the list')).toMatchObject(list);
	});

	it.each([
		['nothing', undefined],
		['HTML', '<html>ada@example.com</html>'],
		['an empty text', ''],
		['a list without an ID', { name: 'ada@example.com' }],
		['a list with a blank ID', { list_id: '', name: 'x' }],
		['null', null],
		['an array', [list]],
	])('of another shape (%s) is a problem that quotes nothing', (_what, answer) => {
		let problem: unknown;
		try {
			readAnswer(listAnswer, answer, 'the list');
		} catch (error) {
			problem = error;
		}
		expect(problem).toBeInstanceOf(Problem);
		expect(problem).toMatchObject({
			kind: 'unexpected',
			message: "Constant Contact's answer about the list could not be understood",
		});
	});
});

describe('a link in an answer', () => {
	it.each([
		['/v3/contact_lists?cursor=abc', '/contact_lists?cursor=abc'],
		['https://api.cc.email/v3/contact_exports/1', '/contact_exports/1'],
	])('%s is followed', (href, path) => {
		expect(pathOfLink(href, 'the lists')).toBe(path);
	});

	it.each([
		'https://evil.example/v3/contact_lists',
		'https://api.cc.email.evil.example/v3/x',
		'https://api.cc.email@evil.example/v3/x',
		'http://api.cc.email/v3/x',
		'//evil.example/v3/x',
		'/v2/contacts',
		'/v3',
		'v3/contacts',
		'/v3/../v2/contacts',
		'/v3/%2e%2e/../x',
		'',
		'javascript:alert(1)',
	])('%s is not: the token would go with it', (href) => {
		expect(() => pathOfLink(href, 'the lists')).toThrow(Problem);
	});
});
