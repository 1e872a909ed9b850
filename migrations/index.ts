import { CreateTables20261122093000 } from './20261122T0930-create-tables.js';

/** Every migration, oldest first. An explicit list: a glob over compiled ESM loses the class names. */
export const migrations = [CreateTables20261122093000];
