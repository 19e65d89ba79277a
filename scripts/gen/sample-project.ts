import { join } from 'node:path';
import type { ProjectModel } from '../../src/core/project-model.ts';
import { check } from '../../src/pipeline/check.ts';
import { fixtureRequest } from '../../src/testing/fixture.ts';

/** The project whose commands are examples; the one that keeps the rules. */
export async function sampleProject(): Promise<ProjectModel> {
  return (await check(fixtureRequest(join(process.cwd(), 'fixtures/projects/ingestion'), []))).project;
}
