import { ModelError } from '../model-error.ts'

/** How onnxruntime names an operator that it cannot open, or at which it failed. */
const naming = [
  /No Op registered for ([\w.]+)/,
  /([\w.]+)\(-?\d+\) is not a registered function\/op/,
  /Could not find an implementation for ([\w.]+)/,
  /while running ([\w.]+) node/,
  /Op \(([\w.]+)\)/,
  /of operator \(([\w.]+)\)/,
]

type Failure = 'model_unusable' | 'inference_failed' | 'worker_crashed'

/** A failure of the runtime or of the thread it runs on, in words of ours; what was said stays in the cause, for logs. */
export function runtimeError(code: Failure, cause: unknown): ModelError {
  return new ModelError(code, runtimeFacts(cause instanceof Error ? cause.message : String(cause)), { cause })
}

/** What a person can be told of such a failure: the operator it names, if it does. */
export function runtimeFacts(said: string): Readonly<Record<string, string>> {
  const operator = naming.map((one) => one.exec(said)?.[1]).find((name) => name !== undefined)
  return operator === undefined ? {} : { operator }
}
