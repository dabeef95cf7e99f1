#!/bin/bash
# A comment in a query makes n8n's MySQL and Postgres nodes forget opt-outs. Execute Query runs once for each item, and
# the queries of all items go to the database together, one behind the other with a semicolon between (Query Batching:
# Single Query, which is the default). In SQL two hyphens begin a comment that ends with the line. Where a query of one
# line ends with one ("... WHERE email = $1 -- from the form"), the queries of all further people are part of it: of
# three who have left, the first one is taken off the newsletter, and the node tells of success. In the MySQL node's
# other two ways, Independently and Transaction, all line breaks are taken out of a query first (since its version 2.4,
# and n8n takes 2.5 for new nodes). So behind a comment in the middle the condition is gone, and everybody is found,
# Bob, who left, too.
#
# Fetches MariaDB from Debian 12 into a temporary folder (needs apt-get), installs PGlite, which is PostgreSQL, and what
# the nodes need, takes both out of the published package, and lets them change and read three people. Exits with 1 if
# this changes.
set -euo pipefail
folder=$(mktemp -d)
trap '[ -z "${server:-}" ] || { kill "$server"; wait "$server" || true; }; rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
apt-get download -qq mariadb-server-core libaio1 libnuma1 liburing2 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.41.0 mysql2@3.23.1 \
	pg-promise@11.9.1 @electric-sql/pglite@0.5.16 lodash@4.18.1 @n8n/utils@1.48.0 >/dev/null
npm pack --silent n8n-nodes-base@2.41.1 >/dev/null
tar -xzf n8n-nodes-base-2.41.1.tgz package/dist/nodes/MySql package/dist/nodes/Postgres package/dist/utils package/package.json

port=$(node -p "const { port } = require('net').createServer().listen(0).address(); process.nextTick(() => process.exit()); port")
mkdir data
LD_LIBRARY_PATH=$(echo "$folder"/usr/lib/*-linux-gnu):$(echo "$folder"/lib/*-linux-gnu) usr/sbin/mariadbd --no-defaults --user=root \
	--skip-grant-tables --datadir="$folder/data" --socket="$folder/socket" --pid-file="$folder/pid" --bind-address=127.0.0.1 \
	--port="$port" --lc-messages-dir="$folder/usr/share/mysql" --character-sets-dir="$folder/usr/share/mysql/charsets" 2>log &
server=$!

cat >run.js <<'JS'
const mysql = require('mysql2/promise');
const { PGlite } = require('@electric-sql/pglite');
const pgPromise = require('pg-promise')();
const { MySqlV2 } = require('./package/dist/nodes/MySql/v2/MySqlV2.node.js');
const postgres = require('./package/dist/nodes/Postgres/v2/actions/database/executeQuery.operation.js');
const { configureQueryRunner } = require('./package/dist/nodes/Postgres/v2/helpers/utils.js');
const where = { host: '127.0.0.1', port: Number(process.argv[2]), user: 'root', password: '' };

const table = `CREATE TABLE people (email VARCHAR(99) PRIMARY KEY, newsletter VARCHAR(99));
	INSERT INTO people VALUES ('ann@example.com', 'yes'), ('bob@example.com', 'yes'), ('cy@example.com', 'yes')`;
const left = ['ann@example.com', 'bob@example.com', 'cy@example.com'];
const update = "UPDATE people SET newsletter = 'no' WHERE email = $1 -- from the form";
const select = `SELECT email
	FROM people -- customers and friends
	WHERE newsletter = 'yes'`;

const connect = async (tries = 60) => {
	try {
		return await mysql.createConnection({ ...where, multipleStatements: true });
	} catch (error) {
		if (tries === 0) throw error;
		await new Promise((resolve) => { setTimeout(resolve, 500); });
		return await connect(tries - 1);
	}
};
const context = (type, typeVersion, people, query, options) => ({
	getInputData: () => people.map((email) => ({ json: { email } })),
	getNodeParameter(name, index, fallback) {
		const parameters = { resource: 'database', operation: 'executeQuery', query, options: { ...options, queryReplacement: [people[index]] } };
		return name.split('.').reduce((value, key) => value?.[key], parameters) ?? fallback;
	},
	getNode: () => ({ name: type, type: `n8n-nodes-base.${type}`, typeVersion }),
	getCredentials: async () => ({ ...where, database: 'club' }),
	continueOnFail: () => false,
	addExecutionHints() {},
	helpers: { constructExecutionMetaData: (data) => data },
});
const told = (items) => items.map(({ json }) => json.email ?? JSON.stringify(json)).join(' ') || 'nobody';
const inMySql = async (...parameters) => told((await new MySqlV2({}).execute.call(context('mySql', 2.5, ...parameters)))[0]);
const inPostgres = async (database, ...parameters) => {
	const here = context('postgres', 2.7, ...parameters);
	const db = { multi: async (queries) => (await database.exec(queries)).map(({ rows }) => rows) };
	const run = configureQueryRunner.call(here, here.getNode(), false, pgPromise, db);
	return told(await postgres.execute.call(here, run, here.getInputData(), { nodeVersion: 2.7, operation: 'executeQuery' }));
};
(async () => {
	const direct = await connect();
	await direct.query(`CREATE DATABASE club CHARACTER SET utf8mb4; USE club; ${table}`);
	const database = new PGlite();
	await database.exec(table);
	const stays = "SELECT email FROM people WHERE newsletter = 'yes' ORDER BY email";
	const inTable = (people) => people.map(({ email }) => email).join(' ');

	console.log('MySQL, three people have left:', await inMySql(left, update, {}));
	console.log('  who still gets the newsletter:', inTable((await direct.query(stays))[0]));
	console.log('Postgres, the same three:', await inPostgres(database, left, update, {}));
	console.log('  who still gets the newsletter:', inTable((await database.query(stays)).rows));

	await direct.query("UPDATE people SET newsletter = IF(email = 'bob@example.com', 'no', 'yes')");
	console.log('MySQL, who gets it without Bob');
	for (const queryBatching of ['single', 'independently', 'transaction']) {
		console.log(`  ${queryBatching}:`, await inMySql(['nobody@example.com'], select, { queryBatching }));
	}
	await direct.end();
	process.exit();
})().catch((error) => { console.error(error); process.exit(1); });
JS
found=$(node --no-warnings run.js "$port")
echo "$found"
[ "$found" = 'MySQL, three people have left: {"success":true}
  who still gets the newsletter: bob@example.com cy@example.com
Postgres, the same three: {"success":true}
  who still gets the newsletter: bob@example.com cy@example.com
MySQL, who gets it without Bob
  single: ann@example.com cy@example.com
  independently: ann@example.com bob@example.com cy@example.com
  transaction: ann@example.com bob@example.com cy@example.com' ] || exit 1
