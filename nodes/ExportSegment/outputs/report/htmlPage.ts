import type { Markup } from './markup';
import { html, layoutTable, nothing } from './markup';
import { paint, styleSheet } from './palette';

/**
 * A whole HTML document that asks nothing of anybody: no script, no picture, no font. Tables and the attribute `style`
 * carry it, so that mail programs show it; what they pass over, the style sheet, makes it dark on dark screens and fit
 * for paper.
 */
export function htmlPage(title: string, content: readonly Markup[], footer: Markup): string {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width,initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="supported-color-schemes" content="light dark" />
				<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'" />
				<title>${title}</title>
				${styleSheet}
			</head>
			<body ${paint({ back: 'page', style: 'margin:0;padding:0' })}>
				<table ${layoutTable} ${paint({ back: 'page' })}>
					<tr>
						<td class="frame" align="center" style="padding:24px 10px">
							<div class="card" style="max-width:660px;text-align:left">
								<table
									${layoutTable}
									${paint({
										back: 'card',
										text: 'ink',
										border: 'line',
										style: `border-width:1px;border-style:solid;border-radius:10px;border-collapse:separate;${font};font-size:14px;line-height:1.45`,
									})}
								>
									${content}
									<tr>
										<td ${paint({ text: 'quiet', style: 'padding:14px 28px 20px;font-size:12px' })}>${footer}</td>
									</tr>
								</table>
							</div>
						</td>
					</tr>
				</table>
			</body>
		</html> `.text;
}

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** A part of the page under a title; nothing where it has no content. */
export function section(title: string, content: Markup): Markup {
	if (content.text === '' || content === nothing) return nothing;
	return html`<tr>
		<td class="section" style="padding:20px 28px 0">
			<h2
				${paint({
					text: 'quiet',
					style: 'margin:0 0 7px;font-size:12px;letter-spacing:.04em;text-transform:uppercase',
				})}
			>
				${title}
			</h2>
			${content}
		</td>
	</tr>`;
}
