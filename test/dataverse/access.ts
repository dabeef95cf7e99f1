import { missingPrivilege, notAMember } from './errors';
import type { Switches } from './switches';

export type Role = 'Basic User' | 'Customer Insights Data Read Access' | 'Customer Insights Configuration Viewer';

export const viewerRoles: readonly Role[] = [
	'Basic User',
	'Customer Insights Data Read Access',
	'Customer Insights Configuration Viewer',
];

/** Who may do what in the environment: application users by their client ids, people by their user names. */
export class Access {
	private readonly users = new Map<string, { id: string; roles: Set<Role> }>();

	constructor(private readonly switches: Switches) {}

	/**
	 * An application user (or a person's), as an administrator adds it; with a CI viewer's roles where nothing is said.
	 */
	addUser(name: string, roles: readonly Role[] = viewerRoles): void {
		const number = this.users.size + 1;
		const id = `5a7d9c1e-0000-4000-8000-${String(number).padStart(12, '0')}`;
		this.users.set(name, { id: this.users.get(name)?.id ?? id, roles: new Set(roles) });
	}

	removeUser(name: string): void {
		this.users.delete(name);
	}

	takeRole(name: string, role: Role): void {
		this.users.get(name)?.roles.delete(role);
	}

	/** The user's id in the environment; throws where there is none. */
	idOf(name: string): string {
		const user = this.users.get(name);
		if (!user) throw notAMember();
		return user.id;
	}

	checkReads(name: string, table: string): void {
		const user = this.users.get(name);
		if (!user) throw notAMember();
		if (!this.mayRead(user.roles, table)) throw missingPrivilege(user.id, user.roles.size, `prvRead${table}`, table);
	}

	private mayRead(roles: ReadonlySet<Role>, table: string): boolean {
		if (table.startsWith('msdynci_')) return roles.has('Customer Insights Data Read Access');
		if (table.startsWith('mscipriv_'))
			return roles.has('Customer Insights Configuration Viewer') && this.switches.configurationViewerReadsMetadata;
		return roles.has('Basic User');
	}
}
