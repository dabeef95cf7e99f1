import { seenOtherwise, settled, unclear } from '../assumptions';
import { describe, isThere, Surprise, type Site } from '../site';
import { exportOf } from './exports';
import type { Question } from './question';

/** What an import does to people who said no, played by contacts of the probe's own. */
export const peopleQuestions: readonly Question[] = [
	{
		name: 'deleted',
		about: 'how a deleted contact shows, and whether an import brings it back',
		settles: ['deletedAreRestored', 'exportStatusRemoved', 'deletionsUpdateContacts'],
		contacts: ['deleted'],
		async ask(site) {
			const { contact_id, updated_at } = await site.land('deleted');
			await site.nextSecond();
			await site.expect(204, 'DELETE', `/contacts/${contact_id}`);
			site.tell(settled('deletionsUpdateContacts', (await site.contact('deleted'))?.updated_at !== updated_at));
			const request = { status: 'removed', fields: ['email_address'] };
			let reply = await site.http.request('POST', '/activities/contact_exports', {
				body: { ...request, contact_ids: [contact_id] },
			});
			const isTogether = reply.status !== 400;
			// As the node asks. The file is not fetched.
			if (!isTogether) reply = await site.http.request('POST', '/activities/contact_exports', { body: request });
			if (reply.status === 400) {
				site.tell(settled('exportStatusRemoved', 'refused', describe(reply)));
			} else {
				await site.ended(reply);
				site.tell(
					settled('exportStatusRemoved', 'supported', isTogether ? undefined : 'not together with contact_ids'),
				);
			}
			await site.importRows([{ email: site.address('deleted') }]);
			site.tell(settled('deletedAreRestored', await site.isOnList('deleted')));
		},
	},
	{
		name: 'left',
		about: 'whether an import puts people back on a list that they left',
		settles: ['leaversAreReadded'],
		contacts: ['left'],
		async ask(site) {
			const { contact_id } = await site.land('left');
			// That the contact did it is what the API can say of somebody who leaves by the link in an e-mail.
			await site.expect(200, 'PUT', `/contacts/${contact_id}`, {
				email_address: { address: site.address('left') },
				update_source: 'Contact',
				list_memberships: [],
			});
			if (await site.isOnList('left')) throw new Surprise('the contact could not be taken off the list');
			await site.importRows([{ email: site.address('left') }]);
			site.tell(
				settled(
					'leaversAreReadded',
					await site.isOnList('left'),
					'left by the API as the contact, not by the link in an e-mail',
				),
			);
		},
	},
	{
		name: 'unsubscribed',
		about:
			'what happens to an unsubscribed contact; the probe unsubscribes one of its own, and ends that by a sign-up form',
		settles: [
			'unsubscribingLeavesLists',
			'exportOfListsHasUnsubscribed',
			'unsubscribedAreUpdated',
			'addRefusesUnsubscribed',
			'optOutsFoundAfterSeconds',
			'resubscribedKeepOptOutDate',
		],
		contacts: ['unsubscribed'],
		makes: ['secondList'],
		alsoDoes:
			'Unsubscribes one of these contacts and, at the end, signs it up again before it is deleted. Constant Contact may send that address a mail to confirm.',
		onlyIfAsked: true,
		async ask(site) {
			const email = site.address('unsubscribed');
			const { contact_id, updated_at: before = '' } = await site.land('unsubscribed', { last_name: 'Before' });
			await site.nextSecond();
			await site.expect(200, 'PUT', `/contacts/${contact_id}`, {
				email_address: { address: email, permission_to_send: 'unsubscribed' },
				last_name: 'Before',
				update_source: 'Contact',
			});
			await tellWhenFound(site, email, before);
			const stays = await site.isOnList('unsubscribed');
			site.tell(settled('unsubscribingLeavesLists', !stays));
			const shown =
				stays &&
				(await exportOf(site, { list_ids: [await site.list()], fields: ['email_address'] })).text
					.toLowerCase()
					.includes(email);
			site.tell(
				stays
					? settled('exportOfListsHasUnsubscribed', shown)
					: unclear('exportOfListsHasUnsubscribed', 'nobody who unsubscribed stays on a list'),
			);
			await site.importRows([{ email, last_name: 'After' }]);
			site.tell(settled('unsubscribedAreUpdated', (await site.contact('unsubscribed'))?.last_name === 'After'));
			const second = await site.secondList();
			await site.ended(
				await site.expect(201, 'POST', '/activities/add_list_memberships', {
					source: { contact_ids: [contact_id] },
					list_ids: [second],
				}),
			);
			site.tell(settled('addRefusesUnsubscribed', !(await site.isOnList('unsubscribed', second))));
			await site.expect(200, 'POST', '/contacts/sign_up_form', {
				email_address: email,
				list_memberships: [await site.list()],
			});
			site.tell(
				settled(
					'resubscribedKeepOptOutDate',
					Boolean((await site.contact('unsubscribed'))?.email_address.opt_out_date),
				),
			);
		},
	},
	{
		name: 'sign-up',
		about: 'whether who comes by a sign-up form has to confirm',
		settles: ['confirmedOptIn'],
		contacts: ['form'],
		alsoDoes: 'Signs one of these contacts up by a form. Constant Contact may send that address a mail to confirm.',
		onlyIfAsked: true,
		async ask(site) {
			await site.expect(201, 'POST', '/contacts/sign_up_form', {
				email_address: site.address('form'),
				list_memberships: [await site.list()],
			});
			const permission = (await site.contact('form'))?.email_address.permission_to_send;
			const isKnown = permission === 'explicit' || permission === 'pending_confirmation';
			site.tell(
				isKnown
					? settled('confirmedOptIn', permission !== 'explicit')
					: seenOtherwise('confirmedOptIn', `has the permission "${permission ?? 'none'}"`),
			);
		},
	},
	{
		name: 'often',
		about:
			'whether the sixth import of one address in a day is refused; the address may then stay blocked for two days',
		settles: ['signUpAbuseProtection'],
		contacts: ['often'],
		alsoDoes:
			'Imports one of these addresses six times. Constant Contact may refuse to take that address for two days.',
		onlyIfAsked: true,
		async ask(site) {
			await site.land('often', { first_name: 'Time 1' });
			for (let time = 2; time <= 6; time++)
				await site.importRows([{ email: site.address('often'), first_name: `Time ${time}` }]);
			const contact = await site.contact('often');
			const isLate = isThere(contact) && contact.first_name !== 'Time 6';
			site.tell(
				settled('signUpAbuseProtection', isLate, isLate ? `it stayed at "${contact.first_name ?? ''}"` : undefined),
			);
		},
	},
];

const mostSeconds = 120;

/** Looks for the opt-out as the trigger does, until it is found. */
async function tellWhenFound(site: Site, email: string, since: string): Promise<void> {
	const startedAt = Date.now();
	for (let looks = 1; ; looks++) {
		const { body } = await site.http.request('GET', '/contacts', {
			query: { email, status: 'unsubscribed', optout_after: since, limit: 1 },
		});
		const seconds = (Date.now() - startedAt) / 1_000;
		if ((body as { contacts?: unknown[] }).contacts?.length)
			return site.tell(
				settled(
					'optOutsFoundAfterSeconds',
					looks === 1 ? 0 : Math.ceil(seconds),
					`by an opt-out that was sent to the API; found after ${seconds.toFixed(1)} s`,
				),
			);
		if (seconds > mostSeconds)
			return site.tell(seenOtherwise('optOutsFoundAfterSeconds', `not within ${mostSeconds} s`));
		await site.sleep(500);
	}
}
