import { expect, test } from 'vitest';
import { toCounts } from './run-vitest.mjs';
import { toTestPlan } from './test-plan.mjs';

test('toTestPlan() runs everything unless told otherwise', () => {
  expect(toTestPlan([])).toEqual({ isLint: true, isUnit: true, isE2e: true, isLoad: true, filters: [] });
  expect(toTestPlan(['--only', 'unit', 'chat'])).toEqual({
    isLint: false,
    isUnit: true,
    isE2e: false,
    isLoad: false,
    filters: ['chat'],
  });
  expect(toTestPlan(['chat'])).toEqual({ isLint: false, isUnit: true, isE2e: true, isLoad: true, filters: ['chat'] });
  expect(() => toTestPlan(['--only', 'all'])).toThrow('--only');
});

test('toCounts() counts a file that could not be loaded, and a run that broke, as a failure', () => {
  const result = {
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    testResults: [{ status: 'failed', assertionResults: [] }],
  };
  expect(toCounts(result, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  expect(toCounts(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
