/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { setTimeout as sleep } from 'node:timers/promises';

import { addressIn, checkedEmail, coreValues, customIn, listsIn } from './contactBody';
import { conflict, invalid } from './errors';
import type { Reply } from '../loopback/reply';
import { jsonBody, type Call, type Route } from './http';
import type { UpdateGuard } from './signUpAbuse';
import { objectIn, text } from './validation';
import type { World } from './world';

const takesMs = 15; // long enough for two calls to meet

export function signUpRoutes(world: World, guard: UpdateGuard): Route[] {
	const busy = new Set<string>();
	return [
		{
			method: 'post',
			path: '/contacts/sign_up_form',
			scope: 'contact_data',
			privilege: 'contacts:write',
			handle: async (call) => {
				const change = readForm(world, call);
				// Two calls for one contact at the same time.
				if (busy.has(change.email)) throw conflict('The contact is being modified by another request');
				busy.add(change.email);
				try {
					await sleep(takesMs);
					if (guard.refuses(change.email)) throw invalid('email_address is not valid');
					return signUp(world, change);
				} finally {
					busy.delete(change.email);
				}
			},
		},
	];
}

function readForm(world: World, call: Call) {
	const body = jsonBody(call);
	const lists = listsIn(world, body);
	if (!lists || lists.length === 0) throw invalid('list_memberships is required');
	if (typeof body.email_address !== 'string') throw invalid('email_address must be a string');
	if (body.email_address.length > 50) throw invalid('email_address size must be between 0 and 50'); // definitions/ContactCreateOrUpdateInput
	const email = checkedEmail(world, body.email_address);
	const phone = text(body, 'phone_number', { max: 25 });
	const address = objectIn(body, 'street_address');
	const values = { ...coreValues(body), ...(phone && { other_phone: phone }), ...(address && addressIn(address)) };
	return { email, lists, values, custom: customIn(world, body, 50) ?? [] };
}

/**
 * The person's own consent: explicit, restores the deleted and the unsubscribed; partial, lists and fields are added.
 */
function signUp(world: World, change: ReturnType<typeof readForm>): Reply {
	const { account, switches } = world;
	const found = account.findLowerCase(change.email);
	const contact =
		found ??
		account.create(change.email, {
			permission: switches.confirmedOptIn ? 'pending_confirmation' : 'explicit',
			source: 'Contact',
		});
	if (found) {
		account.restore(contact);
		account.optIn(contact, 'Contact');
		contact.updateSource = 'Contact';
		contact.updatedAt = world.clock.nowSeconds();
	}
	Object.assign(contact.values, change.values);
	for (const [field, value] of change.custom) contact.setCustom(field.number, value);
	for (const list of change.lists) account.join(contact, list);
	return {
		status: found ? 200 : 201,
		json: { contact_id: account.ids.of('contact', contact.number), action: found ? 'updated' : 'created' },
	};
}
