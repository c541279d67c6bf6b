import type { Configuration } from 'openid-client'
import { writeRefused } from '../sessions/failures.ts'
import { openSession, type Opened } from '../sessions/open-session.ts'
import type { SignInWorld } from '../sessions/sign-in.ts'
import { comeBack } from './come-back.ts'
import { sealHalf } from './half.ts'
import { personOf } from './identity.ts'
import type { ProviderSettings } from './settings.ts'
import { returnAddress, wayOf } from './way-there.ts'

export interface OpenProvider {
  readonly settings: ProviderSettings
  readonly connect: () => Promise<Configuration>
}

/** A browser that comes back from the provider. */
export interface ComingBack {
  /** With what the provider answers. */
  readonly path: string
  /** What it was given to keep when it set out. */
  readonly kept: string | undefined
  readonly address: string
}

type LetIn =
  | { readonly from: string; readonly opened: Opened }
  /** A code is owed first: what the browser keeps until then. */
  | { readonly from: string; readonly half: string }

/** Lets in who comes back, and says where they go on to; who has a device here, and showed none that is taken there, owes a code first. */
export async function letIn(
  world: SignInWorld,
  { settings, connect }: OpenProvider,
  { path, kept, address }: ComingBack,
): Promise<LetIn> {
  const url = new URL(path, returnAddress(settings))
  const at = world.now()
  const way = wayOf(world.secretBox, kept, { state: url.searchParams.get('state'), at })
  const came = await comeBack(await connect(), settings, { address: url, way })
  const person = await personOf(world, came)
  if (!person)
    return writeRefused(world, { account: came.account ?? '', address }, 'provider_account_unknown')
  const isOn = world.signIn.secondFactor !== 'off'
  const isEnrolled = { personId: person.id, enrolledAt: { not: null } }
  const hasFactor = (await world.db.secondFactor.count({ where: isEnrolled })) > 0
  const gaveFactor = isOn && came.gaveFactor
  if (isOn && hasFactor && !gaveFactor) return { from: way.from, half: sealHalf(world.secretBox, person, at) }
  const proved = { person, address, way: 'provider' as const, hasFactor, gaveFactor }
  return { from: way.from, opened: await openSession(world, proved) }
}
