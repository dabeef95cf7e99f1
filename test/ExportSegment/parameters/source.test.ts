import { readSource } from '../../../nodes/ExportSegment/parameters/source';
import { createContext } from '../../support/nodeContext';

describe('the source', () => {
	it('is the incoming items, row by row, if nothing else is said', () => {
		const { source, isFile } = readSource(createContext({ items: [{ json: { n: 1 } }, { json: { n: 2 } }] }).context);
		expect([isFile, source.itemOf(1), source.itemOf(2), source.expectedProfiles]).toEqual([false, 0, 1, 2]);
	});

	it('is a file in the field that is named; if there is none, the fields that do hold one are named', () => {
		const items = [{ json: {}, binary: { sheet: { mimeType: 'text/csv', data: '' } } }];
		const sourceOf = (inputBinaryField?: string) =>
			readSource(createContext({ items, parameters: { source: 'file', inputBinaryField } }).context);
		expect(sourceOf('sheet').isFile).toBe(true);
		expect(() => sourceOf()).toThrow("There is no file in the input field 'data'");
		expect(() => sourceOf()).toThrow(
			expect.objectContaining({ kind: 'configuration', advice: expect.stringContaining("'sheet'") as unknown }),
		);
	});
});
