// Import boundaries are errors. Some forbidden imports are kept on purpose (the canaries), one for each kind of rule: a
// checker that does not see them sees nothing, and fails.
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
const canaries = {
  'infra/platform/test/boundary-canary.ts': 'platform-is-lowest',
  'ingest/src/floor/boundary-canary.ts': 'ingest/src-floor-floor',
}
const found = output.summary.violations
const alarms = found.filter((v) => !(v.from in canaries))
for (const v of alarms)
  console.error(
    `boundaries: ${v.rule.name}: ${v.from} -> ${v.to}${v.cycle ? ` (${v.cycle.map((c) => c.name).join(' -> ')})` : ''}`,
  )
const unseen = Object.entries(canaries).filter(
  ([from, rule]) => !found.some((v) => v.from === from && v.rule.name === rule),
)
for (const [from, rule] of unseen)
  console.error(`boundaries: the canary ${from} was not seen by ${rule}: the checker is blind`)
if (alarms.length > 0 || unseen.length > 0) process.exit(1)
console.log(
  `boundaries: ${output.summary.totalCruised} modules, ${output.summary.totalDependenciesCruised} imports, only the canaries are forbidden`,
)
