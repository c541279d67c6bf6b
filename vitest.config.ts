import { defineConfig } from 'vitest/config'
import { LongestFirst } from './infra/dev/times/longest-first.ts'
import { timeReporter } from './infra/dev/times/time-reporter.ts'

const everywhere = ['detectors', 'models', 'infra', 'ingest', 'api', 'review-ui']
const files = (suffix: string): string[] => everywhere.map((room) => `${room}/**/*.${suffix}`)
/** Test files of a project of their own. */
const apart = ['altered.test.ts', 'it.test.ts', 'e2e.test.ts']

/**
 * unit: pure tables, no servers. altered (`.altered.test.ts`): as those, with a part of the product replaced by a wrong one, so
 * that each imports anew. integration (`.it.test.ts`): real PostgreSQL, Redis, S3, ffmpeg, RTSP. journey (`.e2e.test.ts`): the
 * whole product, with a real browser. The servers are started once, by infra/dev/servers. Files of a process share what they
 * import (but for altered): to import the api anew for each of them took a minute and more.
 */
export default defineConfig({
  test: {
    reporters: ['default', timeReporter()],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: files('test.ts'),
          exclude: [...apart.flatMap(files), '**/node_modules/**'],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'altered',
          include: files('altered.test.ts'),
          exclude: ['**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: files('it.test.ts'),
          exclude: ['**/node_modules/**'],
          globalSetup: ['infra/dev/servers/global-setup.ts'],
          isolate: false,
          maxWorkers: 3,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'journey',
          include: files('e2e.test.ts'),
          exclude: ['**/node_modules/**'],
          globalSetup: ['infra/dev/servers/global-setup.ts'],
          maxWorkers: 2,
          testTimeout: 600_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
