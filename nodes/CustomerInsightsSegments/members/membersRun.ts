import type { Clock } from '../../shared/clock';
import type { Dataverse, Row } from './dataverse';
import type { ProfileTable } from './profileTables';

/** What somebody wants to read. */
export interface MembersRun {
	readonly table: ProfileTable;
	/** Names of output tables, each once; at least one. */
	readonly segments: readonly string[];
	/** Logical names, each once; at least one. */
	readonly columns: readonly string[];
	/** Of all members, how many may be without a profile, in percent. */
	readonly maximumWithoutProfile: number;
	readonly allowEmptySegments: boolean;
}

/** A member with the profile, as a row of Dataverse; it may hold more columns than were asked for. */
export interface MemberProfile {
	readonly segments: readonly string[];
	readonly row: Row;
}

/** Takes the profiles as they come, each person once. Nothing of it counts before the run has come to its end. */
export interface ProfileSink {
	add(profiles: readonly MemberProfile[]): Promise<void>;
}

/** Told of what goes on, so that somebody who looks can see how far it is. Numbers only. */
export interface Journal {
	membershipsRead(rows: number, members: number): void;
	/** So many members had their profile among so many rows. */
	profilesRead(rows: number, found: number): void;
}

/** What the recipe is given from outside. */
export interface Ports {
	readonly dataverse: Dataverse;
	readonly clock: Clock;
	readonly journal: Journal;
	readonly sink: ProfileSink;
}
