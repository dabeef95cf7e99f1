/** How the list follows the segment, in the word of the parameter and of the summary. */
export type SyncMode = 'addOrUpdate' | 'mirror' | 'remove';

/** What a sync mode does. The recipe asks for this and never for the mode's name. */
export interface SyncRules {
	readonly mode: SyncMode;
	/** As the node's panel and the report call it. */
	readonly label: string;
	/** Profiles are imported. */
	readonly sends: boolean;
	/** Members are noted by the list's tag, and get the user's own tags. */
	readonly tagsMembers: boolean;
	/** Somebody may be taken off the list. */
	readonly takesOff: boolean;
	/** Members that the segment does not bring are taken off. */
	readonly takesOffAbsent: boolean;
	/** Members that the segment brings are taken off. */
	readonly takesOffBrought: boolean;
	/** Words for a profile that was sent, and for one without need of it, where each profile is returned. */
	readonly sentName: string;
	readonly unchangedName: string;
}

const exporting = {
	sends: true,
	tagsMembers: true,
	takesOffBrought: false,
	sentName: 'exported',
	unchangedName: 'unchanged',
};

/** A new mode is a row here, and its description in `parameters/syncMode.ts`. */
export const syncModes: Readonly<Record<SyncMode, SyncRules>> = {
	addOrUpdate: { mode: 'addOrUpdate', label: 'Add and Update', ...exporting, takesOff: false, takesOffAbsent: false },
	mirror: { mode: 'mirror', label: 'Mirror Segment', ...exporting, takesOff: true, takesOffAbsent: true },
	remove: {
		mode: 'remove',
		label: 'Remove From List',
		sends: false,
		tagsMembers: false,
		takesOff: true,
		takesOffAbsent: false,
		takesOffBrought: true,
		sentName: 'removed',
		unchangedName: 'notOnList',
	},
};
