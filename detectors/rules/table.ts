import type { ObjectClass } from '../detection.ts'
import type { StayKind, ViolationKind } from '../finding.ts'
import { angling } from './angling.ts'
import { cameraHealth } from './camera-health.ts'
import { illegalParking } from './illegal-parking.ts'
import { kitchenRules } from './kitchen.ts'
import { openBurning } from './open-burning.ts'
import { isOn, numberOf, type ParamDescription, type Params, type Rule, type StayRule } from './rule.ts'
import { shopFront } from './shop-front.ts'
import { streetVending } from './street-vending.ts'

/** Every kind that consists in something staying. A new kind does not compile until it has its row. */
export const stayRules: Record<StayKind, StayRule> = {
  illegal_parking: illegalParking,
  street_vending: streetVending,
  shop_front: shopFront,
  angling,
  open_burning: openBurning,
  ...kitchenRules,
}

/** Every kind of violation. */
export const rules: Record<ViolationKind, Rule> = { ...stayRules, camera_health: cameraHealth }

/** Sets of classes, any one of which is enough for the kind with these parameters to find anything at all. */
export const needs = (kind: ViolationKind, params: Params): readonly (readonly ObjectClass[])[] =>
  rules[kind].needs(params)

/** Whether the installed models, which offer these classes, can serve it; else it is shown as 未安装所需模型. */
export const isServed = (kind: ViolationKind, params: Params, offered: ReadonlySet<ObjectClass>): boolean =>
  needs(kind, params).some((set) => set.every((one) => offered.has(one)))

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
