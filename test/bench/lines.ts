/** How the cost of a run grows from a small segment to a large one, and how far the middle one lies off that line. */
export interface Growth {
	/** Cost of each further 100,000 profiles from the small to the middle one, and from there to the large one. */
	firstSlope: number;
	secondSlope: number;
	/** The middle one's cost by the straight line through the other two: 0.1 is 10 % above it. */
	offLine: number;
}

export interface Point {
	size: number;
	cost: number;
}

export function growthOf([small, middle, large]: [Point, Point, Point]): Growth {
	const slope = (from: Point, to: Point) => ((to.cost - from.cost) / (to.size - from.size)) * 100_000;
	const expected = small.cost + (slope(small, large) * (middle.size - small.size)) / 100_000;
	return { firstSlope: slope(small, middle), secondSlope: slope(middle, large), offLine: middle.cost / expected - 1 };
}
