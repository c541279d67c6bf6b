import { parseArgs } from 'node:util'
import { measureRule, type Measured } from './rules-measure.ts'
import { lookAlikePlan, rulePlans, type RulePlan } from './rules-plan.ts'
import { ruleHeader, ruleLines } from './rules-table.ts'

const plans = [...rulePlans, lookAlikePlan]
const nameOf = ({ kind, about }: RulePlan): string => about ?? kind

const help = `npm run bench:rules -- [options]

  --only KIND    一条规则 one rule: ${plans.map(nameOf).join(', ')}
  --why          每次漏报、误报 every miss and false alarm, by scene and seed
  --help

每条规则在至少一百个有种子的变体上的精确率、召回率与停留误差。
Precision, recall and dwell error of every rule over at least a hundred seeded variations. Prints a Markdown table.`

const say = (line: string): void => void process.stderr.write(`${line}\n`)

const { values } = parseArgs({
  options: { only: { type: 'string' }, why: { type: 'boolean' }, help: { type: 'boolean' } },
})
const chosen = plans.filter((plan) => nameOf(plan) === (values.only ?? nameOf(plan)))

/** A line where something went wrong. */
function explain({ plan, model, cadence, variation, tally }: Measured): void {
  const missed = tally.due - tally.hits
  if (!values.why || missed + tally.falseAlarms === 0) return
  const where = `${plan.kind} ${variation.scene.id}, ${model.name} stand-in, ${cadence.name}`
  say(`${where}: ${missed} missed, ${tally.falseAlarms} false`)
}

if (values.help || chosen.length === 0) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else {
  console.log(ruleHeader)
  for (const plan of chosen) {
    const began = performance.now()
    console.log(ruleLines(measureRule(plan, { onMeasured: explain })))
    say(`${plan.kind}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  }
}
