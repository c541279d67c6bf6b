import { parseArgs } from 'node:util'
import { cadences, eyeModels, rulePlans, type EyeModel, type RulePlan } from './rules-plan.ts'
import { play, variationOf, type Variation } from './rules-play.ts'
import { ruleTable, type RuleRow } from './rules-table.ts'
import { count, nothingYet, together, type Tally } from './rules.ts'

const help = `npm run bench:rules -- [options]

  --only KIND    一条规则 one rule: ${rulePlans.map(({ kind }) => kind).join(', ')}
  --why          每次漏报、误报 every miss and false alarm, by scene and seed
  --help

每条规则在至少一百个有种子的变体上的精确率、召回率与停留误差。
Precision, recall and dwell error of every rule over at least a hundred seeded variations. Prints a Markdown table.`

const say = (line: string): void => void process.stderr.write(`${line}\n`)

const { values } = parseArgs({
  options: { only: { type: 'string' }, why: { type: 'boolean' }, help: { type: 'boolean' } },
})
const chosen = rulePlans.filter(({ kind }) => kind === (values.only ?? kind))

interface Measuring {
  readonly plan: RulePlan
  readonly model: EyeModel
  readonly cadence: (typeof cadences)[number]
}

/** What came of one variation: its tally, and a line where something went wrong. */
function measureOne(variation: Variation, { plan, model, cadence }: Measuring, seed: number): Tally {
  const told = play(variation, { model, everyMs: cadence.everyMs, seed })
  const tally = count(told, variation.stays, variation.leastMs)
  const missed = tally.due - tally.hits
  if (values.why && missed + tally.falseAlarms > 0) {
    const where = `${plan.kind} ${variation.scene.id}, ${model.name} eye, ${cadence.name}`
    say(`${where}: ${missed} missed, ${tally.falseAlarms} false`)
  }
  return tally
}

/** One rule under every eye and at every cadence; a variation's seed is its eye's too. */
function measureRule(plan: RulePlan): RuleRow[] {
  const cells = eyeModels.flatMap((model) => cadences.map((cadence) => ({ plan, model, cadence })))
  const tallies = plan.scenes.flatMap(([sceneId, variations, loops]) =>
    Array.from({ length: variations }, (_, seed) => {
      const variation = variationOf(plan, [sceneId, loops], seed)
      return cells
        .filter(({ model }) => seed % model.oneIn === 0)
        .map((cell) => ({ cell, tally: measureOne(variation, cell, seed) }))
    }).flat(),
  )
  return cells.map((cell) => {
    const own = tallies.filter((one) => one.cell === cell).map(({ tally }) => tally)
    const named = { kind: plan.kind, eye: cell.model.name, cadence: cell.cadence.name }
    return { ...named, variations: own.length, tally: own.reduce(together, nothingYet) }
  })
}

if (values.help || chosen.length === 0) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else {
  const rows = chosen.flatMap((plan) => {
    const began = performance.now()
    const measured = measureRule(plan)
    say(`${plan.kind}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
    return measured
  })
  console.log(ruleTable(rows))
}
