export * from './calls.ts';
export * from './reports.ts';
