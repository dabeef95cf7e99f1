import type { Clock } from '../loopback/clock';
import type { Switches } from './switches';

const dayMs = 86_400_000;
const mostUpdates = 5;
const blockedMs = 2 * dayMs;

/**
 * Reported, off by default: the sixth update of one address within 24 h is refused, and it stays refused for 48 h.
 */
export class UpdateGuard {
	private readonly updates = new Map<string, number[]>();

	private readonly blockedUntil = new Map<string, number>();

	constructor(
		private readonly clock: Clock,
		private readonly switches: Switches,
	) {}

	refuses(email: string): boolean {
		if (!this.switches.signUpAbuseProtection || email === '') return false;
		const now = this.clock.now();
		if ((this.blockedUntil.get(email) ?? 0) > now) return true;
		const recent = (this.updates.get(email) ?? []).filter((at) => now - at < dayMs);
		if (recent.length >= mostUpdates) {
			this.blockedUntil.set(email, now + blockedMs);
			return true;
		}
		this.updates.set(email, [...recent, now]);
		return false;
	}
}
