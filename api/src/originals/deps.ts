import type { Signer } from '@sightline/infra/platform/sign'
import type { Deps } from '../deps.ts'

export type OriginalDeps = Pick<Deps, 'db' | 'now'> & { readonly signer: Signer }
