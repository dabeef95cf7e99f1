import type { LifeResult, LifeSettings } from './life';
import { live } from './life';
import type { Ingredient } from './plans';
import { ingredients } from './plans';

export interface Reduced extends LifeResult {
	/** What it takes for the trouble to come. */
	readonly needs: readonly Ingredient[];
}

/** The same trouble in a life with as few ingredients as it takes. */
export async function reduced(settings: LifeSettings, found: LifeResult): Promise<Reduced> {
	let without = new Set<Ingredient>(settings.without);
	let shortest = found;
	for (const ingredient of ingredients) {
		if (without.has(ingredient)) continue;
		const less = new Set([...without, ingredient]);
		const tried = await live({ ...settings, without: less });
		if (tried.trouble?.kind !== found.trouble?.kind) continue;
		without = less;
		shortest = tried;
	}
	return { ...shortest, needs: ingredients.filter((ingredient) => !without.has(ingredient)) };
}
