import { parsedJson } from '../../shared/json';
import type { ProblemDetails, ProblemKind } from '../../shared/problem';
import { Problem } from '../../shared/problem';
import { isRedirect, kindOfStatus } from '../../shared/transport/statusKinds';

/** A refusal with Dataverse's own code, for what depends on it. */
export class DataverseRefusal extends Problem {
	/** `0x80060888`, in small letters; empty where there was none. */
	readonly code: string;

	constructor(details: ProblemDetails, code: string) {
		super(details);
		this.code = code;
	}
}

/**
 * Codes of Dataverse that mean more than their status ("Web service error codes",
 * learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes).
 */
const codes = {
	noSuchColumn: '0x80060888',
	notAUser: '0x80072560',
};

/** The query was too much for the server: searching in long texts is ("Query anti-patterns" and "Query throttling"). */
const tooMuchWork = ['0x80048573', '0x80048575', '0x80048544', '0x80048644', '0x80048744', '0x80048745'];

/** The query names a column that the table does not have. */
export const isNoSuchColumn = (error: unknown) =>
	error instanceof DataverseRefusal && error.status === 400 && error.code === codes.noSuchColumn;

/** The query took the server too long. */
export const isTooMuchWork = (error: unknown) => error instanceof DataverseRefusal && tooMuchWork.includes(error.code);

/** Of what is closed to this credential, not there, or there in another way than it is asked for. */
const kindsOutOfReach: ReadonlySet<ProblemKind> = new Set([
	'forbidden',
	'notFound',
	'invalid',
	'unavailable',
	'unexpected',
]);

/** Whether only what was asked for cannot be had: others may. */
export const isOutOfReach = (error: unknown) =>
	error instanceof Problem &&
	kindsOutOfReach.has(error.kind) &&
	!(error instanceof DataverseRefusal && error.code === codes.notAUser);

/**
 * The problem behind an answer that is a refusal. Its status and code tell, never its text, which may name people.
 * @param body as it came
 */
export function problemOfReply(status: number, body: unknown): DataverseRefusal {
	const code = codeIn(body);
	const kind = kindOf(status);
	const words = code === codes.notAUser ? notAUser : (wordsFor[kind] ?? unknownAnswer);
	return new DataverseRefusal({ kind, status, ...words(status) }, code);
}

/** `{error: {code, message}}`, the message being a text or, of metadata, an object. */
function codeIn(body: unknown): string {
	const reply = parsed(body);
	const error = typeof reply === 'object' && reply !== null && 'error' in reply ? reply.error : undefined;
	const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
	return typeof code === 'string' ? code.toLowerCase() : '';
}

function parsed(body: unknown): unknown {
	const text = Buffer.isBuffer(body) ? body.toString('utf8') : body;
	return typeof text === 'string' ? parsedJson(text) : body;
}

/** A request that is not implemented will not be later, either. */
const kindOf = (status: number): ProblemKind => (status === 501 ? 'unexpected' : kindOfStatus(status));

type Words = Pick<ProblemDetails, 'message' | 'advice'>;

const unknownAnswer = (status: number): Words => ({
	message: `Dataverse answered in a way this node does not know (status ${status})`,
	advice: 'Run the workflow again. If it stays like this, look for a newer version of this node.',
});

const notAUser = (): Words => ({
	message: "The credential's app or person is not a user of this environment",
	advice:
		'In the Power Platform admin center, open the environment > Settings > Application users > New app user, choose the app, and give it the roles Customer Insights Data Read Access and Customer Insights Configuration Viewer. It takes up to 15 minutes. For a person who signs in: let an administrator add them to the environment with these roles.',
});

const wordsFor: Readonly<Partial<Record<ProblemKind, (status: number) => Words>>> = {
	auth: () => ({
		message: 'Microsoft no longer accepts this connection',
		advice:
			'Open the credential and connect the account again, or, with Client Credentials, write a new client secret: they run out. Check the client ID, the tenant ID and the environment URL, too.',
	}),
	forbidden: () => ({
		message: 'This credential may not read the segments and profiles of this environment',
		advice:
			'Let an administrator give its app or person the roles Customer Insights Data Read Access and Customer Insights Configuration Viewer (Power Platform admin center > the environment > Settings > Users + permissions). It takes up to 15 minutes.',
	}),
	notFound: () => ({
		message: 'This environment has no tables of Customer Insights',
		advice:
			"Check the 'Environment URL' of the credential: it must be the environment that Customer Insights - Data is connected to (there: Settings > Connections, or the address at its setup), and a refresh must have ended once. For contacts, the environment must hold business accounts.",
	}),
	invalid: () => ({
		message: 'Dataverse did not accept the request',
		advice: 'Choose the segments and columns from their lists again, and run the workflow again.',
	}),
	throttled: () => ({
		message: 'Dataverse kept putting this reading off because of too much work at a time',
		advice:
			'Other programs may be reading with the same user. Give this n8n an application user of its own, or run the workflow at another time of the day.',
	}),
	unavailable: (status) => ({
		message: `Dataverse is not available at the moment (status ${status})`,
		advice: 'Run the workflow again later: nothing was handed on.',
	}),
	noAnswer: () => noAnswerWords,
	unexpected: (status) => (isRedirect(status) ? otherHostWords : unknownAnswer(status)),
};

const otherHostWords: Words = {
	message: 'Dataverse sent this reading on to another host than the environment, so it was stopped',
	advice:
		"The access is for the environment's host only. Check the 'Environment URL' of the credential, and whether a proxy stands between this n8n and Dataverse.",
};

const noAnswerWords: Words = {
	message: 'Dataverse could not be reached, or its answer broke off',
	advice:
		"Check the 'Environment URL' of the credential, and that this n8n has a connection to it (a proxy or firewall may stand between). Then run the workflow again.",
};

/** A request whose answer never came, or came cut off. */
export function noAnswer(): Problem {
	return new Problem({ kind: 'noAnswer', ...noAnswerWords });
}

/** An answer that leads to another host: the token does not go there. */
export function otherHost(): Problem {
	return new Problem({ kind: 'unexpected', ...otherHostWords });
}

/** The credential no longer opens the environment: n8n tried to get or renew the access and could not. */
export function notConnected(): Problem {
	return new Problem({ kind: 'auth', ...(wordsFor.auth ?? unknownAnswer)(401) });
}

/** Something that should have been an answer and is not one. */
export function unreadableAnswer(what: string): Problem {
	return new Problem({
		kind: 'unexpected',
		message: `Dataverse's answer about ${what} could not be understood`,
		advice:
			'Run the workflow again. If it stays like this, look for a newer version of this node, or open an issue with the time of the run.',
	});
}
