import { step } from './progress.mjs';
import { canRun, cleanEnvironment, run } from './run.mjs';

/** Whether we may install Debian packages here: as root, where there is apt. */
export async function canInstallPackages() {
	return process.getuid?.() === 0 && (await canRun('apt-get'));
}

export async function installPackages(names, purpose, log) {
	const env = { ...cleanEnvironment(), DEBIAN_FRONTEND: 'noninteractive' };
	await step(
		`installing ${names.join(', ')}, ${purpose}`,
		async () => {
			// Somebody else may be installing something at this moment.
			const patience = ['-o', 'DPkg::Lock::Timeout=600'];
			await run('apt-get', [...patience, 'update'], { env });
			await run('apt-get', [...patience, 'install', '-y', '--no-install-recommends', ...names], { env });
		},
		{ log },
	);
}
