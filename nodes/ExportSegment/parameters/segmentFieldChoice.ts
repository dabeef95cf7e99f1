import type { IExecuteFunctions } from 'n8n-workflow';
import { Problem } from '../../shared/problem';
import { rememberEach } from '../export/profiles/mapping/mapping';
import type { SegmentField } from '../export/profiles/segmentField';
import { compileExpression, evaluateByN8n } from './expressions';

/** The field that names the segments of a profile. */
export interface FieldChosen extends SegmentField {
	/** As the user wrote it. */
	readonly name: string;
	/** Fields of the profiles that the names of the segments come from, so far as that is known. */
	readonly columns: readonly string[];
	/** Whether n8n evaluates the field's expression for each profile. */
	readonly isSlow: boolean;
}

/**
 * What the user entered in 'Segment Field': a field's name, as dragging one into the parameter gives it, or an
 * expression.
 * @throws Problem if nothing stands there, or an expression that n8n cannot evaluate for the rows of a file
 */
export function readSegmentField(context: IExecuteFunctions, isFile: boolean): FieldChosen {
	const raw = context.getNodeParameter('segmentField', 0, '', { rawExpressions: true });
	const name = typeof raw === 'string' ? raw.trim() : '';
	if (name === '' || name === '=')
		throw new Problem({
			kind: 'configuration',
			message: "No field is given in 'Segment Field'",
			advice: "Drag the field that names each profile's segments into it.",
		});
	if (!name.startsWith('=')) return { name, columns: [name], isSlow: false, ...fieldNamed(name) };
	const getter = compileExpression(name);
	if (getter !== undefined)
		return {
			name,
			columns: getter.reads ?? [],
			isSlow: false,
			fieldNames: getter.fieldName === undefined ? [] : [getter.fieldName],
			read: getter,
		};
	if (isFile)
		throw new Problem({
			kind: 'configuration',
			message: "The expression for 'Segment Field' cannot be used with a file",
			advice: 'With a file, write the name of the column, such as segments, or {{ $json.segments }}.',
		});
	return {
		name,
		columns: [],
		isSlow: true,
		fieldNames: [],
		read: rememberEach((row) => evaluateByN8n(context, 'Segment Field', name, row)),
	};
}

/** A field of exactly this name, or one within a field (`customer.segments`), as n8n's own nodes take it. */
function fieldNamed(name: string): SegmentField {
	const within = compileExpression(`={{ $json${name.startsWith('[') ? '' : '.'}${name} }}`);
	return {
		fieldNames: within?.fieldName === undefined ? [name] : [name, within.fieldName],
		read: (profile) => (Object.hasOwn(profile, name) ? profile[name] : within?.(profile)),
	};
}

/** @param name what stands in 'Segment Field': a field, or an expression */
export function noSuchField(name: string): Problem {
	return new Problem({
		kind: 'configuration',
		message: name.startsWith('=')
			? "The expression in 'Segment Field' gives no value for any profile, so nothing was changed"
			: `No profile has the field '${name}' that is to name its segments, so nothing was changed`,
		advice: "Check the spelling in 'Segment Field', or drag the field into it once more.",
	});
}
