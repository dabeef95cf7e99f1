#!/bin/bash
# n8n's MySQL node takes Ann's neighbours off the list, and cannot take off Ed. Execute Query with Query Parameters
# makes a number of each value that can be one (since version 2.3 of the node, for LIMIT $1), although the item has it
# as a text and the column is one of texts. Of a number 16 digits are right, and MariaDB compares texts with numbers as
# such, too (https://mariadb.com/kb/en/type-conversion/). When Ann leaves, whose member ID has 20 digits, the two with
# the next IDs have left with her; Ed's, which has 19, is another number than before, so nobody is found, and the node
# tells of success both times. The coupon 5E1 is also that of who has 50. What is written is the number: of the ZIP code
# 02134 remains 2134, and of +48601234567 no plus.
#
# Fetches MariaDB from Debian 12 into a temporary folder (needs apt-get), installs what the node needs, takes it out of
# the published package, and lets it change and read five people. Exits with 1 if this changes.
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
		CREATE TABLE people (member VARCHAR(99), email VARCHAR(99), coupon VARCHAR(99), newsletter VARCHAR(99) DEFAULT 'yes');
		CREATE TABLE addresses (zip VARCHAR(99), phone VARCHAR(99));
		INSERT INTO people (member, email, coupon) VALUES ('70345678901234567011', 'ann@example.com', '5E1'),
			('70345678901234567012', 'bob@example.com', '50'), ('70345678901234567013', 'cy@example.com', ''),
			('70345678901234599999', 'di@example.com', ''), ('7034567890123456701', 'ed@example.com', '')`);
	for (const [name, member] of [['Ann', '70345678901234567011'], ['Ed', '7034567890123456701']]) {
		console.log(`${name} leaves:`, await execute(2.5, "UPDATE people SET newsletter = 'no' WHERE member = $1", [member]));
		const [left] = await direct.query("SELECT email FROM people WHERE newsletter = 'no' ORDER BY email");
		console.log('  off the list:', left.map(({ email }) => email).join(' '));
	}
	console.log('who has the coupon 5E1:', await execute(2.5, 'SELECT email FROM people WHERE coupon = $1 ORDER BY email', ['5E1']));
	await execute(2.5, 'INSERT INTO addresses (zip, phone) VALUES ($1, $2)', ['02134', '+48601234567']);
	console.log('02134, +48601234567:', Object.values((await direct.query('SELECT * FROM addresses'))[0][0]).join(', '));
	await direct.end();
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js "$port")
echo "$found"
[ "$found" = 'Ann leaves: {"success":true}
  off the list: ann@example.com bob@example.com cy@example.com
Ed leaves: {"success":true}
  off the list: ann@example.com bob@example.com cy@example.com
who has the coupon 5E1: ann@example.com bob@example.com
02134, +48601234567: 2134, 48601234567' ] || exit 1
