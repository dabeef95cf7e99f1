/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { createRequire } from 'node:module';
import { inspect } from 'node:util';
import type { Logger } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';

const levels = ['error', 'warn', 'info', 'debug'] as const;

/** The logger of n8n's engine, which may have a copy of its own of what it is made of. */
function engineLogger(): Logger {
	const ofEngine = createRequire(require.resolve('n8n-core'));
	const { Container } = ofEngine('@n8n/di') as { Container: { get(of: unknown): Logger } };
	return Container.get((ofEngine('@n8n/backend-common') as { Logger: unknown }).Logger);
}

export interface CapturedLog {
	/** Everything that was logged since, at any level, with all that was handed over beside the texts. */
	text(): string;
	end(): void;
}

/** What n8n's engine, its helpers and the node write to n8n's log, whatever level n8n is set to. */
export function captureLog(): CapturedLog {
	const logger = engineLogger();
	const lines: string[] = [];
	const before = levels.map((level) => [level, logger[level]] as const);
	for (const level of levels) {
		logger[level] = (...said: unknown[]) =>
			void lines.push(
				`${level} ${said.map((part) => (typeof part === 'string' ? part : inspect(part, { depth: 12, maxArrayLength: null, maxStringLength: null }))).join(' ')}`,
			);
	}
	LoggerProxy.init(logger);
	return {
		text: () => lines.join('\n'),
		end() {
			for (const [level, method] of before) logger[level] = method;
		},
	};
}
