import type { Account, ContactList } from '../simulator';
import type { ModelPerson } from './referenceModel';
import { ReferenceModel } from './referenceModel';

/** How many people a day does each of these to. */
export interface DailyRates {
	joiners: number;
	leavers: number;
	returners: number;
	renamed: number;
	/** Leave the list by their own choice. */
	optOuts: number;
	unsubscribes: number;
	deletions: number;
	/** A colleague puts somebody on the list by hand: strangers, and people who had left it. */
	byHand: number;
}

export const ordinaryDay: DailyRates = {
	joiners: 90,
	leavers: 100,
	returners: 30,
	renamed: 80,
	optOuts: 30,
	unsubscribes: 10,
	deletions: 8,
	byHand: 12,
};

/**
 * A segment and its list over the days: people join and leave the segment, and in Constant Contact leave the list,
 * unsubscribe, are deleted and added by hand. Whatever happens is done to the simulated account and noted in the
 * reference model. Nothing happens to one person twice a day: who is put on the list by hand and leaves it before the
 * next export cannot be known to have left.
 */
export class SegmentLife {
	readonly model: ReferenceModel;

	private readonly inside = new Map<string, ModelPerson>();

	/** Out of the segment since some day. */
	private readonly outside = new Map<string, ModelPerson>();

	private readonly touched = new Set<string>();

	private people = 0;

	/** Times that a colleague put somebody back who had left by choice. */
	putBackByHand = 0;

	constructor(
		private readonly account: Account,
		private readonly list: ContactList,
		private readonly name: string,
		size: number,
		private readonly random: () => number,
		respectsOptOuts = true,
	) {
		this.model = new ReferenceModel(respectsOptOuts);
		for (let n = 0; n < size; n++) this.join();
	}

	/** The segment as its source brings it: now and then an address in capitals, as people type them. */
	segment(): ModelPerson[] {
		return [...this.inside.values()].map((person, n) =>
			n % 97 === 0 ? { ...person, email: person.email.toUpperCase() } : person,
		);
	}

	passDay(rates: DailyRates): void {
		const { account, list, model } = this;
		this.touched.clear();
		const isFree = (email: string) => !model.unsubscribed.has(email) && !model.deleted.has(email);
		for (const email of this.pick(this.inside.keys(), rates.leavers)) this.move(email, this.inside, this.outside);
		for (const email of this.pick(this.outside.keys(), rates.returners)) this.move(email, this.outside, this.inside);
		for (const email of this.pick(this.inside.keys(), rates.renamed))
			this.inside.set(email, { ...this.inside.get(email)!, last_name: `Renamed ${this.people} "x", ż;` });
		for (let n = 0; n < rates.joiners; n++) this.join();

		for (const email of this.pick([...model.members].filter(isFree), rates.optOuts)) {
			account.removeFromList(email, list);
			model.leave(email);
		}
		for (const email of this.pick([...model.members, ...model.left].filter(isFree), rates.unsubscribes)) {
			account.unsubscribe(email);
			model.unsubscribe(email);
		}
		for (const email of this.pick(
			[...model.members, ...model.left].filter((each) => !model.deleted.has(each)),
			rates.deletions,
		)) {
			account.deleteContact(email);
			model.delete(email);
		}
		for (const email of this.pick(
			[...model.left, ...this.outside.keys()].filter(
				(each) => isFree(each) && account.contact(each) !== undefined && !model.members.has(each),
			),
			rates.byHand,
		)) {
			if (model.left.has(email)) this.putBackByHand++;
			account.addToList(email, list);
			model.addByHand(email);
		}
		for (let n = 0; n < rates.byHand; n++) {
			const email = `stranger${this.people++}@${this.name}.example.com`;
			account.addContact({ email, lists: [list] });
			model.addByHand(email);
		}
	}

	private join(): void {
		const n = this.people++;
		const email = `person${n}@${this.name}.example.com`;
		this.inside.set(email, { email, first_name: `First ${n}`, last_name: `Last ${n}` });
	}

	private move(email: string, from: Map<string, ModelPerson>, to: Map<string, ModelPerson>): void {
		to.set(email, from.get(email)!);
		from.delete(email);
	}

	private pick(from: Iterable<string>, count: number): string[] {
		const choices = [...from];
		const picked: string[] = [];
		for (let tries = 0; picked.length < count && tries < count * 20 && choices.length > 0; tries++) {
			const email = choices[Math.floor(this.random() * choices.length)];
			if (this.touched.has(email)) continue;
			this.touched.add(email);
			picked.push(email);
		}
		return picked;
	}
}

/** Reproducible numbers from 0 to 1. */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let bits = Math.imul(state ^ (state >>> 15), state | 1);
		bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
		return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
	};
}
