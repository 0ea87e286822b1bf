export * from './broadcasts.ts';
export * from './commands.ts';
export * from './evidence.ts';
export * from './routes.ts';
export * from './task.ts';
