import type { Reply } from './reply';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => escapes[character]);
}

function page(title: string, content: string, service: string): string {
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font:16px system-ui;margin:4rem auto;max-width:32rem;color:#1c1c28}button{font:inherit;padding:.6rem 1.4rem;margin-right:.6rem}small{color:#666}</style>
</head><body><h1>${title}</h1>${content}<p><small>${service} simulator. Nothing here leaves this computer.</small></p></body></html>`;
}

/** Whose pages they are. */
export interface Service {
	service: string;
}

export function consentPage(
	parameters: URLSearchParams,
	scopes: string[],
	whose: Service & { action: string },
): string {
	const hidden = [...parameters]
		.map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
		.join('');
	return page(
		'Allow access?',
		`<p>The application <strong>${escaped(parameters.get('client_id') ?? '')}</strong> asks for:</p>
<ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul>
<form method="post" action="${escaped(whose.action)}">${hidden}
<button type="submit" name="decision" value="allow" id="allow">Allow</button>
<button type="submit" name="decision" value="deny" id="deny">Deny</button></form>`,
		whose.service,
	);
}

export function activationPage(userCode: string, { service }: Service): string {
	return page(
		'Activate your device',
		`<form method="post" action="/activate"><p><label>Code <input name="user_code" value="${escaped(userCode)}"></label></p>
<button type="submit" name="decision" value="allow" id="allow">Allow</button>
<button type="submit" name="decision" value="deny" id="deny">Deny</button></form>`,
		service,
	);
}

export function messagePage(title: string, message: string, { service }: Service): string {
	return page(escaped(title), `<p>${escaped(message)}</p>`, service);
}

/** Sends the browser back to the app, with what it asked for or the reason why not. */
export function sendBack(redirectUri: string, parameters: URLSearchParams, answer: Record<string, string>): Reply {
	const location = new URL(redirectUri);
	for (const [name, value] of Object.entries(answer)) location.searchParams.set(name, value);
	const state = parameters.get('state');
	if (state !== null) location.searchParams.set('state', state);
	return { status: 302, headers: { location: location.href } };
}
