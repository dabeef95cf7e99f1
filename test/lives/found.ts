import type { LifeSettings } from './life';

/** A life in which something was wrong once, and what it was. It is lived in every `npm test`. */
export interface Found extends LifeSettings {
	readonly what: string;
}

export const found: readonly Found[] = [];
