// Import boundaries are errors. Some forbidden imports are kept on purpose (the canaries): a checker that does not see one
// of them, by its rule, sees nothing, and fails.
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
/** Each with the rule that must see it. */
const canaries = {
  'infra/platform/test/boundary-canary.ts': 'platform-is-lowest',
  'api/law/law-canary.ts': 'law-is-pure',
  'ingest/src/floor/boundary-canary.ts': 'ingest/src-floors',
  'api/src/database/floor-canary.ts': 'api/src-floors',
}
const found = output.summary.violations
const alarms = found.filter((v) => canaries[v.from] !== v.rule.name)
for (const v of alarms)
  console.error(
    `boundaries: ${v.rule.name}: ${v.from} -> ${v.to}${v.cycle ? ` (${v.cycle.map((c) => c.name).join(' -> ')})` : ''}`,
  )
const unseen = Object.keys(canaries).filter((file) => !found.some((v) => v.from === file))
for (const file of unseen)
  console.error(`boundaries: the canary (${file}) was not seen: the checker is blind`)
if (alarms.length > 0 || unseen.length > 0) process.exit(1)
console.log(
  `boundaries: ${output.summary.totalCruised} modules, ${output.summary.totalDependenciesCruised} imports, only the canaries are forbidden`,
)
