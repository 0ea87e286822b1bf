export * from './evidence.ts';
export * from './task.ts';
