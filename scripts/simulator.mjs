// Starts the Constant Contact simulator by hand: `npm run simulator`. Ends with Ctrl-C.
// With `-- --customer-insights` Dataverse with Customer Insights stands beside it, behind the same proxy.
import { parseArgs } from 'node:util';
import { require as requireTypeScript } from 'tsx/cjs/api';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '8089' },
		seed: { type: 'string', default: '1' },
		redirect: { type: 'string', default: 'http://localhost:5678/rest/oauth2-credential/callback' },
		'customer-insights': { type: 'boolean', default: false },
		customers: { type: 'string', default: '5000' },
		help: { type: 'boolean', default: false },
	},
});

if (values.help) {
	console.log(`npm run simulator -- [options]

  --port <number>       port of its proxy (8089; 0 picks a free one)
  --seed <number>       the same seed gives the same ids, latencies, sample contacts and customers (1)
  --redirect <url>      redirect URI of the sample applications (n8n's own on localhost:5678)
  --customer-insights   Dataverse with Customer Insights - Data beside it, behind the same proxy
  --customers <number>  how many customers it has (5000; a million costs no memory)
  --help                this text`);
	process.exit(0);
}

const { startSimulator, demoLatency } = requireTypeScript('../test/simulator/index.ts', import.meta.url);
const { fillSampleAccount } = requireTypeScript('../test/simulator/sampleAccount.ts', import.meta.url);

const { createSampleDataverse } = requireTypeScript('../test/dataverse/sampleEnvironment.ts', import.meta.url);

const dataverse = values['customer-insights']
	? createSampleDataverse(Number(values.customers), { seed: Number(values.seed) })
	: undefined;
const simulator = await startSimulator({
	port: Number(values.port),
	seed: Number(values.seed),
	latency: demoLatency,
	neighbours: dataverse?.listeners,
}).catch((error) => {
	if (error.code !== 'EADDRINUSE') throw error;
	console.error(
		`Port ${values.port} is taken, perhaps by a simulator that still runs. Choose another by -- --port <number>; 0 picks a free one.`,
	);
	process.exit(1);
});
const client = simulator.oauth.addClient({
	clientId: 'sample-client-id',
	clientSecret: 'sample-client-secret',
	redirectUris: [values.redirect],
	refreshTokens: 'rotating',
});
const lists = fillSampleAccount(simulator.account, Number(values.seed));
const tokens = simulator.oauth.issueTokens(client.clientId);

let isClosing = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, async () => {
		if (isClosing) return;
		isClosing = true;
		await simulator.close();
		dataverse?.close();
		process.exit(0);
	});
}

console.log(`Constant Contact simulator: api.cc.email and authz.constantcontact.com behind ${simulator.proxyUrl}

Set these for n8n, or for whatever is to speak to it:
${Object.entries(simulator.environment())
	.map(([name, value]) => `  export ${name}=${value}`)
	.join('\n')}

Application
  client id      ${client.clientId}
  client secret  ${client.clientSecret}
  redirect URI   ${values.redirect}

Tokens, good for 24 hours
  access   ${tokens.access_token}
  refresh  ${tokens.refresh_token}

Lists
${lists.map((list) => `  ${list.id}  ${list.name} (${list.members.size})`).join('\n')}
${dataverse ? customerInsights(dataverse) : ''}
Requests:`);

for (const { requests } of dataverse ? [simulator, dataverse] : [simulator]) requests.onAnswered(tell);

function tell(request) {
	const query = request.query === '' ? '' : `?${request.query.slice(0, 60)}`;
	console.log(
		`${new Date().toISOString().slice(11, 23)}  ${request.status || 'cut'}  ${request.method.padEnd(6)} ${request.host}${request.path}${query}  ${request.bytes || ''}`,
	);
}

/** An environment with an application user, and with a person who may sign in on the consent page. */
function customerInsights({ environmentUrl, entra, access, customers }) {
	const { clientId, clientSecret } = entra.addApp({
		clientId: 'sample-entra-client-id',
		clientSecret: 'sample-entra-client-secret',
		redirectUris: [values.redirect],
	});
	access.addUser(clientId);
	access.addUser(entra.userName);
	return `
Customer Insights
  environment    ${environmentUrl}
  tenant         ${entra.tenantId}
  client id      ${clientId}
  client secret  ${clientSecret}
  redirect URI   ${values.redirect}
  customers      ${customers.count.toLocaleString('en-US')}, in segments
${customers.segments.map(({ name, displayName }) => `    ${name} (${displayName})`).join('\n')}
`;
}
