import { withoutEntities } from '../../../nodes/shared/values/htmlEntities';

it.each([
	['named signs', 'a &lt;b&gt; &amp; &quot;c&QUOT; &apos;d&apos;&nbsp;&commat;', 'a <b> & "c" \'d\' @'],
	[
		'numbers',
		'O&#39;Brien O&#039;Brien O&#x27;Brien O&#8217;Brien &#x1F600;',
		"O'Brien O'Brien O'Brien O’Brien \u{1F600}",
	],
	[
		'letters with marks',
		'&Eacute;milie S&atilde;o Fran&ccedil;oise M&uuml;ller &Scaron;',
		'Émilie São Françoise Müller Š',
	],
	['once, and not what comes of that', '&amp;amp; &amp;#39;', '&amp; &#39;'],
	['a sign that nobody sees', '&#8203; &#x200b;', '&#8203; &#x200b;'],
	['a number of no sign', '&#x110000; &#999999999;', '&#x110000; &#999999999;'],
	['what is no such name', '&copyright; AT&T; R&D &;', '&copyright; AT&T; R&D &;'],
])('%s: %j', (_what, written, shown) => {
	expect(withoutEntities(written)).toBe(shown);
});
