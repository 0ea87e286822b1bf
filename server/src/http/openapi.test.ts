import { Validator } from '@seriousme/openapi-schema-validator';
import { allRoutes } from '@shoal/contract';
import { expect, test } from 'vitest';
import { useTestServer } from '../testing/test-server.ts';
import { toOpenApi } from './openapi.ts';

const server = useTestServer();

test('toOpenApi() is a valid OpenAPI 3.1 document with every route of the contract', async () => {
  const document = toOpenApi(allRoutes, 'https://shoal.test') as { openapi: string; paths: Record<string, object> };

  const { errors, valid } = await new Validator().validate(document);

  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(document.openapi).toMatch(/^3\.1/);
  const operations = Object.values(document.paths).flatMap((path) => Object.keys(path));
  expect(operations).toHaveLength(allRoutes.length);
});

test('GET /api/openapi.json answers the document without a session', async () => {
  const response = await server.anonymous().fetch('/api/openapi.json');

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'http://shoal.test/api' }] });
});
