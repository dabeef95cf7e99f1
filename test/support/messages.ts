/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run in Node, not in n8n */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * What the errors under a folder say, each text once for every way it may come out: both sides of a condition, and
 * `…` for what is only known when it happens; a limit that is told is its number. Read from what the code writes: `message` beside `advice`, the second
 * argument of FileProblem and NodeOperationError, and what n8n's editor shows of a parameter. Messages that are put
 * together of others are left out.
 */
export function messagesBelow(folder: string): string[] {
	const sources = filesBelow(folder).map((path) =>
		ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true),
	);
	const exported = sources.flatMap((source) => [...constantsIn(source, isExportedNumber)]);
	const texts = sources.flatMap((source) => {
		const constants = new Map([...exported, ...constantsIn(source)]);
		return messagesIn(source).flatMap((node) => textsOf(node, constants));
	});
	return [...new Set(texts)].filter((text) => /[a-z]/.test(text));
}

type Constants = ReadonlyMap<string, ts.Expression>;

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
	});
}

function nodesOf(node: ts.Node): ts.Node[] {
	const found: ts.Node[] = [node];
	ts.forEachChild(node, (child) => void found.push(...nodesOf(child)));
	return found;
}

function* constantsIn(
	source: ts.SourceFile,
	isWanted: (declaration: ts.VariableDeclaration) => boolean = () => true,
): Generator<[string, ts.Expression]> {
	for (const node of nodesOf(source))
		if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer && isWanted(node))
			yield [node.name.text, node.initializer];
}

const isExportedNumber = (declaration: ts.VariableDeclaration): boolean =>
	declaration.initializer !== undefined &&
	ts.isNumericLiteral(declaration.initializer) &&
	(ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;

function messagesIn(source: ts.SourceFile): ts.Expression[] {
	return nodesOf(source).flatMap((node) => {
		if (ts.isNewExpression(node) && /^(File|NodeOperation)(Problem|Error)$/.test(node.expression.getText()))
			return node.arguments?.[1] ?? [];
		if (!ts.isObjectLiteralExpression(node)) return [];
		const message = propertyOf(node, 'advice') && propertyOf(node, 'message');
		return message ?? propertyOf(node, 'errorMessage') ?? propertyOf(node, 'noFieldsError') ?? [];
	});
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
	for (const property of object.properties) {
		if (property.name?.getText() !== name) continue;
		if (ts.isPropertyAssignment(property)) return property.initializer;
		if (ts.isShorthandPropertyAssignment(property)) return property.name;
	}
	return undefined;
}

function textsOf(node: ts.Expression, constants: Constants): string[] {
	if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return [node.text];
	if (ts.isParenthesizedExpression(node)) return textsOf(node.expression, constants);
	if (ts.isConditionalExpression(node))
		return [node.whenTrue, node.whenFalse].flatMap((side) => textsOf(side, constants));
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
		return joined([textsOf(node.left, constants), textsOf(node.right, constants)]);
	if (ts.isTemplateExpression(node))
		return joined([
			[node.head.text],
			...node.templateSpans.flatMap((span) => [textsOf(span.expression, constants), [span.literal.text]]),
		]);
	// `number` of wording.ts writes a number.
	if (ts.isCallExpression(node) && node.expression.getText() === 'number') return textsOf(node.arguments[0], constants);
	const meant = meaningOf(ts.isCallExpression(node) ? node.expression : node, constants);
	return meant && isText(meant) ? textsOf(meant, constants) : ['…'];
}

/** What a name stands for: a constant, or what a function of one expression gives. */
function meaningOf(node: ts.Expression, constants: Constants): ts.Expression | undefined {
	const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
	return constant && ts.isArrowFunction(constant) && !ts.isBlock(constant.body) ? constant.body : constant;
}

const isText = (node: ts.Expression): boolean =>
	ts.isStringLiteralLike(node) ||
	ts.isNumericLiteral(node) ||
	ts.isTemplateExpression(node) ||
	ts.isConditionalExpression(node);

const joined = (parts: readonly string[][]): string[] =>
	parts.reduce((texts, part) => texts.flatMap((text) => part.map((next) => text + next)), ['']);
