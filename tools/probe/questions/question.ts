import type { Assumption } from '../assumptions';
import type { ContactKey, namesOf } from '../scratch';
import type { Site } from '../site';

export interface Question {
	/** What `--only` and `--also` call it. */
	readonly name: string;
	readonly about: string;
	readonly settles: readonly Assumption[];
	/** Contacts that it may make. */
	readonly contacts?: readonly ContactKey[];
	/** What else it makes, beside the scratch list. */
	readonly makes?: ReadonlyArray<keyof ReturnType<typeof namesOf>>;
	/** A line of the plan for what is no contact, list, field or tag. */
	readonly alsoDoes?: string;
	/** Not among the usual questions, for what it does. */
	readonly onlyIfAsked?: boolean;
	/** Disturbs others, or is disturbed by them, so it comes when they are through. */
	readonly isLast?: boolean;
	/** Tells each assumption that it settles. @throws Surprise where nobody can */
	ask(site: Site): Promise<void>;
}
