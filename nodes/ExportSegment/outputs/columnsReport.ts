import type { IExecuteFunctions } from 'n8n-workflow';
import { mayTellOfConsent } from '../../shared/account/columns/consentColumns';
import type { ProfileSource } from '../../shared/files/pages';
import { hint } from '../../shared/n8n/hint';
import { counted, quoted } from '../../shared/wording';
import type { ColumnsTaken, ExportRun } from '../export/run/run';
import type { RunSummary } from './outcome/runSummary';

/** Names in the summary, and characters of each. */
const mostColumns = 200;
const mostCharacters = 100;

/** Which column became which field, and which were left out: names of columns, never values. */
export function columnsReport(taken: ColumnsTaken | undefined): Pick<RunSummary, 'columns'> {
	if (taken === undefined || taken.used.size === 0) return {};
	const { used, leftOut } = taken;
	const more = leftOut.length - mostColumns;
	return {
		columns: {
			used: Object.fromEntries(
				[...used].slice(0, mostColumns).map(([label, names]) => [label, names.map(shortened).join(', ')]),
			),
			leftOut: [...leftOut.slice(0, mostColumns).map(shortened), ...(more > 0 ? [`and ${more} more`] : [])],
		},
	};
}

const shortened = (name: string): string =>
	name.length > mostCharacters ? `${name.slice(0, mostCharacters).toWellFormed()}…` : name;

/** Lines of files that were no profiles. */
export function hintAtLinesPassedOver(
	context: IExecuteFunctions,
	{ passedOver }: Pick<ProfileSource, 'passedOver'>,
): void {
	const { above, captions, below } = passedOver ?? { above: 0, captions: 0, below: 0 };
	const parts = [
		above > 0 ? `${counted(above, 'line')} above the column names` : '',
		captions > 0
			? `${counted(captions, 'line')} below the column names, which ${captions === 1 ? 'tells' : 'tell'} about the columns,`
			: '',
		below > 0 ? `${counted(below, 'line')} below the last profile, without an address,` : '',
	].filter((part) => part !== '');
	if (parts.length === 0) return;
	hint(
		context,
		'info',
		`${parts.join(' and ')} ${above + captions + below === 1 ? 'was' : 'were'} passed over in the file.`,
	);
}

/** Columns of files that were left out since they share a name. */
export function hintAtNamesTwice(
	context: IExecuteFunctions,
	{ namesTwice = [] }: Pick<ProfileSource, 'namesTwice'>,
): void {
	if (namesTwice.length === 0) return;
	hint(
		context,
		'warning',
		`The file has several columns each with the name ${quoted(namesTwice.map(shortened))}. Nobody can know which of them is meant, so they were left out: give each a name of its own if you need it.`,
	);
}

/** Rows of a file that a line break within a text may have torn, where nothing tells it for certain. */
export function hintAtLoneLines(
	context: IExecuteFunctions,
	{ loneLines = [] }: Pick<ProfileSource, 'loneLines'>,
): void {
	if (loneLines.length === 0) return;
	const [what, verb] = loneLines.length === 1 ? ['Line', 'is'] : ['Lines', 'are'];
	const lines = loneLines.slice(0, mostLines).join(', ') + (loneLines.length > mostLines ? ', …' : '');
	hint(
		context,
		'warning',
		`${what} ${lines} of the file ${verb} a single value without an address. If a text in your source has a line break, its row is torn there, and the profile above or below it was exported with a part of the text: let the program put quotation marks around texts (sqlite3 -csv, psql --csv).`,
	);
}

const mostLines = 5;

/** What is the same for several lists is said once. */
export function hintAtColumns(
	context: IExecuteFunctions,
	runs: ReadonlyArray<Pick<ExportRun, 'mapping' | 'policy' | 'source'>>,
): void {
	hintAtMissing(context, [...new Set(runs.flatMap(({ mapping }) => mapping.fieldsMissing?.() ?? []))]);
	const known = runs.flatMap(({ mapping }) => mapping.columnsTaken?.() ?? []);
	const ofOthers = [...new Set(known.flatMap((columns) => columns.ofOthers))];
	if (ofOthers.length > 0)
		hint(
			context,
			'info',
			`${ofOthers.length === 1 ? 'The column' : 'The columns'} ${quoted(ofOthers.map(shortened))} may tell of somebody else than the person whose email address is used, such as who paid. What may be another person's was left out. If it is the same person, map the fields one by one in 'Fields'.`,
		);
	const rivals = known.find((columns) => columns.rivals.length > 0)?.rivals ?? [];
	if (rivals.length > 0)
		hint(
			context,
			'info',
			`Several columns can be the email address: ${quoted(rivals.map(shortened))}. For each profile the first of them that is not empty was taken.`,
		);
	if (!runs.some(({ policy }) => policy.sync.sends)) return;
	const ofConsent = runs.flatMap(({ mapping, source }) => [
		...(mapping.consentColumns?.() ?? []),
		...(source.namesTwice ?? []).filter(mayTellOfConsent),
	]);
	if (ofConsent.length > 0) hintAtConsent(context, [...new Set(ofConsent)]);
}

/** A source that calls a field otherwise by now looks just like one without values for it. */
function hintAtMissing(context: IExecuteFunctions, names: readonly string[]): void {
	if (names.length === 0) return;
	const [is, it] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
	hint(
		context,
		'info',
		`No profile has ${quoted(names.map(shortened))}, which ${is} mapped in 'Fields'. If the source calls ${it} otherwise by now, map ${it} again.`,
	);
}

/** Nobody who said no elsewhere is to get email because they stand in the source. */
function hintAtConsent(context: IExecuteFunctions, names: readonly string[]): void {
	hint(
		context,
		'info',
		`${names.length === 1 ? 'The column' : 'The columns'} ${quoted(names.map(shortened))} may tell who wants no email. The node knows the opt-outs of Constant Contact, not those of your source: take these people out before this node, such as by a Filter node.`,
	);
}
