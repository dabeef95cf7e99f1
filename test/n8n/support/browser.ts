/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */
import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { chromium as launcher, selectors } from 'playwright-core';
import type { LaunchOptions, Page } from 'playwright-core';

import type { Simulator } from '../../simulator';
import { certificatesFor } from '../../loopback/tls';
import { projectFolder } from './packPackage';

const run = promisify(execFile);

/**
 * n8n's passing notices lie over the page, and its expression editor (CodeMirror) leaves empty boxes in a corner: not
 * in a picture.
 */
const pictureStyle = '.el-notification, [class^="ͼ"]:empty { display: none !important }';

/** What the pages looked like, step by step; not in the repository. */
export const screenshotFolder = join(projectFolder, 'test/n8n/.screenshots');

/** Pages of our own, which ask nothing of anybody: not in the repository, either. */
export const reportFolder = join(screenshotFolder, 'report');

export type Browser = Awaited<ReturnType<typeof openBrowser>>;

/** A Chromium of our own that finds Constant Contact's hosts, and no others, in the simulator. */
export async function openBrowser({ proxyUrl }: Pick<Simulator, 'proxyUrl'>, { folder = screenshotFolder } = {}) {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await launchChromium({
		// Chromium leaves loopback, where n8n is, out of a proxy; the simulator's own refuses the rest of the world.
		proxy: { server: proxyUrl },
		args: [`--ignore-certificate-errors-spki-list=${await simulatorKey()}`],
	});
	const context = await browser.newContext({
		viewport: { width: 1_280, height: 760 },
		locale: 'en-US',
		timezoneId: 'America/New_York',
		colorScheme: 'light',
	});
	context.setDefaultTimeout(browserPatienceMs);
	const page = await context.newPage();
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	let number = 0;

	return {
		page,

		/** The page as it is, in both of n8n's themes: `03-name.png` and `03-name.dark.png`. */
		async shoot(name: string, of: Page = page): Promise<void> {
			const file = join(folder, `${String(++number).padStart(2, '0')}-${name}`);
			const options = { animations: 'disabled', style: pictureStyle } as const;
			await of.screenshot({ ...options, path: `${file}.png` });
			await of.emulateMedia({ colorScheme: 'dark' });
			await of.screenshot({ ...options, path: `${file}.dark.png` });
			await of.emulateMedia({ colorScheme: 'light' });
		},

		close: async () => await browser.close(),
	};
}

/** How long anything in a browser is waited for: a machine that does other things beside shows it late. */
export const browserPatienceMs = 180_000;

export async function launchChromium(options: LaunchOptions) {
	return await launcher.launch({ ...options, executablePath: await installedChromium(), timeout: browserPatienceMs });
}

/** Chromium's path, installed first if we may; else the error says what to install. */
async function installedChromium(): Promise<string> {
	const running = run(process.execPath, [join(projectFolder, 'scripts/lib/installChromium.mjs')]);
	running.child.stderr?.pipe(process.stderr);
	const { stdout } = await running;
	return (JSON.parse(stdout) as { chromium: string }).chromium;
}

/** What the browser is to trust: the public key of the authority that signs for all simulated hosts, and only that. */
async function simulatorKey(): Promise<string> {
	const { caPem } = await certificatesFor(['localhost']);
	const { publicKey } = new X509Certificate(caPem);
	return createHash('sha256')
		.update(publicKey.export({ type: 'spki', format: 'der' }))
		.digest('base64');
}
