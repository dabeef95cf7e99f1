import type { Route } from './http';
import type { World } from './world';

export function accountRoutes(world: World): Route[] {
	const { organization } = world.account;
	return [
		{
			// Needs neither scope nor privilege.
			method: 'get',
			path: '/account/user/privileges',
			handle: (call) => ({
				status: 200,
				json: call.grant.privileges.map((name, index) => ({ privilege_id: 30 + index, privilege_name: name })),
			}),
		},
		{
			scope: 'account_read',
			privilege: 'account:read',
			method: 'get',
			path: '/account/summary',
			handle: () => ({
				status: 200,
				json: {
					encoded_account_id: organization.encodedAccountId,
					organization_name: organization.name,
					first_name: 'Olive',
					last_name: 'Owner',
					contact_email: 'owner@simulator.example',
					country_code: 'US',
					state_code: 'MA',
					time_zone_id: 'US/Eastern',
				},
			}),
		},
		{
			scope: 'account_read',
			privilege: 'account:read',
			method: 'get',
			path: '/account/emails',
			handle: () => ({
				status: 200,
				json: [
					{ email_address: 'owner@simulator.example', email_id: 1, confirm_status: 'CONFIRMED', roles: ['CONTACT'] },
				],
			}),
		},
	];
}
