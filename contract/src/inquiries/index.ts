export * from './broadcasts.ts';
export * from './inquiry.ts';
export * from './routes.ts';
