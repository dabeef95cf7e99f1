import type { IExecuteFunctions, IWorkflowExecutionCustomData } from 'n8n-workflow';
import { createProgress } from '../../shared/n8n/progress';
import { counted, quoted } from '../../shared/wording';
import type { Journal } from '../export/run/ports';
import type { RunActivity } from '../export/run/runActivity';

/**
 * Shows how far the run is, and remembers what has been done for the moment when something fails:
 * numbers, no persons.
 */
export interface RunJournal extends Journal {
	/** One of several lists is done. */
	listFinished(name: string): void;
	/** What had been done, in a sentence; empty if nothing that anybody could see in Constant Contact. */
	done(): string;
	/** The run came to its end. */
	finished(status: string, calls: number): void;
}

/**
 * Writes to n8n's log, to the browser's console of somebody who runs it by hand, and to the execution's custom data.
 */
export function createJournal(context: IExecuteFunctions): RunJournal {
	const started: RunActivity[] = [];
	const ended = new Set<string>();
	const finishedLists: string[] = [];
	const tell = createProgress(context, 'Constant Contact export');

	return {
		profilesRead(rows) {
			tell(`${counted(rows, 'profile')} read`);
		},
		planned(toSend, leavers) {
			tell(
				`compared with the list: ${counted(toSend, 'profile')} to send, ${counted(leavers, 'person', 'people')} to take off`,
			);
		},
		activityStarted(activity) {
			started.push(activity);
			const number = started.filter(({ kind }) => kind === activity.kind).length;
			tell(
				`${activity.kind} ${number} (${activity.activityId}) started with ${counted(activity.rows, 'profile')}${activity.bytes > 0 ? `, ${counted(activity.bytes, 'byte')}` : ''}`,
			);
			noteInExecution(context, activity.activityId);
		},
		activityEnded({ kind, activityId, state }) {
			ended.add(activityId);
			const ofKind = started.filter((activity) => activity.kind === kind);
			const over = ofKind.filter((activity) => ended.has(activity.activityId)).length;
			tell(`${kind} ${activityId} ended as ${state}; ${over} of ${ofKind.length} ended`);
		},
		listFinished(name) {
			finishedLists.push(name);
			tell(`${counted(finishedLists.length, 'list')} done`);
		},
		finished(status, calls) {
			tell(`${status} after ${counted(calls, 'request')}`);
		},
		done() {
			const imports = started.filter(({ kind }) => kind === 'import');
			const rows = imports.reduce((sum, activity) => sum + activity.rows, 0);
			const goesOn = imports.some(({ activityId }) => !ended.has(activityId)) ? ', which goes on with them' : '';
			const sentences = [
				finishedLists.length === 0 ? '' : `Finished by then: the export to ${quoted(finishedLists)}.`,
				imports.length === 0
					? ''
					: `By then ${imports.length === 1 ? 'one import' : `${imports.length} imports`} with ${counted(rows, 'profile')} had been handed over to Constant Contact${goesOn}.`,
				started.some(({ kind }) => kind === 'remove') ? 'Taking people off the list had begun.' : '',
			];
			return sentences.filter((sentence) => sentence !== '').join(' ');
		},
	};
}

/** n8n writes an error to its log for a longer value. */
const longestValue = 255;
/** n8n keeps ten entries of an execution, and workflows have their own. */
const customDataKeys = [
	'constantContactActivities',
	'constantContactActivities2',
	'constantContactActivities3',
	'constantContactActivities4',
];

/**
 * Activity IDs as the execution's custom data: they can be read where no summary was given, and found in n8n's list of
 * executions. Up to 24 are kept, with those of other nodes of the workflow and of earlier tries among them.
 */
function noteInExecution(
	{ customData }: { readonly customData?: IWorkflowExecutionCustomData },
	activityId: string,
): void {
	for (const key of customDataKeys) {
		const noted = customData?.get(key);
		const value = noted ? `${noted},${activityId}` : activityId;
		if (value.length <= longestValue) return customData?.set(key, value);
	}
}
