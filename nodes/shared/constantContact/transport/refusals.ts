import { quotaResetsAt } from '../../account/contract';
import { parsedJson } from '../../json';
import type { ProblemDetails, ProblemKind } from '../../problem';
import { Problem } from '../../problem';
import { isRedirect, kindOfStatus } from '../../transport/statusKinds';

/** Constant Contact's own word for a refusal, whichever of its shapes it came in. */
export interface Refusal {
	/** `error_key` of API errors, `error` of OAuth errors; empty where there is none. */
	readonly key: string;
	readonly message: string;
}

/**
 * Reads every shape of refusal: an array of `{error_key, error_message}`, one such object, the gateway's `{message}`,
 * OAuth's `{error, error_description}`, or something else altogether (docs/constant-contact.md).
 */
export function readRefusal(body: unknown): Refusal {
	const first: unknown = Array.isArray(body) ? body[0] : parsed(body);
	const reply: unknown = Array.isArray(first) ? first[0] : first;
	if (typeof reply !== 'object' || reply === null) return { key: '', message: '' };
	const { error_key, error_message, message, error, error_description } = reply as Record<string, unknown>;
	return { key: text(error_key ?? error), message: text(error_message ?? message ?? error_description) };
}

function parsed(body: unknown): unknown {
	const json = Buffer.isBuffer(body) ? body.toString('utf8') : body;
	return typeof json === 'string' && /^\s*[[{]/.test(json) ? parsedJson(json) : body;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/**
 * The problem behind an answer that is a refusal.
 * @param now milliseconds since 1970, from which the reset of a used-up quota is counted
 */
export function problemOfReply(status: number, body: unknown, now: number): Problem {
	const refusal = readRefusal(body);
	const kind = kindOf(status, refusal.key);
	return new Problem({ kind, status, ...wordsFor[kind]({ status, refusal, now }) });
}

/** A request whose answer never came, or came cut off. */
export function noAnswer(): Problem {
	return new Problem({
		kind: 'noAnswer',
		message: 'Constant Contact could not be reached',
		advice:
			'Check that this n8n has a connection to api.cc.email (a proxy or firewall may stand between), and run the workflow again.',
	});
}

/** An answer that came, and that nobody can read: not even JSON. */
export function brokenAnswer(): Problem {
	return new Problem({ kind: 'noAnswer', ...brokenWords });
}

/** Something that should have been an answer and is not one. */
export function unreadableAnswer(what: string): Problem {
	return new Problem({
		kind: 'unexpected',
		message: `Constant Contact's answer about ${what} could not be understood`,
		advice:
			'Run the workflow again. If it stays like this, look for a newer version of this node, or open an issue with the time of the run.',
	});
}

/** The credential no longer opens the account: n8n tried to renew the access and could not. */
export function notConnected(): Problem {
	return new Problem({ kind: 'auth', ...wordsFor.auth() });
}

/**
 * [documented] Rate limits: the 1,000 queued activities answer 429 like the others; the shape of that body is not
 * documented.
 */
function kindOf(status: number, key: string): ProblemKind {
	if (status !== 429 || key === 'throttled' || key === '') return kindOfStatus(status);
	return key === 'quota_exceeded' ? 'quota' : 'queueFull';
}

interface Reply {
	readonly status: number;
	readonly refusal: Refusal;
	readonly now: number;
}
type Words = Pick<ProblemDetails, 'message' | 'advice' | 'resetsAt'>;

const generic = ({ status }: Reply): Words => ({
	message: `Constant Contact answered in a way this node does not know (status ${status})`,
	advice: 'Run the workflow again. If it stays like this, look for a newer version of this node.',
});

const brokenWords: Words = {
	message: "Constant Contact's answers could not be read",
	advice:
		'A proxy or firewall between this n8n and api.cc.email may put its own pages in their place, or Constant Contact has a fault: see status.constantcontact.com. Then run the workflow again.',
};

/**
 * What a refusal means, and how to get unstuck. Constant Contact's own texts may quote a contact, so only their kind is
 * told.
 */
const wordsFor = {
	auth: (): Words => ({
		message: 'Constant Contact no longer accepts this connection',
		advice:
			'Open the credential and connect the account again (the button is Connect, Switch account or Reconnect, depending on your n8n). Access ends when it is not used for 180 days, when it is revoked, when the app gets a new secret, or when another program uses the same rotating refresh token.',
	}),
	forbidden: (): Words => ({
		message: 'Constant Contact does not let this connection work with contacts and lists',
		advice:
			'Connect the credential as the account owner or as a user who may manage contacts and lists, check that the app is still active under My Applications, and connect again.',
	}),
	notFound: (): Words => ({
		message: 'Something that this run needs is no longer in Constant Contact',
		advice:
			'The list or its tag may have been deleted while the run was at work. If you deleted the list, choose another one in the node; otherwise run it again.',
	}),
	conflict: (): Words => ({
		message:
			'Constant Contact reports that something of this name exists already, or is being changed by somebody else',
		advice: 'Wait a minute and run the workflow again.',
	}),
	invalid: (): Words => ({
		message: 'Constant Contact did not accept the request',
		advice:
			'The list, a field or a tag may have been changed or deleted in Constant Contact. Choose the list again, refresh the fields in the node, and run it again.',
	}),
	throttled: (): Words => ({
		message: 'Constant Contact kept refusing because of too many requests in a second',
		advice:
			'Another program may be using the same app key. Give this n8n an app key of its own, or run the workflow when the other one rests.',
	}),
	quota: ({ now }: Reply): Words => {
		const resetsAt = quotaResetsAt(now);
		return {
			message: "Today's 10,000 requests to Constant Contact are used up",
			advice: `The next ones are there from ${new Date(resetsAt).toISOString().slice(0, 16).replace('T', ' ')} UTC. Run the workflow again after that: it goes on where it stopped.`,
			resetsAt,
		};
	},
	queueFull: (): Words => ({
		message: 'Constant Contact has 1,000 jobs waiting in this account and takes no more',
		advice:
			'Wait until the imports and exports under Contacts > Activity in Constant Contact have finished, then run the workflow again.',
	}),
	unavailable: ({ status }: Reply): Words => ({
		message: `Constant Contact is not available at the moment (status ${status})`,
		advice:
			'It may be under maintenance: see status.constantcontact.com. Run the workflow again later; what has landed stays.',
	}),
	noAnswer: (): Words => ({
		message: 'Constant Contact took too long to answer',
		advice: 'Run the workflow again later; what has landed stays.',
	}),
	configuration: generic,
	profiles: generic,
	cancelled: generic,
	activity: generic,
	unexpected: (reply: Reply): Words => (isRedirect(reply.status) ? brokenWords : generic(reply)),
} satisfies Record<ProblemKind, (reply: Reply) => Words>;
