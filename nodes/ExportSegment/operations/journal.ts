import type { IExecuteFunctions } from 'n8n-workflow';
import type { Journal } from '../export/ports';
import type { RunActivity } from '../export/types';

/** Remembers what has been done, for the moment when something fails, and writes it to n8n's log: numbers, no persons. */
export interface RunJournal extends Journal {
	/** What had been done, in a sentence; empty if nothing that anybody could see in Constant Contact. */
	done(): string;
}

export function createJournal(context: IExecuteFunctions): RunJournal {
	const started: RunActivity[] = [];
	return {
		profilesRead(rows) {
			context.logger.info(`Constant Contact export: ${rows} profiles read`);
		},
		activityStarted(activity) {
			started.push(activity);
			context.logger.info(`Constant Contact export: ${activity.kind} ${activity.activityId} started with ${activity.rows} profiles, ${activity.bytes} bytes`);
		},
		activityEnded({ kind, activityId, state }) {
			context.logger.info(`Constant Contact export: ${kind} ${activityId} ended as ${state}`);
		},
		done() {
			const imports = started.filter(({ kind }) => kind === 'import');
			const rows = imports.reduce((sum, activity) => sum + activity.rows, 0);
			const sentences = [
				imports.length === 0 ? '' : `By then ${imports.length === 1 ? 'one import' : `${imports.length} imports`} with ${rows} profiles had been handed over to Constant Contact, which goes on with them.`,
				started.some(({ kind }) => kind === 'remove') ? 'Taking people off the list had begun.' : '',
			];
			return sentences.filter((sentence) => sentence !== '').join(' ');
		},
	};
}
