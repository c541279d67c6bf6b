import { describe, expect, it } from 'vitest'
import { cpuSeconds, stepsOf, table, timesByProject } from './times.ts'

describe('the times of the tests', () => {
  it('know every step of a script, and of those it runs', () => {
    const scripts = {
      test: 'sh setup.sh test && npm run check && vitest run',
      check: 'npm run lint && knip',
      lint: 'eslint .',
    }
    expect(stepsOf(scripts, 'test')).toEqual(['sh setup.sh test', 'eslint .', 'knip', 'vitest run'])
  })

  it('count the processor time of a step and of the programs it waited for', () => {
    expect(cpuSeconds('0m0.010s 0m0.020s\n2m3.500s 0m10.000s\n')).toBeCloseTo(133.53)
  })

  it('name the long files of a project, the longest first, and how long the project took as a whole', () => {
    const file = (name: string, beganAt: number, endedAt: number) => ({
      file: name,
      project: 'integration',
      beganAt,
      endedAt,
    })
    const rows = timesByProject([
      file('short', 0, 5000),
      file('long', 1000, 31_000),
      file('longer', 0, 50_000),
    ])
    expect(rows.map(({ what, seconds }) => `${what} ${seconds}`)).toEqual([
      'integration: 3 files 50',
      '  longer 50',
      '  long 30',
    ])
  })

  it('are a table whose columns stand below each other', () => {
    expect(
      table([
        { what: 'eslint .', seconds: 61.4, cpu: 70 },
        { what: 'knip', seconds: 5 },
      ]),
    ).toBe(
      [
        '| step     | took | processor |',
        '| -------- | ---- | --------- |',
        '| eslint . | 61 s | 70 s      |',
        '| knip     | 5 s  |           |',
      ].join('\n'),
    )
  })
})
