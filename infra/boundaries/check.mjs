// Import boundaries are errors. One forbidden import is kept on purpose (the canary): a checker that does not see it
// sees nothing, and fails.
import { cruise } from 'dependency-cruiser'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..', '..'))
const rules = createRequire(import.meta.url)('./rules.cjs')
const rooms = ['detectors', 'models', 'infra', 'ingest', 'api', 'review-ui/src']
const { tsConfig, ...options } = rules.options
const { output } = await cruise(rooms, {
  ...options,
  ruleSet: { forbidden: rules.forbidden },
  validate: true,
  tsConfig,
})
const canary = 'infra/platform/test/boundary-canary.ts'
const found = output.summary.violations
const alarms = found.filter((v) => v.from !== canary)
for (const v of alarms)
  console.error(
    `boundaries: ${v.rule.name}: ${v.from} -> ${v.to}${v.cycle ? ` (${v.cycle.map((c) => c.name).join(' -> ')})` : ''}`,
  )
if (!found.some((v) => v.from === canary)) {
  console.error(`boundaries: the canary (${canary}) was not seen: the checker is blind`)
  process.exit(1)
}
if (alarms.length > 0) process.exit(1)
console.log(
  `boundaries: ${output.summary.totalCruised} modules, ${output.summary.totalDependenciesCruised} imports, only the canary is forbidden`,
)
