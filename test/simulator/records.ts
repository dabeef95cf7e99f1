import type { Contact } from './contact';

export interface ContactList {
	readonly number: number;
	readonly id: string;
	/** V2's number (list_id_xrefs). */
	readonly sequenceId: string;
	name: string;
	description: string | undefined;
	favorite: boolean;
	createdAt: number;
	updatedAt: number;
	/** 0: not deleted. */
	deletedAt: number;
	readonly members: Set<Contact>;
}

export interface Tag {
	readonly number: number;
	readonly id: string;
	name: string;
	source: string;
	createdAt: number;
	updatedAt: number;
	readonly contacts: Set<Contact>;
}

export type CustomFieldType =
	| 'string'
	| 'text_area'
	| 'number'
	| 'currency'
	| 'date'
	| 'datetime'
	| 'boolean'
	| 'single_select'
	| 'multi_select';

export interface CustomField {
	readonly number: number;
	readonly id: string;
	label: string;
	name: string;
	readonly type: CustomFieldType;
	metadata: Record<string, unknown> | undefined;
	version: number | undefined;
	choices: Array<{ choice_id: number; choice_label: string; display_order: number }>;
	createdAt: number;
	updatedAt: number;
}

export interface Segment {
	/** An integer. */
	readonly number: number;
	name: string;
	criteria: string;
	createdAt: number;
	updatedAt: number;
	contacts: Set<Contact>;
	/** GET /contacts answers 202 until then. */
	isComputed: boolean;
}
