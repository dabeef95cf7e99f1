import { styleText } from 'node:util';

const TICK_MS = { terminal: 200, plain: 10_000 };
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

export function elapsed(sinceMs) {
	const seconds = Math.round((Date.now() - sinceMs) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

const oneLine = (text, width) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

/**
 * Runs a long step and shows that it is alive: a line that is written over in a terminal, a new line every ten seconds
 * elsewhere. `work` gets a function that sets a short note on what goes on.
 */
export async function step(title, work, { log = console.log, stream = process.stdout } = {}) {
	const startedAt = Date.now();
	const inTerminal = Boolean(stream.isTTY) && log === console.log;
	let note = '';
	let frame = 0;
	const tick = () => {
		const text = `${title} … ${elapsed(startedAt)}${note ? `  ${note}` : ''}`;
		if (!inTerminal) return log(`  ${text}`);
		stream.write(`\r\x1b[2K${FRAMES[frame++ % FRAMES.length]} ${oneLine(text, (stream.columns || 80) - 3)}`);
	};
	if (!inTerminal) log(`  ${title} …`);
	const timer = setInterval(tick, inTerminal ? TICK_MS.terminal : TICK_MS.plain);
	const clearLine = () => inTerminal && stream.write('\r\x1b[2K');
	try {
		const result = await work((text) => {
			note = text;
		});
		clearInterval(timer);
		clearLine();
		log(`${inTerminal ? styleText('green', '✔') : '✔'} ${title} (${elapsed(startedAt)})`);
		return result;
	} catch (error) {
		clearInterval(timer);
		clearLine();
		log(`${inTerminal ? styleText('red', '✘') : '✘'} ${title} (${elapsed(startedAt)})`);
		throw error;
	}
}
