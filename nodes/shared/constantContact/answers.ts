import { z } from 'zod';
import { apiOrigin } from '../account/contract';
import type { ProblemKind } from '../problem';
import { Problem } from '../problem';
import { unreadableAnswer } from './transport/refusals';
import type { Transport } from './transport/request';

/** What all answers share. Their shapes say what we read; whatever else they hold is accepted, since the API grows. */
export const links = z
	.object({
		next: z.object({ href: z.string().nullish() }).nullish(),
		results: z.object({ href: z.string() }).nullish(),
	})
	.partial()
	.nullish();

/** IDs go to the log, to the summary and into paths, so they must look like IDs: anything else is not read. */
export const id = z.string().regex(/^[\w-]{1,64}$/);

/** @throws Problem if the answer has another shape; what it holds is not quoted */
export function readAnswer<Schema extends z.ZodTypeAny>(
	schema: Schema,
	answer: unknown,
	what: string,
): z.output<Schema> {
	const result = schema.safeParse(answer);
	if (!result.success) throw unreadableAnswer(what);
	return result.data;
}

/** The answer, or undefined if it is a refusal of this kind. */
export async function unless(kind: ProblemKind, answer: Promise<unknown>): Promise<unknown> {
	return await answer.catch((problem: unknown) => {
		if (problem instanceof Problem && problem.kind === kind) return undefined;
		return Promise.reject(problem);
	});
}

/** The most pages that one look-up reads: an answer that links to itself must not keep us busy for ever. */
const maxPages = 50;

export interface PagesRequest {
	readonly path: string;
	readonly query: Record<string, string | number>;
	/** What the answers are about, for the message. */
	readonly what: string;
	/** Pages after which it gives up. */
	readonly most?: number;
	readonly isPoll?: boolean;
}

/** The pages of a collection, one after the other. @throws Problem if one cannot be read, or if there is no end */
export async function* pages<Schema extends z.ZodTypeAny>(
	transport: Transport,
	schema: Schema,
	{ path, query, what, most = maxPages, isPoll }: PagesRequest,
): AsyncGenerator<z.output<Schema>> {
	let answer = readAnswer(schema, await transport.send({ method: 'GET', path, query, isPoll }), what);
	for (let page = 1; page <= most; page++) {
		yield answer;
		const next: string | null | undefined = answer._links?.next?.href;
		if (!next) return;
		answer = readAnswer(schema, await transport.send({ method: 'GET', path: pathOfLink(next, what), isPoll }), what);
	}
	throw unreadableAnswer(what);
}

/**
 * The path below /v3 of a link in an answer. Links come relative, starting `/v3/`; a link to anywhere else is not
 * followed, because the token would go with it.
 */
export function pathOfLink(href: string, what: string): string {
	const path = href.startsWith(apiOrigin) ? href.slice(apiOrigin.length) : href;
	if (!path.startsWith('/v3/') || path.includes('..')) throw unreadableAnswer(what);
	return path.slice('/v3'.length);
}
