import type { Dataverse } from '../../dataverse';

export interface ExpectedMember {
	email: string;
	first_name: string | undefined;
	last_name: string | undefined;
}

export interface ExpectedMembers {
	/** Who must be on the list, by address: of two people with one address the later one in the table. */
	byEmail: Map<string, ExpectedMember>;
	withoutEmail: number;
	withoutProfile: number;
}

/** Who belongs to these segments by what Customer Insights holds at this moment. */
export function expectedMembers({ customers, tables }: Dataverse, segments: readonly string[]): ExpectedMembers {
	const { rows } = tables.get('msdynci_customerprofile')!;
	const isMember = (person: number) => customers.segmentsOf(person).some((name) => segments.includes(name));
	const textAt = (position: number, column: string) => {
		const value = rows.cell(position, column);
		return typeof value === 'string' ? value : undefined;
	};
	const byEmail = new Map<string, ExpectedMember>();
	let withoutEmail = 0;
	for (let position = 0; position < rows.length; position++) {
		if (!rows.exists(position)) continue;
		if (!isMember(customers.withId(textAt(position, 'msdynci_customerid')!)!)) continue;
		const email = textAt(position, 'msdynci_email');
		if (email === undefined) withoutEmail += 1;
		else
			byEmail.set(email, {
				email,
				first_name: textAt(position, 'msdynci_firstname'),
				last_name: textAt(position, 'msdynci_lastname'),
			});
	}
	const withoutProfile = customers.numbers().filter((person) => isMember(person) && !customers.hasProfile(person));
	return { byEmail, withoutEmail, withoutProfile: withoutProfile.length };
}
