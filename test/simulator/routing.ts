import type { Route } from './http';

export interface FoundRoute {
	readonly route: Route;
	readonly params: Record<string, string>;
}

interface Place {
	readonly pattern: RegExp;
	readonly names: readonly string[];
	/** By method, in small letters. */
	readonly routes: Map<string, Route>;
}

/** Which route a request means: the first that matches, so fixed paths stand before those with a parameter. */
export function createRouting(routes: readonly Route[]) {
	const places = new Map<string, Place>();
	for (const route of routes) {
		const place = places.get(route.path) ?? placeOf(route.path);
		places.set(route.path, place);
		if (!place.routes.has(route.method)) place.routes.set(route.method, route);
	}
	const withParameters = [...places.values()].filter(({ names }) => names.length > 0);

	return {
		/** @param path below /v3 */
		find(method: string, path: string): FoundRoute | 'otherMethod' | 'unknown' {
			const wanted = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
			const fixed = places.get(wanted);
			let isKnown = false;
			for (const place of fixed ? [fixed, ...withParameters] : withParameters) {
				const values = place === fixed ? [] : place.pattern.exec(wanted)?.slice(1);
				if (values === undefined) continue;
				isKnown = true;
				const route = place.routes.get(method.toLowerCase());
				if (route) return { route, params: paramsOf(place, values) };
			}
			return isKnown ? 'otherMethod' : 'unknown';
		},
	};
}

function placeOf(path: string): Place {
	const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
	return { pattern: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}$`), names, routes: new Map() };
}

function paramsOf({ names }: Place, values: readonly string[]): Record<string, string> {
	return Object.fromEntries(names.map((name, index) => [name, decoded(values[index])]));
}

/** What is no percent-encoding means itself. */
function decoded(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}
