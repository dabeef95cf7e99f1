// Writes docs/FAULTS.md, what a run does when something fails, from the table that the tests try: `npm run faults`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { require as requireTypeScript } from 'tsx/cjs/api';
import { projectFolder } from './lib/dependencies.mjs';

const { faultsDocument } = requireTypeScript('../test/faults/faultsDocument.ts', import.meta.url);

mkdirSync(join(projectFolder, 'docs'), { recursive: true });
writeFileSync(join(projectFolder, 'docs', 'FAULTS.md'), faultsDocument());
