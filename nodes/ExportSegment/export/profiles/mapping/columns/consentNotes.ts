import { consentTest, mayTellOfConsent } from '../../../../../shared/account/columns/consentColumns';
import type { ProfilePage } from '../../../../../shared/files/pages';
import { sizeOf } from '../../../../../shared/files/pages';
import type { Column } from './columnCells';
import { cellsOf } from './columnCells';

/** Which columns may tell who wants no email: by their names, or by what stands in them. */
export class ConsentNotes {
	private readonly told = new Set<string>();

	/** Looks at all of the page: those who said no are few. @param columns that have not been looked at */
	look(columns: readonly Column[], page: ProfilePage): void {
		const cellOf = cellsOf(page);
		for (const column of columns) {
			const [cell, tells] = [cellOf(column), consentTest(column.name)];
			for (let index = 0; index < sizeOf(page); index++) {
				if (!tells(cell(index))) continue;
				this.told.add(column.name);
				break;
			}
		}
	}

	/** Those of these columns. */
	among(names: readonly string[]): string[] {
		return names.filter((name) => mayTellOfConsent(name) || this.told.has(name));
	}
}
