import { z } from 'zod';

/** Consumers have no account, so they have no role. */
export const Role = z.enum(['operator', 'host', 'shopkeeper']);
export type Role = z.infer<typeof Role>;

/** Who may call an entry: anybody, or accounts in one of these roles. Finer rights are the use case's first line. */
export type Callers = 'anyone' | readonly Role[];

export const members = ['operator', 'host', 'shopkeeper'] as const satisfies readonly Role[];
export const crew = ['operator', 'host'] as const satisfies readonly Role[];
export const operators = ['operator'] as const satisfies readonly Role[];
export const shopkeepers = ['shopkeeper'] as const satisfies readonly Role[];
