/**
 * What of the agency a route is about, and why. Every route says one of these; the test of the routes and the units
 * (`api/src/http/units.it.test.ts`) holds it against what is answered. Whatever it says, the database answers each person of
 * what he reaches alone (ADR 15).
 */
export const scopes = {
  /** Of a unit: who is neither of it nor above it gets what he would get if it did not exist. */
  unit: 'belongs to a unit',
  /** Of who asks: his own sessions and password. */
  own: 'is about the caller alone',
  /** Read by everybody who may read it at all. */
  law: 'the law, evidence modes and models in force are the same for every unit, and who is judged by them may read them',
  /** Asked of the machine without any of its data: whose it would be is decided by what is registered afterwards. */
  machine: 'asks a machine and tells nothing of a unit',
  /** Binds every unit: only for who reaches all. */
  whole: 'changes what holds for every unit: the law, models, keys, the machine',
  /** Nobody is signed in. */
  public: 'nobody is signed in yet',
  /** Workers and the monitoring have keys of their own and serve every unit. */
  program: 'a program with a token of its own',
} as const
export type Scope = keyof typeof scopes

interface Scoped {
  readonly scope: Scope
}
export const isForPrograms = ({ scope }: Scoped): boolean => scope === 'program' || scope === 'public'
/** What binds every unit is done by those who reach all of them. */
export const isWhole = ({ scope }: Scoped): boolean => scope === 'whole'
