const longestName = 80;

/** Line ends, other control characters, and those that turn the direction of what follows. */
const disturbing = /[\p{Cc}\p{Z}\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A name in one line, without what a chat takes for a command: `<!channel>` would call everybody in Slack, and an
 * asterisk ends the bold letters.
 */
export function plainName(name: string): string {
	const line = name
		.slice(0, 8 * longestName)
		.toWellFormed()
		.replace(disturbing, ' ')
		.replaceAll('<', '‹')
		.replaceAll('>', '›')
		.replace(/[*`]/g, '')
		.trim();
	const characters = Array.from(line);
	return characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : line;
}
