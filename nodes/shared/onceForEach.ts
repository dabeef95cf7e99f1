/**
 * What is worked out from an object that comes many times in a row, as the columns of a table do: once, not for each of
 * its pages.
 */
export function onceForEach<Given, Result>(workOut: (given: Given) => Result): (given: Given) => Result {
	let known: { readonly given: Given; readonly result: Result } | undefined;
	return (given) => {
		if (known?.given !== given) known = { given, result: workOut(given) };
		return known.result;
	};
}
