export function keepResults(file: string, name: string, section: string): Promise<void>;
