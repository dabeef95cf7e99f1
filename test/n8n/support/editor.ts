/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Locator, Page } from 'playwright-core';

import { browserPatienceMs } from './browser';
import { owner } from './n8n';

/** What somebody does in n8n's editor, in their words; the names of the page's parts are those of n8n 2.41. */
export function editorIn(page: Page, address: string) {
	const panel = page.getByTestId('ndv');
	const output = panel.getByTestId('output-panel');
	const parameter = (name: string) => panel.getByTestId(`parameter-input-${name}`);
	const outputTab = (name: string) => output.getByTestId('branches').getByText(name);

	const incomingField = (name: string) =>
		panel
			.getByTestId('ndv-input-panel')
			.getByTestId('run-data-schema-node-name')
			.filter({ hasText: new RegExp(`^${name}$`) });

	const choices = page.locator('.el-select-dropdown__item:visible');

	async function choose(option: string | RegExp): Promise<void> {
		await choices.filter({ hasText: option }).first().click();
	}

	/** n8n drags by the mouse, not by the browser's own drag and drop. */
	async function drag(from: Locator, to: Locator): Promise<void> {
		await to.scrollIntoViewIfNeeded();
		const start = await middleOf(from);
		await page.mouse.move(start.x, start.y);
		await page.mouse.down();
		await page.mouse.move(start.x + 20, start.y, { steps: 4 });
		// Where it is by now: what was dropped before may still move it.
		const end = await middleOf(to);
		await page.mouse.move(end.x, end.y, { steps: 8 });
		await page.mouse.up();
	}

	return {
		panel,
		output,
		parameter,

		async logIn(): Promise<void> {
			await page.goto(`${address}/signin`);
			await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
			await page.locator('input[name=password]').fill(owner.password);
			await page.getByTestId('form-submit-button').click();
			await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
		},

		credential: {
			dialog: page.getByTestId('editCredential-modal'),

			async create(type: string): Promise<void> {
				await page.goto(`${address}/home/credentials/create`);
				await page.getByTestId('new-credential-type-select').locator('input').fill(type);
				await choose(type);
				await page.getByTestId('new-credential-type-button').click();
			},

			async fill(name: string, value: string): Promise<void> {
				await page.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
			},

			/** Presses Connect and gives the window that opens. */
			async connect(): Promise<Page> {
				const opening = page.waitForEvent('popup');
				await page.getByTestId('quick-connect-button').click();
				return await opening;
			},

			async switchOn(name: string): Promise<void> {
				await page.getByTestId(`parameter-input-${name}`).locator('.el-switch').click();
			},

			async save(): Promise<void> {
				await page.getByTestId('credential-save-button').click();
				await page.getByText('Credential saved').waitFor();
			},

			async close(): Promise<void> {
				await page.getByTestId('editCredential-modal').getByRole('button', { name: 'Close' }).click();
			},
		},

		async openWorkflow(id: string): Promise<void> {
			await page.goto(`${address}/workflow/${id}`);
			await page.getByTestId('canvas-node').first().waitFor();
		},

		canvasNode: (name: string) => page.getByTestId('canvas-node').filter({ hasText: name }),

		async openNode(name: string): Promise<void> {
			await page.getByTestId('canvas-node').filter({ hasText: name }).dblclick();
			await panel.waitFor();
		},

		async closeNode(): Promise<void> {
			await page.getByTestId('ndv-close-button').click();
			await panel.waitFor({ state: 'hidden' });
		},

		/** Searches the node panel, behind the last node of the workflow. */
		async searchNode(words: string): Promise<Locator> {
			await page.getByTestId('canvas-handle-plus-wrapper').last().click();
			await page.getByTestId('node-creator-search-bar').click();
			await page.keyboard.type(words);
			return page.getByTestId('node-creator-item-name');
		},

		/** From the page that n8n shows of a node that has one thing to do. */
		async addToWorkflow(): Promise<void> {
			await page.getByText('Add to workflow').click();
			await panel.waitFor();
		},

		async pickList(typed: string, entry: string): Promise<void> {
			await parameter('list').getByTestId('rlc-input').click();
			await page.keyboard.type(typed);
			await page.getByTestId('rlc-item').filter({ hasText: entry }).click();
		},

		async choose(name: string, option: string): Promise<void> {
			await parameter(name).locator('.el-select, input').first().click();
			await choose(option);
		},

		/** Opens a list that takes several choices, chooses these, and gives the texts of all. */
		async chooseSeveral(name: string, options: readonly RegExp[]): Promise<string[]> {
			const last = choices.filter({ hasText: options.at(-1) }).first();
			// n8n closes the list again when its entries arrive.
			for (let attempt = 0; !(await last.isVisible()) && attempt < 30; attempt++) {
				await parameter(name).locator('.el-select, input').first().click();
				await last.waitFor({ timeout: 5_000 }).catch(() => undefined);
			}
			const offered = await textsOf(choices);
			for (const option of options) await choose(option);
			await page.keyboard.press('Escape');
			return offered;
		},

		async fill(name: string, value: string): Promise<void> {
			await parameter(name).locator('input').fill(value);
		},

		async switchOn(name: string): Promise<void> {
			await parameter(name).locator('.el-switch').click();
		},

		async chooseMappingMode(mode: string): Promise<void> {
			await panel.getByTestId('mapping-mode-select').locator('input').click();
			await choose(mode);
		},

		/** Drags a field of the node before onto a field of the mapper, which takes its value. */
		async mapField(incoming: string, field: string): Promise<void> {
			await drag(incomingField(incoming), parameter(field));
			await parameter(field).getByText('{{').first().waitFor();
			// Clicking elsewhere ends the editing and closes what n8n shows below the field.
			await panel.getByTestId('ndv-input-panel').click({ position: { x: 20, y: 20 } });
		},

		/** Drags a field of the node before onto a parameter that takes its name. */
		async nameField(incoming: string, name: string): Promise<void> {
			await drag(incomingField(incoming), parameter(name));
			await page.waitForFunction(
				`document.querySelector('[data-test-id="parameter-input-${name}"] input')?.value === '${incoming}'`,
			);
		},

		async addField(label: string): Promise<void> {
			await panel.getByText('Add field to send').click();
			await choose(label);
		},

		/** Presses Execute step (of a trigger: Fetch Test Event) and waits until the output shows what came of it. */
		async executeStep(): Promise<void> {
			const answered = page.waitForResponse((response) => /\/rest\/workflows\/[^/]+\/run/.test(response.url()));
			await panel.getByTestId('node-execute-button').first().click();
			await answered;
			await panel.getByTestId('node-execute-button').first().and(page.locator(':enabled')).waitFor();
			await output
				.locator('[data-test-id=node-run-status-success], [data-test-id=node-error-message]')
				.first()
				.waitFor();
		},

		async showOutput(name: string): Promise<void> {
			await outputTab(name).click();
		},

		/** The output as `Schema`, `Table`, `JSON` or `Binary`. */
		async showOutputAs(view: string): Promise<void> {
			await output.getByText(view, { exact: true }).click();
		},

		outputTab,
		hints: output.getByTestId('node-hint'),
		error: output.getByTestId('node-error-message'),
		errorAdvice: output.getByTestId('node-error-description'),
		/** The output as a table: the header's cells, then those of the first item. */
		tableHeader: output.locator('table thead th'),
		tableRow: output.locator('table tbody tr').first(),
	};
}

export type Editor = ReturnType<typeof editorIn>;

/** Until the page shows what is expected: what was done a moment ago it may still be about to show. */
export async function eventually(expectation: () => Promise<void>): Promise<void> {
	for (const deadline = Date.now() + browserPatienceMs; ; await sleep(100)) {
		const isMet = await expectation().then(
			() => true,
			async (error: unknown) => Date.now() > deadline && (await Promise.reject(error)),
		);
		if (isMet) return;
	}
}

export async function textsOf(locator: Locator): Promise<string[]> {
	return (await locator.allTextContents()).map((text) => text.trim());
}

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
	const box = await locator.boundingBox();
	if (box === null) throw new Error(`nothing to drag: ${String(locator)}`);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
