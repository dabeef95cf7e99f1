import { readOperation } from '../../../nodes/ExportSegment/parameters/operation';
import { createContext } from '../../support/nodeContext';

describe('the operation', () => {
	const read = (operation?: string) => readOperation(createContext({ parameters: { operation } }).context);

	it.each(['export', 'preview', 'status'] as const)('%s', (operation) => expect(read(operation)).toBe(operation));

	it("any other, such as n8n's own Custom API Call, is never taken for an export", () => {
		expect(() => read('__CUSTOM_API_CALL__')).toThrow("'Operation' has a value that this node does not know");
	});
});
