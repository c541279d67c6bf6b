import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import {
  fragmentSchema,
  manifestSchema,
  sealedExhibitSchema,
  type Manifest,
  type SealedExhibit,
} from '@sightline/api/contract/dossier'
import { canonicalJson } from '@sightline/infra/platform/canonical-json'

/** Items of a list worked on before others get their turn. */
const atOnce = 50

const headSchema = manifestSchema.omit({ exhibits: true })
const bareExhibitSchema = sealedExhibitSchema.omit({ fragments: true })
const fragmentsSchema = z.array(fragmentSchema)
/** The exhibits themselves were looked at one by one. */
const listSchema = z.array(z.custom<SealedExhibit>()).min(1)

/**
 * The bytes that are signed: the manifest, found to be one, in canonical JSON. Equal to `canonicalBytes` of what
 * `manifestSchema` makes of it, but made in pieces: it lists a thousand fragments, and no camera waits for it.
 */
export async function toManifestBytes({ exhibits, ...head }: Manifest): Promise<Uint8Array> {
  const checked: SealedExhibit[] = []
  for (const exhibit of exhibits) checked.push(await checkExhibit(exhibit))
  const manifest: Manifest = { ...headSchema.parse(head), exhibits: listSchema.parse(checked) }
  return Buffer.from(await toCanonical(manifest), 'utf8')
}

async function checkExhibit({ fragments, ...bare }: SealedExhibit): Promise<SealedExhibit> {
  const exhibit = bareExhibitSchema.parse(bare)
  if (!fragments) return exhibit
  const checked: NonNullable<SealedExhibit['fragments']> = []
  for (let at = 0; at < fragments.length; at += atOnce) {
    checked.push(...fragmentsSchema.parse(fragments.slice(at, at + atOnce)))
    await breathe()
  }
  return { ...exhibit, fragments: checked }
}

/** RFC 8785 of plain JSON: keys in the order of their UTF-16 units, undefined ones left out, no space anywhere. */
async function toCanonical(value: unknown): Promise<string> {
  if (Array.isArray(value)) return toCanonicalList(value)
  if (typeof value !== 'object' || value === null) return canonicalJson(value)
  const members: string[] = []
  for (const [key, member] of Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (member !== undefined) members.push(`${canonicalJson(key)}:${await toCanonical(member)}`)
  }
  return `{${members.join(',')}}`
}

async function toCanonicalList(list: readonly unknown[]): Promise<string> {
  const items: string[] = []
  for (const item of list) {
    items.push(await toCanonical(item))
    if (items.length % atOnce === 0) await breathe()
  }
  return `[${items.join(',')}]`
}
