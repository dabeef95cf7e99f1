import type { INode } from 'n8n-workflow';

/**
 * What the editor asked a moment ago, in this process' memory: opening a panel or typing into its search would
 * otherwise take a request each time, of the day's 10,000 that Constant Contact grants. Kept apart by the node's
 * credentials and by what they open. Ask it only where n8n has checked that the user may use the credential.
 */
export interface EditorMemory {
	/**
	 * @param opened what the credential opens, as long as nobody edits it: an app key, an environment
	 * @param ask asks the service; a failure is not remembered
	 */
	remember<Answer>(node: INode, opened: string, what: string, ask: () => Promise<Answer>): Promise<Answer>;
	/** Forgets what was asked with the node's credential. */
	forget(node: INode): void;
}

/** Short enough for somebody who has just made a list or a field in Constant Contact. */
const keptMs = 30_000;
const maxRemembered = 100;

interface Remembered {
	readonly credentialId: string;
	readonly until: number;
	readonly answer: Promise<unknown>;
}

/** Nothing has been asked yet. @param now milliseconds since 1970 */
export function createEditorMemory(now: () => number): EditorMemory {
	const remembered = new Map<string, Remembered>();

	function tidy(): void {
		for (const [key, { until }] of remembered) if (until <= now()) remembered.delete(key);
		const [oldest] = remembered.keys();
		if (remembered.size >= maxRemembered) remembered.delete(oldest);
	}

	return {
		async remember<Answer>(node: INode, opened: string, what: string, ask: () => Promise<Answer>): Promise<Answer> {
			const credentialId = credentialIdOf(node);
			if (credentialId === undefined) return await ask();
			tidy();
			const key = JSON.stringify([credentialId, opened, what]);
			const known = remembered.get(key);
			if (known !== undefined) return (await known.answer) as Answer;
			const answer = ask();
			const entry = { credentialId, until: now() + keptMs, answer };
			remembered.set(key, entry);
			answer.catch(() => {
				if (remembered.get(key) === entry) remembered.delete(key);
			});
			return await answer;
		},
		forget(node) {
			const credentialId = credentialIdOf(node);
			for (const [key, entry] of remembered) if (entry.credentialId === credentialId) remembered.delete(key);
		},
	};
}

/** Absent without a credential, and for one that is not saved: then nothing is remembered. */
function credentialIdOf(node: INode): string | undefined {
	const ids = Object.values(node.credentials ?? {}).map(({ id }) => id);
	return ids.length === 0 || ids.includes(null) ? undefined : ids.join();
}

export const editorMemory = createEditorMemory(() => performance.now());
