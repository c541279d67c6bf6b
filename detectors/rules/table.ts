import type { ViolationKind } from '../finding.ts'
import { illegalParking } from './illegal-parking.ts'
import { isOn, numberOf, type ParamDescription, type Params, type Rule } from './rule.ts'

/** Every kind of violation. A new kind does not compile until it has its row. */
export const rules: Record<ViolationKind, Rule> = {
  illegal_parking: illegalParking,
}

export type ParamProblem =
  | { readonly code: 'unknown_param'; readonly key: string }
  | { readonly code: 'wrong_type'; readonly key: string; readonly expected: 'number' | 'boolean' }
  | { readonly code: 'below_min'; readonly key: string; readonly min: number }
  | { readonly code: 'above_max'; readonly key: string; readonly max: number }

function problemOf(param: ParamDescription | undefined, key: string, value: unknown): ParamProblem | null {
  if (!param) return { code: 'unknown_param', key }
  const isRightType = typeof value === param.type && (param.type === 'boolean' || Number.isFinite(value))
  if (!isRightType) return { code: 'wrong_type', key, expected: param.type }
  if (param.type === 'boolean' || typeof value !== 'number') return null
  if (value < param.min) return { code: 'below_min', key, min: param.min }
  if (value > param.max) return { code: 'above_max', key, max: param.max }
  return null
}

/** Everything that is wrong with what someone set; what is not set takes its default and is no problem. */
export function paramProblems(
  kind: ViolationKind,
  params: Readonly<Record<string, unknown>>,
): readonly ParamProblem[] {
  return Object.entries(params).flatMap(([key, value]) => {
    const problem = problemOf(
      rules[kind].params.find((param) => param.key === key),
      key,
      value,
    )
    return problem ? [problem] : []
  })
}

/** The values in force, every one of them: what is set, else the default, never below a floor. */
export function withDefaults(kind: ViolationKind, params: Params): Params {
  return Object.fromEntries(
    rules[kind].params.map((param) => [
      param.key,
      param.type === 'number' ? numberOf(params, param) : isOn(params, param),
    ]),
  )
}
