#!/bin/bash
# @dsnp/parquetjs takes a cent off amounts. It writes Parquet files, by which customers and what they have bought go into
# data warehouses. An amount with two decimals (DECIMAL, scale 2) is the number of cents in the file
# (https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#decimal), 1999 for 19.99. To parquetjs 19.99 times
# 100 is 1998.9999999999998, and it cuts what is behind the point: every reader finds 19.98, 4.34 for 4.35, and 0.28 for
# 0.29. Of all amounts from a cent to a thousand it makes 4,586 too small; most are right, so that sums are wrong by some
# cents, and somebody who has spent 200 in two orders falls short of it.
#
# Installs parquetjs, and hyparquet to read the files, in a temporary folder, and writes a few amounts and then all up to
# a thousand. Exits with 1 if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts --no-audit @dsnp/parquetjs@1.8.8 hyparquet@1.33.0 >/dev/null

cat >write.mjs <<'EOF'
import parquet from '@dsnp/parquetjs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
const schema = new parquet.ParquetSchema({ amount: { type: 'DECIMAL', precision: 10, scale: 2 } });
async function readBack(name, amounts) {
	const writer = await parquet.ParquetWriter.openFile(schema, name);
	for (const amount of amounts) await writer.appendRow({ amount });
	await writer.close();
	return (await parquetReadObjects({ file: await asyncBufferFromFile(name) })).map(({ amount }) => amount);
}
const few = [12.5, 19.99, 4.35, 0.29, 67.35, 132.65];
console.log(few.join(' '));
console.log((await readBack('few.parquet', few)).join(' '));
const all = Array.from({ length: 100_000 }, (_, index) => (index + 1) / 100);
const found = await readBack('all.parquet', all);
console.log(found.filter((amount, index) => amount < all[index]).length, 'of', all.length);
EOF
found=$(node write.mjs)
echo "$found"
[ "$found" = '12.5 19.99 4.35 0.29 67.35 132.65
12.5 19.98 4.34 0.28 67.34 132.65
4586 of 100000' ] || exit 1
