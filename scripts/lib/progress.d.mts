export function elapsed(sinceMs: number): string;
export function step<Result>(
	title: string,
	work: (note: (text: string) => void) => Promise<Result>,
	options?: { log?: (line: string) => void; stream?: NodeJS.WriteStream },
): Promise<Result>;
