import type { ViolationKind } from '../finding.ts'
import { closeUpKey } from './params.ts'
import { isOn, type BooleanParam, type Params } from './rule.ts'
import { rules } from './table.ts'

/** Whether a rule asks that its zone be looked at enlarged, besides the whole picture; rules that cannot be asked do not. */
export function isCloseUp(kind: ViolationKind, params: Params): boolean {
  const asked = rules[kind].params.find((param): param is BooleanParam => param.key === closeUpKey)
  return asked !== undefined && isOn(params, asked)
}
