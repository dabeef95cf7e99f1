import { html, Markup, nothing } from './markup';

/** Each colour in light and in dark. */
const colours = {
	page: ['#eef1f4', '#0f1317'],
	card: ['#ffffff', '#191e24'],
	soft: ['#f4f6f8', '#222932'],
	line: ['#e1e6eb', '#303944'],
	ink: ['#1c2733', '#e8ecf0'],
	quiet: ['#5b6876', '#9ba8b5'],
	good: ['#12805c', '#34b98a'],
	calm: ['#9bd3bd', '#1f6b52'],
	grey: ['#c3cbd3', '#4b5763'],
	wrong: ['#cc3d4a', '#ef6f78'],
	declined: ['#e0a030', '#e8b454'],
	gone: ['#8a63b8', '#ab8ad6'],
	refused: ['#8f2330', '#b8505c'],
	away: ['#3f7fc1', '#66a3e0'],
	compare: ['#6d8fb3', '#7fa6cf'],
	goodText: ['#0d6b4c', '#5bd3a8'],
	goodBack: ['#e2f4ec', '#173a2e'],
	warnText: ['#8a4b00', '#f2c27a'],
	warnBack: ['#fdf0d9', '#43331a'],
} as const;

export type Colour = keyof typeof colours;

interface Paint {
	readonly text?: Colour;
	readonly back?: Colour;
	readonly border?: Colour;
	/** More declarations for the attribute `style`. */
	readonly style?: string;
}

/**
 * The attributes of an element: its light colours stand in `style`, since many mail programs pass over style sheets; a
 * class for each lets the style sheet make them dark.
 */
export function paint({ text, back, border, style = '' }: Paint): Markup {
	const used = [
		...(text ? [{ property: 'color', colour: text }] : []),
		...(back ? [{ property: 'background-color', colour: back }] : []),
		...(border ? [{ property: 'border-color', colour: border }] : []),
	];
	const classes = used.map(({ property, colour }) => `${property}-${colour}`).join(' ');
	const light = used.map(({ property, colour }) => `${property}:${colours[colour][0]}`);
	const bgcolor = back ? html`bgcolor="${colours[back][0]}"` : nothing;
	return html`class="${classes}" ${bgcolor} style="${[...light, style].filter((part) => part !== '').join(';')}"`;
}

/** An SVG's line or dot; where no style sheet is read it stays light. */
export function stroke(colour: Colour): Markup {
	return html`class="stroke-${colour}" stroke="${colours[colour][0]}"`;
}

const darkRules = Object.entries(colours)
	.flatMap(([name, [, dark]]) =>
		['color', 'background-color', 'border-color', 'stroke'].map(
			(property) => `.${property}-${name}{${property}:${dark}!important}`,
		),
	)
	.join('');

/** On paper light, with all colours, and small enough that a run of one list is one page. */
const printRules =
	'@page{size:A4;margin:9mm}' +
	'*{-webkit-print-color-adjust:exact;print-color-adjust:exact}' +
	'body{zoom:.72}.background-color-page{background-color:#fff!important}' +
	'.frame{padding:0!important}.card{max-width:none!important}.card>table{border:0!important}' +
	'.card td,.card th{padding-top:2px!important;padding-bottom:2px!important}.card .section{padding-top:13px!important}' +
	'tr{break-inside:avoid}';

/** Dark where the reader's screen is. */
export const styleSheet = new Markup(
	`<style>:root{color-scheme:light dark}@media screen and (prefers-color-scheme:dark){${darkRules}}@media print{${printRules}}</style>`,
);
