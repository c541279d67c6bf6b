import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Seconds that the long test files took, kept in the repository: a fresh clone knows them too. */
const known = JSON.parse(readFileSync(new URL('seconds.json', import.meta.url), 'utf8')) as Record<
  string,
  number | undefined
>

/** The long files of a project first, so that none of them begins when the others are done; the rest as vitest has it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const seconds = ({ moduleId }: TestSpecification) => known[relative(this.ctx.config.root, moduleId)] ?? 0
    return [...new Set(sorted.map(({ project }) => project))].flatMap((project) =>
      sorted.filter((file) => file.project === project).toSorted((a, b) => seconds(b) - seconds(a)),
    )
  }
}
