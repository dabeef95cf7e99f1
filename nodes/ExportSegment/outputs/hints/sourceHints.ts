import type { IExecuteFunctions } from 'n8n-workflow';
import { mayTellOfConsent } from '../../../shared/account/columns/consentColumns';
import type { ProfileSource } from '../../../shared/files/pages';
import { hint } from '../../../shared/n8n/hint';
import { columnsListed, counted } from '../../../shared/wording';
import type { ExportRun } from '../../export/run/run';

type RunOfSource = Pick<ExportRun, 'mapping' | 'policy' | 'source'>;

/** What a person should know of the source and its columns: what was passed over, what was taken for what. */
export function hintAtSource(context: IExecuteFunctions, runs: readonly RunOfSource[]): void {
	const [first] = runs;
	if (first === undefined) return;
	hintAtLinesPassedOver(context, first.source);
	hintAtNamesTwice(context, first.source);
	hintAtLoneLines(context, first.source);
	hintAtColumns(context, runs);
}

/** Lines of files that were no profiles. */
function hintAtLinesPassedOver(context: IExecuteFunctions, { passedOver }: Pick<ProfileSource, 'passedOver'>): void {
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
function hintAtNamesTwice(context: IExecuteFunctions, { namesTwice = [] }: Pick<ProfileSource, 'namesTwice'>): void {
	if (namesTwice.length === 0) return;
	hint(
		context,
		'warning',
		`The file has several columns each with the name ${columnsListed(namesTwice)}. Nobody can know which of them is meant, so they were left out: give each a name of its own if you need it.`,
	);
}

/** Rows of a file that a line break within a text may have torn, where nothing tells it for certain. */
function hintAtLoneLines(context: IExecuteFunctions, { loneLines = [] }: Pick<ProfileSource, 'loneLines'>): void {
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
function hintAtColumns(context: IExecuteFunctions, runs: readonly RunOfSource[]): void {
	hintAtMissing(context, [...new Set(runs.flatMap(({ mapping }) => mapping.fieldsMissing?.() ?? []))]);
	const known = runs.flatMap(({ mapping }) => mapping.columnsTaken?.() ?? []);
	const ofOthers = [...new Set(known.flatMap((columns) => columns.ofOthers))];
	if (ofOthers.length > 0)
		hint(
			context,
			'info',
			`${ofOthers.length === 1 ? 'The column' : 'The columns'} ${columnsListed(ofOthers)} may tell of somebody else than the person whose email address is used, such as who paid. What may be another person's was left out. If it is the same person, map the fields one by one in 'Fields'.`,
		);
	const rivals = known.find((columns) => columns.rivals.length > 0)?.rivals ?? [];
	if (rivals.length > 0)
		hint(
			context,
			'info',
			`Several columns can be the email address: ${columnsListed(rivals)}. For each profile the first of them that is not empty was taken.`,
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
		`No profile has ${columnsListed(names)}, which ${is} mapped in 'Fields'. If the source calls ${it} otherwise by now, map ${it} again.`,
	);
}

/** Nobody who said no elsewhere is to get email because they stand in the source. */
function hintAtConsent(context: IExecuteFunctions, names: readonly string[]): void {
	hint(
		context,
		'info',
		`${names.length === 1 ? 'The column' : 'The columns'} ${columnsListed(names)} may tell who wants no email. The node knows the opt-outs of Constant Contact, not those of your source: take these people out before this node, such as by a Filter node.`,
	);
}
