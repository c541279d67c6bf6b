import { routes } from '@sightline/api/contract/routes'
import type { SiteFile } from '@sightline/api/contract/site-files'
import { useEffect, useRef, useState } from 'react'
import { uploadFile } from '../../../api/upload.ts'

/** A file that was chosen, or that arrived earlier and no step has. */
export interface SiteItem {
  readonly key: string
  readonly name: string
  readonly bytes: number
  readonly state: 'queued' | 'sending' | 'failed' | 'arrived'
  readonly sent: number
  readonly error: unknown
  /** Of what is to be sent again. */
  readonly file: File | null
  /** Of a photograph that lies on this device: where its picture is; nothing is asked of the server for it. */
  readonly preview: string | null
  /** As the server has it. */
  readonly stored: SiteFile | null
  /** It is recorded with the step. */
  readonly isIn: boolean
}

const ofStored = (stored: SiteFile): SiteItem => ({
  key: stored.id,
  name: stored.name,
  bytes: stored.bytes,
  state: 'arrived',
  sent: stored.bytes,
  error: null,
  file: null,
  preview: null,
  stored,
  isIn: false,
})

const ofFile = (file: File, key: string): SiteItem => ({
  key,
  name: file.name,
  bytes: file.size,
  state: 'queued',
  sent: 0,
  error: null,
  file,
  preview: /^image\/(jpeg|png)$/.test(file.type) ? URL.createObjectURL(file) : null,
  stored: null,
  isIn: true,
})

/** The same bytes brought twice are one file: the server answers with the first. */
function withoutTwins(items: readonly SiteItem[]): SiteItem[] {
  const last = new Map(items.map(({ key, stored }) => [stored?.id ?? key, key]))
  return items.filter(({ key, stored }) => last.get(stored?.id ?? key) === key)
}

/** What arrived stays, and is recorded with no step; what did not is forgotten. */
const without = (items: readonly SiteItem[], key: string): SiteItem[] =>
  items.flatMap((one) => (one.key !== key ? [one] : one.stored ? [{ ...one, isIn: false }] : []))

/** Files of one on-site record: sent one after the other, each with its progress, sent again where it failed, taken out again. */
export function useSiteFiles(alertId: string, waiting: readonly SiteFile[]) {
  const [items, setItems] = useState<readonly SiteItem[]>(() => waiting.map(ofStored))
  const running = useRef(new Map<string, AbortController>())
  const line = useRef(Promise.resolve())
  const count = useRef(0)
  const previews = useRef<string[]>([])
  useEffect(() => {
    const [controllers, made] = [running.current, previews.current]
    return () => {
      controllers.forEach((one) => one.abort())
      made.forEach((url) => URL.revokeObjectURL(url))
    }
  }, [])
  const change = (key: string, part: Partial<SiteItem>): void =>
    setItems((all) => withoutTwins(all.map((one) => (one.key === key ? { ...one, ...part } : one))))

  async function send(key: string, file: File): Promise<void> {
    const controller = running.current.get(key)
    if (!controller || controller.signal.aborted) return
    change(key, { state: 'sending', sent: 0, error: null })
    try {
      const stored = await uploadFile(routes.siteFiles.upload, {
        params: { id: alertId },
        query: { name: file.name.slice(-200) },
        file,
        onSent: (sent) => change(key, { sent }),
        signal: controller.signal,
      })
      change(key, { state: 'arrived', stored })
    } catch (error) {
      if (!controller.signal.aborted) change(key, { state: 'failed', error })
    }
  }

  function queue(key: string, file: File): void {
    running.current.set(key, new AbortController())
    line.current = line.current.then(() => send(key, file))
  }

  return {
    items,
    isSending: items.some(({ state }) => state === 'queued' || state === 'sending'),
    hasFailed: items.some(({ state }) => state === 'failed'),
    add(files: readonly File[]): void {
      const added = files.map((file) => ofFile(file, `new-${(count.current += 1)}`))
      previews.current.push(...added.flatMap(({ preview }) => preview ?? []))
      setItems((all) => [...all, ...added])
      for (const { key, file } of added) if (file) queue(key, file)
    },
    retry(key: string): void {
      const file = items.find((one) => one.key === key)?.file
      if (!file) return
      change(key, { state: 'queued', error: null })
      queue(key, file)
    },
    /** What arrived is taken out of this record and can be put back; what did not is forgotten. */
    takeOut(key: string): void {
      running.current.get(key)?.abort()
      setItems((all) => without(all, key))
    },
    putIn: (key: string): void => change(key, { isIn: true }),
  }
}
export type SiteFiles = ReturnType<typeof useSiteFiles>
