import { badRequest, noSuchProperty, notSupported } from './errors';
import { attributeFor, type Table } from './tables';

/** The options of a query; no other is known. */
const rowOptions = ['$select', '$filter', '$top', '$count', '$orderby', '$skiptoken'];
const metadataOptions = ['$select', '$filter', '$expand'];

export type Options = ReadonlyMap<string, string>;

/** The query's options, each once and by a name that is known. */
export function optionsOf(query: URLSearchParams, kind: 'rows' | 'metadata'): Options {
	const options = new Map<string, string>();
	for (const [name, value] of query) {
		if (options.has(name))
			throw badRequest(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
		if (!(kind === 'rows' ? rowOptions : metadataOptions).includes(name))
			throw badRequest(`The query parameter ${name} is not supported`);
		options.set(name, value);
	}
	return options;
}

/** The columns asked for; undefined for all. */
export function selected(options: Options, table: Table): string[] | undefined {
	const columns = options
		.get('$select')
		?.split(',')
		.map((column) => column.trim());
	for (const column of columns ?? [])
		if (attributeFor(table, column) === undefined) throw noSuchProperty(column, table.logicalName);
	return columns;
}

export function top(options: Options): number | undefined {
	const text = options.get('$top');
	if (text === undefined) return undefined;
	if (!/^[1-9]\d{0,8}$/.test(text)) throw badRequest(`Invalid value '${text}' for $top query option found.`);
	return Number(text);
}

/** What is known of the service, but not played here. */
export function refuseUnplayed(options: Options): void {
	if (options.has('$orderby')) throw notSupported('The simulator does not sort: rows come in the order of their keys.');
}

export interface Preferences {
	/** undefined: nothing was preferred. */
	pageSize: number | undefined;
	/** To be echoed. */
	applied: string[];
	wantsFormattedValues: boolean;
	/** What must be the same on each page. */
	text: string;
}

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/page-results */
export const mostRowsOnAPage = 5_000;

export function preferencesOf(header: string | undefined): Preferences {
	const text = header ?? '';
	const size = /(?:^|[,;\s])odata\.maxpagesize=(\d+)/i.exec(text)?.[1];
	const annotations = /(?:^|[,;\s])odata\.include-annotations=("[^"]*"|[^,;\s]+)/i.exec(text)?.[1];
	const pageSize = size === undefined ? undefined : Math.min(mostRowsOnAPage, Math.max(1, Number(size)));
	return {
		pageSize,
		applied: [
			...(size === undefined ? [] : [`odata.maxpagesize=${size}`]),
			...(annotations === undefined ? [] : [`odata.include-annotations=${annotations}`]),
		],
		wantsFormattedValues: /\*|FormattedValue/.test(annotations ?? ''),
		text: text.replaceAll(/\s/g, ''),
	};
}
