/** What is inferred, contradicted or left open: which of the readings is played. README.md tells the source of each. */
export interface Switches {
	/** `msdynci_segments`: a JSON list as text, or that text as a JSON string once more. */
	segmentsJson: 'plain' | 'doubleEncoded';
	/** `contains` as SQL's LIKE, with its wildcards, or to the letter. */
	contains: 'like' | 'literal';
	/** How CustomerIds are written, in every table alike. */
	customerIds: 'hex' | 'dashed' | 'upperCase';
	/** `msdynci_customerprofileid`: the CustomerId with dashes, or an id of its own. */
	profileIds: 'customerId' | 'unrelated';
	/** Which column of a contact profile the memberships of contacts name in their `msdynci_customerid`. */
	contactKey: 'contactid' | 'customerid';
	/** Where the friendly name of a segment stands in its metadata, if it does. */
	friendlyNames: 'payload1' | 'payload2' | 'pascalCase' | 'doubleEncoded' | 'absent' | 'garbage';
	/** `msdyn_name` of a segment's metadata: the name that memberships use, or something else. */
	metadataNames: 'outputName' | 'unrelated';
	/** Whether the role "Customer Insights Configuration Viewer" reads the tables `mscipriv_…`. */
	configurationViewerReadsMetadata: boolean;
	/** Pages as full as they may be, or of any size. */
	pages: 'full' | 'short';
	/** Whether the second page of a longer reading is empty, and has a next link all the same. */
	emptyPage: boolean;
	/** How many rows of a page come again at the beginning of the next one. */
	repeatedRows: number;
	/** Whether a refresh token that has been used is still good. */
	usedRefreshTokens: 'valid' | 'revoked';
	/** Errors of metadata requests: as everywhere, or in the older shape. */
	metadataErrors: 'v4' | 'v3';
	/** What a request with an ended token is answered. */
	endedToken: 'empty' | 'json';
}

export const defaultSwitches: Readonly<Switches> = {
	segmentsJson: 'plain',
	contains: 'like',
	customerIds: 'hex',
	profileIds: 'customerId',
	contactKey: 'contactid',
	friendlyNames: 'payload1',
	metadataNames: 'outputName',
	configurationViewerReadsMetadata: true,
	pages: 'full',
	emptyPage: true,
	repeatedRows: 0,
	usedRefreshTokens: 'valid',
	metadataErrors: 'v4',
	endedToken: 'empty',
};
