#!/bin/bash
# n8n's MySQL node signs people up who want no newsletter. Execute Query takes a query and a list of values (Query
# Parameters): "reference them in your query as $1, $2, $3…". For MySQL each of these becomes a question mark, which
# stays where it stood; the values are sorted by their numbers. So only a query that names them from the first to the
# last is right. The weekly newsletter is given up: UPDATE people SET newsletter = $2 WHERE newsletter = $1, with weekly
# and none, gives the weekly one to everybody who has none, and the node tells of success. Where $1 is named once more
# behind $2, as in a search for Ann and whom she invited, those who belong there are not found. So it is since version
# 2.5 of the node, which n8n takes for new ones; up to 2.4 all of this is right.
#
# Fetches MariaDB from Debian 12 into a temporary folder (needs apt-get), installs what the node needs, takes it out of
# the published package, and lets it change and read three people. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap '[ -z "${server:-}" ] || { kill "$server"; wait "$server" || true; }; rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq mariadb-server-core libaio1 libnuma1 liburing2 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 mysql2@3.23.1 lodash@4.18.1 @n8n/utils@1.48.0 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/MySql package/dist/utils package/package.json

port=$(node -p "const { port } = require('net').createServer().listen(0).address(); process.nextTick(() => process.exit()); port")
mkdir data
LD_LIBRARY_PATH=$(echo "$folder"/usr/lib/*-linux-gnu):$(echo "$folder"/lib/*-linux-gnu) usr/sbin/mariadbd --no-defaults --user=root \
	--skip-grant-tables --datadir="$folder/data" --socket="$folder/socket" --pid-file="$folder/pid" --bind-address=127.0.0.1 \
	--port="$port" --lc-messages-dir="$folder/usr/share/mysql" --character-sets-dir="$folder/usr/share/mysql/charsets" 2>log &
server=$!

cat >run.js <<'JS'
const mysql = require('mysql2/promise');
const { MySqlV2 } = require('./package/dist/nodes/MySql/v2/MySqlV2.node.js');
const where = { host: '127.0.0.1', port: Number(process.argv[2]), user: 'root', password: '' };

const connect = async (tries = 60) => {
	try {
		return await mysql.createConnection({ ...where, multipleStatements: true });
	} catch (error) {
		if (tries === 0) throw error;
		await new Promise((resolve) => { setTimeout(resolve, 500); });
		return await connect(tries - 1);
	}
};
const execute = async (typeVersion, query, queryReplacement) => {
	const parameters = { resource: 'database', operation: 'executeQuery', query, options: { queryReplacement } };
	const [items] = await new MySqlV2({}).execute.call({
		getInputData: () => [{ json: {} }],
		getNodeParameter: (name) => parameters[name],
		getNode: () => ({ name: 'MySQL', type: 'n8n-nodes-base.mySql', typeVersion }),
		getCredentials: async () => ({ ...where, database: 'club' }),
		continueOnFail: () => false,
		addExecutionHints() {},
		helpers: { constructExecutionMetaData: (data) => data },
	});
	return items.map(({ json }) => json.email ?? JSON.stringify(json)).join(' ') || 'nobody';
};
(async () => {
	const direct = await connect();
	await direct.query(`CREATE DATABASE club CHARACTER SET utf8mb4; USE club;
		CREATE TABLE people (email VARCHAR(99) PRIMARY KEY, newsletter VARCHAR(99), invited_by VARCHAR(99))`);
	for (const typeVersion of [2.4, 2.5]) {
		await direct.query(`DELETE FROM people; INSERT INTO people VALUES ('ann@example.com', 'weekly', NULL),
			('bob@example.com', 'none', 'ann@example.com'), ('cy@example.com', 'weekly', NULL)`);
		console.log(`MySQL node ${typeVersion}`);
		console.log('  Ann, and whom she invited:', await execute(typeVersion,
			'SELECT email FROM people WHERE email = $1 OR newsletter = $2 AND invited_by = $1', ['ann@example.com', 'none']));
		console.log('  from weekly to none:', await execute(typeVersion,
			'UPDATE people SET newsletter = $2 WHERE newsletter = $1', ['weekly', 'none']));
		const [people] = await direct.query('SELECT email, newsletter FROM people ORDER BY email');
		for (const { email, newsletter } of people) console.log(`  ${email}: ${newsletter}`);
	}
	await direct.end();
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js "$port")
echo "$found"
[ "$found" = 'MySQL node 2.4
  Ann, and whom she invited: ann@example.com bob@example.com
  from weekly to none: {"success":true}
  ann@example.com: none
  bob@example.com: none
  cy@example.com: none
MySQL node 2.5
  Ann, and whom she invited: ann@example.com
  from weekly to none: {"success":true}
  ann@example.com: weekly
  bob@example.com: weekly
  cy@example.com: weekly' ] || exit 1
