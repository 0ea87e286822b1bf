import { type ErrorCode, errorCodes, type Route } from '@shoal/contract';
import { z } from 'zod';

type Json = { [key: string]: unknown };

const everyRoute: readonly ErrorCode[] = [
  'request.invalid',
  'request.rate_limited',
  'server.unexpected',
  'server.unavailable',
];
const signedIn: readonly ErrorCode[] = ['accounts.signed_out', 'accounts.not_allowed'];
const changing: readonly ErrorCode[] = ['request.foreign_origin'];
const withBody: readonly ErrorCode[] = ['request.too_large', 'request.unsupported_type'];

/** The HTTP interface as an OpenAPI 3.1 document, made from the contract's routes. */
export function toOpenApi(routes: readonly Route[], publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: toOperation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Shoal', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: `${publicUrl}/api` }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: publicUrl.startsWith('https:') ? '__Host-sid' : 'sid' },
      },
      schemas: { Failure: toFailureSchema() },
    },
  };
}

function toOperation(route: Route): Json {
  const parameters = [...toParameters(route.params, 'path'), ...toParameters(route.query, 'query')];
  return {
    summary: route.summary,
    tags: [route.path.split('/')[1] ?? 'api'],
    ...(parameters.length > 0 && { parameters }),
    ...toRequestBody(route),
    ...(route.callers !== 'anyone' && { security: [{ session: [] }], 'x-callers': route.callers }),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: toSchema(route.response, 'output') } } },
      ...toFailures(route),
    },
  };
}

function toParameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function toRequestBody(route: Route): Json {
  if (route.rawBody) {
    const content = Object.fromEntries(route.rawBody.types.map((type) => [type, {}]));
    return { requestBody: { required: true, content } };
  }
  if (!route.body) return {};
  return {
    requestBody: { required: true, content: { 'application/json': { schema: toSchema(route.body, 'input') } } },
  };
}

function toFailures(route: Route): Json {
  const codes = new Set<ErrorCode>([
    ...everyRoute,
    ...(route.callers === 'anyone' ? [] : signedIn),
    ...(route.method === 'GET' ? [] : changing),
    ...(route.body || route.rawBody ? withBody : []),
    ...route.errors,
  ]);
  const byStatus = Map.groupBy(codes, (code) => errorCodes[code].status);
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } };
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      { description: some.map((code) => `\`${code}\``).join(', '), content },
    ]),
  );
}

function toFailureSchema(): Json {
  const refusal = z.object({
    code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
    message: z.string().describe('For developers; people read the words that belong to the code'),
    retry: z.enum(['never', 'after_delay', 'after_sign_in']),
  });
  return toSchema(z.object({ error: refusal }), 'output');
}

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
