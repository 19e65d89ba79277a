import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'rules/**/*.test.ts', 'probes/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 60_000,
    // Two cores are the size of a usual CI machine; more workers only fight for them.
    maxWorkers: 2,
  },
});
