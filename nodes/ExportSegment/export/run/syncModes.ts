export type SyncMode = 'addOrUpdate' | 'mirror' | 'remove';
