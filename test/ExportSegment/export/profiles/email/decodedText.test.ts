import { decoded } from '../../../../../nodes/ExportSegment/export/profiles/email/decodedText';

it.each([
	['blanks and line breaks are one blank', 'Eve \t\r\n\u00a0 Lee', 'Eve Lee'],
	['what nobody sees is left out', 'e\u200b@exam\u00adple.com\ufe0f', 'e@example.com'],
	['letters of full width are letters', 'ｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'e@example.com'],
	['Chinese and Japanese full stops are dots', 'e@例え。example｡com', 'e@例え.example.com'],
	['HTML’s &lt; and &gt;', 'Eve &lt;e@example.com&gt;x', 'Eve <e@example.com>x'],
	['HTML’s &quot;', '&quot;Eve&QUOT; e@example.com', '"Eve" e@example.com'],
	['HTML’s &apos; and &amp;', 'o&apos;brien&amp;co@example.com', "o'brien&co@example.com"],
	['HTML’s &nbsp;', 'e@example.com&nbsp;Eve', 'e@example.com Eve'],
	['HTML’s &commat;', 'e&commat;example.com', 'e@example.com'],
	['HTML’s numbers of signs', 'e&#64;exam&#x70;le&#x02E;com &#0039;', "e@example.com '"],
	['a number of no sign that addresses have stays', '&#8203; &#x200b; &copy;', '&#8203; &#x200b; &copy;'],
	['the subject of a link', 'mailto:e@example.com?subject=Hi&cc=x (Eve)', ' e@example.com (Eve)'],
	['encoded signs of a link', 'mailto:e%2Bnews%40example.com', ' e+news@example.com'],
	['an encoded @ where there is none else', 'e%2Bnews%40example.com', 'e+news@example.com'],
	['and of nothing else', 'e%2Bnews@example.com?x=1', 'e%2Bnews@example.com?x=1'],
	['an @ and a dot in words', 'e ( at ) example [dot]  com', 'e@example.com'],
	['but not beside an @', 'e@example.com (at) work.example', 'e@example.com (at) work.example'],
	['a link of HTML', '<a href="mailto:e@example.com">Eve</a>', '<e@example.com">Eve</a>'],
	['one without quotation marks', '<a class=x href=mailto:e@example.com>Eve</a>', '<e@example.com>Eve</a>'],
	['labels', 'Email: a@x, E-Mail : b@x, SMTP:c@x, email=d@x', '  a@x,   b@x,  c@x,  d@x'],
	['a label behind a hyphen', 'Work-E-Mail:e@example.com', 'Work- e@example.com'],
	['no label within a word', 'myemail:e@example.com', 'myemail:e@example.com'],
])('%s: %j', (_what, given, text) => {
	expect(decoded(given)).toBe(text);
});

it('what lies beyond 2,000 characters is not looked at', () => {
	expect(decoded(`${'-'.repeat(1_990)}e@example.com`)).toBe(`${'-'.repeat(1_990)}e@example.`);
});
